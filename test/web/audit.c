/* The page of what happened, and the chain behind it. */
#include "app/audit.h"

#include "store/sql.h"
#include "test/support/desk.h"
#include "test/support/test.h"
#include "test/support/visitor.h"

struct cast {
    struct act act;
    str ours;
    struct visitor owner;
    struct visitor viewer;
    struct visitor stranger;
};

static struct visitor as(struct act *act, struct front *front, str person)
{
    const str parts[] = {person, {"", 1}};

    return visitor_of(front, arena_join(act->arena, parts, 2).ptr);
}

static struct cast cast_of(void **state)
{
    struct front *front = *state;
    struct cast c = {.act = desk_act(front)};
    const str theirs = desk_organisation(&c.act, S("theirs"));
    str owner;

    c.ours = desk_organisation(&c.act, S("ours"));
    owner = desk_person(&c.act, S("o@x.example"), c.ours, ROLE_OWNER);
    c.owner = as(&c.act, front, owner);
    c.viewer = as(&c.act, front,
        desk_person(&c.act, S("v@x.example"), c.ours, ROLE_VIEWER));
    c.stranger = as(&c.act, front,
        desk_person(&c.act, S("s@x.example"), theirs, ROLE_OWNER));
    c.act.actor = (struct actor){
        .person = owner, .tenant = c.ours, .roles = (role_set)1 << ROLE_OWNER};
    return c;
}

static void record(struct cast *c, str tenant, const char *action, int n)
{
    int i;

    assert_int_equal(db_begin(c->act.db, DB_WRITE, NULL), OK);
    for (i = 0; i < n; i++)
        assert_int_equal(
            act_record(&c->act, tenant, str_of(action), S("x1"), S(""), NULL),
            OK);
    assert_int_equal(db_commit(c->act.db, NULL), OK);
}

static void test_web_audit_lists(void **state)
{
    struct cast c = cast_of(state);
    struct http_response res = visitor_get(&c.owner, "/o/ours/audit");

    assert_true(visitor_sees(&res, "Nothing yet"));
    record(&c, c.ours, "award_issue", 51);
    record(&c, c.ours, "org_key_add", 1);
    record(&c, S("elsewhere"), "secret_deed", 1);
    res = visitor_get(&c.owner, "/o/ours/audit");
    assert_true(visitor_sees(&res, "Aroha Ngata"));
    assert_true(visitor_sees(&res, "a key was made"));
    assert_true(visitor_sees(&res, "/o/ours/award/x1"));
    assert_true(visitor_sees(&res, "1 to 50 of 52"));
    assert_true(visitor_sees(&res, "/o/ours/audit?page=2"));
    assert_false(visitor_sees(&res, "secret_deed"));
    res = visitor_get(&c.owner, "/o/ours/audit?action=org");
    assert_true(visitor_sees(&res, "1 to 1 of 1"));
    res = visitor_get(&c.owner, "/o/ours/audit?action=award&page=2");
    assert_true(visitor_sees(&res, "51 to 51 of 51"));
    assert_true(visitor_sees(&res, "/o/ours/audit?page=1&amp;action=award"));
    res = visitor_get(&c.owner, "/o/ours/audit?q=x1");
    assert_true(visitor_sees(&res, "1 to 50 of 52"));
    res = visitor_get(&c.owner, "/o/ours/audit?q=nobody");
    assert_false(visitor_sees(&res, "award_issue"));
}

static void test_web_audit_who_may(void **state)
{
    struct cast c = cast_of(state);

    assert_int_equal(visitor_get(&c.owner, "/o/ours/audit").status, 200);
    assert_int_equal(visitor_get(&c.viewer, "/o/ours/audit").status, 403);
    assert_int_equal(visitor_get(&c.stranger, "/o/ours/audit").status, 404);
}

/* Each digest is reckoned anew, over more than one batch; an event that was
 * put in, or follows another, is named. */
static void test_web_audit_chain(void **state)
{
    struct cast c = cast_of(state);
    struct event forged = {.seq = 1003, .recorded_at = DESK_NOW};
    struct audit_check check;
    struct http_response res;

    assert_int_equal(audit_check(&c.act, &check, NULL), OK);
    assert_int_equal(check.n, 0);
    record(&c, c.ours, "award_issue", 1002);
    assert_int_equal(audit_check(&c.act, &check, NULL), OK);
    assert_int_equal(check.n, 1002);
    assert_int_equal(check.broken_at, 0);
    res = visitor_get(&c.owner, "/o/ours/audit?check=1");
    assert_true(visitor_sees(&res, "1,002"));
    forged.tenant = c.ours;
    forged.action = S("award_issue");
    forged.previous = forged.chain =
        str_bytes(S("0123456789abcdef0123456789abcdef"));
    assert_int_equal(db_begin(c.act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_event_insert(c.act.db, &forged, NULL, NULL), OK);
    assert_int_equal(db_commit(c.act.db, NULL), OK);
    assert_int_equal(audit_check(&c.act, &check, NULL), OK);
    assert_int_equal(check.n, 1002);
    assert_int_equal(check.broken_at, 1003);
}

#define WITH_FRONT(test)                                                       \
    cmocka_unit_test_setup_teardown(test, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FRONT(test_web_audit_lists),
        WITH_FRONT(test_web_audit_who_may),
        WITH_FRONT(test_web_audit_chain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
