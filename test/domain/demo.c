#include "domain/demo.h"

#include "domain/enrolment.h"
#include "domain/statement.h"
#include "test/support/test.h"

#include <string.h>

static struct arena arena;

static date today(void)
{
    return date_parse(S("2026-11-25"));
}

/* The sums of RULES 8.1. */
static void test_demo_courses(void **state)
{
    int64_t minutes = 0;
    int64_t price = 0;
    int64_t points = 0;
    size_t bearing = 0;
    size_t ending = 0;
    size_t i;

    (void)state;
    assert_int_equal(demo_n_courses(DEMO_COLLEGE), 40);
    for (i = 0; i < 40; i++) {
        struct definition d;
        struct offer offer;

        assert_int_equal(
            demo_definition(DEMO_COLLEGE, i, &arena, &d, NULL), OK);
        minutes += d.volume_minutes;
        price += d.prices[0].amount;
        points += d.credit;
        ending += d.validity_months > 0;
        bearing += demo_offer(DEMO_COLLEGE, i, &offer);
        assert_int_equal(demo_offer(DEMO_COLLEGE, i, &offer), d.credit > 0);
        if (d.credit > 0)
            assert_int_equal(d.volume_minutes * 100, d.credit * 25 * 60);
    }
    assert_int_equal(minutes, 955 * 60);
    assert_int_equal(price, 895500);
    assert_int_equal(points, 2500);
    assert_int_equal(bearing, 12);
    assert_int_equal(ending, 20);
}

static bool has_kind(const struct definition *d, int64_t kind)
{
    size_t i;

    for (i = 0; i < d->n_tasks; i++) {
        if (d->tasks[i].kind == kind)
            return true;
    }
    return false;
}

static void test_demo_definitions_are_sound(void **state)
{
    int which;
    size_t n_checked = 0;

    (void)state;
    for (which = 0; which < DEMO_ORGANISATIONS; which++) {
        const enum demo_organisation at = (enum demo_organisation)which;
        struct organisation owner;
        size_t i;

        demo_organisation(at, &arena, &owner);
        assert_true(str_ends(owner.domain, S(".example")));
        assert_true(owner.skeleton.len > 0);
        for (i = 0; i < demo_n_courses(at); i++) {
            struct findings findings;
            struct definition d;

            assert_int_equal(demo_definition(at, i, &arena, &d, NULL), OK);
            findings_init(&findings, &arena);
            definition_check(&d, &owner, &findings);
            assert_int_equal(findings.n, 0);
            assert_in_range(d.n_outcomes, 2, 5);
            assert_in_range(d.n_tasks, 2, 3);
            assert_true(has_kind(&d, TASK_WORKPLACE_CHALLENGE));
            assert_true(has_kind(&d, TASK_CAPSTONE));
            assert_string_not_equal(d.outcomes[0].skills[0].name.ptr,
                d.outcomes[0].skills[0].skill.ptr);
            n_checked++;
        }
    }
    assert_int_equal(n_checked, 49);
}

/* 35 learners, 72 badges, two semesters. */
static void test_demo_cohort(void **state)
{
    bool taken[40] = {false};
    size_t awards = 0;
    size_t courses = 0;
    size_t i;

    (void)state;
    for (i = 0; i < DEMO_COHORT_LEARNERS; i++) {
        struct demo_step steps[DEMO_STEPS_MAX];
        const size_t n = demo_steps(i, today(), steps);
        size_t k;

        for (k = 0; k < n; k++) {
            awards += steps[k].state == ENROLMENT_AWARDED;
            taken[steps[k].course] = true;
        }
    }
    for (i = 0; i < 40; i++)
        courses += taken[i];
    assert_int_equal(awards, DEMO_COHORT_AWARDS);
    assert_in_range(courses, 25, 40);
}

/* The credit-bearing courses of the college, held against C1 to C4: as they
 * are, unsigned, and with too little effort. */
static void test_inv_14_to_18_statements(void **state)
{
    const struct statement_rules rules = statement_rules_default();
    struct organisation owner;
    size_t i;

    (void)state;
    demo_organisation(DEMO_COLLEGE, &arena, &owner);
    for (i = 0; i < demo_n_courses(DEMO_COLLEGE); i++) {
        struct definition d;
        struct offer offer;
        struct statement_parts parts = {
            .achievement = S("https://hc.example/a"),
            .version = S("1"),
            .definition = &d,
            .owner = &owner,
            .offers = &offer,
            .made_on = S("2026-02-01"),
            .listed_on = S("2026-02-01")};
        struct statement_report report;
        struct statement statement;

        assert_int_equal(
            demo_definition(DEMO_COLLEGE, i, &arena, &d, NULL), OK);
        parts.n_offers = demo_offer(DEMO_COLLEGE, i, &offer);
        parts.credit_bearing = parts.n_offers > 0;
        assert_int_equal(statement_of(&parts, &arena, &statement, NULL), OK);
        assert_int_equal(
            statement_check(&statement, &rules, &arena, &report, NULL), OK);
        assert_true(report.publishable);
        assert_int_equal(report.credit_bearing, parts.credit_bearing);
        if (!parts.credit_bearing)
            continue;
        offer.is_signed = false;
        assert_int_equal(
            statement_check(&statement, &rules, &arena, &report, NULL), OK);
        assert_false(report.credit_bearing);
        offer.is_signed = true;
        d.volume_minutes = d.volume_minutes * 9 / 10 - 1;
        assert_int_equal(statement_of(&parts, &arena, &statement, NULL), OK);
        assert_int_equal(
            statement_check(&statement, &rules, &arena, &report, NULL), OK);
        assert_false(report.pass[CONDITION_C4]);
        d.validity_months = (int64_t)1 << 40;
        assert_int_equal(
            statement_of(&parts, &arena, &statement, NULL), E_AMOUNT_RANGE);
    }
}

static size_t step_of(const struct demo_step *steps, size_t n, str wanted)
{
    size_t i = 0;

    while (i < n &&
           !str_eq(demo_course_code(DEMO_COLLEGE, steps[i].course), wanted))
        i++;
    return i;
}

/* In order, none twice, none in the future, what comes before earlier. */
static void examine(size_t learner, size_t *awards, size_t *open)
{
    struct demo_step steps[DEMO_STEPS_MAX];
    const size_t n = demo_steps(learner, today(), steps);
    size_t k;

    assert_in_range(n, 1, DEMO_STEPS_MAX);
    for (k = 0; k < n; k++) {
        const str at = demo_course_code(DEMO_COLLEGE, steps[k].course);
        const str before = demo_course_before(DEMO_COLLEGE, steps[k].course);
        const bool awarded = steps[k].state == ENROLMENT_AWARDED;

        assert_int_equal(step_of(steps, n, at), k);
        assert_true(steps[k].ended <= today());
        assert_true(steps[k].enrolled <= today());
        assert_true(before.len == 0 || step_of(steps, k, before) < k);
        if (awarded && k > 0)
            assert_true(steps[k - 1].ended < steps[k].ended);
        *awards += awarded;
        *open += !awarded;
    }
}

static void test_demo_steps(void **state)
{
    size_t awards = 0;
    size_t open = 0;
    size_t i;

    (void)state;
    for (i = 0; i < demo_n_learners(DEMO_DEMO); i++)
        examine(i, &awards, &open);
    /* RULES 8.2: about 9 200, mean 3.8. */
    assert_in_range(awards, 8700, 9700);
    assert_in_range(open, 900, 1400);
}

static void test_demo_people(void **state)
{
    size_t scripts = 0;
    size_t i;

    (void)state;
    for (i = 0; i < 400; i++) {
        struct demo_person person;
        str email;

        assert_int_equal(demo_learner(i, &arena, &person, NULL), OK);
        assert_true(person.name.len > 3);
        assert_int_equal(email_normal(person.email, &arena, &email, NULL), OK);
        assert_true(str_eq(email, person.email));
        scripts += (unsigned char)person.name.ptr[0] >= 0xce;
    }
    assert_in_range(scripts, 150, 350);
    for (i = 0; i < DEMO_STAFF; i++) {
        struct demo_staff staff;

        assert_int_equal(
            demo_staff(DEMO_EMPLOYER, i, &arena, &staff, NULL), OK);
        assert_true(str_ends(staff.person.email, S("@ew.example")));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST_EACH(test_demo_courses,
        test_demo_definitions_are_sound, test_inv_14_to_18_statements,
        test_demo_cohort, test_demo_steps, test_demo_people)};
    int failed;

    arena_init(&arena, (size_t)32 << 20);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
