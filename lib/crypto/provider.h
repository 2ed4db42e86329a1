/*
 * What the pure library cannot do alone, as a table of functions handed in
 * by the caller. Any entry may be NULL: the library then answers that it
 * needs this service (see vc/verify.h), or fails with E_ARGUMENT.
 *
 * host/native fills the table from OpenSSL, libsodium and libdeflate;
 * crypto/plain gives hashes in C for a browser. Call through the provider_
 * functions below: they make the checks that must not hang on the provider.
 */
#ifndef CRYPTO_PROVIDER_H
#define CRYPTO_PROVIDER_H

#include "base/arena.h"
#include "crypto/key.h"

enum hash_alg {
    HASH_SHA256,
    HASH_SHA384,
    HASH_SHA512,
    HASH_MD5, /* to read old identity hashes, never to make them */
};

enum {
    HASH_BYTES_MAX = 64,
};

/* 32, 48, 64, 16. */
size_t hash_bytes(enum hash_alg alg);

struct provider {
    void *self; /* handed back to each function */

    /* Digest of the parts one after another. */
    code (*hash)(void *self,
        enum hash_alg alg,
        const bytes *parts,
        size_t n_parts,
        uint8_t *ret_digest);

    /* Checks a signature over `message`. Ed25519: 64 bytes over the message.
     * ECDSA: r || s, over the digest that goes with the curve (P-256
     * SHA-256, P-384 SHA-384). OK and the answer; or
     * E_INVALID_VERIFICATION_METHOD when the key is no point of its curve;
     * or why it could not be asked. */
    code (*verify)(void *self,
        const struct public_key *key,
        bytes message,
        bytes signature,
        bool *ret_valid);

    /* Signs, in the same form. *ret_signature has room for
     * SIGNATURE_BYTES_MAX. */
    code (*sign)(void *self,
        const struct secret_key *key,
        bytes message,
        uint8_t *ret_signature,
        size_t *ret_bytes);

    /* Fills the memory with random bytes, or fails with E_RNG_FAILURE and
     * the memory is not to be used. */
    code (*random)(void *self, uint8_t *ret, size_t n);

    /* Inflates one gzip or zlib stream that fills `packed` whole.
     * E_LIMIT_EXCEEDED past bytes_max, E_SYNTAX when it is damaged. */
    code (*inflate)(void *self,
        bytes packed,
        size_t bytes_max,
        struct arena *arena,
        bytes *ret);

    /* One gzip member (RFC 1952) without name or time: the same bytes for the
     * same data. */
    code (*deflate)(void *self, bytes data, struct arena *arena, bytes *ret);

    /* Fills in key->public from key->bytes; E_ARGUMENT when these are no
     * secret key of the type (zero, or not under the order). */
    code (*derive)(void *self, struct secret_key *key);
};

/* One part, for short. */
MUST_USE code provider_hash(const struct provider *p,
    enum hash_alg alg,
    bytes data,
    uint8_t *ret_digest);

/* Refuses what crypto/signature finds unsound, then asks the provider. */
MUST_USE code provider_verify(const struct provider *p,
    const struct public_key *key,
    bytes message,
    bytes signature,
    bool *ret_valid);

MUST_USE code provider_sign(const struct provider *p,
    const struct secret_key *key,
    bytes message,
    uint8_t ret_signature[SIGNATURE_BYTES_MAX],
    size_t *ret_bytes);

/* A new key of the type; on failure *ret holds nothing secret. */
MUST_USE code provider_generate(
    const struct provider *p, enum key_type type, struct secret_key *ret);

#endif
