/* Story 10 of RULES 7: LEA4 beside FU-CHG and PL-CHG. */
#include "rule/compare.h"

#include "test/support/test.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

static const struct skill_level SKILLS_A[] = {
    {STR("urn:CHG"), STR("Change"), STR("own"), 4},
    {STR("urn:STK"), STR("Stakeholders"), STR("own"), 3},
};
static const struct skill_level SKILLS_B[] = {
    {STR("urn:CHG"), STR("Change"), STR("own"), 3},
    {STR("urn:TEA"), STR("Teams"), STR("own"), 4},
};
static const struct outcome OUTCOMES_A[] = {
    {STR("o1"), STR(""), SKILLS_A, N(SKILLS_A)}};
static const struct outcome OUTCOMES_B[] = {
    {STR("o1"), STR(""), SKILLS_B, N(SKILLS_B)}};
static const struct task TASKS[] = {{.summative = true}};
static const struct offer OFFERS[] = {
    {.id = STR("mu"),
        .target = {.id = STR("urn:q1"), .title = STR("Q1")},
        .is_signed = true},
    {.id = STR("hc"),
        .target = {.id = STR("urn:q2"), .title = STR("Q2")},
        .is_signed = true},
};

static const struct statement LEA4 = {
    .type = STR("MicroCredential"),
    .outcomes = OUTCOMES_A,
    .n_outcomes = 1,
    .minutes = 6000,
    .level = {STR("AQF"), 8},
    .credit = {STR("AQF-hc"), 400},
    .tasks = TASKS,
    .n_tasks = 1,
    .supervision = SUPERVISION_ONLINE_TWO,
    .cost = {STR("AUD"), 90000},
    .cost_stated = true,
    .credit_bearing = true,
    .offers = OFFERS,
    .n_offers = 2,
    .validity_months = 60,
};
static const struct statement FU_CHG = {
    .type = STR("MicroCredential"),
    .outcomes = OUTCOMES_B,
    .n_outcomes = 1,
    .minutes = 6000,
    .level = {STR("EQF"), 7},
    .credit = {STR("ECTS"), 400},
    .tasks = TASKS,
    .n_tasks = 1,
    .supervision = SUPERVISION_ONSITE_ONE,
    .cost = {STR("EUR"), 60000},
    .cost_stated = true,
};

struct fixture {
    struct arena arena;
    struct comparison c;
};

static void compare(
    struct fixture *f, const struct statement *a, const struct statement *b)
{
    struct compare_side side_a = {.statement = a, .trust = TRUST_ACCREDITED};
    struct compare_side side_b = {.statement = b, .trust = TRUST_SELF};
    struct level_map map = level_map_builtin();

    assert_int_equal(
        compare_statements(&side_a, &side_b, &map, &f->arena, &f->c, NULL), OK);
}

/* The row of the field; every comparison has one. */
static const struct compare_row *row(
    const struct fixture *f, enum compare_field field)
{
    size_t i = 0;

    while (i + 1 < f->c.n_rows && f->c.rows[i].field != field)
        i++;
    assert_int_equal(f->c.rows[i].field, field);
    return &f->c.rows[i];
}

static bool has_verdict(
    const struct fixture *f, enum compare_verdict_kind kind, const char *about)
{
    size_t i;

    for (i = 0; i < f->c.n_verdicts; i++) {
        if (f->c.verdicts[i].kind == kind &&
            str_eq(f->c.verdicts[i].about, str_of(about)))
            return true;
    }
    return false;
}

static const struct {
    enum compare_field field;
    enum compare_result result;
    const char *a;
    const char *b;
    const char *reason;
} ROWS[] = {
    {COMPARE_TYPE, COMPARE_SAME, "MicroCredential", "MicroCredential", ""},
    {COMPARE_TRUST, COMPARE_A_HIGHER, "accredited", "self", ""},
    {COMPARE_LEVEL, COMPARE_NOT_COMPARABLE, "AQF 8", "EQF 7",
        "no published AQF 8–EQF row"},
    {COMPARE_HOURS, COMPARE_SAME, "100 h", "100 h", ""},
    {COMPARE_CREDIT, COMPARE_NOT_COMPARABLE, "4 AQF-hc", "4 ECTS",
        "the credit systems differ"},
    {COMPARE_HOURS_PER_CREDIT, COMPARE_SAME, "25 h", "25 h", "indicative"},
    {COMPARE_OUTCOMES, COMPARE_DIFFERS, "2", "2", "1 of 3 shared, 33 %"},
    {COMPARE_SKILL, COMPARE_A_HIGHER, "4", "3", ""},
    {COMPARE_COMPLEXITY, COMPARE_NOT_STATED, "", "", ""},
    {COMPARE_SUPERVISION, COMPARE_A_HIGHER, "online_two_factors",
        "onsite_one_factor", ""},
    {COMPARE_COST, COMPARE_NOT_COMPARABLE, "AUD 900", "EUR 600",
        "the currencies differ"},
    {COMPARE_COST_PER_HOUR, COMPARE_NOT_COMPARABLE, "AUD 9", "EUR 6",
        "the currencies differ"},
    {COMPARE_VALIDITY, COMPARE_DIFFERS, "60 months", "no end", ""},
    {COMPARE_OFFERS, COMPARE_ONLY_A, "Q1, Q2", "", ""},
};

/* Story 10.1. */
static void test_story_10_two_of_different_frameworks(void **state)
{
    struct fixture f;
    size_t i;

    (void)state;
    arena_init(&f.arena, 1 << 20);
    compare(&f, &LEA4, &FU_CHG);
    for (i = 0; i < N(ROWS); i++) {
        const struct compare_row *r = row(&f, ROWS[i].field);

        if (r->result != ROWS[i].result || !str_eq(r->a, str_of(ROWS[i].a)) ||
            !str_eq(r->b, str_of(ROWS[i].b)) ||
            !str_eq(r->reason, str_of(ROWS[i].reason)))
            fail_msg("%s: %d '%.*s' '%.*s' '%.*s'",
                compare_field_word(r->field).ptr, r->result, (int)r->a.len,
                r->a.ptr, (int)r->b.len, r->b.ptr, (int)r->reason.len,
                r->reason.ptr);
    }
    assert_int_equal(f.c.n_verdicts, 2);
    assert_true(has_verdict(&f, VERDICT_ONLY_A_BEARS_CREDIT, ""));
    assert_true(has_verdict(&f, VERDICT_LEVEL_NOT_COMPARABLE, ""));
    arena_release(&f.arena);
}

/* The same rows from the other side. */
static void test_compare_is_symmetric(void **state)
{
    static const enum compare_result turned[] = {
        [COMPARE_SAME] = COMPARE_SAME,
        [COMPARE_A_HIGHER] = COMPARE_B_HIGHER,
        [COMPARE_B_HIGHER] = COMPARE_A_HIGHER,
        [COMPARE_DIFFERS] = COMPARE_DIFFERS,
        [COMPARE_ONLY_A] = COMPARE_ONLY_B,
        [COMPARE_ONLY_B] = COMPARE_ONLY_A,
        [COMPARE_NOT_COMPARABLE] = COMPARE_NOT_COMPARABLE,
        [COMPARE_NOT_STATED] = COMPARE_NOT_STATED,
    };
    struct fixture f;
    struct fixture g;
    size_t i;

    (void)state;
    arena_init(&f.arena, 1 << 20);
    arena_init(&g.arena, 1 << 20);
    compare(&f, &LEA4, &FU_CHG);
    compare(&g, &FU_CHG, &LEA4);
    assert_int_equal(f.c.n_rows, g.c.n_rows);
    for (i = 0; i < f.c.n_rows; i++) {
        if (f.c.rows[i].field == COMPARE_TRUST)
            continue; /* fixed by the side */
        assert_int_equal(g.c.rows[i].result, turned[f.c.rows[i].result]);
        assert_true(str_eq(f.c.rows[i].a, g.c.rows[i].b));
    }
    assert_true(has_verdict(&g, VERDICT_ONLY_B_BEARS_CREDIT, ""));
    arena_release(&f.arena);
    arena_release(&g.arena);
}

/* Story 10.2: a video without assessment, three hours. */
static void test_story_10_not_a_micro_credential(void **state)
{
    static const struct statement video = {
        .type = STR("MicroCredential"), .minutes = 180};
    struct statement_report report;
    struct statement_rules rules = statement_rules_default();
    struct fixture f;
    size_t i;
    bool found = false;

    (void)state;
    arena_init(&f.arena, 1 << 20);
    compare(&f, &LEA4, &video);
    assert_true(has_verdict(&f, VERDICT_B_NOT_ASSESSED, ""));
    assert_int_equal(row(&f, COMPARE_LEVEL)->result, COMPARE_ONLY_A);
    assert_int_equal(row(&f, COMPARE_COST)->result, COMPARE_ONLY_A);
    assert_int_equal(row(&f, COMPARE_HOURS)->result, COMPARE_A_HIGHER);
    assert_int_equal(
        statement_check(&video, &rules, &f.arena, &report, NULL), OK);
    assert_false(report.publishable);
    for (i = 0; i < report.n_points; i++)
        found = found || report.points[i].code == E_NOT_ASSESSED;
    assert_true(found);
    arena_release(&f.arena);
}

static void test_compare_same_level(void **state)
{
    struct statement larger = LEA4;
    struct statement scottish = LEA4;
    struct fixture f;

    (void)state;
    arena_init(&f.arena, 1 << 20);
    larger.minutes = 6060;
    compare(&f, &larger, &LEA4);
    assert_true(has_verdict(&f, VERDICT_SAME_LEVEL_A_LARGER, ""));
    assert_true(has_verdict(&f, VERDICT_BOTH_BEAR_CREDIT, "Q1"));
    assert_true(has_verdict(&f, VERDICT_BOTH_BEAR_CREDIT, "Q2"));
    compare(&f, &LEA4, &larger);
    assert_true(has_verdict(&f, VERDICT_SAME_LEVEL_B_LARGER, ""));
    /* by a direct row, whichever way it is read */
    scottish.level = (struct level){S("SCQF"), 11};
    compare(&f, &scottish, &FU_CHG);
    assert_int_equal(row(&f, COMPARE_LEVEL)->result, COMPARE_SAME);
    scottish.level.n = 12;
    compare(&f, &FU_CHG, &scottish);
    assert_int_equal(row(&f, COMPARE_LEVEL)->result, COMPARE_B_HIGHER);
    arena_release(&f.arena);
}

static void test_compare_words(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < VERDICT_N; i++)
        assert_true(
            compare_verdict_words((enum compare_verdict_kind)i).len > 0);
    for (i = 0; i < COMPARE_RESULT_N; i++)
        assert_true(compare_result_word((enum compare_result)i).len > 0);
    for (i = 0; i < TRUST_N; i++)
        assert_int_equal(trust_find(trust_word((enum trust)i)), i);
    assert_int_equal(trust_find(S("blind")), TRUST_N);
}

TEST_MAIN(test_story_10_two_of_different_frameworks,
    test_compare_is_symmetric,
    test_story_10_not_a_micro_credential,
    test_compare_same_level,
    test_compare_words)
