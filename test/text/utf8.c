#include "text/utf8.h"

#include "test/support/test.h"

#include <string.h>

struct validity {
    str text;
    size_t valid_bytes;
};

/* RELIABILITY JS-03 and Unicode table 3-7. */
static const struct validity VALIDITY[] = {
    {STR(""), 0},
    {STR("plain text, longer than a word"), 30},
    {STR("caf\xc3\xa9"), 5},
    {STR("\xf0\x9f\x92\xa9\xe2\x82\xac"), 7},
    {STR("\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf4\x8f\xbf\xbf"), 14},
    {STR("\xed\x9f\xbf\xee\x80\x80"), 6},
    {STR("12345678\xff"), 8},
    {STR("a\xc0\x80"), 1},        /* overlong NUL */
    {STR("\xc1\xbf"), 0},         /* overlong */
    {STR("\xe0\x9f\xbf"), 0},     /* overlong */
    {STR("\xf0\x8f\xbf\xbf"), 0}, /* overlong */
    {STR("\xed\xa0\x80"), 0},     /* surrogate (CESU-8) */
    {STR("\xed\xbf\xbf"), 0},     /* surrogate */
    {STR("\xf4\x90\x80\x80"), 0}, /* above U+10FFFF */
    {STR("\xf5\x80\x80\x80"), 0}, /* never a lead byte */
    {STR("ab\x80"), 2},           /* continuation alone */
    {STR("ab\xe2\x82"), 2},       /* cut off */
    {STR("ab\xe2\x82x"), 2},      /* broken off */
    {STR("12345678ab\xf0\x9f\x92"), 10},
};

static void test_utf8_finds_the_first_bad_byte(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(VALIDITY) / sizeof(VALIDITY[0]); i++) {
        str text = VALIDITY[i].text;

        assert_int_equal(utf8_valid_bytes(text), VALIDITY[i].valid_bytes);
        assert_int_equal(
            utf8_is_valid(text), VALIDITY[i].valid_bytes == text.len);
    }
}

static void test_utf8_goes_round_for_every_code_point(void **state)
{
    char text[UTF8_BYTES_MAX];
    uint32_t c;

    (void)state;
    for (c = 0; c <= 0x110000; c++) {
        size_t n = utf8_encode(c, text);
        size_t at = 0;

        if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) {
            assert_int_equal(n, 0);
            continue;
        }
        assert_int_equal(utf8_next((str){text, n}, &at), c);
        assert_int_equal(at, n);
        at = 0;
        if (n > 1) {
            assert_int_equal(utf8_next((str){text, n - 1}, &at), UTF8_BAD);
            assert_int_equal(at, 1);
        }
    }
}

TEST_MAIN(test_utf8_finds_the_first_bad_byte,
    test_utf8_goes_round_for_every_code_point)
