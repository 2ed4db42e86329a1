/* Checked arithmetic for sizes, and integers read from text. */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/str.h"

/* False on overflow, *ret untouched. */
bool num_add(size_t a, size_t b, size_t *ret);
bool num_mul(size_t a, size_t b, size_t *ret);

/* Canonical base 10 only: digits, no sign, no leading zero, at most max. */
bool num_parse_u64(str text, uint64_t max, uint64_t *ret);

#endif
