/*
 * Digits of doubles. A double that is a decimal of at most 15 digits, as
 * nearly all numbers in credentials are, is found by trying; any other by
 * exact arithmetic (Steele and White 1990, Burger and Dybvig 1996): about a
 * microsecond.
 */
#include "text/number.h"
#include "text/number_big.h"

#include <float.h>
#include <string.h>

enum {
    FRACTION_BITS = 52,
    EXPONENT_BIAS = 1075, /* for a fraction taken as an integer */
    SCALE_MAX = 22,       /* 10^22 is the largest exact power of ten */
};

/* |value| = m * 2^e */
struct binary {
    uint64_t m;
    int e;
};

static struct binary split(double value)
{
    const uint64_t hidden = (uint64_t)1 << FRACTION_BITS;
    uint64_t bits;
    uint64_t fraction;
    int exponent;

    memcpy(&bits, &value, sizeof(bits));
    fraction = bits & (hidden - 1);
    exponent = (int)(bits >> FRACTION_BITS & 0x7ff);
    if (exponent == 0)
        return (struct binary){fraction, 1 - EXPONENT_BIAS};
    return (struct binary){fraction | hidden, exponent - EXPONENT_BIAS};
}

static bool is_negative(double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof(bits));
    return bits >> 63 != 0;
}

/* Sets the digits of m * 10^-scale. */
static void set_digits(struct number_digits *d, uint64_t m, int scale)
{
    char reversed[20];
    int n = 0;
    int i;

    for (; m > 0; m /= 10)
        reversed[n++] = (char)('0' + m % 10);
    d->point = n - scale;
    d->n = n;
    for (i = 0; i < n; i++)
        d->digits[i] = reversed[n - 1 - i];
    while (d->n > 0 && d->digits[d->n - 1] == '0')
        d->n--;
}

/* The first scale at which the value is an integer of at most 15 digits
 * over a power of ten: no two such decimals have the same double, and the
 * product is off by less than a half, so this is the shortest. */
static bool by_trying(double value, struct number_digits *d)
{
    const double limit = 1e15;
    double power = 1;
    int scale;

    for (scale = 0; scale <= SCALE_MAX; scale++) {
        double product = value * power;
        uint64_t m;

        if (product >= limit)
            return false;
        m = (uint64_t)(product + 0.5);
        if (m > 0 && (double)m / power == value) {
            set_digits(d, m, scale);
            return true;
        }
        power *= 10;
    }
    return false;
}

/* value = r / s * 10^point with r < s; `below` and `above` are the distances
 * to the halfway points around it, over the same s. */
struct scaled {
    struct big r;
    struct big s;
    struct big below;
    struct big above;
    int point;
};

/* floor(x * log10(2)), exact for |x| <= 1650. */
static int floor_log10_of_pow2(int x)
{
    int product = x * 78913;

    return product >= 0 ? product >> 18 : -((-product + (1 << 18) - 1) >> 18);
}

static void times10(struct scaled *v)
{
    big_mul_add(&v->r, 10, 0);
    big_mul_add(&v->below, 10, 0);
    big_mul_add(&v->above, 10, 0);
}

/* <0, 0 or >0 as r + above is to s */
static int compare_above(const struct scaled *v)
{
    struct big sum;

    big_copy(&sum, &v->r);
    big_add(&sum, &v->above);
    return big_cmp(&sum, &v->s);
}

static void scale(struct scaled *v, struct binary b)
{
    /* Below a power of two the doubles lie twice as close. */
    bool lopsided =
        b.m == (uint64_t)1 << FRACTION_BITS && b.e > 1 - EXPONENT_BIAS;
    uint32_t up = (uint32_t)(b.e > 0 ? b.e : 0);
    uint32_t down = (uint32_t)(b.e < 0 ? -b.e : 0);

    big_set(&v->r, b.m);
    big_shift(&v->r, up + 1 + lopsided);
    big_set(&v->s, 1);
    big_shift(&v->s, down + 1 + lopsided);
    big_set(&v->below, 1);
    big_shift(&v->below, up);
    big_set(&v->above, 1);
    big_shift(&v->above, up + lopsided);
}

/* Brings r / s below 1. `edge` of a comparison with s at which one more
 * digit before the point is needed. */
static void place_point(struct scaled *v, struct binary b)
{
    int bits = 0;
    uint64_t m = b.m;

    for (; m > 0; m >>= 1)
        bits++;
    v->point = floor_log10_of_pow2(b.e + bits - 1) + 1;
    if (v->point >= 0) {
        big_mul_pow10(&v->s, (uint32_t)v->point);
    } else {
        big_mul_pow10(&v->r, (uint32_t)-v->point);
        big_mul_pow10(&v->below, (uint32_t)-v->point);
        big_mul_pow10(&v->above, (uint32_t)-v->point);
    }
}

static void exact_shortest(struct binary b, struct number_digits *d)
{
    struct scaled v;
    bool even = (b.m & 1) == 0; /* the halfway points round to the value */
    bool low;
    bool high;

    scale(&v, b);
    place_point(&v, b);
    if (compare_above(&v) >= (even ? 0 : 1)) {
        big_mul_add(&v.s, 10, 0);
        v.point++;
    }
    do {
        uint32_t digit;

        times10(&v);
        digit = big_div_digit(&v.r, &v.s);
        low = big_cmp(&v.r, &v.below) < (even ? 1 : 0);
        high = compare_above(&v) >= (even ? 0 : 1);
        if (low && high) {
            /* Both ends the digit: the closer one, the even one on a tie. */
            int order;

            big_shift(&v.r, 1);
            order = big_cmp(&v.r, &v.s);
            high = order > 0 || (order == 0 && (digit & 1) == 1);
        }
        d->digits[d->n++] = (char)('0' + digit + (high ? 1 : 0));
    } while (!low && !high);
    d->point = v.point;
}

struct number_digits number_shortest(double value)
{
    struct number_digits d = {.negative = is_negative(value)};

    if (value == 0)
        return d;
    if (!by_trying(d.negative ? -value : value, &d))
        exact_shortest(split(value), &d);
    return d;
}

/* Adds one to the last digit. */
static void round_up(struct number_digits *d)
{
    while (d->n > 0 && d->digits[d->n - 1] == '9')
        d->n--;
    if (d->n > 0) {
        d->digits[d->n - 1]++;
    } else {
        d->digits[d->n++] = '1';
        d->point++;
    }
}

struct number_digits number_rounded(double value, int n_digits)
{
    struct number_digits d = {.negative = is_negative(value)};
    struct binary b = split(value);
    struct scaled v;
    int order;

    if (value == 0)
        return d;
    scale(&v, b);
    place_point(&v, b);
    if (big_cmp(&v.r, &v.s) >= 0) {
        big_mul_add(&v.s, 10, 0);
        v.point++;
    }
    d.point = v.point;
    while (d.n < n_digits && d.n < NUMBER_DIGITS) {
        big_mul_add(&v.r, 10, 0);
        d.digits[d.n++] = (char)('0' + big_div_digit(&v.r, &v.s));
    }
    big_shift(&v.r, 1);
    order = big_cmp(&v.r, &v.s);
    if (order > 0 || (order == 0 && (d.digits[d.n - 1] & 1) == 1))
        round_up(&d);
    while (d.n > 1 && d.digits[d.n - 1] == '0')
        d.n--;
    return d;
}

static char *put(char *to, const char *from, int n)
{
    memcpy(to, from, (size_t)n);
    return to + n;
}

static char *put_zeros(char *to, int n)
{
    memset(to, '0', (size_t)n);
    return to + n;
}

/* e+21, e-7 */
static char *put_exponent(char *to, int exponent)
{
    int size = exponent < 0 ? -exponent : exponent;

    *to++ = 'e';
    *to++ = exponent < 0 ? '-' : '+';
    if (size >= 100)
        *to++ = (char)('0' + size / 100);
    if (size >= 10)
        *to++ = (char)('0' + size / 10 % 10);
    *to++ = (char)('0' + size % 10);
    return to;
}

/* ECMAScript Number::toString, steps 5 to 10 */
size_t number_write(double value, char ret[NUMBER_BYTES])
{
    struct number_digits d = number_shortest(value);
    char *to = ret;

    if (d.n == 0) {
        *to = '0';
        return 1;
    }
    if (d.negative)
        *to++ = '-';
    if (d.point > 21 || d.point < -5) {
        *to++ = d.digits[0];
        if (d.n > 1) {
            *to++ = '.';
            to = put(to, d.digits + 1, d.n - 1);
        }
        to = put_exponent(to, d.point - 1);
    } else if (d.point <= 0) {
        to = put(to, "0.", 2);
        to = put_zeros(to, -d.point);
        to = put(to, d.digits, d.n);
    } else if (d.n <= d.point) {
        to = put(to, d.digits, d.n);
        to = put_zeros(to, d.point - d.n);
    } else {
        to = put(to, d.digits, d.point);
        *to++ = '.';
        to = put(to, d.digits + d.point, d.n - d.point);
    }
    return (size_t)(to - ret);
}
