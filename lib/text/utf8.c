#include "text/utf8.h"

#include <string.h>

/* Length of the sequence that the byte leads, 0 for a byte that leads none;
 * C0, C1 and F5..FF never occur. */
static size_t lead_bytes(uint8_t lead)
{
    if (lead < 0x80)
        return 1;
    if (lead < 0xc2)
        return 0;
    if (lead < 0xe0)
        return 2;
    if (lead < 0xf0)
        return 3;
    return lead < 0xf5 ? 4 : 0;
}

/* The sequence of n > 1 bytes at p, or UTF8_BAD. The second byte decides
 * about overlong forms, surrogates and the upper end (table 3-7). */
static uint32_t decode(const uint8_t *p, size_t n)
{
    uint32_t value = p[0] & (0x7fU >> n);
    uint8_t low = 0x80;
    uint8_t high = 0xbf;
    size_t i;

    if (p[0] == 0xe0)
        low = 0xa0;
    else if (p[0] == 0xed)
        high = 0x9f;
    else if (p[0] == 0xf0)
        low = 0x90;
    else if (p[0] == 0xf4)
        high = 0x8f;
    if (p[1] < low || p[1] > high)
        return UTF8_BAD;
    for (i = 1; i < n; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return UTF8_BAD;
        value = value << 6 | (p[i] & 0x3fU);
    }
    return value;
}

uint32_t utf8_next(str text, size_t *at)
{
    const uint8_t *p = (const uint8_t *)text.ptr + *at;
    size_t n = lead_bytes(*p);
    uint32_t value = UTF8_BAD;

    if (n == 1)
        value = *p;
    else if (n > 1 && n <= text.len - *at)
        value = decode(p, n);
    *at += value == UTF8_BAD ? 1 : n;
    return value;
}

size_t utf8_valid_bytes(str text)
{
    const uint64_t high_bits = 0x8080808080808080U;
    uint64_t word = 0;
    size_t at = 0;

    while (at < text.len) {
        size_t before;

        /* ASCII, eight bytes a step. */
        while (at + sizeof(word) <= text.len) {
            memcpy(&word, text.ptr + at, sizeof(word));
            if (word & high_bits)
                break;
            at += sizeof(word);
        }
        if (at == text.len)
            break;
        before = at;
        if (utf8_next(text, &at) == UTF8_BAD)
            return before;
    }
    return text.len;
}

size_t utf8_encode(uint32_t code_point, char ret[UTF8_BYTES_MAX])
{
    size_t n = code_point > 0xffff  ? 4
               : code_point > 0x7ff ? 3
               : code_point > 0x7f  ? 2
                                    : 1;
    uint32_t rest = code_point;
    size_t i;

    if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point < 0xe000))
        return 0;
    for (i = n - 1; i > 0; i--) {
        ret[i] = (char)(0x80U | (rest & 0x3f));
        rest >>= 6;
    }
    ret[0] = (char)(n == 1 ? rest : (0xf00U >> n & 0xffU) | rest);
    return n;
}
