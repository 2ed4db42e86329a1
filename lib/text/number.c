#include "text/number.h"

#include "text/number_big.h"

#include <float.h>
#include <string.h>

/* The fast paths rest on double arithmetic that rounds once. */
_Static_assert(FLT_EVAL_METHOD == 0, "doubles are computed as doubles");
_Static_assert(DBL_MANT_DIG == 53, "doubles are IEEE 754 binary64");

enum {
    /* No tie between two doubles has more digits than 767: what comes after
     * 800 digits can only matter by not being zero. */
    DECIMAL_DIGITS = 800,
    EXPONENT_MIN = -1074, /* of the lowest bit of the smallest double */
    POINT_MAX = 310,      /* 10^309 is beyond all doubles */
    POINT_MIN = -330,     /* 10^-330 rounds to zero */
    FAST_POWER = 22,      /* 10^22 is the largest exact power */
};

static const double powers[FAST_POWER + 1] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6,
    1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    1e20, 1e21, 1e22};

/* A number as it was written: +-0.d1d2d3... * 10^point, without zeros at
 * either end. */
struct decimal {
    bool negative;
    bool cut; /* digits other than zero were left out */
    int32_t n;
    int64_t point;
    uint8_t digits[DECIMAL_DIGITS + 1];
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && is_digit(*at))
        at++;
    return at;
}

const char *number_scan(const char *at, const char *end)
{
    const char *from;

    if (at < end && *at == '-')
        at++;
    from = at;
    at = skip_digits(from, end);
    if (at == from || (*from == '0' && at - from > 1))
        return NULL;
    if (at < end && *at == '.') {
        from = at + 1;
        at = skip_digits(from, end);
        if (at == from)
            return NULL;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        if (at < end && (*at == '+' || *at == '-'))
            at++;
        from = at;
        at = skip_digits(from, end);
        if (at == from)
            return NULL;
    }
    return at;
}

static const char *put_digits(
    struct decimal *d, const char *at, const char *end)
{
    for (; at < end && is_digit(*at); at++) {
        uint8_t digit = (uint8_t)(*at - '0');

        if (d->n == 0 && digit == 0)
            d->point--;
        else if (d->n < DECIMAL_DIGITS)
            d->digits[d->n++] = digit;
        else if (digit > 0)
            d->cut = true;
    }
    return at;
}

/* What follows the e. */
static int64_t read_exponent(const char *at, const char *end)
{
    const int64_t plenty = (int64_t)1 << 40; /* more than a text has digits */
    int64_t value = 0;
    bool negative = *at == '-';

    if (*at == '+' || *at == '-')
        at++;
    for (; at < end && value < plenty; at++)
        value = value * 10 + (*at - '0');
    return negative ? -value : value;
}

/* False when the text is not a number in JSON's grammar. */
static bool read_decimal(str text, struct decimal *d)
{
    const char *at = text.ptr;
    const char *end = at + text.len;
    const char *whole;

    if (text.len == 0 || number_scan(at, end) != end)
        return false;
    d->negative = *at == '-';
    d->cut = false;
    d->n = 0;
    d->point = 0;
    whole = d->negative ? at + 1 : at;
    at = put_digits(d, whole, end);
    d->point += at - whole;
    if (at < end && *at == '.')
        at = put_digits(d, at + 1, end);
    if (at < end)
        d->point += read_exponent(at + 1, end);
    while (d->n > 0 && d->digits[d->n - 1] == 0 && !d->cut)
        d->n--;
    return true;
}

/* At most 15 digits, times or by a power of ten that is exact: one rounding
 * (Clinger 1990). */
static bool fast_double(const struct decimal *d, double *ret)
{
    int64_t power = d->point - d->n;
    uint64_t m = 0;
    int32_t i;

    if (d->n > DBL_DIG || power > FAST_POWER || power < -FAST_POWER)
        return false;
    for (i = 0; i < d->n; i++)
        m = m * 10 + d->digits[i];
    *ret = power < 0 ? (double)m / powers[-power] : (double)m * powers[power];
    return true;
}

/* The bits of the double nearest to the decimal, by exact long division in
 * base 2. Only for a point in range. */
static uint64_t exact_bits(const struct decimal *d)
{
    struct big num;
    struct big den;
    int32_t power = (int32_t)d->point - d->n;
    int32_t x; /* value = num / den * 2^x, 1 <= num / den < 2 */
    int32_t n_bits;
    uint64_t q = 0;
    int order;
    int32_t i;

    big_set(&num, 0);
    big_set(&den, 1);
    for (i = 0; i < d->n; i++)
        big_mul_add(&num, 10, d->digits[i]);
    if (d->cut) {
        big_mul_add(&num, 10, 1);
        power--;
    }
    if (power > 0)
        big_mul_pow10(&num, (uint32_t)power);
    else
        big_mul_pow10(&den, (uint32_t)-power);
    x = (int32_t)big_bits(&num) - (int32_t)big_bits(&den);
    big_shift(x > 0 ? &den : &num, (uint32_t)(x > 0 ? x : -x));
    if (big_cmp(&num, &den) < 0) {
        big_shift(&num, 1);
        x--;
    }
    n_bits = x - EXPONENT_MIN + 1;
    if (n_bits > DBL_MANT_DIG)
        n_bits = DBL_MANT_DIG;
    if (n_bits < 0)
        return 0;
    for (i = 0; i < n_bits; i++) {
        order = big_cmp(&num, &den);
        q = q * 2 + (order >= 0);
        if (order >= 0)
            big_sub(&num, &den);
        big_shift(&num, 1);
    }
    order = big_cmp(&num, &den);
    q += order > 0 || (order == 0 && (q & 1) == 1);
    /* A carry out of the fraction goes on into the exponent as it should. */
    return n_bits < DBL_MANT_DIG
               ? q
               : q + ((uint64_t)(x - EXPONENT_MIN - DBL_MANT_DIG + 1)
                         << (DBL_MANT_DIG - 1));
}

static double from_bits(uint64_t bits)
{
    double value;

    memcpy(&value, &bits, sizeof(value));
    return value;
}

static code nearest(const struct decimal *d, double *ret)
{
    const uint64_t infinity = (uint64_t)0x7ff << (DBL_MANT_DIG - 1);
    double value = 0;
    uint64_t bits;

    if (d->n == 0 || d->point < POINT_MIN) {
        value = 0;
    } else if (d->point > POINT_MAX) {
        return E_JSON_NUMBER;
    } else if (!fast_double(d, &value)) {
        bits = exact_bits(d);
        if (bits >= infinity)
            return E_JSON_NUMBER;
        value = from_bits(bits);
    }
    *ret = d->negative ? -value : value;
    return OK;
}

code number_parse(str text, double *ret)
{
    struct decimal d;

    return read_decimal(text, &d) ? nearest(&d, ret) : E_JSON_NUMBER;
}

bool number_is_lossless(str text)
{
    struct decimal d;
    struct number_digits s;
    double value = 0;
    int i;

    if (!read_decimal(text, &d) || nearest(&d, &value) != OK)
        return false;
    if (d.n == 0)
        return true;
    s = number_shortest(value);
    if (d.cut || d.n != s.n || d.point != s.point)
        return false;
    for (i = 0; i < s.n; i++) {
        if (d.digits[i] != s.digits[i] - '0')
            return false;
    }
    return true;
}
