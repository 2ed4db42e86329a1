/* Learners come, put it off, leave, through the use cases. */
#include "app/enrolment.h"

#include "app/enrolment_bulk.h"
#include "domain/offering.h"
#include "test/support/school.h"
#include "test/support/test.h"

static int64_t taken(struct front *front)
{
    struct offering offering;

    assert_int_equal(sql_offering_by_id(front->worker.db, S("school"),
                         S("autumn"), &front->lasting, &offering, NULL),
        OK);
    return offering.taken;
}

/* One seat: the second applicant gets none, until the first withdraws. */
static void test_enrolment_seats_are_taken_and_freed(void **state)
{
    struct act ann = school_act(*state, "ann");
    struct act ben = school_act(*state, "ben");
    const struct enrolment_new asked = {.tenant = S("school"),
        .achievement = S("writing"),
        .offering = S("autumn")};
    struct enrolment first;
    struct enrolment second;

    assert_int_equal(enrolment_apply(&ann, &asked, &first, NULL), OK);
    assert_int_equal(first.state, ENROLMENT_APPLIED);
    assert_true(str_eq(first.due_on, S("2026-12-20")));
    assert_int_equal(taken(*state), 1);
    assert_int_equal(
        enrolment_apply(&ben, &asked, &second, NULL), E_OFFERING_FULL);
    assert_int_equal(
        enrolment_change(&ann, first.id, ENROLMENT_WITHDRAW, S(""), NULL), OK);
    assert_int_equal(taken(*state), 0);
    assert_int_equal(enrolment_apply(&ben, &asked, &second, NULL), OK);
    assert_int_equal(taken(*state), 1);
    school_clear(*state, "ben");
}

/* A second open enrolment to the same achievement is refused, and no seat is
 * lost by it. */
static void test_enrolment_one_open(void **state)
{
    struct act ann = school_act(*state, "ann");
    const struct enrolment_new asked = {
        .tenant = S("school"), .achievement = S("writing")};
    struct enrolment enrolment;

    assert_int_equal(enrolment_apply(&ann, &asked, &enrolment, NULL), OK);
    assert_int_equal(
        enrolment_apply(&ann, &asked, &enrolment, NULL), E_CONFLICT);
    school_clear(*state, "ann");
}

static void test_enrolment_states(void **state)
{
    static const struct {
        const char *who;
        const char *reason;
        enum enrolment_action action;
        code expected;
    } CASES[] = {
        {"ann", "", ENROLMENT_ACCEPT, E_SEPARATION},
        {"kim", "", ENROLMENT_ACCEPT, E_NOT_FOUND},
        {"out", "", ENROLMENT_ACCEPT, E_NOT_FOUND},
        {"ben", "", ENROLMENT_WITHDRAW, E_NOT_FOUND},
        {"reg", "", ENROLMENT_RESUME, E_STATE_ORDER},
        {"reg", "", ENROLMENT_PASS, E_ARGUMENT},
        {"reg", "", ENROLMENT_ACCEPT, OK},
        {"ann", "", ENROLMENT_DEFER, OK},
        {"ann", "", ENROLMENT_RESUME, OK},
        {"reg", "", ENROLMENT_WITHDRAW, E_REFUSAL_REASON},
        {"reg", "Left the college", ENROLMENT_WITHDRAW, OK},
        {"ann", "", ENROLMENT_RESUME, E_STATE_ORDER},
    };
    const struct enrolment_new asked = {
        .tenant = S("school"), .achievement = S("writing")};
    struct act ann = school_act(*state, "ann");
    struct enrolment enrolment;
    size_t i;

    assert_int_equal(enrolment_apply(&ann, &asked, &enrolment, NULL), OK);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct act act = school_act(*state, CASES[i].who);

        assert_int_equal(enrolment_change(&act, enrolment.id, CASES[i].action,
                             str_of(CASES[i].reason), NULL),
            CASES[i].expected);
    }
    assert_int_equal(enrolment_show(&ann, enrolment.id, &enrolment, NULL), OK);
    assert_int_equal(enrolment.state, ENROLMENT_WITHDRAWN);
    assert_true(str_eq(enrolment.reason, S("Left the college")));
}

/* Invariant 21, as early as somebody is named to judge; and nothing of a try
 * is kept. */
static void test_enrolment_inv_21_assessor(void **state)
{
    static const struct {
        const char *assessor;
        bool is_try;
        code expected;
    } CASES[] = {
        {"lee", false, E_SEPARATION},
        {"ben", false, E_FORBIDDEN},
        {"kim", true, OK},
        {"", false, OK},
        {"kim", false, OK},
    };
    struct act reg = school_act(*state, "reg");
    const str id = school_enrol(*state, "lee");
    struct enrolment_outcomes outcomes;
    struct enrolment enrolment;
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const str assessor = str_of(CASES[i].assessor);
        const struct enrolment_bulk bulk = {.assessor = assessor,
            .ids = &id,
            .n_ids = 1,
            .is_try = CASES[i].is_try};
        const bool kept = CASES[i].expected == OK && !CASES[i].is_try;

        assert_int_equal(
            enrolment_change_many(&reg, &bulk, &outcomes, NULL), OK);
        assert_int_equal(outcomes.n, 1);
        assert_int_equal(outcomes.items[0].code, CASES[i].expected);
        assert_int_equal(enrolment_show(&reg, id, &enrolment, NULL), OK);
        assert_true(str_eq(enrolment.assessor, kept ? assessor : S("")));
    }
    school_clear(*state, "lee");
}

/* What is refused stops no other; what is another's stops all. */
static void test_enrolment_many(void **state)
{
    struct act reg = school_act(*state, "reg");
    struct act out = school_act(*state, "out");
    struct act kim = school_act(*state, "kim");
    const str ids[] = {
        school_enrol(*state, "ann"), school_enrol(*state, "ben")};
    struct enrolment_bulk bulk = {
        .action = ENROLMENT_ACCEPT, .ids = ids, .n_ids = 2};
    struct enrolment_outcomes outcomes;

    assert_int_equal(enrolment_change_many(&reg, &bulk, &outcomes, NULL), OK);
    assert_int_equal(outcomes.n, 2);
    assert_int_equal(outcomes.n_good, 0);
    assert_int_equal(outcomes.items[1].code, E_STATE_ORDER);
    bulk.action = ENROLMENT_WITHDRAW;
    assert_int_equal(
        enrolment_change_many(&reg, &bulk, &outcomes, NULL), E_REFUSAL_REASON);
    bulk.reason = S("Not run");
    assert_int_equal(
        enrolment_change_many(&kim, &bulk, &outcomes, NULL), E_FORBIDDEN);
    assert_int_equal(
        enrolment_change_many(&out, &bulk, &outcomes, NULL), E_NOT_FOUND);
    assert_int_equal(enrolment_change_many(&reg, &bulk, &outcomes, NULL), OK);
    assert_int_equal(outcomes.n_good, 2);
    bulk.action = ENROLMENT_PASS;
    assert_int_equal(
        enrolment_change_many(&reg, &bulk, &outcomes, NULL), E_FORM_FIELD);
}

/* TN-01: another organisation sees nothing; staff find by name. */
static void test_enrolment_tn_01_lists(void **state)
{
    const struct enrolment_query query = {
        .state = ENROLMENT_ENROLLED, .text = S("BEN"), .limit = 10};
    struct act reg = school_act(*state, "reg");
    struct act out = school_act(*state, "out");
    struct act ben = school_act(*state, "ben");
    const str id = school_enrol(*state, "ben");
    struct enrolment_list_person_row *mine;
    struct enrolment_found found;
    struct enrolment enrolment;
    size_t n;

    assert_int_equal(enrolment_search(&reg, &query, &found, NULL), OK);
    assert_int_equal(found.n, 1);
    assert_int_equal(found.n_rows, 1);
    assert_true(str_eq(found.rows[0].id, id));
    assert_int_equal(enrolment_search(&out, &query, &found, NULL), OK);
    assert_int_equal(found.n, 0);
    assert_int_equal(enrolment_show(&out, id, &enrolment, NULL), E_NOT_FOUND);
    assert_int_equal(enrolment_search(&ben, &query, &found, NULL), E_FORBIDDEN);
    assert_int_equal(enrolment_mine(&ben, &mine, &n, NULL), OK);
    assert_true(n >= 1);
    assert_true(str_eq(mine[0].name, S("school")));
    school_clear(*state, "ben");
}

static void test_enrolment_needs_a_learner_and_a_listing(void **state)
{
    struct act reg = school_act(*state, "reg");
    struct act nobody = school_act(*state, "");
    struct enrolment_new asked = {
        .tenant = S("school"), .achievement = S("writing"), .person = S("kim")};
    struct enrolment enrolment;

    assert_int_equal(
        enrolment_enrol(&reg, &asked, &enrolment, NULL), E_NOT_FOUND);
    asked.person = S("ann");
    asked.due_on = S("soon");
    assert_int_equal(
        enrolment_enrol(&reg, &asked, &enrolment, NULL), E_FORM_FIELD);
    assert_int_equal(
        enrolment_apply(&nobody, &asked, &enrolment, NULL), E_NOT_SIGNED_IN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_enrolment_seats_are_taken_and_freed),
        cmocka_unit_test(test_enrolment_one_open),
        cmocka_unit_test(test_enrolment_states),
        cmocka_unit_test(test_enrolment_inv_21_assessor),
        cmocka_unit_test(test_enrolment_many),
        cmocka_unit_test(test_enrolment_tn_01_lists),
        cmocka_unit_test(test_enrolment_needs_a_learner_and_a_listing),
    };

    return cmocka_run_group_tests(tests, school_open, front_close);
}
