#include "text/json_scan.h"

/* The length of the one UTF-8 sequence at `at`, which is not ASCII, or 0
 * (Unicode 15.0, table 3-7: well-formed byte sequences). */
static size_t sequence_length(const uint8_t *at, size_t left)
{
    uint8_t low = 0x80; /* bounds of the second byte */
    uint8_t high = 0xbf;
    size_t length;
    size_t i;

    if (at[0] < 0xc2 || at[0] > 0xf4)
        return 0;
    length = at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
    if (length > left)
        return 0;
    if (at[0] == 0xe0)
        low = 0xa0; /* overlong */
    else if (at[0] == 0xed)
        high = 0x9f; /* surrogates */
    else if (at[0] == 0xf0)
        low = 0x90; /* overlong */
    else if (at[0] == 0xf4)
        high = 0x8f; /* beyond U+10FFFF */
    if (at[1] < low || at[1] > high)
        return 0;
    for (i = 2; i < length; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    }
    return length;
}

const char *scan_utf8(const char *at, const char *end)
{
    while (at < end && (uint8_t)*at >= 0x80) {
        size_t length =
            sequence_length((const uint8_t *)at, (size_t)(end - at));

        if (length == 0)
            return NULL;
        at += length;
    }
    return at;
}
