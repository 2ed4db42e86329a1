/*
 * MD5 (RFC 1321), only to compare with identity hashes that were made long
 * ago (Open Badges 1 and 2). Never to make anything.
 */
#ifndef CRYPTO_MD5_H
#define CRYPTO_MD5_H

#include "base/str.h"

enum {
    MD5_BYTES = 16,
};

struct md5 {
    uint32_t h[4];
    uint64_t n_bytes;
    uint8_t block[64];
};

void md5_init(struct md5 *s);
void md5_put(struct md5 *s, bytes data);
void md5_finish(struct md5 *s, uint8_t ret_digest[MD5_BYTES]);

#endif
