/* Acts: rights, identifiers, the audit's chain. */
#include "app/act.h"

#include "domain/event.h"
#include "domain/id.h"
#include "store/sql.h"
#include "test/support/front.h"
#include "test/support/test.h"

#include <string.h>

static struct act act_of(struct front *front, role_set roles)
{
    return (struct act){
        .worker = &front->worker,
        .db = front->worker.db,
        .arena = &front->lasting,
        .now = 1795564800,
        .actor = {.person = S("somebody"), .roles = roles},
    };
}

/* TN-02: a right that the role has not is refused, by its name. */
static void test_act_tn_02_asks_for_rights(void **state)
{
    struct act act = act_of(*state, (role_set)1 << ROLE_VIEWER);
    struct err e = {0};

    assert_int_equal(act_may(&act, RIGHT_award_read, NULL), OK);
    assert_int_equal(act_may(&act, RIGHT_award_issue, &e), E_FORBIDDEN);
    assert_string_equal(e.arg, "award_issue");
    act.actor.person = S("");
    assert_int_equal(act_may(&act, RIGHT_public, NULL), OK);
    assert_int_equal(act_may(&act, RIGHT_award_read, NULL), E_NOT_SIGNED_IN);
}

static void test_act_identifiers_differ(void **state)
{
    struct act act = act_of(*state, 0);
    str first;
    str second;

    assert_int_equal(act_id(&act, &first, NULL), OK);
    assert_int_equal(act_id(&act, &second, NULL), OK);
    assert_true(id_is(first));
    assert_false(str_eq(first, second));
    assert_int_equal(act_secret(&act, 32, &first, NULL), OK);
    assert_int_equal(first.len, 43);
    assert_int_equal(act_secret(&act, 65, &first, NULL), E_ARGUMENT);
}

static void test_act_knows_the_day_of_a_place(void **state)
{
    struct act act = act_of(*state, 0);

    assert_true(str_eq(act_day_at(act.now - 1, 0, act.arena), S("2026-11-24")));
    assert_true(
        str_eq(act_day_at(act.now - 1, 600, act.arena), S("2026-11-25")));
}

static code record(struct act *act, const char *what)
{
    code result;

    TRY(db_begin(act->db, DB_WRITE, NULL));
    result = act_record(act, S(""), str_of(what), S("it"), S(""), NULL);
    if (result == OK)
        result = db_commit(act->db, NULL);
    db_rollback(act->db);
    return result;
}

/* Invariant 78: each event holds the digest of the one before. */
static void test_act_inv_78_the_audit_is_a_chain(void **state)
{
    struct act act = act_of(*state, 0);
    struct event *events;
    bytes expected;
    bytes text;
    size_t n;
    size_t i;

    assert_int_equal(record(&act, "first"), OK);
    assert_int_equal(record(&act, "second"), OK);
    assert_int_equal(record(&act, "third"), OK);
    assert_int_equal(
        sql_event_walk(act.db, S(""), 0, 10, act.arena, &events, &n, NULL), OK);
    assert_int_equal(n, 3);
    for (i = 0; i < n; i++) {
        assert_int_equal(events[i].seq, i + 1);
        assert_int_equal(event_bytes(&events[i], act.arena, &text, NULL), OK);
        assert_int_equal(act_digest(&act, text, &expected, NULL), OK);
        assert_true(bytes_eq(expected, events[i].chain));
        if (i > 0)
            assert_true(bytes_eq(events[i].previous, events[i - 1].chain));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_act_tn_02_asks_for_rights),
        cmocka_unit_test(test_act_identifiers_differ),
        cmocka_unit_test(test_act_knows_the_day_of_a_place),
        cmocka_unit_test(test_act_inv_78_the_audit_is_a_chain),
    };

    return cmocka_run_group_tests(tests, front_open, front_close);
}
