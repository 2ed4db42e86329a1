/*
 * Text and byte slices. A slice owns nothing, is not NUL-terminated, and is
 * good for as long as the memory that it points into. {NULL, 0} is empty.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct str {
    const char *ptr;
    size_t len;
} str;

typedef struct bytes {
    const uint8_t *ptr;
    size_t len;
} bytes;

/* A slice over a string literal, also in constant tables. */
#define STR(literal)                                                           \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }
#define S(literal) ((str){(literal), sizeof(literal) - 1})

/* The text up to its NUL; NULL gives the empty slice. */
str str_of(const char *text);

/* The same memory seen as bytes, and back. */
bytes str_bytes(str s);
str bytes_str(bytes b);

bool str_eq(str a, str b);
bool bytes_eq(bytes a, bytes b);

/* Unsigned byte order, shorter first on a common prefix: <0, 0 or >0. For
 * UTF-8 this is code point order. */
int str_cmp(str a, str b);

bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);

/* The part of s from offset `from` up to, not including, `to`; both are cut
 * back to the length of s. */
str str_sub(str s, size_t from, size_t to);

/* Offset of the first `c` at or after `from`, or SIZE_MAX. */
size_t str_find(str s, char c, size_t from);

/* A fast hash for tables in memory. Not for anything stored; a table whose
 * keys come from input bounds its probes (RELIABILITY JS-09). */
uint32_t str_hash(str s);

#endif
