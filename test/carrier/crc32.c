#include "carrier/crc32.h"

#include "test/support/test.h"

#include <string.h>

static void test_crc32_known_values(void **state)
{
    static const struct {
        const char *label;
        str text;
        uint32_t crc;
    } cases[] = {
        {"empty", STR(""), 0},
        {"check value", STR("123456789"), 0xcbf43926},
        {"IEND", STR("IEND"), 0xae426082},
        {"zeros",
            STR("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                "\0\0\0"),
            0x190a55ad},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        if (crc32_add(0, str_bytes(cases[i].text)) != cases[i].crc)
            fail_msg("%s", cases[i].label);
}

/* One bit at a time, as PNG annex D explains it. */
static uint32_t crc_slow(const uint8_t *at, size_t len)
{
    uint32_t c = 0xffffffff;
    size_t i;
    int bit;

    for (i = 0; i < len; i++) {
        c ^= at[i];
        for (bit = 0; bit < 8; bit++)
            c = (c & 1 ? 0xedb88320 : 0) ^ c >> 1;
    }
    return ~c;
}

static void test_crc32_every_length_and_split(void **state)
{
    uint8_t data[300];
    uint32_t seed = 1;
    size_t len;

    (void)state;
    for (len = 0; len < sizeof(data); len++) {
        seed = seed * 1664525 + 1013904223;
        data[len] = (uint8_t)(seed >> 24);
    }
    for (len = 0; len <= sizeof(data); len++) {
        uint32_t part = crc32_add(0, (bytes){data, len / 3});
        uint32_t slow = crc_slow(data, len);

        assert_int_equal(crc32_add(0, (bytes){data, len}), slow);
        assert_int_equal(
            crc32_add(part, (bytes){data + len / 3, len - len / 3}), slow);
    }
}

TEST_MAIN(test_crc32_known_values, test_crc32_every_length_and_split)
