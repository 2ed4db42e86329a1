/*
 * Keys: public keys as Multikey (Controlled Identifiers 1.0, 2.2.2) and as
 * JWK (RFC 7517, 8037), secret keys as bytes that their owner wipes.
 */
#ifndef CRYPTO_KEY_H
#define CRYPTO_KEY_H

#include "base/arena.h"
#include "base/err.h"
#include "text/json.h"

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

/* Bytes of a signature made by this type of key: 64, 64, 96; 0 for none. */
size_t key_signature_bytes(enum key_type type);

/* "Ed25519", "P-256", "P-384": names as in JWK crv. */
str key_type_name(enum key_type type);

/* From `z...`; E_INVALID_VERIFICATION_METHOD for any other header, a
 * multicodec that is not known, or a wrong length (CR-04). */
MUST_USE code key_from_multikey(str multikey,
    struct public_key *ret,
    struct err *reterr);

/* To `z...`, NUL-terminated. */
void key_to_multikey(const struct public_key *key, char ret[MULTIKEY_TEXT_MAX]);

/* Secret keys the same way (ed25519-priv 0x1300, p256-priv 0x1306,
 * p384-priv 0x1307); the public half must be filled in by the provider. */
MUST_USE code key_secret_from_multikey(str multikey,
    struct secret_key *ret,
    struct err *reterr);

/* From a public JWK; a JWK with private members is refused with
 * E_INVALID_VERIFICATION_METHOD, RSA under 2048 bits with E_WEAK_KEY. */
MUST_USE code key_from_jwk(const struct json *jwk,
    struct public_key *ret,
    struct err *reterr);

/* As a JWK object in the arena; NULL after a failure of the arena. (A
 * compressed point has no y: the provider completes it, see host/native.) */
bool key_eq(const struct public_key *a, const struct public_key *b);

/* Overwrites the secret in a way that the compiler keeps. */
void key_wipe(struct secret_key *key);

#endif
