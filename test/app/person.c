/* Who has which role, without pages: the last owner, many at once. */
#include "app/person.h"

#include "store/sql.h"
#include "test/support/desk.h"
#include "test/support/test.h"

/* The owner of an organisation acts; somebody else only looks on. */
static struct act owner_of(struct front *front, str *ret_viewer)
{
    struct act act = desk_act(front);
    const str tenant = desk_organisation(&act, S("ours"));

    act.actor = (struct actor){
        .person = desk_person(&act, S("o@x.example"), tenant, ROLE_OWNER),
        .tenant = tenant,
        .roles = (role_set)1 << ROLE_OWNER,
    };
    *ret_viewer = desk_person(&act, S("v@x.example"), tenant, ROLE_VIEWER);
    return act;
}

/* TN-06: somebody always owns the organisation, and two may change places. */
static void test_person_tn_06_last_owner(void **state)
{
    const struct person_change give = {PERSON_GIVE, ROLE_OWNER};
    const struct person_change take = {PERSON_TAKE, ROLE_OWNER};
    const struct person_change end = {.action = PERSON_END};
    str viewer;
    struct act act = owner_of(*state, &viewer);
    const str owner = act.actor.person;

    assert_int_equal(person_change(&act, owner, &take, NULL), E_LAST_OWNER);
    assert_int_equal(person_change(&act, owner, &end, NULL), E_LAST_OWNER);
    assert_int_equal(person_set_roles(&act, owner, 0, NULL), E_LAST_OWNER);
    assert_int_equal(person_change(&act, viewer, &take, NULL), E_STATE_ORDER);
    assert_int_equal(person_change(&act, viewer, &give, NULL), OK);
    assert_int_equal(person_change(&act, owner, &end, NULL), OK);
    assert_int_equal(person_change(&act, owner, &give, NULL), E_NOT_FOUND);
    assert_int_equal(person_change(&act, viewer, &end, NULL), E_LAST_OWNER);
}

/* Both owners are asked to go: the first may, the second may not; a try
 * changes nothing. */
static void test_person_many(void **state)
{
    const struct person_change give = {PERSON_GIVE, ROLE_OWNER};
    const struct person_change take = {PERSON_TAKE, ROLE_OWNER};
    const struct person_change wrong = {PERSON_GIVE, ROLE_LEARNER};
    str viewer;
    struct act act = owner_of(*state, &viewer);
    const str ids[] = {act.actor.person, viewer, S("nobody")};
    const struct person_chosen people = {ids, 3};
    const struct person_chosen too_many = {ids, PERSON_BULK_MAX + 1};
    struct person_outcome *done;
    struct person_row row;
    int run;

    assert_int_equal(person_change(&act, viewer, &give, NULL), OK);
    for (run = PERSON_TRY; run <= PERSON_DO; run++) {
        assert_int_equal(person_change_many(&act, &take, &people,
                             (enum person_run)run, &done, NULL),
            OK);
        assert_int_equal(done[0].code, OK);
        assert_int_equal(done[1].code, E_LAST_OWNER);
        assert_int_equal(done[2].code, E_NOT_FOUND);
        if (run == PERSON_TRY)
            assert_int_equal(person_show(&act, ids[0], &row, NULL), OK);
    }
    assert_int_equal(person_show(&act, ids[0], &row, NULL), E_NOT_FOUND);
    assert_int_equal(
        person_change_many(&act, &wrong, &people, PERSON_TRY, &done, NULL),
        E_FORM_FIELD);
    assert_int_equal(
        person_change_many(&act, &take, &too_many, PERSON_TRY, &done, NULL),
        E_LIMIT_EXCEEDED);
}

#define WITH_FRONT(test)                                                       \
    cmocka_unit_test_setup_teardown(test, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FRONT(test_person_tn_06_last_owner),
        WITH_FRONT(test_person_many),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
