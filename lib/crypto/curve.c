#include "crypto/curve.h"

#include <string.h>

/* Numbers are limbs of 32 bits, lowest first. */
enum {
    LIMBS_MAX = 12,
};

struct number {
    uint32_t limb[LIMBS_MAX];
};

struct curve {
    size_t n_limbs;
    struct number p; /* the field */
    struct number n; /* the order */
    struct number b; /* y^2 = x^3 - 3x + b */
};

/* SP 800-186, 3.2.1.3 */
static const struct curve P256 = {
    8,
    {{0xffffffff, 0xffffffff, 0xffffffff, 0, 0, 0, 1, 0xffffffff}},
    {{0xfc632551, 0xf3b9cac2, 0xa7179e84, 0xbce6faad, 0xffffffff, 0xffffffff, 0,
        0xffffffff}},
    {{0x27d2604b, 0x3bce3c3e, 0xcc53b0f6, 0x651d06b0, 0x769886bc, 0xb3ebbd55,
        0xaa3a93e7, 0x5ac635d8}},
};

/* SP 800-186, 3.2.1.4 */
static const struct curve P384 = {
    12,
    {{0xffffffff, 0, 0, 0xffffffff, 0xfffffffe, 0xffffffff, 0xffffffff,
        0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}},
    {{0xccc52973, 0xecec196a, 0x48b0a77a, 0x581a0db2, 0xf4372ddf, 0xc7634d81,
        0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff,
        0xffffffff}},
    {{0xd3ec2aef, 0x2a85c8ed, 0x8a2ed19d, 0xc656398d, 0x5013875a, 0x0314088f,
        0xfe814112, 0x181d9c6e, 0xe3f82d19, 0x988e056b, 0xe23ee7e4,
        0xb3312fa7}},
};

static const struct curve *curve_of(enum key_type type)
{
    if (type == KEY_P256)
        return &P256;
    return type == KEY_P384 ? &P384 : NULL;
}

size_t curve_bytes(enum key_type type)
{
    const struct curve *c = curve_of(type);

    return c ? c->n_limbs * 4 : 0;
}

static struct number read_number(const uint8_t *from, size_t n_limbs)
{
    struct number a = {{0}};
    size_t i;

    for (i = 0; i < n_limbs * 4; i++)
        a.limb[n_limbs - 1 - i / 4] |= (uint32_t)from[i] << (24 - i % 4 * 8);
    return a;
}

static void write_number(const struct number *a, size_t n_limbs, uint8_t *to)
{
    size_t i;

    for (i = 0; i < n_limbs * 4; i++)
        to[i] = (uint8_t)(a->limb[n_limbs - 1 - i / 4] >> (24 - i % 4 * 8));
}

static int compare(const struct number *a, const struct number *b)
{
    int i;

    for (i = LIMBS_MAX - 1; i >= 0; i--) {
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    }
    return 0;
}

/* a -= b over the limbs of the curve; what is borrowed past them is lost. */
static void subtract(struct number *a, const struct number *b, size_t n_limbs)
{
    uint64_t borrow = 0;
    size_t i;

    for (i = 0; i < n_limbs; i++) {
        uint64_t d = (uint64_t)a->limb[i] - b->limb[i] - borrow;

        a->limb[i] = (uint32_t)d;
        borrow = d >> 63;
    }
}

/* (a + b) mod p */
static struct number field_add(
    const struct curve *c, const struct number *a, const struct number *b)
{
    struct number sum = {{0}};
    uint64_t carry = 0;
    size_t i;

    for (i = 0; i < c->n_limbs; i++) {
        carry += (uint64_t)a->limb[i] + b->limb[i];
        sum.limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry || compare(&sum, &c->p) >= 0)
        subtract(&sum, &c->p, c->n_limbs);
    return sum;
}

/* (a - b) mod p */
static struct number field_sub(
    const struct curve *c, const struct number *a, const struct number *b)
{
    struct number negative = c->p;

    subtract(&negative, b, c->n_limbs);
    return field_add(c, a, &negative);
}

/* a * b / 2^(32 * n_limbs) mod p (Montgomery). The lowest limb of both p is
 * 2^32 - 1, so its negative inverse mod 2^32 is 1 and the factor that clears
 * the lowest limb is that limb itself. */
static struct number field_mul(
    const struct curve *c, const struct number *a, const struct number *b)
{
    uint32_t t[LIMBS_MAX + 2] = {0};
    struct number product = {{0}};
    size_t n = c->n_limbs;
    size_t i;
    size_t j;

    for (i = 0; i < n; i++) {
        uint64_t carry = 0;
        uint32_t factor;

        for (j = 0; j < n; j++) {
            carry += t[j] + (uint64_t)a->limb[i] * b->limb[j];
            t[j] = (uint32_t)carry;
            carry >>= 32;
        }
        carry += t[n];
        t[n] = (uint32_t)carry;
        t[n + 1] = (uint32_t)(carry >> 32);
        factor = t[0];
        carry = (t[0] + (uint64_t)factor * c->p.limb[0]) >> 32;
        for (j = 1; j < n; j++) {
            carry += t[j] + (uint64_t)factor * c->p.limb[j];
            t[j - 1] = (uint32_t)carry;
            carry >>= 32;
        }
        carry += t[n];
        t[n - 1] = (uint32_t)carry;
        t[n] = t[n + 1] + (uint32_t)(carry >> 32);
    }
    memcpy(product.limb, t, n * sizeof(t[0]));
    if (t[n] || compare(&product, &c->p) >= 0)
        subtract(&product, &c->p, n);
    return product;
}

/* 2^(32 * n_limbs * times) mod p: one and R of Montgomery's form. */
static struct number power_of_two(const struct curve *c, size_t times)
{
    struct number a = {{1}};
    size_t i;

    for (i = 0; i < c->n_limbs * 32 * times; i++)
        a = field_add(c, &a, &a);
    return a;
}

static struct number enter(const struct curve *c, const struct number *a)
{
    struct number r2 = power_of_two(c, 2);

    return field_mul(c, a, &r2);
}

static struct number leave(const struct curve *c, const struct number *a)
{
    static const struct number one = {{1}};

    return field_mul(c, a, &one);
}

/* x^3 - 3x + b; x and the answer in Montgomery's form. */
static struct number right_side(const struct curve *c, const struct number *x)
{
    struct number b = enter(c, &c->b);
    struct number sum = field_mul(c, x, x);
    int i;

    sum = field_mul(c, &sum, x);
    for (i = 0; i < 3; i++)
        sum = field_sub(c, &sum, x);
    return field_add(c, &sum, &b);
}

/* a^((p + 1) / 4): the square root, if there is one, as p = 3 mod 4. */
static struct number square_root(const struct curve *c, const struct number *a)
{
    struct number power = power_of_two(c, 1);
    struct number exponent = c->p;
    size_t bit;

    exponent.limb[0] = 0; /* p + 1: its lowest limb wraps to 0 ... */
    for (bit = 1; ++exponent.limb[bit] == 0; bit++)
        ; /* ... and carries on */
    for (bit = c->n_limbs * 32; bit-- > 2;) {
        power = field_mul(c, &power, &power);
        if (exponent.limb[bit / 32] >> (bit % 32) & 1)
            power = field_mul(c, &power, a);
    }
    return power;
}

bool curve_has_scalar(enum key_type type, const uint8_t *scalar)
{
    static const struct number zero = {{0}};
    const struct curve *c = curve_of(type);
    struct number a;

    if (!c)
        return false;
    a = read_number(scalar, c->n_limbs);
    return compare(&a, &zero) > 0 && compare(&a, &c->n) < 0;
}

bool curve_has_point(enum key_type type, const uint8_t *x, const uint8_t *y)
{
    const struct curve *c = curve_of(type);
    struct number px;
    struct number py;
    struct number left;
    struct number right;

    if (!c)
        return false;
    px = read_number(x, c->n_limbs);
    py = read_number(y, c->n_limbs);
    if (compare(&px, &c->p) >= 0 || compare(&py, &c->p) >= 0)
        return false;
    px = enter(c, &px);
    py = enter(c, &py);
    left = field_mul(c, &py, &py);
    right = right_side(c, &px);
    return compare(&left, &right) == 0;
}

bool curve_decompress(enum key_type type, const uint8_t *point, uint8_t *ret_y)
{
    static const struct number zero = {{0}};
    const struct curve *c = curve_of(type);
    struct number x;
    struct number y;
    struct number square;
    struct number wanted;

    if (!c || (point[0] != 2 && point[0] != 3))
        return false;
    x = read_number(point + 1, c->n_limbs);
    if (compare(&x, &c->p) >= 0)
        return false;
    x = enter(c, &x);
    wanted = right_side(c, &x);
    y = square_root(c, &wanted);
    square = field_mul(c, &y, &y);
    if (compare(&square, &wanted) != 0)
        return false;
    y = leave(c, &y);
    if ((y.limb[0] & 1) != (point[0] & 1))
        y = field_sub(c, &zero, &y);
    write_number(&y, c->n_limbs, ret_y);
    return true;
}
