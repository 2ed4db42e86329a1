#include "text/base58.h"

#include <string.h>

/* Five digits a step: 58^5 fits into 30 bits, so a step over limbs of 32 bits
 * does the work of five over bytes. */
enum {
    DIGITS_A_STEP = 5,
    STEP = 58 * 58 * 58 * 58 * 58,
    LIMBS_MAX = BASE58_DATA_BYTES_MAX / 4 + 1,
    NONE = 0xff,
};

static const char ALPHABET[] =
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

static uint8_t digit_of(char c)
{
    uint32_t i = (uint8_t)c;

    if (i >= '1' && i <= '9')
        return (uint8_t)(i - '1');
    if (i >= 'A' && i <= 'Z' && i != 'I' && i != 'O')
        return (uint8_t)(i - 'A' + 9 - (i > 'I') - (i > 'O'));
    if (i >= 'a' && i <= 'z' && i != 'l')
        return (uint8_t)(i - 'a' + 33 - (i > 'l'));
    return NONE;
}

/* limbs = limbs * factor + digit; returns the number of limbs. */
static size_t multiply_add(
    uint32_t *limbs, size_t n, uint32_t factor, uint32_t digit)
{
    uint64_t carry = digit;
    size_t i;

    for (i = 0; i < n; i++) {
        carry += (uint64_t)limbs[i] * factor;
        limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry > 0)
        limbs[n++] = (uint32_t)carry;
    return n;
}

/* The number as big-endian bytes, behind n_zeros zero bytes. */
static size_t put_bytes(const uint32_t *limbs,
    size_t n,
    size_t n_zeros,
    uint8_t *ret,
    size_t size_bytes)
{
    size_t n_bytes = n * 4;
    size_t i;

    while (n_bytes > 0 &&
           (limbs[(n_bytes - 1) / 4] >> (n_bytes - 1) % 4 * 8 & 0xff) == 0)
        n_bytes--;
    if (n_zeros > size_bytes || n_bytes > size_bytes - n_zeros)
        return SIZE_MAX;
    memset(ret, 0, n_zeros);
    for (i = 0; i < n_bytes; i++) {
        size_t at = n_bytes - 1 - i;

        ret[n_zeros + i] = (uint8_t)(limbs[at / 4] >> at % 4 * 8);
    }
    return n_zeros + n_bytes;
}

size_t base58_decode_into(str text, uint8_t *ret, size_t size_bytes)
{
    uint32_t limbs[LIMBS_MAX + 1];
    size_t n = 0;
    size_t n_zeros = 0;
    size_t at;

    if (text.len > BASE58_TEXT_BYTES_MAX)
        return SIZE_MAX;
    while (n_zeros < text.len && text.ptr[n_zeros] == '1')
        n_zeros++;
    for (at = n_zeros; at < text.len;) {
        uint32_t factor = 1;
        uint32_t digits = 0;

        for (; at < text.len && factor < STEP; at++) {
            uint8_t digit = digit_of(text.ptr[at]);

            if (digit == NONE)
                return SIZE_MAX;
            factor *= 58;
            digits = digits * 58 + digit;
        }
        n = multiply_add(limbs, n, factor, digits);
        if (n > LIMBS_MAX)
            return SIZE_MAX;
    }
    return put_bytes(limbs, n, n_zeros, ret, size_bytes);
}

code base58_decode(str text, struct arena *arena, bytes *ret)
{
    uint8_t *data;
    size_t n;
    size_t i;

    for (i = 0; i < text.len; i++) {
        if (digit_of(text.ptr[i]) == NONE)
            return E_SYNTAX;
    }
    if (text.len > BASE58_TEXT_BYTES_MAX)
        return E_TOO_LARGE;
    data = arena_alloc(arena, text.len);
    if (!data)
        return arena_status(arena);
    n = base58_decode_into(text, data, text.len);
    if (n > BASE58_DATA_BYTES_MAX)
        return E_TOO_LARGE;
    *ret = (bytes){data, n};
    return OK;
}

/* limbs / 58^5 in place, most significant limb last; gives the remainder. */
static uint32_t divide_step(uint32_t *limbs, size_t *n)
{
    uint64_t rest = 0;
    size_t i;

    for (i = *n; i > 0; i--) {
        rest = rest << 32 | limbs[i - 1];
        limbs[i - 1] = (uint32_t)(rest / STEP);
        rest %= STEP;
    }
    while (*n > 0 && limbs[*n - 1] == 0)
        (*n)--;
    return (uint32_t)rest;
}

size_t base58_encode_into(bytes data, char *ret, size_t size_bytes)
{
    char text[BASE58_TEXT_BYTES_MAX];
    uint32_t limbs[LIMBS_MAX] = {0};
    size_t n_zeros = 0;
    size_t at = sizeof(text);
    size_t n;
    size_t i;

    if (data.len > BASE58_DATA_BYTES_MAX)
        return SIZE_MAX;
    while (n_zeros < data.len && data.ptr[n_zeros] == 0)
        n_zeros++;
    for (i = 0; i < data.len; i++) {
        size_t place = data.len - 1 - i;

        limbs[place / 4] |= (uint32_t)data.ptr[i] << place % 4 * 8;
    }
    n = (data.len - n_zeros + 3) / 4;
    while (n > 0) {
        uint32_t rest = divide_step(limbs, &n);

        for (i = 0; i < DIGITS_A_STEP && (n > 0 || rest > 0); i++) {
            text[--at] = ALPHABET[rest % 58];
            rest /= 58;
        }
    }
    for (i = 0; i < n_zeros; i++)
        text[--at] = ALPHABET[0];
    n = sizeof(text) - at;
    if (n > size_bytes)
        return SIZE_MAX;
    memcpy(ret, text + at, n);
    return n;
}

str base58_encode(bytes data, struct arena *arena)
{
    char text[BASE58_TEXT_BYTES_MAX];
    size_t n = base58_encode_into(data, text, sizeof(text));

    return n == SIZE_MAX ? (str){NULL, 0} : arena_str(arena, (str){text, n});
}
