#include "crypto/md5.h"

#include <string.h>

/* RFC 1321, 3.4: T[i] = floor(2^32 * abs(sin(i + 1))) */
static const uint32_t T[64] = {
    0xd76aa478,
    0xe8c7b756,
    0x242070db,
    0xc1bdceee,
    0xf57c0faf,
    0x4787c62a,
    0xa8304613,
    0xfd469501,
    0x698098d8,
    0x8b44f7af,
    0xffff5bb1,
    0x895cd7be,
    0x6b901122,
    0xfd987193,
    0xa679438e,
    0x49b40821,
    0xf61e2562,
    0xc040b340,
    0x265e5a51,
    0xe9b6c7aa,
    0xd62f105d,
    0x02441453,
    0xd8a1e681,
    0xe7d3fbc8,
    0x21e1cde6,
    0xc33707d6,
    0xf4d50d87,
    0x455a14ed,
    0xa9e3e905,
    0xfcefa3f8,
    0x676f02d9,
    0x8d2a4c8a,
    0xfffa3942,
    0x8771f681,
    0x6d9d6122,
    0xfde5380c,
    0xa4beea44,
    0x4bdecfa9,
    0xf6bb4b60,
    0xbebfbc70,
    0x289b7ec6,
    0xeaa127fa,
    0xd4ef3085,
    0x04881d05,
    0xd9d4d039,
    0xe6db99e5,
    0x1fa27cf8,
    0xc4ac5665,
    0xf4292244,
    0x432aff97,
    0xab9423a7,
    0xfc93a039,
    0x655b59c3,
    0x8f0ccc92,
    0xffeff47d,
    0x85845dd1,
    0x6fa87e4f,
    0xfe2ce6e0,
    0xa3014314,
    0x4e0811a1,
    0xf7537e82,
    0xbd3af235,
    0x2ad7d2bb,
    0xeb86d391,
};

static const uint8_t SHIFTS[4][4] = {
    {7, 12, 17, 22},
    {5, 9, 14, 20},
    {4, 11, 16, 23},
    {6, 10, 15, 21},
};

static uint32_t read32(const uint8_t *p)
{
    return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 |
           p[0];
}

static void round_values(
    int i, const uint32_t v[4], uint32_t *ret_f, size_t *ret_word)
{
    size_t n = (size_t)i;

    switch (i / 16) {
    case 0:
        *ret_f = (v[1] & v[2]) | (~v[1] & v[3]);
        *ret_word = n;
        break;
    case 1:
        *ret_f = (v[3] & v[1]) | (~v[3] & v[2]);
        *ret_word = (5 * n + 1) % 16;
        break;
    case 2:
        *ret_f = v[1] ^ v[2] ^ v[3];
        *ret_word = (3 * n + 5) % 16;
        break;
    default:
        *ret_f = v[2] ^ (v[1] | ~v[3]);
        *ret_word = 7 * n % 16;
        break;
    }
}

static void block(uint32_t state[4], const uint8_t *data)
{
    uint32_t v[4];
    int i;

    memcpy(v, state, sizeof(v));
    for (i = 0; i < 64; i++) {
        int shift = SHIFTS[i / 16][i % 4];
        uint32_t f = 0;
        size_t word = 0;

        round_values(i, v, &f, &word);
        f += v[0] + T[i] + read32(data + word * 4);
        v[0] = v[3];
        v[3] = v[2];
        v[2] = v[1];
        v[1] += f << shift | f >> (32 - shift);
    }
    for (i = 0; i < 4; i++)
        state[i] += v[i];
}

void md5_init(struct md5 *s)
{
    *s = (struct md5){
        .h = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476},
    };
}

void md5_put(struct md5 *s, bytes data)
{
    size_t i;

    for (i = 0; i < data.len; i++) {
        s->block[s->n_bytes++ % sizeof(s->block)] = data.ptr[i];
        if (s->n_bytes % sizeof(s->block) == 0)
            block(s->h, s->block);
    }
}

void md5_finish(struct md5 *s, uint8_t ret_digest[MD5_BYTES])
{
    static const uint8_t zero = 0;
    static const uint8_t one_bit = 0x80;
    uint64_t n_bits = s->n_bytes * 8;
    size_t i;

    /* RFC 1321, 3.1 and 3.2 */
    md5_put(s, (bytes){&one_bit, 1});
    while (s->n_bytes % sizeof(s->block) != sizeof(s->block) - 8)
        md5_put(s, (bytes){&zero, 1});
    for (i = 0; i < 8; i++)
        s->block[sizeof(s->block) - 8 + i] = (uint8_t)(n_bits >> (8 * i));
    block(s->h, s->block);
    for (i = 0; i < MD5_BYTES; i++)
        ret_digest[i] = (uint8_t)(s->h[i / 4] >> (i % 4 * 8));
}
