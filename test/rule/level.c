#include "rule/level.h"

#include "test/support/test.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
    struct level have;
    struct level need;
    enum truth truth;
} CASES[] = {
    /* one framework */
    {{STR("AQF"), 8}, {STR("AQF"), 8}, TRUTH_TRUE},
    {{STR("AQF"), 7}, {STR("AQF"), 8}, TRUTH_FALSE},
    /* a direct row */
    {{STR("SCQF"), 9}, {STR("EQF"), 6}, TRUTH_TRUE},
    {{STR("SCQF"), 9}, {STR("EQF"), 7}, TRUTH_FALSE},
    {{STR("NZQCF"), 9}, {STR("AQF"), 8}, TRUTH_TRUE},
    {{STR("AQF"), 8}, {STR("NZQCF"), 8}, TRUTH_TRUE},
    {{STR("RQF"), 0}, {STR("EQF"), 1}, TRUTH_TRUE},
    /* the row back has two ends */
    {{STR("EQF"), 6}, {STR("SCQF"), 9}, TRUTH_TRUE},
    {{STR("EQF"), 6}, {STR("SCQF"), 10}, TRUTH_UNKNOWN},
    {{STR("EQF"), 6}, {STR("SCQF"), 11}, TRUTH_FALSE},
    /* agreed to be without a level */
    {{STR("NZQCF"), 8}, {STR("EQF"), 1}, TRUTH_UNKNOWN},
    {{STR("RQF"), -1}, {STR("EQF"), 1}, TRUTH_UNKNOWN},
    /* only told, or not at all: AQF and EQF */
    {{STR("AQF"), 7}, {STR("EQF"), 6}, TRUTH_UNKNOWN},
    {{STR("AQF"), 8}, {STR("EQF"), 1}, TRUTH_UNKNOWN},
    /* two hops: SCQF - EQF - DQR, AQF - NZQCF - EQF */
    {{STR("SCQF"), 11}, {STR("DQR"), 7}, TRUTH_UNKNOWN},
    {{STR("AQF"), 7}, {STR("EQF"), 1}, TRUTH_UNKNOWN},
    {{STR("DQR"), 8}, {STR("RQF"), 1}, TRUTH_UNKNOWN},
    /* no level */
    {{STR(""), 8}, {STR("AQF"), 8}, TRUTH_UNKNOWN},
    {{STR("AQF"), 8}, {STR(""), 0}, TRUTH_UNKNOWN},
};

static void test_inv_53_only_a_direct_published_row_decides(void **state)
{
    struct level_map map = level_map_builtin();
    size_t i;

    (void)state;
    for (i = 0; i < N(CASES); i++) {
        const struct level_row *row = NULL;
        enum truth got =
            level_at_least(&map, CASES[i].have, CASES[i].need, &row);

        if (got != CASES[i].truth)
            fail_msg("%s %d against %s %d: %d", CASES[i].have.fw.ptr,
                CASES[i].have.n, CASES[i].need.fw.ptr, CASES[i].need.n, got);
        if (row)
            assert_int_equal(row->source, LEVEL_PUBLISHED);
    }
}

/* Every row is within its frameworks; none says two things of one level. */
static void test_level_map_is_sound(void **state)
{
    struct level_map map = level_map_builtin();
    size_t i;

    (void)state;
    for (i = 0; i < map.n; i++) {
        const struct level_row *row = &map.rows[i];
        size_t j;

        assert_int_equal(level_check(row->a, NULL), OK);
        if (!row->unlevelled)
            assert_int_equal(level_check(row->b, NULL), OK);
        assert_non_null(framework_find(row->b.fw));
        assert_true(row->document.len > 0);
        for (j = 0; j < i; j++)
            assert_false(str_eq(map.rows[j].a.fw, row->a.fw) &&
                         str_eq(map.rows[j].b.fw, row->b.fw) &&
                         map.rows[j].a.n == row->a.n);
    }
}

static void test_inv_7_and_8_level_check(void **state)
{
    static const struct {
        struct level level;
        code code;
    } cases[] = {
        {{STR("AQF"), 1}, OK},
        {{STR("AQF"), 10}, OK},
        {{STR("AQF"), 0}, E_LEVEL_RANGE},
        {{STR("AQF"), 11}, E_LEVEL_RANGE},
        {{STR("EQF"), 9}, E_LEVEL_RANGE},
        {{STR("NZQCF"), 11}, E_LEVEL_RANGE},
        {{STR("SCQF"), 12}, OK},
        {{STR("SCQF"), 13}, E_LEVEL_RANGE},
        {{STR("RQF"), -2}, OK},
        {{STR("RQF"), -3}, E_LEVEL_RANGE},
        {{STR(""), 4}, E_LEVEL_NO_FW},
        {{STR("XQF"), 4}, E_LEVEL_NO_FW},
    };
    size_t i;

    (void)state;
    for (i = 0; i < N(cases); i++)
        assert_int_equal(level_check(cases[i].level, NULL), cases[i].code);
}

static void test_level_counterpart(void **state)
{
    struct level_map map = level_map_builtin();
    struct level low = {{NULL, 0}, 0};
    struct level high = {{NULL, 0}, 0};

    (void)state;
    assert_true(level_counterpart(
        &map, (struct level){S("EQF"), 6}, S("SCQF"), &low, &high));
    assert_int_equal(low.n, 9);
    assert_int_equal(high.n, 10);
    assert_true(level_counterpart(
        &map, (struct level){S("AQF"), 6}, S("AQF"), &low, &high));
    assert_int_equal(low.n, 6);
    assert_false(level_counterpart(
        &map, (struct level){S("AQF"), 8}, S("EQF"), &low, &high));
    assert_false(level_counterpart(
        &map, (struct level){S("NZQCF"), 8}, S("EQF"), &low, &high));
}

static void test_level_text(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena, 1 << 16);
    assert_true(
        str_eq(level_text((struct level){S("AQF"), 8}, &arena), S("AQF 8")));
    assert_true(str_eq(
        level_text((struct level){S("RQF"), -1}, &arena), S("RQF Entry 2")));
    assert_int_equal(level_text((struct level){{NULL, 0}, 3}, &arena).len, 0);
    arena_release(&arena);
}

TEST_MAIN(test_inv_53_only_a_direct_published_row_decides,
    test_level_map_is_sound,
    test_inv_7_and_8_level_check,
    test_level_counterpart,
    test_level_text)
