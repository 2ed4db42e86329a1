#include "domain/assessment.h"

#include "test/support/test.h"

static const struct grade GRADES[] = {
    {STR("N"), STR("Not yet")},
    {STR("P"), STR("Proficient")},
    {STR("D"), STR("Distinguished")},
};
static const struct learning_outcome OUTCOMES[] = {
    {.id = STR("O1")},
    {.id = STR("O2")},
};
static const struct definition DEFINITION = {
    .outcomes = OUTCOMES,
    .n_outcomes = 2,
    .rubric = {.grades = GRADES, .n_grades = 3, .required = STR("P")},
    .supervision = SUPERVISION_ONLINE_ONE,
};

static void test_inv_21_separation(void **state)
{
    (void)state;
    assert_int_equal(assessment_may_judge(S("a"), S("a"), NULL), E_SEPARATION);
    assert_int_equal(assessment_may_judge(S("a"), S("b"), NULL), OK);
}

struct judged {
    int64_t result;
    const char *grade;
    const char *reason;
    int64_t identity;
    int64_t met[2];
    const char *grade_of_2;
    size_t n; /* outcomes that are judged */
    code expected;
};

static void examine(const struct judged *c, struct findings *findings)
{
    const struct assessment assessment = {.result = c->result,
        .grade = str_of(c->grade),
        .reason = str_of(c->reason),
        .identity = c->identity};
    const struct assessment_outcome outcomes[] = {
        {.outcome = S("O1"), .met = c->met[0]},
        {.outcome = S("O2"), .met = c->met[1], .grade = str_of(c->grade_of_2)},
    };

    assessment_check(&assessment, outcomes, c->n, &DEFINITION, findings);
}

static void each(const struct judged *cases, size_t n)
{
    struct arena arena;
    size_t i;

    arena_init(&arena, 1 << 20);
    for (i = 0; i < n; i++) {
        struct findings findings;

        findings_init(&findings, &arena);
        examine(&cases[i], &findings);
        assert_int_equal(findings_code(&findings, NULL), cases[i].expected);
        assert_int_equal(findings.n, cases[i].expected == OK ? 0 : 1);
    }
    arena_release(&arena);
}

#define ONE IDENTITY_ONE_FACTOR

static void test_inv_27_grades(void **state)
{
    static const struct judged CASES[] = {
        {RESULT_PASS, "P", "", ONE, {1, 1}, "P", 2, OK},
        {RESULT_PASS, "D", "", ONE, {1, 1}, "", 2, OK},
        {RESULT_PASS, "N", "", ONE, {1, 1}, "", 2, E_GRADE},
        {RESULT_PASS, "", "", ONE, {1, 1}, "", 2, E_GRADE},
        {RESULT_PASS, "A+", "", ONE, {1, 1}, "", 2, E_GRADE},
        {RESULT_PASS, "P", "", ONE, {1, 1}, "A+", 2, E_GRADE},
        {RESULT_PASS, "P", "", ONE, {1, 1}, "N", 2, E_GRADE},
        {RESULT_PASS, "P", "", ONE, {1, 2}, "", 2, E_GRADE},
        {RESULT_PASS, "P", "", ONE, {1, 0}, "", 2, E_OUTCOME_UNJUDGED},
        {RESULT_PASS, "P", "", ONE, {1, 1}, "", 1, E_OUTCOME_UNJUDGED},
        {RESULT_FAIL, "N", "No work sample", ONE, {1, 2}, "", 2, OK},
        {RESULT_RESUBMIT, "", "More on O2", ONE, {1, 2}, "", 2, OK},
    };

    (void)state;
    each(CASES, sizeof(CASES) / sizeof(CASES[0]));
}

static void test_assessment_refusal_reason(void **state)
{
    static const struct judged CASES[] = {
        {RESULT_FAIL, "N", "", ONE, {1, 2}, "", 2, E_REFUSAL_REASON},
        {RESULT_RESUBMIT, "N", "", ONE, {1, 2}, "", 2, E_REFUSAL_REASON},
    };

    (void)state;
    each(CASES, sizeof(CASES) / sizeof(CASES[0]));
}

static void test_inv_25_identity(void **state)
{
    static const struct judged CASES[] = {
        {RESULT_PASS, "P", "", IDENTITY_NONE, {1, 1}, "", 2, E_ID_ASSURANCE},
        {RESULT_PASS, "P", "", IDENTITY_TWO_FACTORS, {1, 1}, "", 2, OK},
        {RESULT_FAIL, "N", "Why", IDENTITY_NONE, {2, 2}, "", 2, OK},
    };

    (void)state;
    each(CASES, sizeof(CASES) / sizeof(CASES[0]));
}

/* Invariant 27: which grade meets an outcome, and the lowest of several. */
static void test_inv_27_grades_of_outcomes(void **state)
{
    struct definition free = DEFINITION;
    struct assessment_outcome outcomes[] = {
        {.outcome = S("O1"), .grade = S("D")},
        {.outcome = S("O2"), .grade = S("P")},
    };

    (void)state;
    assert_false(assessment_grade_meets(&DEFINITION, S("N")));
    assert_true(assessment_grade_meets(&DEFINITION, S("P")));
    assert_true(assessment_grade_meets(&DEFINITION, S("D")));
    assert_false(assessment_grade_meets(&DEFINITION, S("Z")));
    free.rubric.required = S("");
    assert_false(assessment_grade_meets(&free, S("N")));
    assert_true(assessment_grade_meets(&free, S("P")));
    assert_true(
        str_eq(assessment_lowest_grade(outcomes, 2, &DEFINITION), S("P")));
    outcomes[0].grade = S("");
    assert_int_equal(assessment_lowest_grade(outcomes, 2, &DEFINITION).len, 0);
    assert_int_equal(assessment_lowest_grade(NULL, 0, &DEFINITION).len, 0);
}

TEST_MAIN(test_inv_21_separation,
    test_inv_27_grades_of_outcomes,
    test_inv_27_grades,
    test_assessment_refusal_reason,
    test_inv_25_identity)
