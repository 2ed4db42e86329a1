#include "rule/calendar.h"

#include "test/support/test.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

static void assert_day(date got, const char *want)
{
    char text[DATE_BYTES + 1] = {0};

    if (got == date_parse(str_of(want)))
        return;
    if (got != DATE_NONE)
        date_format(got, text);
    fail_msg("'%s' is not '%s'", text, want);
}

static date day(const char *text)
{
    return date_parse(str_of(text));
}

/* Every day of the calendar comes back, one after another. */
static void test_date_counts_every_day(void **state)
{
    char text[DATE_BYTES] = {0};
    date last = day("9999-12-31");
    date when;

    (void)state;
    assert_int_equal(day("0001-01-01"), 1);
    for (when = 1; when <= last; when++) {
        date_format(when, text);
        if (date_parse((str){text, sizeof(text)}) != when)
            fail_msg("day %d is written '%.10s'", when, text);
    }
}

static void test_date_refuses(void **state)
{
    static const char *const bad[] = {"", "2026", "2026-02-29", "2026-13-01",
        "2026-00-10", "0000-01-01", "26-01-01", "2026-01-01T00:00:00Z",
        "2026/01/01"};
    size_t i;

    (void)state;
    for (i = 0; i < N(bad); i++)
        assert_int_equal(day(bad[i]), DATE_NONE);
    assert_day(date_of_text(S("2026-03-01T23:30:00-05:00")), "2026-03-01");
    assert_day(date_of_text(S("2026-03-01")), "2026-03-01");
    assert_int_equal(date_of_text(S("2026-03-01x")), DATE_NONE);
    assert_int_equal(date_of_text(S("P60M")), DATE_NONE);
}

static void test_date_and_instant(void **state)
{
    (void)state;
    assert_day(date_of_unix(0), "1970-01-01");
    assert_day(date_of_unix(-1), "1969-12-31");
    assert_day(date_of_unix(1772323199), "2026-02-28");
    assert_day(date_of_unix(1772323200), "2026-03-01");
    assert_int_equal(date_unix(day("2026-03-01")), 1772323200);
    assert_int_equal(date_of_unix(INT64_MIN), DATE_NONE);
    assert_int_equal(date_of_unix(INT64_MAX), DATE_NONE);
}

static const struct {
    const char *from;
    int32_t months;
    const char *to;
} MONTHS[] = {
    {"2026-01-31", 1, "2026-02-28"},
    {"2024-01-31", 1, "2024-02-29"},
    {"2024-02-29", 12, "2025-02-28"},
    {"2024-02-29", -12, "2023-02-28"},
    {"2026-03-31", -1, "2026-02-28"},
    {"2026-12-15", 1, "2027-01-15"},
    {"2026-01-15", -1, "2025-12-15"},
    {"2026-05-05", 0, "2026-05-05"},
    {"2026-02-01", 36, "2029-02-01"},
};

static void test_date_add_months(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < N(MONTHS); i++)
        assert_day(date_add_months(day(MONTHS[i].from), MONTHS[i].months),
            MONTHS[i].to);
    assert_int_equal(date_add_months(day("9999-12-01"), 1), DATE_NONE);
    assert_int_equal(date_add_months(day("0001-01-01"), -1), DATE_NONE);
    assert_int_equal(date_add_months(day("2026-01-01"), INT32_MAX), DATE_NONE);
    assert_int_equal(date_add_days(day("9999-12-31"), 1), DATE_NONE);
    assert_int_equal(date_add_days(1, -1), DATE_NONE);
}

/* RULES 2.1, with the leap day. */
static void test_date_last_valid(void **state)
{
    (void)state;
    assert_day(date_last_valid(day("2025-03-01"), 12), "2026-02-28");
    assert_day(date_last_valid(day("2024-02-29"), 12), "2025-02-27");
    assert_day(date_last_valid(day("2026-04-15"), 60), "2031-04-14");
    assert_int_equal(date_last_valid(day("9999-06-01"), 12), DATE_NONE);
}

static void test_date_within_months(void **state)
{
    (void)state;
    assert_true(date_within_months(day("2026-04-15"), 48, day("2030-04-15")));
    assert_false(date_within_months(day("2026-04-15"), 48, day("2030-04-16")));
    assert_true(date_within_months(day("2026-02-28"), 1, day("2026-03-31")));
}

/* Story 7: 20 working days from a Sunday, and from a Wednesday. */
static void test_date_add_working_days(void **state)
{
    (void)state;
    assert_day(date_add_working_days(day("2026-03-01"), 20), "2026-03-27");
    assert_day(date_add_working_days(day("2026-03-18"), 20), "2026-04-15");
    assert_day(date_add_working_days(day("2026-03-06"), 1), "2026-03-09");
    assert_day(date_add_working_days(day("2026-03-07"), 1), "2026-03-09");
    assert_day(date_add_working_days(day("2026-03-07"), 0), "2026-03-07");
    assert_day(date_add_working_days(day("2026-03-05"), 7), "2026-03-16");
    assert_int_equal(date_add_working_days(day("9999-12-31"), 1), DATE_NONE);
}

TEST_MAIN(test_date_counts_every_day,
    test_date_refuses,
    test_date_and_instant,
    test_date_add_months,
    test_date_last_valid,
    test_date_within_months,
    test_date_add_working_days)
