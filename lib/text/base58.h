/*
 * Base58 with the Bitcoin alphabet (multibase z). Its cost grows with the
 * square of the length, so the length is bounded: it is for keys, hashes and
 * signatures.
 */
#ifndef TEXT_BASE58_H
#define TEXT_BASE58_H

#include "base/arena.h"

enum {
    BASE58_DATA_BYTES_MAX = 2048, /* holds an RSA-8192 key */
    BASE58_TEXT_BYTES_MAX = 2800, /* ceil(2048 * log 256 / log 58) */
};

/* The empty slice after a failure of the arena or when too long. */
str base58_encode(bytes data, struct arena *arena);

/* E_SYNTAX for a character outside the alphabet, E_TOO_LARGE when too long,
 * or the failure of the arena. */
MUST_USE code base58_decode(str text, struct arena *arena, bytes *ret);

/* The same without an arena: writes at most size_bytes, returns the number
 * of bytes, or SIZE_MAX when it is not base58 or does not fit. */
size_t base58_decode_into(str text, uint8_t *ret, size_t size_bytes);

/* The same way back; no NUL. */
size_t base58_encode_into(bytes data, char *ret, size_t size_bytes);

#endif
