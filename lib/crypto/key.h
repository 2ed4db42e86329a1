/*
 * Keys: public keys as Multikey (Controlled Identifiers 1.0, 2.2.2), secret
 * keys as bytes that their owner wipes. JWKs are in crypto/jwk.
 */
#ifndef CRYPTO_KEY_H
#define CRYPTO_KEY_H

#include "base/arena.h"
#include "base/err.h"
#include "text/multibase.h"

enum key_type {
    KEY_NONE,
    KEY_ED25519, /* 32 bytes */
    KEY_P256,    /* 33 bytes, compressed point */
    KEY_P384,    /* 49 bytes, compressed point */
};

enum {
    KEY_PUBLIC_BYTES_MAX = 49,
    KEY_SECRET_BYTES_MAX = 48, /* Ed25519 seed 32, P-256 32, P-384 48 */
    SIGNATURE_BYTES_MAX = 96,
    MULTIKEY_TEXT_MAX = 96,
};

struct public_key {
    enum key_type type;
    uint8_t len;
    uint8_t bytes[KEY_PUBLIC_BYTES_MAX];
};

struct secret_key {
    enum key_type type;
    uint8_t len;
    uint8_t bytes[KEY_SECRET_BYTES_MAX];
    struct public_key public;
};

/* Sizes by type, 0 for KEY_NONE: of the public key 32, 33, 49; of the secret
 * 32, 32, 48; of a signature 64, 64, 96. */
size_t key_public_bytes(enum key_type type);
size_t key_secret_bytes(enum key_type type);
size_t key_signature_bytes(enum key_type type);

/* "Ed25519", "P-256", "P-384": names as in JWK crv. And back: KEY_NONE for
 * any other. */
str key_type_name(enum key_type type);
enum key_type key_type_of(str name);

/* From `z...`. E_INVALID_VERIFICATION_METHOD for another base, a multicodec
 * that is no public key, or a wrong length (CR-04); E_PROOF_UNSUPPORTED,
 * about the name of the kind, for a sound key of a kind that cannot be used
 * here. Whether a P-256 or P-384 key is a point of its curve is found out by
 * the provider at the first use. */
MUST_USE code key_from_multikey(
    str multikey, struct public_key *ret, struct err *reterr);

/* What kind of public key this is, also of those that cannot be used here.
 * Errors as above but E_PROOF_UNSUPPORTED. */
MUST_USE code key_kind_of_multikey(
    str multikey, enum multicodec *ret, struct err *reterr);

/* To `z...`, NUL-terminated. */
void key_to_multikey(const struct public_key *key, char ret[MULTIKEY_TEXT_MAX]);

/* Secret keys the same way (ed25519-priv 0x1300, p256-priv 0x1306,
 * p384-priv 0x1307). The public half is for the provider to derive: it is
 * KEY_NONE here, or what the text says, in the form of Ed25519 that has it
 * behind the seed. Errors as above. */
MUST_USE code key_secret_from_multikey(
    str multikey, struct secret_key *ret, struct err *reterr);

/* The text is a secret like the key. */
void key_secret_to_multikey(
    const struct secret_key *key, char ret[MULTIKEY_TEXT_MAX]);

bool key_eq(const struct public_key *a, const struct public_key *b);

/* Overwrites the secret in a way that the compiler keeps. */
void key_wipe(struct secret_key *key);
void key_wipe_bytes(void *secret, size_t n_bytes);

#endif
