/* Story 5 of RULES 7: the statement of LEA4, toward two qualifications. */
#include "rule/statement.h"

#include "test/support/test.h"

#include <string.h>

#define N(array) (sizeof(array) / sizeof((array)[0]))

static const struct outcome OUTCOMES[] = {
    {.id = STR("o1"), .text = STR("plan a change")},
    {.id = STR("o2"), .text = STR("lead people through it")},
};
static const str BOTH[] = {STR("o1"), STR("o2")};
static const str NEITHER[] = {STR("o9")};

static const struct offer_condition CONVERT[] = {
    {OFFER_IF_TAKEN_UP,
        STR("convert within 12 months or the credential is withdrawn")},
};
static const struct offer_condition HARMLESS[] = {
    {OFFER_IF_FACT, STR("holds a first-aid certificate")},
};

#define TARGET_MU                                                              \
    {                                                                          \
        .id = STR("https://mu.example/q/gcc"),                                 \
        .title = STR("Graduate Certificate in Change"),                        \
        .level = {STR("AQF"), 8}, .minutes_per_point = 1500,                   \
        .supervision_min = 2, .moderation = STR("M1"), .review_months = 36,    \
    }
#define TARGET_HC                                                              \
    {                                                                          \
        .id = STR("https://hc.example/q/dl"),                                  \
        .title = STR("Diploma of Leadership"), .level = {STR("AQF"), 5},       \
        .minutes_per_point = 1500,                                             \
    }

static const struct offer OFFERS[] = {
    {.id = STR("mu"),
        .target = TARGET_MU,
        .amount = {STR("AQF-mu"), 400},
        .pass_mapped = true,
        .is_signed = true},
    {.id = STR("hc"),
        .target = TARGET_HC,
        .amount = {STR("AQF-hc"), 400},
        .pass_mapped = true,
        .is_signed = true},
};

struct fixture {
    struct arena arena;
    struct task tasks[1];
    struct offer offers[2];
    struct statement s; /* passes every point */
    struct statement_rules rules;
    struct statement_report report;
};

static void begin(struct fixture *f)
{
    arena_init(&f->arena, 1 << 20);
    f->rules = statement_rules_default();
    memcpy(f->offers, OFFERS, sizeof(f->offers));
    f->tasks[0] = (struct task){
        .type = S("workplace challenge"),
        .summative = true,
        .weight_bp = 10000,
        .outcomes = BOTH,
        .n_outcomes = 2,
    };
    f->s = (struct statement){
        .type = S("MicroCredential"),
        .title = S("Leading change"),
        .regulated = true,
        .listed = date_parse(S("2026-02-01")),
        .outcomes = OUTCOMES,
        .n_outcomes = 2,
        .minutes = 6000,
        .level = {S("AQF"), 8},
        .tasks = f->tasks,
        .n_tasks = 1,
        .supervision = SUPERVISION_ONLINE_TWO,
        .quality = {.moderation = S("M1"),
            .review_due = date_parse(S("2029-02-01"))},
        .credit_bearing = true,
        .offers = f->offers,
        .n_offers = 2,
        .validity_months = 60,
    };
}

static void check(struct fixture *f)
{
    assert_int_equal(
        statement_check(&f->s, &f->rules, &f->arena, &f->report, NULL), OK);
}

static void end(struct fixture *f)
{
    arena_release(&f->arena);
}

/* The failing point of that code, or NULL; *ret_n of them. */
static const struct point_answer *failing(
    const struct fixture *f, code c, size_t *ret_n)
{
    const struct point_answer *found = NULL;
    size_t i;

    *ret_n = 0;
    for (i = 0; i < f->report.n_points; i++) {
        const struct point_answer *p = &f->report.points[i];

        assert_int_equal(p->pass, p->code == OK);
        if (p->code != c)
            continue;
        (*ret_n)++;
        found = p;
    }
    return found;
}

static void assert_one(
    struct fixture *f, code c, const char *stated, const char *needed)
{
    size_t n = 0;
    const struct point_answer *p;

    check(f);
    p = failing(f, c, &n);
    if (!p || n != 1)
        fail_msg("code %d: %zu points", c, n);
    if (stated && !str_eq(p->stated, str_of(stated)))
        fail_msg("stated '%.*s'", (int)p->stated.len, p->stated.ptr);
    if (needed && !str_eq(p->needed, str_of(needed)))
        fail_msg("needed '%.*s'", (int)p->needed.len, p->needed.ptr);
}

/* Story 5.1: the draft. */
static void test_story_5_draft_fails_c1_c3_c4(void **state)
{
    const struct point_answer *p;
    struct fixture f;
    size_t i;
    size_t n;

    (void)state;
    begin(&f);
    f.s.level.n = 7;
    f.s.minutes = 80 * 60;
    for (i = 0; i < 2; i++) {
        f.offers[i].conditions = CONVERT;
        f.offers[i].n_conditions = 1;
    }
    assert_one(&f, E_CB_C1, "AQF 7", "AQF 8"); /* for Q1 alone */
    p = failing(&f, E_CB_C4_EFFORT, &n);
    assert_int_equal(n, 2);
    assert_true(str_eq(p->stated, S("80 h")) && str_eq(p->needed, S("90 h")));
    (void)failing(&f, E_CB_C3, &n);
    assert_int_equal(n, 2);
    assert_false(f.report.pass[CONDITION_C1]);
    assert_true(f.report.pass[CONDITION_C2]);
    assert_false(f.report.pass[CONDITION_C3]);
    assert_false(f.report.pass[CONDITION_C4]);
    assert_false(f.report.credit_bearing);
    assert_false(f.report.publishable);

    /* Offered instead: publish as non credit-bearing. */
    f.s.credit_bearing = false;
    check(&f);
    assert_true(f.report.publishable);
    assert_false(f.report.credit_bearing);
    end(&f);
}

/* Story 5.2: version 2. */
static void test_story_5_version_2_passes(void **state)
{
    struct fixture f;
    size_t i;

    (void)state;
    begin(&f);
    check(&f);
    for (i = CONDITION_DEFINITION; i < CONDITION_N; i++)
        assert_true(f.report.pass[i]);
    assert_true(f.report.credit_bearing);
    assert_true(f.report.publishable);
    end(&f);
}

static void test_inv_14_level_of_the_assessment(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    f.tasks[0].level = (struct level){S("EQF"), 8}; /* no row to the AQF */
    check(&f);
    assert_false(f.report.pass[CONDITION_C1]);
    f.offers[0].counts_as = (struct level){S("AQF"), 8};
    f.offers[1].counts_as = (struct level){S("AQF"), 5};
    check(&f);
    assert_true(f.report.credit_bearing); /* both owners signed it */
    f.offers[1].is_signed = false;
    check(&f);
    assert_false(f.report.pass[CONDITION_C1]);
    f.offers[1].is_signed = true;
    f.tasks[0].level = (struct level){S("NZQCF"), 8};
    f.offers[0].counts_as = f.offers[1].counts_as =
        (struct level){{NULL, 0}, 0};
    check(&f);
    assert_true(f.report.credit_bearing);
    f.tasks[0].level = (struct level){S("AQF"), 7};
    assert_one(&f, E_CB_C1, "AQF 7", "AQF 8");
    f.tasks[0].summative = false;
    check(&f);
    assert_false(f.report.pass[CONDITION_C1]);
    end(&f);
}

/* A lower level must be stated and be one that the units have. */
static void test_inv_14_level_of_a_unit(void **state)
{
    static const struct level units[] = {{STR("AQF"), 6}, {STR("AQF"), 7}};
    struct fixture f;

    (void)state;
    begin(&f);
    f.s.level.n = 7;
    f.offers[0].component_level = (struct level){S("AQF"), 7};
    assert_one(&f, E_CB_C1, "AQF 7", "AQF 7");
    f.offers[0].target.unit_levels = units;
    f.offers[0].target.n_unit_levels = N(units);
    check(&f);
    assert_true(f.report.credit_bearing);
    end(&f);
}

static void test_inv_15_exclusive(void **state)
{
    static const struct offer_condition unused[] = {
        {OFFER_IF_UNUSED_ELSEWHERE, STR("not used toward another")}};
    struct fixture f;

    (void)state;
    begin(&f);
    f.s.exclusive = true;
    assert_one(&f, E_CB_C2, NULL, NULL);
    f.s.exclusive = false;
    f.offers[1].exclusive = true;
    assert_one(&f, E_CB_C2, NULL, NULL);
    f.offers[1].exclusive = false;
    f.offers[1].conditions = unused;
    f.offers[1].n_conditions = 1;
    assert_one(&f, E_CB_C2, NULL, NULL);
    assert_true(f.report.pass[CONDITION_C3]);
    f.s.n_offers = 0;
    assert_one(&f, E_CB_C2, NULL, NULL);
    f.s.n_offers = 1; /* one offer is enough */
    check(&f);
    assert_true(f.report.credit_bearing);
    end(&f);
}

static void test_inv_16_what_comes_later(void **state)
{
    static const enum offer_condition_kind kinds[] = {
        OFFER_IF_ENROLLED, OFFER_IF_ACCEPTED, OFFER_IF_PAID, OFFER_IF_TAKEN_UP};
    struct offer_condition condition = {OFFER_IF_FACT, S("x")};
    struct fixture f;
    size_t i;

    (void)state;
    begin(&f);
    f.offers[0].conditions = &condition;
    f.offers[0].n_conditions = 1;
    for (i = 0; i < N(kinds); i++) {
        condition.kind = kinds[i];
        assert_one(&f, E_CB_C3, NULL, NULL);
    }
    f.offers[0].conditions = HARMLESS;
    check(&f);
    assert_true(f.report.credit_bearing);
    f.offers[0].claim_months = 24;
    check(&f);
    assert_true(f.report.credit_bearing);
    f.offers[0].claim_months = 23;
    assert_one(&f, E_CB_C3, "23 months", "24 months");
    end(&f);
}

static void test_inv_17_effort(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    f.s.n_offers = 1;
    f.s.minutes = 90 * 60; /* 0.9 x 4 x 25 h: the bound itself passes */
    check(&f);
    assert_true(f.report.credit_bearing);
    f.s.minutes--;
    assert_one(&f, E_CB_C4_EFFORT, "89 h 59 min", "90 h");
    f.offers[0].kind = OFFER_ADMISSION;
    check(&f);
    assert_true(f.report.credit_bearing);
    f.offers[0].kind = OFFER_CREDIT;
    f.offers[0].target.minutes_per_point = 0;
    assert_one(&f, E_CREDIT_SYSTEM, NULL, NULL);
    f.offers[0].amount.system = S("ECTS"); /* the least, 25 h */
    assert_one(&f, E_CB_C4_EFFORT, NULL, "90 h");
    f.offers[0].amount.hundredths = INT64_MAX / 2;
    assert_int_equal(statement_check(&f.s, &f.rules, &f.arena, &f.report, NULL),
        E_AMOUNT_RANGE);
    end(&f);
}

static void test_inv_17_standard(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    f.s.supervision = SUPERVISION_UNVERIFIED;
    assert_one(&f, E_CB_C4_STANDARD, "supervised", "one_factor");
    f.s.supervision = SUPERVISION_ONSITE_ONE;
    f.s.quality.moderation = S("M2");
    assert_one(&f, E_CB_C4_STANDARD, "M2", "M1");
    f.s.quality.moderation_inherits = S("M1");
    f.s.quality.review_due = date_parse(S("2029-02-02"));
    assert_one(&f, E_CB_C4_STANDARD, "2029-02-02", "2029-02-01");
    f.s.quality.review_due = DATE_NONE;
    assert_one(&f, E_CB_C4_STANDARD, "", "2029-02-01");
    f.s.quality.review_due = date_parse(S("2028-12-01"));
    f.offers[1].pass_mapped = false;
    assert_one(&f, E_CB_C4_STANDARD, NULL, NULL);
    f.offers[1].pass_mapped = true;
    check(&f);
    assert_true(f.report.credit_bearing);
    end(&f);
}

/* Story 5.2: before the owner of Q2 signs, its offer is hidden. */
static void test_inv_18_unsigned_offer_is_hidden(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    f.offers[1].is_signed = false;
    assert_one(&f, E_OFFER_UNSIGNED, NULL, NULL);
    assert_true(f.report.credit_bearing);
    assert_true(offer_is_shown(&f.offers[0]));
    assert_false(offer_is_shown(&f.offers[1]));
    f.offers[0].is_signed = false;
    assert_one(&f, E_CB_C2, NULL, NULL);
    end(&f);
}

static void test_inv_1_to_8_definition(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    f.s.credit_bearing = false;
    f.tasks[0].summative = false;
    assert_one(&f, E_NOT_ASSESSED, NULL, NULL);
    assert_false(f.report.publishable);
    f.s.type = S("CertificateOfCompletion");
    f.s.minutes = 30;
    check(&f);
    assert_true(f.report.publishable);
    f.s.type = S("MicroCredential");
    f.tasks[0].summative = true;
    f.s.minutes = 59;
    assert_one(&f, E_VOLUME_MIN, "59 min", "1 h");
    f.s.minutes = 60;
    f.tasks[0].n_outcomes = 1;
    assert_one(&f, E_OUTCOME_UNASSESSED, NULL, NULL);
    f.tasks[0].outcomes = NEITHER;
    assert_one(&f, E_TASK_ORPHAN, NULL, NULL);
    f.tasks[0].outcomes = BOTH;
    f.tasks[0].n_outcomes = 2;
    f.tasks[0].weight_bp = 9999;
    assert_one(&f, E_TASK_WEIGHT, "99.99 %", "100 %");
    f.tasks[0].weight_bp = 10000;
    f.s.regulated = false;
    assert_one(&f, E_QA_STATEMENT, NULL, NULL);
    f.s.qa_statement = S("profile, process, review");
    f.s.level = (struct level){S("AQF"), 11};
    assert_one(&f, E_LEVEL_RANGE, "AQF 11", NULL);
    f.s.level = (struct level){{NULL, 0}, 5};
    assert_one(&f, E_LEVEL_NO_FW, NULL, NULL);
    f.s.level = (struct level){{NULL, 0}, 0};
    check(&f);
    assert_true(f.report.publishable);
    f.s.credit_bearing = true;
    assert_one(&f, E_LEVEL_NO_FW, NULL, NULL);
    end(&f);
}

static void test_statement_words_come_back(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < SUPERVISION_N; i++)
        assert_int_equal(
            supervision_find(supervision_word((enum supervision)i)), i);
    for (i = 0; i < COMPLEXITY_N; i++)
        assert_int_equal(
            complexity_find(complexity_word((enum complexity)i)), i);
    for (i = 0; i < PARTICIPATION_N; i++)
        assert_int_equal(
            participation_find(participation_word((enum participation)i)), i);
    for (i = 0; i < POINT_N; i++)
        assert_true(point_word((enum statement_point)i).len > 0);
    assert_int_equal(supervision_find(S("asleep")), SUPERVISION_NOT_STATED);
    assert_true(str_eq(condition_word(CONDITION_C4), S("C4")));
}

TEST_MAIN(test_story_5_draft_fails_c1_c3_c4,
    test_story_5_version_2_passes,
    test_inv_14_level_of_the_assessment,
    test_inv_14_level_of_a_unit,
    test_inv_15_exclusive,
    test_inv_16_what_comes_later,
    test_inv_17_effort,
    test_inv_17_standard,
    test_inv_18_unsigned_offer_is_hidden,
    test_inv_1_to_8_definition,
    test_statement_words_come_back)
