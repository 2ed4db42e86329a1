#include "crypto/rsa.h"

enum {
    DER_INTEGER = 0x02,
    DER_SEQUENCE = 0x30,
};

static bytes strip_zeros(bytes number)
{
    while (number.len > 0 && *number.ptr == 0) {
        number.ptr++;
        number.len--;
    }
    return number;
}

static size_t count_bits(bytes number)
{
    size_t n = number.len * 8;
    uint8_t first = number.len > 0 ? *number.ptr : 0x80;

    for (; first < 0x80; first = (uint8_t)(first << 1))
        n--;
    return n;
}

static bool is_odd(bytes number)
{
    return number.len > 0 && (number.ptr[number.len - 1] & 1);
}

code rsa_check(bytes modulus, bytes exponent, struct err *reterr)
{
    bytes n = strip_zeros(modulus);
    bytes e = strip_zeros(exponent);

    if (count_bits(n) < RSA_BITS_MIN)
        return err_set(reterr, E_WEAK_KEY, S("RSA key under 2048 bits"));
    if (!is_odd(n))
        return err_set(reterr, E_WEAK_KEY, S("RSA modulus is even"));
    if (!is_odd(e) || (e.len == 1 && *e.ptr == 1))
        return err_set(reterr, E_WEAK_KEY, S("RSA exponent"));
    return OK;
}

/* Cuts the next element with this tag off `from`; false when there is none
 * in definite, shortest form (X.690, 10.1). */
static bool take(bytes *from, uint8_t tag, bytes *ret)
{
    size_t at = 2;
    size_t len;

    if (from->len < 2 || from->ptr[0] != tag)
        return false;
    len = from->ptr[1];
    if (len >= 0x80) {
        size_t n = len & 0x7f;

        if (n == 0 || n > 2 || from->len < 2 + n || from->ptr[2] == 0)
            return false;
        for (len = 0; at < 2 + n; at++)
            len = len << 8 | from->ptr[at];
        if (len < 0x80)
            return false;
    }
    if (len > from->len - at)
        return false;
    *ret = (bytes){from->ptr + at, len};
    from->ptr += at + len;
    from->len -= at + len;
    return true;
}

static bool is_natural(bytes integer)
{
    return integer.len > 0 && *integer.ptr < 0x80;
}

code rsa_check_der(bytes der, struct err *reterr)
{
    bytes sequence = {0};
    bytes n = {0};
    bytes e = {0};

    if (!take(&der, DER_SEQUENCE, &sequence) || der.len > 0 ||
        !take(&sequence, DER_INTEGER, &n) ||
        !take(&sequence, DER_INTEGER, &e) || sequence.len > 0 ||
        !is_natural(n) || !is_natural(e))
        return err_set(
            reterr, E_INVALID_VERIFICATION_METHOD, S("RSA public key"));
    return rsa_check(n, e, reterr);
}
