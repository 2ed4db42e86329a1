#include "text/datetime.h"

#include "test/support/test.h"

enum form {
    XSD,
    RFC,
    BOTH,
};

struct reading {
    str text;
    enum form form;
    int64_t unix_s;
    uint32_t nanos;
    int16_t offset_minutes;
    bool has_zone;
};

static const struct reading GOOD[] = {
    {STR("1970-01-01T00:00:00Z"), BOTH, 0, 0, 0, true},
    {STR("2010-01-01T19:23:24Z"), BOTH, 1262373804, 0, 0, true},
    {STR("2038-01-19T03:14:08Z"), BOTH, 2147483648, 0, 0, true},
    {STR("2000-02-29T00:00:00Z"), BOTH, 951782400, 0, 0, true},
    {STR("1969-12-31T23:59:59Z"), BOTH, -1, 0, 0, true},
    {STR("0001-01-01T00:00:00Z"), BOTH, -62135596800, 0, 0, true},
    {STR("9999-12-31T23:59:59Z"), BOTH, 253402300799, 0, 0, true},
    /* RFC 3339 5.8 */
    {STR("1985-04-12T23:20:50.52Z"), BOTH, 482196050, 520000000, 0, true},
    {STR("1996-12-19T16:39:57-08:00"), BOTH, 851042397, 0, -480, true},
    {STR("1937-01-01T12:00:27.87+00:20"), BOTH, -1041337173, 870000000, 20,
        true},
    {STR("1990-12-31T23:59:60Z"), RFC, 662688000, 0, 0, true},
    {STR("1990-12-31T15:59:60-08:00"), RFC, 662688000, 0, -480, true},
    {STR("1985-04-12t23:20:50z"), RFC, 482196050, 0, 0, true},
    {STR("2020-01-01T00:00:00+23:59"), RFC, 1577750460, 0, 1439, true},
    /* XSD 1.1 */
    {STR("2024-01-01T00:00:00"), XSD, 1704067200, 0, 0, false},
    {STR("2023-12-31T24:00:00Z"), XSD, 1704067200, 0, 0, true},
    {STR("2023-12-31T24:00:00.000Z"), XSD, 1704067200, 0, 0, true},
    {STR("2024-01-01T00:00:00+14:00"), BOTH, 1704016800, 0, 840, true},
    {STR("2024-01-01T00:00:00-00:00"), BOTH, 1704067200, 0, 0, true},
    {STR("0000-03-01T00:00:00Z"), BOTH, -62162035200, 0, 0, true},
    {STR("-0001-12-31T00:00:00Z"), XSD, -62167305600, 0, 0, true},
    {STR("12024-01-01T00:00:00Z"), XSD, 317273587200, 0, 0, true},
    {STR("2024-01-01T00:00:00.1234567894Z"), BOTH, 1704067200, 123456789, 0,
        true},
};

struct refusal {
    str text;
    enum form form;
};

static const struct refusal BAD[] = {
    {STR(""), BOTH},
    {STR("2024-01-01"), BOTH},
    {STR("2024-01-01T00:00Z"), BOTH},
    {STR("2024-01-01 00:00:00Z"), BOTH},
    {STR("2024-1-01T00:00:00Z"), BOTH},
    {STR("24-01-01T00:00:00Z"), BOTH},
    {STR("2024-00-01T00:00:00Z"), BOTH},
    {STR("2024-13-01T00:00:00Z"), BOTH},
    {STR("2024-01-00T00:00:00Z"), BOTH},
    {STR("2024-04-31T00:00:00Z"), BOTH},
    {STR("2023-02-29T00:00:00Z"), BOTH},
    {STR("1900-02-29T00:00:00Z"), BOTH},
    {STR("2024-01-01T25:00:00Z"), BOTH},
    {STR("2024-01-01T24:00:01Z"), BOTH},
    {STR("2024-01-01T24:00:00.5Z"), BOTH},
    {STR("2024-01-01T24:00:00.0000000001Z"), BOTH},
    {STR("2024-01-01T24:00:00Z"), RFC},
    {STR("2024-01-01T00:60:00Z"), BOTH},
    {STR("2024-01-01T00:00:61Z"), BOTH},
    {STR("2016-12-31T23:59:60Z"), XSD},
    {STR("2016-12-31T12:59:60Z"), RFC},
    {STR("2016-12-31T23:59:60+01:00"), RFC},
    {STR("2024-01-01T00:00:00.Z"), BOTH},
    {STR("2024-01-01T00:00:00,5Z"), BOTH},
    {STR("2024-01-01T00:00:00"), RFC},
    {STR("2024-01-01t00:00:00Z"), XSD},
    {STR("2024-01-01T00:00:00z"), XSD},
    {STR("2024-01-01T00:00:00+14:01"), XSD},
    {STR("2024-01-01T00:00:00+24:00"), BOTH},
    {STR("2024-01-01T00:00:00+0100"), BOTH},
    {STR("2024-01-01T00:00:00+01"), BOTH},
    {STR("2024-01-01T00:00:00Z "), BOTH},
    {STR(" 2024-01-01T00:00:00Z"), BOTH},
    {STR("2024-01-01T00:00:00ZZ"), BOTH},
    {STR("+2024-01-01T00:00:00Z"), BOTH},
    {STR("02024-01-01T00:00:00Z"), BOTH},
    {STR("12024-01-01T00:00:00Z"), RFC},
    {STR("-0001-01-01T00:00:00Z"), RFC},
    {STR("1234567890-01-01T00:00:00Z"), BOTH},
    {STR("999999999-12-31T23:59:59-14:00"), BOTH},
    {STR("-999999999-01-01T00:00:00+14:00"), BOTH},
    {STR("2024-01-01T00:00:00\xd9\xa1Z"), BOTH},
};

static void test_datetime_reads(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++) {
        const struct reading *g = &GOOD[i];
        struct datetime got = {0};
        enum form form;

        for (form = XSD; form <= RFC; form++) {
            bool ok = datetime_parse(
                g->text, form == XSD ? DATETIME_XSD : DATETIME_RFC3339, &got);

            if (ok != (g->form == BOTH || g->form == form))
                fail_msg("'%s' in form %d: %d", g->text.ptr, form, ok);
            if (!ok)
                continue;
            if (got.unix_s != g->unix_s)
                fail_msg("'%s': %lld", g->text.ptr, (long long)got.unix_s);
            assert_int_equal(got.nanos, g->nanos);
            assert_int_equal(got.offset_minutes, g->offset_minutes);
            assert_int_equal(got.has_zone, g->has_zone);
        }
    }
}

static void test_datetime_refuses(void **state)
{
    struct datetime got = {.unix_s = 42};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        if (BAD[i].form != RFC &&
            datetime_parse(BAD[i].text, DATETIME_XSD, &got))
            fail_msg("XSD takes '%s'", BAD[i].text.ptr);
        if (BAD[i].form != XSD &&
            datetime_parse(BAD[i].text, DATETIME_RFC3339, &got))
            fail_msg("RFC 3339 takes '%s'", BAD[i].text.ptr);
    }
    assert_int_equal(got.unix_s, 42);
}

static void test_datetime_formats_and_reads_back(void **state)
{
    static const int64_t seconds[] = {0, -1, 951782399, 951782400, 1709164800,
        253402300799, -62135596800, -62167219201, 317273587200};
    char text[DATETIME_BYTES];
    struct datetime got = {0};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(seconds) / sizeof(seconds[0]); i++) {
        struct datetime when = {.unix_s = seconds[i], .nanos = 120000000};
        size_t n = datetime_format(&when, text);

        assert_true(datetime_parse((str){text, n}, DATETIME_XSD, &got));
        assert_int_equal(datetime_cmp(&when, &got), 0);
    }
    got = (struct datetime){.unix_s = 1764021422};
    i = datetime_format(&got, text);
    assert_true(str_eq((str){text, i}, S("2025-11-24T21:57:02Z")));
    got.nanos = 1000;
    i = datetime_format(&got, text);
    assert_true(str_eq((str){text, i}, S("2025-11-24T21:57:02.000001Z")));
}

static void test_datetime_every_day_goes_round(void **state)
{
    char text[DATETIME_BYTES];
    int64_t day;

    (void)state;
    for (day = -800000; day < 800000; day += 1) {
        struct datetime when = {.unix_s = day * 86400 + 1};
        struct datetime got = {0};
        size_t n = datetime_format(&when, text);

        assert_true(datetime_parse((str){text, n}, DATETIME_XSD, &got));
        assert_int_equal(got.unix_s, when.unix_s);
    }
}

static void test_datetime_compares_instants(void **state)
{
    struct datetime a = {0};
    struct datetime b = {0};

    (void)state;
    assert_true(
        datetime_parse(S("2024-01-01T01:00:00+01:00"), DATETIME_XSD, &a));
    assert_true(datetime_parse(S("2024-01-01T00:00:00Z"), DATETIME_XSD, &b));
    assert_int_equal(datetime_cmp(&a, &b), 0);
    b.nanos = 1;
    assert_true(datetime_cmp(&a, &b) < 0);
    a.unix_s++;
    assert_true(datetime_cmp(&a, &b) > 0);
}

static void test_datetime_dates(void **state)
{
    (void)state;
    assert_true(datetime_is_date(S("2024-02-29")));
    assert_false(datetime_is_date(S("2023-02-29")));
    assert_false(datetime_is_date(S("2023-02-28Z")));
    assert_false(datetime_is_date(S("2023-2-28")));
    assert_false(datetime_is_date(S("")));
}

TEST_MAIN(test_datetime_reads,
    test_datetime_refuses,
    test_datetime_formats_and_reads_back,
    test_datetime_every_day_goes_round,
    test_datetime_compares_instants,
    test_datetime_dates)
