/*
 * Natural numbers below 2^4096, enough for every step between a double and
 * its decimal digits. The caller keeps within that size; it is asserted.
 */
#ifndef TEXT_NUMBER_BIG_H
#define TEXT_NUMBER_BIG_H

#include <stdint.h>

enum {
    BIG_LIMBS = 128,
};

struct big {
    uint32_t n;                /* limbs in use; the last one is not zero */
    uint32_t limbs[BIG_LIMBS]; /* lowest first */
};

void big_set(struct big *a, uint64_t value);
void big_copy(struct big *to, const struct big *from);

/* a = a * factor + summand */
void big_mul_add(struct big *a, uint32_t factor, uint32_t summand);

/* a = a * 10^exponent */
void big_mul_pow10(struct big *a, uint32_t exponent);

/* a = a * 2^bits */
void big_shift(struct big *a, uint32_t bits);

/* a = a + b; a = a - b, where a >= b */
void big_add(struct big *a, const struct big *b);
void big_sub(struct big *a, const struct big *b);

/* <0, 0 or >0 */
int big_cmp(const struct big *a, const struct big *b);

/* Bits without leading zeros; 0 for zero. */
uint32_t big_bits(const struct big *a);

/* The digit a / b, where a < 10 b; the rest stays in a. */
uint32_t big_div_digit(struct big *a, const struct big *b);

#endif
