#include "crypto/sha2.h"

#include <string.h>

/* FIPS 180-4, 4.2.3. The constants of SHA-256 (4.2.2) are the upper halves
 * of the first 64 of these: both are the same cube roots. */
static const uint64_t K[80] = {
    0x428a2f98d728ae22,
    0x7137449123ef65cd,
    0xb5c0fbcfec4d3b2f,
    0xe9b5dba58189dbbc,
    0x3956c25bf348b538,
    0x59f111f1b605d019,
    0x923f82a4af194f9b,
    0xab1c5ed5da6d8118,
    0xd807aa98a3030242,
    0x12835b0145706fbe,
    0x243185be4ee4b28c,
    0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f,
    0x80deb1fe3b1696b1,
    0x9bdc06a725c71235,
    0xc19bf174cf692694,
    0xe49b69c19ef14ad2,
    0xefbe4786384f25e3,
    0x0fc19dc68b8cd5b5,
    0x240ca1cc77ac9c65,
    0x2de92c6f592b0275,
    0x4a7484aa6ea6e483,
    0x5cb0a9dcbd41fbd4,
    0x76f988da831153b5,
    0x983e5152ee66dfab,
    0xa831c66d2db43210,
    0xb00327c898fb213f,
    0xbf597fc7beef0ee4,
    0xc6e00bf33da88fc2,
    0xd5a79147930aa725,
    0x06ca6351e003826f,
    0x142929670a0e6e70,
    0x27b70a8546d22ffc,
    0x2e1b21385c26c926,
    0x4d2c6dfc5ac42aed,
    0x53380d139d95b3df,
    0x650a73548baf63de,
    0x766a0abb3c77b2a8,
    0x81c2c92e47edaee6,
    0x92722c851482353b,
    0xa2bfe8a14cf10364,
    0xa81a664bbc423001,
    0xc24b8b70d0f89791,
    0xc76c51a30654be30,
    0xd192e819d6ef5218,
    0xd69906245565a910,
    0xf40e35855771202a,
    0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8,
    0x1e376c085141ab53,
    0x2748774cdf8eeb99,
    0x34b0bcb5e19b48a8,
    0x391c0cb3c5c95a63,
    0x4ed8aa4ae3418acb,
    0x5b9cca4f7763e373,
    0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc,
    0x78a5636f43172f60,
    0x84c87814a1f0ab72,
    0x8cc702081a6439ec,
    0x90befffa23631e28,
    0xa4506cebde82bde9,
    0xbef9a3f7b2c67915,
    0xc67178f2e372532b,
    0xca273eceea26619c,
    0xd186b8c721c0c207,
    0xeada7dd6cde0eb1e,
    0xf57d4f7fee6ed178,
    0x06f067aa72176fba,
    0x0a637dc5a2c898a6,
    0x113f9804bef90dae,
    0x1b710b35131c471b,
    0x28db77f523047d84,
    0x32caab7b40c72493,
    0x3c9ebe0a15c9bebc,
    0x431d67c49c100d4c,
    0x4cc5d4becb3e42b6,
    0x597f299cfc657e2a,
    0x5fcb6fab3ad6faec,
    0x6c44198c4a475817,
};

/* FIPS 180-4, 5.3.5: square roots of the first 8 primes; their upper halves
 * start SHA-256 (5.3.3). Then 5.3.4: those of the next 8 start SHA-384. */
static const uint64_t ROOTS[16] = {
    0x6a09e667f3bcc908,
    0xbb67ae8584caa73b,
    0x3c6ef372fe94f82b,
    0xa54ff53a5f1d36f1,
    0x510e527fade682d1,
    0x9b05688c2b3e6c1f,
    0x1f83d9abfb41bd6b,
    0x5be0cd19137e2179,
    0xcbbb9d5dc1059ed8,
    0x629a292a367cd507,
    0x9159015a3070dd17,
    0x152fecd8f70e5939,
    0x67332667ffc00b31,
    0x8eb44a8768581511,
    0xdb0c2e0d64f98fa7,
    0x47b5481dbefa4fa4,
};

static uint32_t read32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
           p[3];
}

static uint64_t read64(const uint8_t *p)
{
    return (uint64_t)read32(p) << 32 | read32(p + 4);
}

static void write64(uint8_t *p, uint64_t value)
{
    int i;

    for (i = 7; i >= 0; i--, value >>= 8)
        p[i] = (uint8_t)value;
}

static uint32_t right32(uint32_t x, int n)
{
    return x >> n | x << (32 - n);
}

static uint64_t right64(uint64_t x, int n)
{
    return x >> n | x << (64 - n);
}

/* FIPS 180-4, 6.2.2 */
static void block256(uint32_t state[8], const uint8_t *block)
{
    uint32_t w[64];
    uint32_t a = state[0];
    uint32_t b = state[1];
    uint32_t c = state[2];
    uint32_t d = state[3];
    uint32_t e = state[4];
    uint32_t f = state[5];
    uint32_t g = state[6];
    uint32_t h = state[7];
    size_t t;

    for (t = 0; t < 16; t++)
        w[t] = read32(block + t * sizeof(w[0]));
    for (; t < 64; t++) {
        uint32_t x = w[t - 15];
        uint32_t y = w[t - 2];

        w[t] = w[t - 16] + w[t - 7] +
               (right32(x, 7) ^ right32(x, 18) ^ x >> 3) +
               (right32(y, 17) ^ right32(y, 19) ^ y >> 10);
    }
    for (t = 0; t < 64; t++) {
        uint32_t t1 = h + (uint32_t)(K[t] >> 32) + w[t] +
                      (right32(e, 6) ^ right32(e, 11) ^ right32(e, 25)) +
                      ((e & f) ^ (~e & g));
        uint32_t t2 = (right32(a, 2) ^ right32(a, 13) ^ right32(a, 22)) +
                      ((a & b) ^ (a & c) ^ (b & c));

        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

/* FIPS 180-4, 6.4.2 */
static void block512(uint64_t state[8], const uint8_t *block)
{
    uint64_t w[80];
    uint64_t a = state[0];
    uint64_t b = state[1];
    uint64_t c = state[2];
    uint64_t d = state[3];
    uint64_t e = state[4];
    uint64_t f = state[5];
    uint64_t g = state[6];
    uint64_t h = state[7];
    size_t t;

    for (t = 0; t < 16; t++)
        w[t] = read64(block + t * sizeof(w[0]));
    for (; t < 80; t++) {
        uint64_t x = w[t - 15];
        uint64_t y = w[t - 2];

        w[t] = w[t - 16] + w[t - 7] + (right64(x, 1) ^ right64(x, 8) ^ x >> 7) +
               (right64(y, 19) ^ right64(y, 61) ^ y >> 6);
    }
    for (t = 0; t < 80; t++) {
        uint64_t t1 = h + K[t] + w[t] +
                      (right64(e, 14) ^ right64(e, 18) ^ right64(e, 41)) +
                      ((e & f) ^ (~e & g));
        uint64_t t2 = (right64(a, 28) ^ right64(a, 34) ^ right64(a, 39)) +
                      ((a & b) ^ (a & c) ^ (b & c));

        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

void sha256_init(struct sha256 *s)
{
    int i;

    s->n_bytes = 0;
    for (i = 0; i < 8; i++)
        s->h[i] = (uint32_t)(ROOTS[i] >> 32);
}

void sha256_put(struct sha256 *s, bytes data)
{
    size_t held = s->n_bytes % sizeof(s->block);

    s->n_bytes += data.len;
    while (data.len > 0) {
        size_t n = sizeof(s->block) - held;

        if (held == 0 && data.len >= sizeof(s->block)) {
            block256(s->h, data.ptr);
        } else {
            n = n < data.len ? n : data.len;
            memcpy(s->block + held, data.ptr, n);
            held = (held + n) % sizeof(s->block);
            if (held == 0)
                block256(s->h, s->block);
        }
        data.ptr += n;
        data.len -= n;
    }
}

void sha256_finish(struct sha256 *s, uint8_t ret_digest[SHA256_BYTES])
{
    size_t held = s->n_bytes % sizeof(s->block);
    size_t i;

    /* FIPS 180-4, 5.1.1: a one bit, zeros, the length in bits. */
    s->block[held++] = 0x80;
    if (held > sizeof(s->block) - 8) {
        memset(s->block + held, 0, sizeof(s->block) - held);
        block256(s->h, s->block);
        held = 0;
    }
    memset(s->block + held, 0, sizeof(s->block) - 8 - held);
    write64(s->block + sizeof(s->block) - 8, s->n_bytes * 8);
    block256(s->h, s->block);
    for (i = 0; i < SHA256_BYTES; i++)
        ret_digest[i] = (uint8_t)(s->h[i / 4] >> (24 - i % 4 * 8));
}

static void start512(struct sha512 *s, const uint64_t *roots)
{
    s->n_bytes = 0;
    memcpy(s->h, roots, sizeof(s->h));
}

void sha384_init(struct sha512 *s)
{
    start512(s, ROOTS + 8);
}

void sha512_init(struct sha512 *s)
{
    start512(s, ROOTS);
}

void sha512_put(struct sha512 *s, bytes data)
{
    size_t held = s->n_bytes % sizeof(s->block);

    s->n_bytes += data.len;
    while (data.len > 0) {
        size_t n = sizeof(s->block) - held;

        if (held == 0 && data.len >= sizeof(s->block)) {
            block512(s->h, data.ptr);
        } else {
            n = n < data.len ? n : data.len;
            memcpy(s->block + held, data.ptr, n);
            held = (held + n) % sizeof(s->block);
            if (held == 0)
                block512(s->h, s->block);
        }
        data.ptr += n;
        data.len -= n;
    }
}

void sha512_finish(struct sha512 *s, uint8_t *ret_digest, size_t n_bytes)
{
    size_t held = s->n_bytes % sizeof(s->block);
    size_t i;

    /* FIPS 180-4, 5.1.2: as above, the length in 128 bits. */
    s->block[held++] = 0x80;
    if (held > sizeof(s->block) - 16) {
        memset(s->block + held, 0, sizeof(s->block) - held);
        block512(s->h, s->block);
        held = 0;
    }
    memset(s->block + held, 0, sizeof(s->block) - 8 - held);
    write64(s->block + sizeof(s->block) - 8, s->n_bytes * 8);
    block512(s->h, s->block);
    for (i = 0; i < n_bytes; i++)
        ret_digest[i] = (uint8_t)(s->h[i / 8] >> (56 - i % 8 * 8));
}
