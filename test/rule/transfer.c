/* Story 5.5 of RULES 7: credit into the Graduate Certificate in Change. */
#include "rule/transfer.h"

#include "test/support/test.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

struct fixture {
    struct transfer_source sources[4];
    struct transfer_rules rules;
    struct transfer_decision got;
    date applied;
};

static void begin(struct fixture *f)
{
    *f = (struct fixture){
        .sources =
            {
                {.id = S("LEA4"),
                    .credit = 400,
                    .level = {S("AQF"), 8},
                    .awarded = date_parse(S("2026-04-15"))},
                {.id = S("LEA5"),
                    .credit = 400,
                    .level = {S("AQF"), 8},
                    .awarded = date_parse(S("2026-06-01"))},
                {.id = S("DAT4"),
                    .credit = 300,
                    .level = {S("AQF"), 7},
                    .awarded = date_parse(S("2025-11-01"))},
                {.id = S("PRO4"),
                    .credit = 300,
                    .level = {S("AQF"), 7},
                    .awarded = date_parse(S("2026-01-10"))},
            },
        .rules = {.qualification = S("Q1"),
            .total = 2400,
            .cap_bp = 5000,
            .rpl_cap_bp = 2500,
            .residency_min = 1200,
            .age_months = 48},
        .applied = date_parse(S("2026-10-01")),
    };
}

static void decide(struct fixture *f)
{
    struct budget budget = budget_default();

    assert_int_equal(
        transfer_decide(&f->rules, f->sources, 4, f->applied, &budget, &f->got),
        OK);
}

static void assert_reasons(struct fixture *f,
    enum reason lea4,
    enum reason lea5,
    enum reason dat4,
    enum reason pro4)
{
    decide(f);
    assert_int_equal(f->got.answers[0].reason, lea4);
    assert_int_equal(f->got.answers[1].reason, lea5);
    assert_int_equal(f->got.answers[2].reason, dat4);
    assert_int_equal(f->got.answers[3].reason, pro4);
}

static void test_inv_63_story_5_strict_floor(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    f.rules.level_min = (struct level){S("AQF"), 8};
    assert_reasons(
        &f, REASON_NONE, REASON_NONE, REASON_LEVEL_FLOOR, REASON_LEVEL_FLOOR);
    assert_int_equal(f.got.credited, 800);
    f.sources[0].level = (struct level){S("EQF"), 7};
    assert_reasons(&f, REASON_LEVEL_UNKNOWN, REASON_NONE, REASON_LEVEL_FLOOR,
        REASON_LEVEL_FLOOR);
}

/* At least 18 of 24 points at AQF 8. */
static void test_inv_59_and_60_story_5_best_subset(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    f.rules.floor = (struct level){S("AQF"), 8};
    f.rules.floor_credit = 1800;
    assert_reasons(
        &f, REASON_NONE, REASON_NONE, REASON_CAP_REACHED, REASON_NONE);
    assert_int_equal(f.got.credited, 1100);
    assert_int_equal(f.got.cap_left, 100);
    assert_int_equal(f.got.residency, 1300);
    assert_true(f.got.residency_kept);
    f.rules.floor_credit = 2200; /* two points below the floor */
    assert_reasons(
        &f, REASON_NONE, REASON_NONE, REASON_CAP_REACHED, REASON_CAP_REACHED);
    begin(&f);
    f.rules.residency_min = 1500; /* stricter than the cap */
    decide(&f);
    assert_int_equal(f.got.credited, 800);
    f.rules.transferred = 500;
    decide(&f);
    assert_int_equal(f.got.credited, 400);
    assert_int_equal(f.got.answers[0].reason, REASON_CAP_REACHED);
}

static void test_inv_59_rpl_cap(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    f.sources[0].is_rpl = f.sources[1].is_rpl = true;
    f.rules.rpl_cap_bp = 2500; /* six points: one of the two */
    assert_reasons(
        &f, REASON_CAP_REACHED, REASON_NONE, REASON_NONE, REASON_NONE);
    assert_int_equal(f.got.credited, 1000);
    assert_int_equal(f.got.rpl_left, 200);
}

static void test_inv_61_unit_is_filled(void **state)
{
    static const str filled[] = {STR("u9")};
    struct fixture f;

    (void)state;
    begin(&f);
    f.rules.filled = (struct strs){filled, N(filled)};
    f.sources[0].unit = S("u9");
    f.sources[2].unit = f.sources[3].unit = S("u1");
    assert_reasons(&f, REASON_TARGET_FILLED, REASON_NONE, REASON_TARGET_FILLED,
        REASON_NONE);
}

static void test_inv_62_age_on_the_day(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    f.applied = date_parse(S("2029-11-01")); /* DAT4: 48 months that day */
    assert_reasons(
        &f, REASON_NONE, REASON_NONE, REASON_CAP_REACHED, REASON_NONE);
    f.applied = date_parse(S("2029-11-02"));
    assert_reasons(&f, REASON_NONE, REASON_NONE, REASON_TOO_OLD, REASON_NONE);
}

static void test_inv_64_overlap(void **state)
{
    struct transfer_overlap overlap = {S("LEA5"), S("LEA4"), 5000};
    struct fixture f;

    (void)state;
    begin(&f);
    f.rules.overlaps = &overlap;
    f.rules.n_overlaps = 1;
    assert_reasons(&f, REASON_DUPLICATE, REASON_NONE, REASON_NONE, REASON_NONE);
    overlap.share_bp = 4999;
    assert_reasons(
        &f, REASON_NONE, REASON_NONE, REASON_CAP_REACHED, REASON_NONE);
}

/* Story 5.3: the refusal names the one that refuses. */
static void test_inv_65_story_5_sharing(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    f.sources[0].used_in = S("Q2");
    f.sources[0].used_in_shares = true;
    assert_reasons(
        &f, REASON_USED_ELSEWHERE, REASON_NONE, REASON_NONE, REASON_NONE);
    assert_true(str_eq(f.got.answers[0].refused_by, S("Q1")));
    f.rules.shares = true;
    decide(&f);
    assert_int_equal(f.got.answers[0].reason, REASON_NONE);
    f.sources[0].used_in_shares = false;
    decide(&f);
    assert_true(str_eq(f.got.answers[0].refused_by, S("Q2")));
}

static void test_transfer_limits(void **state)
{
    struct transfer_source many[TRANSFER_SOURCES_MAX + 1] = {{.credit = 1}};
    struct budget budget = budget_default();
    struct fixture f;

    (void)state;
    begin(&f);
    assert_int_equal(
        transfer_decide(&f.rules, many, N(many), f.applied, &budget, &f.got),
        E_LIMIT_EXCEEDED);
    f.rules.total = INT64_MAX;
    assert_int_equal(
        transfer_decide(&f.rules, f.sources, 4, f.applied, &budget, &f.got),
        E_AMOUNT_RANGE);
    begin(&f);
    budget.work_left = 3;
    assert_int_equal(
        transfer_decide(&f.rules, f.sources, 4, f.applied, &budget, &f.got),
        E_COMPLEXITY_LIMIT);
}

TEST_MAIN(test_inv_63_story_5_strict_floor,
    test_inv_59_and_60_story_5_best_subset,
    test_inv_59_rpl_cap,
    test_inv_61_unit_is_filled,
    test_inv_62_age_on_the_day,
    test_inv_64_overlap,
    test_inv_65_story_5_sharing,
    test_transfer_limits)
