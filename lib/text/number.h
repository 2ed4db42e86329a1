/*
 * Decimal text and doubles: exact, without a locale, the same on every
 * machine. Reading rounds to nearest, ties to even (IEEE 754); writing gives
 * the shortest digits that read back to the same double, and of these the
 * closest (ECMAScript 2023, 6.1.6.1.20 Number::toString).
 */
#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

#include "base/err.h"
#include "base/str.h"

enum {
    NUMBER_BYTES = 32,  /* the longest is 25: -1.2345678901234567e-100 */
    NUMBER_DIGITS = 17, /* no double needs more */
};

/* A finite double as +-0.d1d2d3... * 10^point; n is 0 for zero. */
struct number_digits {
    char digits[NUMBER_DIGITS + 1]; /* '0' to '9', no zero at the end */
    int n;
    int point;
    bool negative;
};

/* The end of the number that starts at `at` (RFC 8259 6), or NULL. */
const char *number_scan(const char *at, const char *end);

/* The double nearest to a number in JSON's grammar. E_JSON_NUMBER when it is
 * no such number or beyond the range of doubles; too small ones are zero. */
MUST_USE code number_parse(str text, double *ret);

/* The shortest digits. */
struct number_digits number_shortest(double value);

/* The exact value rounded to n_digits (1 to 17), ties to even, as C's %.*e
 * does it. */
struct number_digits number_rounded(double value, int n_digits);

/* Number::toString; `value` is finite. Returns the length. */
size_t number_write(double value, char ret[NUMBER_BYTES]);

/* Whether the number has a double whose shortest digits are the same number
 * again. False also when out of range. */
bool number_is_lossless(str text);

#endif
