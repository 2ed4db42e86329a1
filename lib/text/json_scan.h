/*
 * Scanning of JSON text, eight bytes a step. Used by the reader and the
 * writers; inline because it is the hottest loop of the whole library.
 */
#ifndef TEXT_JSON_SCAN_H
#define TEXT_JSON_SCAN_H

#include "base/str.h"

#include <string.h>

#define SCAN_ALL(byte) (0x0101010101010101U * (uint64_t)(byte))

/* Eight bytes with the first one lowest, on every machine. */
static inline uint64_t scan_load(const char *at)
{
    uint64_t word;

    memcpy(&word, at, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* The high bit of each byte that is '"', '\', below 0x20 or above 0x7f. A
 * borrow can only add marks above a true one, so the lowest mark is true. */
static inline uint64_t scan_marks(uint64_t word)
{
    return (word | (word - SCAN_ALL(0x20)) |
               ((word ^ SCAN_ALL('"')) - SCAN_ALL(1)) |
               ((word ^ SCAN_ALL('\\')) - SCAN_ALL(1))) &
           SCAN_ALL(0x80);
}

/* The first byte that is '"', '\', below 0x20 or above 0x7f; or end. */
static inline const char *scan_string(const char *at, const char *end)
{
    for (; end - at >= 8; at += 8) {
        uint64_t marks = scan_marks(scan_load(at));

        if (marks)
            return at + __builtin_ctzll(marks) / 8;
    }
    while (at < end && *at != '"' && *at != '\\' && (uint8_t)*at >= 0x20 &&
           (uint8_t)*at < 0x80)
        at++;
    return at;
}

/* The first byte that is not white space; or end. */
static inline const char *scan_space(const char *at, const char *end)
{
    while (at < end && (uint8_t)*at <= ' ') {
        if (*at != ' ' && *at != '\n' && *at != '\r' && *at != '\t')
            break;
        at++;
        while (end - at >= 8 && scan_load(at) == SCAN_ALL(' '))
            at += 8;
    }
    return at;
}

#endif
