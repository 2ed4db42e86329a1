/*
 * Units (RULES 2.1): effort in whole minutes, credit in hundredths of a
 * system's point, money in minor units, shares in basis points. Integers
 * throughout; sums and products are checked (invariant 80).
 */
#ifndef RULE_UNIT_H
#define RULE_UNIT_H

#include "base/arena.h"

enum {
    UNIT_TEXT_BYTES = 40, /* of any amount that is written here */
    UNIT_WHOLE_BP = 10000,
};

struct credit {
    str system; /* "ECTS", "UK", "SCQF", "NZ", "US-SEM", "AQF-hc"; empty: none
                 */
    int64_t hundredths;
};

struct money {
    str currency; /* ISO 4217, three capitals; empty: none */
    int64_t minor;
};

/* An ISO 8601 duration with a time part only ("PT60H", "PT1H30M"), in
 * minutes. E_DURATION_CALENDAR for "P60M", "P1D" (invariant 3), E_SYNTAX for
 * what is none or has seconds, E_AMOUNT_RANGE when too large. */
MUST_USE code duration_parse(
    str text, int32_t *ret_minutes, struct err *reterr);

/* "PT60H", "PT1H30M", "PT0M". Gives the length. */
size_t duration_format(int32_t minutes, char ret[UNIT_TEXT_BYTES]);

/* A decimal number of at most two places, not negative, times 100:
 * "2.5" is 250. E_SYNTAX, E_AMOUNT_RANGE. */
MUST_USE code decimal_parse(
    str text, int64_t *ret_hundredths, struct err *reterr);

/* The shortest such text. Gives the length. */
size_t decimal_format(int64_t hundredths, char ret[UNIT_TEXT_BYTES]);

/* "100 h", "1 h 30 min", "45 min"; "4 ECTS"; "AUD 900", "AUD 9.50", in the
 * arena; empty when the arena is out. The minor unit of a currency without
 * one (JPY ...) is the unit itself, of KWD and its like a thousandth. */
str minutes_text(int32_t minutes, struct arena *arena);
str credit_text(struct credit credit, struct arena *arena);
str money_text(struct money money, struct arena *arena);

/* "900" or "9.50" in minor units of the currency; E_SYNTAX for more places
 * than it has, E_AMOUNT_RANGE. */
MUST_USE code money_parse(
    str text, str currency, int64_t *ret_minor, struct err *reterr);

/* Minutes that a point of the system stands for, from least to most: 600 for
 * NZ, UK and SCQF, 1500 to 1800 for ECTS. False for a system without a
 * national figure: the institution declares it. */
bool credit_minutes(str system, int32_t *ret_least, int32_t *ret_most);

/* False on overflow, *ret untouched. */
bool amount_add(int64_t a, int64_t b, int64_t *ret);
bool amount_mul(int64_t a, int64_t b, int64_t *ret);

#endif
