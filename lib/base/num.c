#include "base/num.h"

bool num_add(size_t a, size_t b, size_t *ret)
{
    if (a > SIZE_MAX - b)
        return false;
    *ret = a + b;
    return true;
}

bool num_mul(size_t a, size_t b, size_t *ret)
{
    if (b != 0 && a > SIZE_MAX / b)
        return false;
    *ret = a * b;
    return true;
}

bool num_parse_u64(str text, uint64_t max, uint64_t *ret)
{
    uint64_t value = 0;
    size_t i;

    if (text.len == 0 || (text.len > 1 && text.ptr[0] == '0'))
        return false;
    for (i = 0; i < text.len; i++) {
        uint64_t digit = (uint64_t)(uint8_t)text.ptr[i] - '0';

        if (digit > 9 || value > UINT64_MAX / 10 ||
            (value == UINT64_MAX / 10 && digit > UINT64_MAX % 10))
            return false;
        value = value * 10 + digit;
    }
    if (value > max)
        return false;
    *ret = value;
    return true;
}
