/* The desk of staff: what each role sees, first steps, example data. */
#include "app/desk.h"
#include "app/enrolment.h"
#include "domain/person.h"
#include "test/support/school.h"
#include "test/support/test.h"
#include "test/support/visitor.h"

static void add_member(
    struct front *front, const char *id, const char *tenant, enum role role)
{
    const struct person person = {
        .id = str_of(id), .name = str_of(id), .state = PERSON_ACTIVE};
    const struct membership membership = {.tenant = str_of(tenant),
        .person = person.id,
        .role = role,
        .name = person.id,
        .name_key = person.id,
        .state = MEMBERSHIP_ACTIVE};

    assert_int_equal(db_begin(front->worker.db, DB_WRITE, NULL), OK);
    assert_int_equal(
        sql_person_insert(front->worker.db, &person, NULL, NULL), OK);
    assert_int_equal(
        sql_membership_insert(front->worker.db, &membership, NULL, NULL), OK);
    assert_int_equal(db_commit(front->worker.db, NULL), OK);
}

static int setup(void **state)
{
    if (school_open(state) != 0)
        return 1;
    add_member(*state, "own", "school", ROLE_OWNER);
    add_member(*state, "vic", "school", ROLE_VIEWER);
    add_member(*state, "new", "other", ROLE_OWNER);
    return 0;
}

/* Each role sees what it may do, and nothing else. */
static void test_web_home_roles(void **state)
{
    static const struct {
        const char *person;
        int status;
        const char *sees;
        const char * not ;
    } CASES[] = {
        {"own", 200, "/o/school/settings\"", "/help/designer"},
        {"reg", 200, "/o/school/import?kind=learner", "Invite somebody"},
        {"kim", 200, "Judge a piece of work", "Award a first badge"},
        {"vic", 200, "/o/school/people?kind=learner", "Define a course"},
        {"ann", 403, "", "/o/school/import"},
        {"out", 404, "", "/o/school/import"},
        {"", 303, "", "/o/school/import"},
    };
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct visitor v = visitor_of(*state, CASES[i].person);
        const struct http_response res = visitor_get(&v, "/o/school/home");

        assert_int_equal(res.status, CASES[i].status);
        assert_true(visitor_sees(&res, CASES[i].sees));
        assert_false(visitor_sees(&res, CASES[i].not ));
    }
}

/* What waits is shown while it waits. */
static void test_web_home_waits(void **state)
{
    const struct visitor reg = visitor_of(*state, "reg");
    struct act act = school_act(*state, "ann");
    const struct enrolment_new asked = {
        .tenant = S("school"), .achievement = S("writing"), .person = S("ann")};
    struct enrolment enrolment;
    struct http_response res = visitor_get(&reg, "/o/school/home");

    assert_true(visitor_sees(&res, "Nothing waits"));
    assert_int_equal(enrolment_apply(&act, &asked, &enrolment, NULL), OK);
    res = visitor_get(&reg, "/o/school/home");
    assert_true(visitor_sees(&res, "Learners who ask for a place"));
    assert_true(visitor_sees(&res, "/o/school/enrolment?state=applied"));
    school_clear(*state, "ann");
}

/* Example data come and go; what was there before stays. */
static void test_web_home_samples(void **state)
{
    const struct visitor v = visitor_of(*state, "new");
    const struct visitor vic = visitor_of(*state, "vic");
    struct act act = school_act(*state, "new");
    struct membership_count_row learners;
    struct http_response res;

    act.actor.tenant = S("other");
    act.actor.roles = (role_set)1 << ROLE_OWNER;
    assert_int_equal(visitor_post(&vic, "/o/school/sample", "").status, 403);
    assert_int_equal(visitor_post(&vic, "/o/other/sample", "").status, 404);
    assert_int_equal(desk_remove_samples(&act, NULL), E_NOT_FOUND);
    res = visitor_get(&v, "/o/other/home");
    assert_true(visitor_sees(&res, "Make example data"));
    assert_int_equal(visitor_post(&v, "/o/other/sample", "").status, 303);
    assert_int_equal(visitor_post(&v, "/o/other/sample", "").status, 409);
    assert_int_equal(sql_membership_count(act.db, S("other"), ROLE_LEARNER,
                         act.arena, &learners, NULL),
        OK);
    assert_int_equal(learners.n, 3);
    res = visitor_get(&v, "/o/other/home");
    assert_true(visitor_sees(&res, "Delete the example data"));
    assert_true(visitor_sees(&res, "class=\"done\""));
    assert_int_equal(
        visitor_post(&v, "/o/other/sample/remove", "").status, 303);
    assert_int_equal(sql_membership_count(act.db, S("other"), ROLE_LEARNER,
                         act.arena, &learners, NULL),
        OK);
    assert_int_equal(learners.n, 0);
    assert_int_equal(
        visitor_post(&v, "/o/other/sample/remove", "").status, 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web_home_roles),
        cmocka_unit_test(test_web_home_waits),
        cmocka_unit_test(test_web_home_samples),
    };

    return cmocka_run_group_tests(tests, setup, front_close);
}
