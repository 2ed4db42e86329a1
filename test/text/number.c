#include "text/number.h"

#include "test/support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double of_bits(uint64_t bits)
{
    double value;

    memcpy(&value, &bits, sizeof(value));
    return value;
}

static uint64_t bits_of(double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof(bits));
    return bits;
}

/* RFC 8785 Appendix B, and the edges of the two notations. */
static void test_number_js_06_writes_as_ecmascript(void **state)
{
    static const struct {
        uint64_t bits;
        const char *text;
    } cases[] = {
        {0x0000000000000000, "0"},
        {0x8000000000000000, "0"},
        {0x0000000000000001, "5e-324"},
        {0x8000000000000001, "-5e-324"},
        {0x7fefffffffffffff, "1.7976931348623157e+308"},
        {0xffefffffffffffff, "-1.7976931348623157e+308"},
        {0x4340000000000000, "9007199254740992"},
        {0xc340000000000000, "-9007199254740992"},
        {0x4430000000000000, "295147905179352830000"},
        {0x44b52d02c7e14af5, "9.999999999999997e+22"},
        {0x44b52d02c7e14af6, "1e+23"},
        {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
        {0x444b1ae4d6e2ef4e, "999999999999999700000"},
        {0x444b1ae4d6e2ef4f, "999999999999999900000"},
        {0x444b1ae4d6e2ef50, "1e+21"},
        {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
        {0x3eb0c6f7a0b5ed8d, "0.000001"},
        {0x41b3de4355555553, "333333333.3333332"},
        {0x41b3de4355555554, "333333333.33333325"},
        {0x41b3de4355555555, "333333333.3333333"},
        {0x41b3de4355555556, "333333333.3333334"},
        {0x41b3de4355555557, "333333333.33333343"},
        {0xbecbf647612f3696, "-0.0000033333333333333333"},
        {0x43143ff3c1cb0959, "1424953923781206.2"},
        {0x46293e5939a08cea, "1e+30"},
        {0x0010000000000000, "2.2250738585072014e-308"},
        {0x000fffffffffffff, "2.225073858507201e-308"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char text[NUMBER_BYTES];
        size_t length = number_write(of_bits(cases[i].bits), text);

        assert_int_equal(length, strlen(cases[i].text));
        assert_memory_equal(text, cases[i].text, length);
    }
}

static void test_number_parses_to_the_nearest(void **state)
{
    static const struct {
        const char *text;
        uint64_t bits;
    } cases[] = {
        {"0", 0},
        {"-0", 0x8000000000000000},
        {"-0.000e99999999999999999999", 0x8000000000000000},
        {"1e-99999999999999999999", 0},
        {"1", 0x3ff0000000000000},
        {"0.1", 0x3fb999999999999a},
        {"9007199254740993", 0x4340000000000000},
        {"9007199254740993.0000000000000000000000000001", 0x4340000000000001},
        {"9007199254740995", 0x4340000000000002},
        {"2.4703282292062327e-324", 0},
        {"2.4703282292062328e-324", 1},
        {"4.9406564584124654e-324", 1},
        {"2.2250738585072011e-308", 0x000fffffffffffff},
        {"2.2250738585072012e-308", 0x0010000000000000},
        {"1.7976931348623158e308", 0x7fefffffffffffff},
        {"1E23", 0x44b52d02c7e14af6},
        {"8.5e21", 0x447ccc9324511e45},
        {"1000000000000000000000000000000000000000000e-42", 0x3ff0000000000000},
    };
    static const char *const refused[] = {"", "-", "+1", "01", "1.", ".1", "1e",
        "1e+", "0x1", " 1", "1 ", "nan", "1e309", "-1e309",
        "1.7976931348623159e308", "1e99999999999999999999"};
    double value = 0;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(number_parse(str_of(cases[i].text), &value), OK);
        if (bits_of(value) != cases[i].bits)
            print_error("%s\n", cases[i].text);
        assert_true(bits_of(value) == cases[i].bits);
    }
    for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
        assert_int_equal(
            number_parse(str_of(refused[i]), &value), E_JSON_NUMBER);
}

/* A tie between two doubles has at most 767 digits; one more digit far
 * behind decides. */
static void test_number_parses_long_ties(void **state)
{
    char text[1200];
    double value = 0;
    int length;

    (void)state;
    length = snprintf(text, sizeof(text), "%.1074f", of_bits(1));
    assert_int_equal(length, 1076);
    assert_int_equal(number_parse((str){text, 1076}, &value), OK);
    assert_true(bits_of(value) == 1);
    /* 1 + 2^-53 is the tie between 1 and the next double. */
    length = snprintf(text, sizeof(text), "%.1000f", 1 + 0x1p-52);
    assert_int_equal(length, 1002);
    length = snprintf(text, sizeof(text),
        "1.00000000000000011102230246251565404236316680908203125");
    memset(text + length, '0', 1000);
    assert_int_equal(
        number_parse((str){text, (size_t)length + 1000}, &value), OK);
    assert_true(value == 1);
    text[length + 999] = '1';
    assert_int_equal(
        number_parse((str){text, (size_t)length + 1000}, &value), OK);
    assert_true(value == 1 + 0x1p-52);
}

/* Against the C library, which is exact here, over doubles of all sizes. */
static void test_number_agrees_with_the_c_library(void **state)
{
    uint64_t bits = 88172645463325252;
    int i;

    (void)state;
    for (i = 0; i < 20000; i++) {
        char ours[NUMBER_BYTES + 1];
        char theirs[64];
        double value;
        double back = 0;
        int precision = i % 17;
        struct number_digits d;

        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        value = of_bits(i % 2 == 0 ? bits : bits & 0x800fffffffffffff);
        if (!isfinite(value))
            continue;
        ours[number_write(value, ours)] = '\0';
        assert_true(strtod(ours, NULL) == value);
        assert_int_equal(number_parse(str_of(ours), &back), OK);
        assert_true(back == value);
        /* One digit fewer does not come back. */
        d = number_shortest(value);
        snprintf(theirs, sizeof(theirs), "%.*e", d.n > 1 ? d.n - 2 : 0, value);
        assert_true(d.n == 1 || strtod(theirs, NULL) != value);
        snprintf(theirs, sizeof(theirs), "%.*e", precision, value);
        if (number_parse(str_of(theirs), &back) == OK)
            assert_true(strtod(theirs, NULL) == back);
        d = number_rounded(fabs(value), precision + 1);
        snprintf(ours, sizeof(ours), "%.*s", d.n, d.digits);
        snprintf(theirs, sizeof(theirs), "%.*e", d.n - 1, fabs(value));
        assert_int_equal(ours[0], theirs[0]);
        assert_memory_equal(ours + 1, theirs + 2, (size_t)d.n - 1);
        assert_int_equal(
            d.point - 1, (int)strtol(strchr(theirs, 'e') + 1, NULL, 10));
    }
}

static void test_number_rounds_and_carries(void **state)
{
    static const struct {
        double value;
        const char *digits;
        int n_digits;
        int point;
    } cases[] = {
        {9.5, "1", 1, 2},
        {8.5, "8", 1, 1},
        {0.5, "5", 17, 0},
        {999999, "1", 3, 7},
        {123456, "123", 3, 6},
        {5.3, "53", 16, 1},
        {1e21, "1", 16, 22},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct number_digits d =
            number_rounded(cases[i].value, cases[i].n_digits);

        assert_int_equal(d.n, strlen(cases[i].digits));
        assert_memory_equal(d.digits, cases[i].digits, (size_t)d.n);
        assert_int_equal(d.point, cases[i].point);
    }
    assert_int_equal(number_rounded(0, 5).n, 0);
    assert_true(number_rounded(-1, 5).negative);
}

static void test_number_js_07_lossless(void **state)
{
    static const struct {
        const char *text;
        bool lossless;
    } cases[] = {
        {"0", true},
        {"-0.00e5", true},
        {"1.0", true},
        {"100e-2", true},
        {"0.1", true},
        {"9007199254740992", true},
        {"9007199254740993", false},
        {"1234567890.123456789012345", false},
        {"1e400", false},
        {"1e-400", false},
        {"5e-324", true},
        {"4.9e-324", false},
        {"295147905179352830000", true},
        {"295147905179352825856", false},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_int_equal(
            number_is_lossless(str_of(cases[i].text)), cases[i].lossless);
}

TEST_MAIN(test_number_js_06_writes_as_ecmascript,
    test_number_parses_to_the_nearest,
    test_number_parses_long_ties,
    test_number_agrees_with_the_c_library,
    test_number_rounds_and_carries,
    test_number_js_07_lossless)
