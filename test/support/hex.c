#include "test/support/hex.h"

#include <stdlib.h>
#include <string.h>

static const char DIGITS[] = "0123456789abcdef";

size_t hex_read(const char *digits, uint8_t *ret, size_t size_bytes)
{
    size_t n = strlen(digits);
    size_t i;

    if (n % 2 != 0 || n / 2 > size_bytes)
        abort();
    for (i = 0; i < n; i++) {
        const char *at = strchr(DIGITS, digits[i]);

        if (!at)
            abort();
        ret[i / 2] = (uint8_t)(ret[i / 2] << 4 | (at - DIGITS));
    }
    return n / 2;
}

void hex_write(bytes data, char *ret)
{
    size_t i;

    for (i = 0; i < data.len; i++) {
        ret[2 * i] = DIGITS[data.ptr[i] >> 4];
        ret[2 * i + 1] = DIGITS[data.ptr[i] & 15];
    }
    ret[2 * data.len] = '\0';
}
