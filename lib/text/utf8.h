/*
 * UTF-8, Unicode 15 section 3.9 table 3-7: strict. No overlong form, no
 * surrogate, nothing above U+10FFFF.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "base/str.h"

enum {
    UTF8_BYTES_MAX = 4,
};

/* What utf8_next gives for a malformed sequence: no code point. */
#define UTF8_BAD UINT32_MAX

/* Offset of the first byte that is not part of well-formed UTF-8, or the
 * length of the text. */
size_t utf8_valid_bytes(str text);

static inline bool utf8_is_valid(str text)
{
    return utf8_valid_bytes(text) == text.len;
}

/* The code point at *at, and *at moved behind it. UTF8_BAD, and *at moved
 * by one byte, when the sequence is malformed or cut off. *at must be less
 * than the length. */
uint32_t utf8_next(str text, size_t *at);

/* Writes a code point that is a scalar value; returns the bytes used, 0 for
 * a surrogate or one above U+10FFFF. */
size_t utf8_encode(uint32_t code_point, char ret[UTF8_BYTES_MAX]);

#endif
