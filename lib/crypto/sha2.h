/*
 * SHA-256, SHA-384 and SHA-512 in plain C (FIPS 180-4, sections 6.2, 6.4 and
 * 6.5), for where no faster one is handed in: a browser. At once or in
 * parts; a state may be copied to branch off.
 */
#ifndef CRYPTO_SHA2_H
#define CRYPTO_SHA2_H

#include "base/str.h"

enum {
    SHA256_BYTES = 32,
    SHA384_BYTES = 48,
    SHA512_BYTES = 64,
};

struct sha256 {
    uint32_t h[8];
    uint64_t n_bytes;
    uint8_t block[64];
};

/* SHA-512, and SHA-384 by another start and a shorter digest. */
struct sha512 {
    uint64_t h[8];
    uint64_t n_bytes; /* enough: nothing here hashes 2^61 bytes */
    uint8_t block[128];
};

void sha256_init(struct sha256 *s);
void sha256_put(struct sha256 *s, bytes data);
void sha256_finish(struct sha256 *s, uint8_t ret_digest[SHA256_BYTES]);

void sha384_init(struct sha512 *s);
void sha512_init(struct sha512 *s);
void sha512_put(struct sha512 *s, bytes data);

/* n_bytes of the digest: SHA384_BYTES or SHA512_BYTES. */
void sha512_finish(struct sha512 *s, uint8_t *ret_digest, size_t n_bytes);

#endif
