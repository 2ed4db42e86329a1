#include "rule/unit.h"

#include "test/support/test.h"

#include <string.h>

#define N(array) (sizeof(array) / sizeof((array)[0]))

struct reading {
    str text;
    code code;
    int64_t value;
};

static const struct reading DURATIONS[] = {
    {STR("PT60H"), OK, 3600},
    {STR("PT1H30M"), OK, 90},
    {STR("PT45M"), OK, 45},
    {STR("PT0M"), OK, 0},
    {STR("P60M"), E_DURATION_CALENDAR, 0},
    {STR("P1Y"), E_DURATION_CALENDAR, 0},
    {STR("P1DT2H"), E_DURATION_CALENDAR, 0},
    {STR("PT"), E_SYNTAX, 0},
    {STR("P"), E_SYNTAX, 0},
    {STR(""), E_SYNTAX, 0},
    {STR("60"), E_SYNTAX, 0},
    {STR("PT60"), E_SYNTAX, 0},
    {STR("PTH"), E_SYNTAX, 0},
    {STR("PT30M1H"), E_SYNTAX, 0},
    {STR("PT1H1H"), E_SYNTAX, 0},
    {STR("PT1M1M"), E_SYNTAX, 0},
    {STR("PT30S"), E_SYNTAX, 0},
    {STR("PT1.5H"), E_SYNTAX, 0},
    {STR("PT-1H"), E_SYNTAX, 0},
    {STR("PT1H "), E_SYNTAX, 0},
    {STR("PT2000000H"), E_AMOUNT_RANGE, 0},
    {STR("PT999999999999999H"), E_AMOUNT_RANGE, 0},
    {STR("PT9999999999999999H"), E_SYNTAX, 0},
};

/* Invariant 3: calendar parts are refused, never taken for minutes. */
static void test_inv_3_duration_parse(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < N(DURATIONS); i++) {
        int32_t minutes = -7;
        code c = duration_parse(DURATIONS[i].text, &minutes, NULL);

        if (c != DURATIONS[i].code)
            fail_msg("'%s': code %d", DURATIONS[i].text.ptr, c);
        assert_int_equal(minutes, c == OK ? DURATIONS[i].value : -7);
    }
}

static const struct reading DECIMALS[] = {
    {STR("0"), OK, 0},
    {STR("4"), OK, 400},
    {STR("2.5"), OK, 250},
    {STR("0.05"), OK, 5},
    {STR("120.00"), OK, 12000},
    {STR("999999999999999.99"), OK, 99999999999999999},
    {STR("1.234"), E_SYNTAX, 0},
    {STR("1."), E_SYNTAX, 0},
    {STR(".5"), E_SYNTAX, 0},
    {STR("-1"), E_SYNTAX, 0},
    {STR("1e3"), E_SYNTAX, 0},
    {STR("1,5"), E_SYNTAX, 0},
    {STR(""), E_SYNTAX, 0},
    {STR("1000000000000000"), E_AMOUNT_RANGE, 0},
};

static void test_decimal_parse(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < N(DECIMALS); i++) {
        int64_t value = -7;
        code c = decimal_parse(DECIMALS[i].text, &value, NULL);

        if (c != DECIMALS[i].code)
            fail_msg("'%s': code %d", DECIMALS[i].text.ptr, c);
        assert_int_equal(value, c == OK ? DECIMALS[i].value : -7);
    }
}

static void assert_text(str got, const char *want)
{
    if (!str_eq(got, str_of(want)))
        fail_msg("'%.*s' is not '%s'", (int)got.len, got.ptr, want);
}

static void test_unit_text(void **state)
{
    struct arena arena;
    char text[UNIT_TEXT_BYTES];

    (void)state;
    arena_init(&arena, 1 << 16);
    assert_text(minutes_text(6000, &arena), "100 h");
    assert_text(minutes_text(90, &arena), "1 h 30 min");
    assert_text(minutes_text(45, &arena), "45 min");
    assert_text(minutes_text(0, &arena), "0 min");
    assert_text(
        credit_text((struct credit){S("ECTS"), 250}, &arena), "2.5 ECTS");
    assert_text(money_text((struct money){S("AUD"), 90000}, &arena), "AUD 900");
    assert_text(money_text((struct money){S("AUD"), 950}, &arena), "AUD 9.50");
    assert_text(money_text((struct money){S("AUD"), 905}, &arena), "AUD 9.05");
    assert_text(money_text((struct money){S("JPY"), 900}, &arena), "JPY 900");
    assert_text(money_text((struct money){S("KWD"), 1500}, &arena), "KWD 1.5");
    assert_text((str){text, duration_format(3600, text)}, "PT60H");
    assert_text((str){text, duration_format(90, text)}, "PT1H30M");
    assert_text((str){text, duration_format(0, text)}, "PT0M");
    assert_text((str){text, decimal_format(5, text)}, "0.05");
    assert_text((str){text, decimal_format(-150, text)}, "-1.5");
    arena_release(&arena);
}

static void test_money_parse(void **state)
{
    static const struct {
        str text;
        str currency;
        code code;
        int64_t minor;
    } cases[] = {
        {STR("900"), STR("AUD"), OK, 90000},
        {STR("9.5"), STR("AUD"), OK, 950},
        {STR("900"), STR("JPY"), OK, 900},
        {STR("1.234"), STR("KWD"), OK, 1234},
        {STR("9.505"), STR("AUD"), E_SYNTAX, 0},
        {STR("9.5"), STR("JPY"), E_SYNTAX, 0},
        {STR(""), STR("AUD"), E_SYNTAX, 0},
        {STR("1234567890123456"), STR("AUD"), E_AMOUNT_RANGE, 0},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        int64_t minor = 0;

        assert_int_equal(
            money_parse(cases[i].text, cases[i].currency, &minor, NULL),
            cases[i].code);
        assert_int_equal(minor, cases[i].minor);
    }
}

/* Invariant 80: an overflow is an error, never another number. */
static void test_inv_80_amounts_are_checked(void **state)
{
    static const struct {
        int64_t a;
        int64_t b;
        bool sum;
        bool product;
    } cases[] = {
        {1, 2, true, true},
        {INT64_MAX, 1, false, true},
        {INT64_MAX, 2, false, false},
        {INT64_MAX, -1, true, true},
        {INT64_MIN, -1, false, false},
        {-1, INT64_MIN, false, false},
        {INT64_MIN, 1, true, true},
        {INT64_MIN, 2, true, false},
        {2, INT64_MIN, true, false},
        {-3, -4, true, true},
        {0, INT64_MIN, true, true},
        {INT64_C(4000000000), INT64_C(4000000000), true, false},
        {INT64_C(-4000000000), INT64_C(4000000000), true, false},
    };
    size_t i;

    (void)state;
    for (i = 0; i < N(cases); i++) {
        int64_t value = 77;

        assert_int_equal(
            amount_add(cases[i].a, cases[i].b, &value), cases[i].sum);
        assert_true(cases[i].sum || value == 77);
        value = 77;
        assert_int_equal(
            amount_mul(cases[i].a, cases[i].b, &value), cases[i].product);
        assert_true(cases[i].product || value == 77);
    }
}

static void test_credit_minutes(void **state)
{
    int32_t least = 0;
    int32_t most = 0;

    (void)state;
    assert_true(credit_minutes(S("ECTS"), &least, &most));
    assert_int_equal(least, 1500);
    assert_int_equal(most, 1800);
    assert_true(credit_minutes(S("NZ"), &least, &most));
    assert_int_equal(least, 600);
    assert_false(credit_minutes(S("AQF-hc"), &least, &most));
    assert_int_equal(least, 600);
}

TEST_MAIN(test_inv_3_duration_parse,
    test_decimal_parse,
    test_unit_text,
    test_money_parse,
    test_inv_80_amounts_are_checked,
    test_credit_minutes)
