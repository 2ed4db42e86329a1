/*
 * What the pure library cannot do alone, as a table of functions handed in
 * by the caller. Any entry may be NULL: the library then answers that it
 * needs this service (see vc/verify.h), or fails with E_ARGUMENT.
 *
 * host/native fills the table from OpenSSL and libsodium; crypto/plain gives
 * hashes in C for a browser.
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

    /* Checks a signature over `message` strictly (RELIABILITY CR-01, CR-02).
     * Ed25519: 64 bytes over the message. ECDSA: r || s, over the digest
     * that goes with the curve (P-256 SHA-256, P-384 SHA-384). OK and the
     * answer, or why it could not be asked. */
    code (*verify)(void *self,
        const struct public_key *key,
        bytes message,
        bytes signature,
        bool *ret_valid);

    /* Signs with the key behind `self` handles; the secret stays there.
     * *ret_signature has room for SIGNATURE_BYTES_MAX. */
    code (*sign)(void *self,
        const struct secret_key *key,
        bytes message,
        uint8_t *ret_signature,
        size_t *ret_bytes);

    /* Fills the memory with random bytes or fails; never part of it. */
    code (*random)(void *self, uint8_t *ret, size_t n);

    /* Inflates gzip or zlib data; E_LIMIT_EXCEEDED past bytes_max. */
    code (*inflate)(void *self,
        bytes packed,
        size_t bytes_max,
        struct arena *arena,
        bytes *ret);
};

/* One part, for short. */
MUST_USE code provider_hash(const struct provider *p,
    enum hash_alg alg,
    bytes data,
    uint8_t *ret_digest);

#endif
