#include "text/number_big.h"

#include <assert.h>
#include <string.h>

void big_set(struct big *a, uint64_t value)
{
    for (a->n = 0; value > 0; value >>= 32)
        a->limbs[a->n++] = (uint32_t)value;
}

void big_copy(struct big *to, const struct big *from)
{
    to->n = from->n;
    memcpy(to->limbs, from->limbs, from->n * sizeof(to->limbs[0]));
}

static void push(struct big *a, uint32_t limb)
{
    assert(a->n < BIG_LIMBS);
    a->limbs[a->n++] = limb;
}

static void trim(struct big *a)
{
    while (a->n > 0 && a->limbs[a->n - 1] == 0)
        a->n--;
}

void big_mul_add(struct big *a, uint32_t factor, uint32_t summand)
{
    uint64_t carry = summand;
    uint32_t i;

    for (i = 0; i < a->n; i++) {
        carry += (uint64_t)a->limbs[i] * factor;
        a->limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry > 0)
        push(a, (uint32_t)carry);
}

void big_mul_pow10(struct big *a, uint32_t exponent)
{
    for (; exponent >= 9; exponent -= 9)
        big_mul_add(a, 1000000000, 0);
    for (; exponent > 0; exponent--)
        big_mul_add(a, 10, 0);
}

void big_shift(struct big *a, uint32_t bits)
{
    uint32_t whole = bits / 32;
    uint32_t part = bits % 32;

    if (a->n == 0)
        return;
    assert(a->n + whole < BIG_LIMBS);
    big_mul_add(a, (uint32_t)1 << part, 0);
    memmove(a->limbs + whole, a->limbs, a->n * sizeof(a->limbs[0]));
    memset(a->limbs, 0, whole * sizeof(a->limbs[0]));
    a->n += whole;
}

void big_add(struct big *a, const struct big *b)
{
    uint64_t carry = 0;
    uint32_t i;

    while (a->n < b->n)
        push(a, 0);
    for (i = 0; i < a->n; i++) {
        carry += (uint64_t)a->limbs[i] + (i < b->n ? b->limbs[i] : 0);
        a->limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry > 0)
        push(a, (uint32_t)carry);
}

void big_sub(struct big *a, const struct big *b)
{
    uint64_t borrow = 0;
    uint32_t i;

    for (i = 0; i < a->n; i++) {
        uint64_t less = (i < b->n ? b->limbs[i] : 0) + borrow;

        borrow = a->limbs[i] < less;
        a->limbs[i] = (uint32_t)(a->limbs[i] - less);
    }
    assert(borrow == 0);
    trim(a);
}

int big_cmp(const struct big *a, const struct big *b)
{
    uint32_t i;

    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    for (i = a->n; i-- > 0;) {
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    }
    return 0;
}

uint32_t big_bits(const struct big *a)
{
    uint32_t bits = a->n * 32;
    uint32_t top = a->n > 0 ? a->limbs[a->n - 1] : 0;

    if (a->n == 0)
        return 0;
    for (; (top & 0x80000000U) == 0; top <<= 1)
        bits--;
    return bits;
}

uint32_t big_div_digit(struct big *a, const struct big *b)
{
    uint32_t digit = 0;

    for (; big_cmp(a, b) >= 0; digit++)
        big_sub(a, b);
    assert(digit < 10);
    return digit;
}
