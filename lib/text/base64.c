#include "text/base64.h"

static const char STANDARD[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char URL_SAFE[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

enum {
    ONLY_STANDARD = 0x40, /* '+' and '/' */
    ONLY_URL = 0x80,      /* '-' and '_' */
    NONE = 0xff,          /* in neither alphabet */
};

/* Six bits for each character, and a mark for those of one alphabet. */
static const uint8_t VALUE[128] = {255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 62 | ONLY_STANDARD, 255, 62 | ONLY_URL, 255,
    63 | ONLY_STANDARD, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 255, 255, 255,
    255, 255, 255, 255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 255, 255, 255, 255, 63 | ONLY_URL,
    255, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
    44, 45, 46, 47, 48, 49, 50, 51, 255, 255, 255, 255, 255};

static bool is_padded(enum base64_form form)
{
    return form == BASE64 || form == BASE64URL_PADDED;
}

static bool is_url(enum base64_form form)
{
    return form == BASE64URL || form == BASE64URL_PADDED;
}

str base64_encode(bytes data, enum base64_form form, struct arena *arena)
{
    const char *alphabet = is_url(form) ? URL_SAFE : STANDARD;
    char *start;
    char *to;
    size_t i;

    if (data.len > SIZE_MAX / 4)
        return (str){NULL, 0};
    start = arena_alloc(arena, (data.len + 2) / 3 * 4);
    if (!start)
        return (str){NULL, 0};
    to = start;
    for (i = 0; i + 3 <= data.len; i += 3) {
        const uint8_t *p = data.ptr + i;

        *to++ = alphabet[p[0] >> 2];
        *to++ = alphabet[(p[0] & 3) << 4 | p[1] >> 4];
        *to++ = alphabet[(p[1] & 15) << 2 | p[2] >> 6];
        *to++ = alphabet[p[2] & 63];
    }
    if (i < data.len) {
        uint8_t first = data.ptr[i];
        uint8_t second = i + 1 < data.len ? data.ptr[i + 1] : 0;

        *to++ = alphabet[first >> 2];
        *to++ = alphabet[(first & 3) << 4 | second >> 4];
        if (i + 1 < data.len)
            *to++ = alphabet[(second & 15) << 2];
        while (is_padded(form) && (to - start) % 4 != 0)
            *to++ = '=';
    }
    return (str){start, (size_t)(to - start)};
}

static uint8_t value_of(char c)
{
    return (uint8_t)c < 128 ? VALUE[(uint8_t)c] : (uint8_t)NONE;
}

/* Takes the padding off; false when it is not as the form wants it. */
static bool strip_padding(str *text, enum base64_form form)
{
    if (!is_padded(form))
        return text->len % 4 != 1;
    if (text->len % 4 != 0)
        return false;
    if (str_ends(*text, S("==")))
        text->len -= 2;
    else if (str_ends(*text, S("=")))
        text->len -= 1;
    return true;
}

/* Into len * 3 / 4 bytes, of a text without padding; false when it is none. */
static bool decode(str text, enum base64_form form, uint8_t *to)
{
    uint8_t wrong = is_url(form) ? ONLY_STANDARD : ONLY_URL;
    uint8_t seen = 0;
    uint32_t word = 0;
    size_t i;

    for (i = 0; i < text.len; i++) {
        uint8_t value = value_of(text.ptr[i]);

        seen |= value;
        word = word << 6 | (value & 63);
        if (i % 4 == 3) {
            *to++ = (uint8_t)(word >> 16);
            *to++ = (uint8_t)(word >> 8);
            *to++ = (uint8_t)word;
        }
    }
    if (i % 4 == 2) {
        *to = (uint8_t)(word >> 4);
        word &= 15;
    } else if (i % 4 == 3) {
        *to++ = (uint8_t)(word >> 10);
        *to = (uint8_t)(word >> 2);
        word &= 3;
    } else {
        word = 0;
    }
    /* RFC 4648 3.5: unused bits must be zero */
    return !(seen & wrong) && word == 0;
}

size_t base64_decode_into(
    str text, enum base64_form form, uint8_t *ret, size_t size_bytes)
{
    size_t n;

    if (!strip_padding(&text, form))
        return SIZE_MAX;
    n = text.len / 4 * 3 + text.len % 4 * 3 / 4;
    return n <= size_bytes && decode(text, form, ret) ? n : SIZE_MAX;
}

code base64_decode(
    str text, enum base64_form form, struct arena *arena, bytes *ret)
{
    size_t room = text.len / 4 * 3 + 3;
    uint8_t *data = arena_alloc(arena, room);
    size_t n;

    if (!data)
        return arena_status(arena);
    n = base64_decode_into(text, form, data, room);
    if (n == SIZE_MAX)
        return E_SYNTAX;
    *ret = (bytes){data, n};
    return OK;
}

str hex_encode(bytes data, struct arena *arena)
{
    static const char digits[] = "0123456789abcdef";
    char *text;
    size_t i;

    if (data.len > SIZE_MAX / 4)
        return (str){NULL, 0};
    text = arena_alloc(arena, data.len * 2);
    if (!text)
        return (str){NULL, 0};
    for (i = 0; i < data.len; i++) {
        text[2 * i] = digits[data.ptr[i] >> 4];
        text[2 * i + 1] = digits[data.ptr[i] & 15];
    }
    return (str){text, data.len * 2};
}

static uint32_t digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return (uint32_t)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (uint32_t)(c - 'a' + 10);
    return c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10) : NONE;
}

code hex_decode(str text, struct arena *arena, bytes *ret)
{
    uint8_t *data;
    size_t i;

    if (text.len % 2 != 0)
        return E_SYNTAX;
    data = arena_alloc(arena, text.len / 2);
    if (!data)
        return arena_status(arena);
    for (i = 0; i < text.len; i += 2) {
        uint32_t high = digit_value(text.ptr[i]);
        uint32_t low = digit_value(text.ptr[i + 1]);

        if (high == NONE || low == NONE)
            return E_SYNTAX;
        data[i / 2] = (uint8_t)(high << 4 | low);
    }
    *ret = (bytes){data, text.len / 2};
    return OK;
}
