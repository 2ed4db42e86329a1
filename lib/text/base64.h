/*
 * Base64 and base64url, RFC 4648, and hexadecimal digits. Strict: no white
 * space, no character of the other alphabet, unused bits zero, so that each
 * value has one text.
 */
#ifndef TEXT_BASE64_H
#define TEXT_BASE64_H

#include "base/arena.h"

enum base64_form {
    BASE64,     /* '+' and '/', padded to four characters */
    BASE64_RAW, /* the same without padding */
    BASE64URL,  /* '-' and '_', no padding (JOSE, multibase u) */
    BASE64URL_PADDED,
};

/* Text of the bytes; the empty slice after a failure of the arena. */
str base64_encode(bytes data, enum base64_form form, struct arena *arena);

/* E_SYNTAX, or the failure of the arena. */
MUST_USE code base64_decode(
    str text, enum base64_form form, struct arena *arena, bytes *ret);

/* The same without an arena: writes at most size_bytes, returns the number
 * of bytes, or SIZE_MAX when it is not base64 or does not fit. What it wrote
 * then means nothing. */
size_t base64_decode_into(
    str text, enum base64_form form, uint8_t *ret, size_t size_bytes);

/* Lower-case digits. */
str hex_encode(bytes data, struct arena *arena);

/* Digits of either case, an even number of them. */
MUST_USE code hex_decode(str text, struct arena *arena, bytes *ret);

#endif
