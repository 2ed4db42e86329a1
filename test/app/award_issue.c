/* Signing and keeping: keys that change, what was interrupted, the log. */
#include "app/award.h"
#include "app/award_change.h"
#include "domain/statement.h"
#include "store/log.h"
#include "store/sql.h"
#include "test/support/office.h"
#include "test/support/test.h"

#include <stdio.h>

enum {
    OPEN_AT_ONCE = 100, /* what award_finish_prepared looks at in one go */
};

static struct award_order order_for(const struct office *office, size_t n)
{
    char email[32];
    struct award_order order = {
        .achievement = office->achievement,
        .recipient_name = S("Aroha Ngata"),
        .grade = S("P"),
    };

    (void)snprintf(email, sizeof(email), "learner%zu@example.org", n);
    order.email = arena_str(office->act.arena, str_of(email));
    order.idempotency_key = order.email;
    return order;
}

/* Written down as an intent, and then the server stopped. */
static struct award interrupt(struct office *office, size_t n)
{
    const struct award_order order = order_for(office, n);
    struct act *act = &office->act;
    struct signer signer;
    struct award award;

    assert_int_equal(signer_open(act, act->actor.tenant, &signer, NULL), OK);
    assert_int_equal(db_begin(act->db, DB_WRITE, NULL), OK);
    assert_int_equal(award_prepare(act, &signer, &order, &award, NULL), OK);
    assert_int_equal(db_commit(act->db, NULL), OK);
    signer_close(&signer);
    return award;
}

static str add_key(struct office *office)
{
    struct org_key key;

    office->act.now++;
    assert_int_equal(db_begin(office->act.db, DB_WRITE, NULL), OK);
    assert_int_equal(signer_add_key(&office->act, office->act.actor.tenant,
                         KEY_ED25519, &key, NULL),
        OK);
    assert_int_equal(db_commit(office->act.db, NULL), OK);
    return key.id;
}

static void retire_key(struct office *office, str key)
{
    assert_int_equal(db_begin(office->act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_org_key_retire(office->act.db, office->act.now,
                         S("over"), office->act.actor.tenant, key, NULL, NULL),
        OK);
    assert_int_equal(db_commit(office->act.db, NULL), OK);
}

static void set_state(struct office *office, int64_t state)
{
    assert_int_equal(db_begin(office->act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_organisation_set_state(office->act.db, state,
                         office->act.now, office->act.actor.tenant, NULL, NULL),
        OK);
    assert_int_equal(db_commit(office->act.db, NULL), OK);
}

/* DB-01 over a rotation: what was prepared with a key is signed with it. */
static void test_award_db_01_after_a_rotation_of_keys(void **state)
{
    struct office office;
    struct award_order order;
    struct award first;
    struct award award;

    office_open(*state, DID_WEB, &office);
    first = interrupt(&office, 1);
    assert_false(str_eq(add_key(&office), first.key_id));
    order = order_for(&office, 1);
    assert_int_equal(award_issue(&office.act, &order, &award, NULL), OK);
    assert_true(str_eq(award.id, first.id));
    assert_true(str_eq(award.key_id, first.key_id));
    assert_int_equal(award.state, AWARD_ACTIVE);
}

/* A key that is over signs nothing; the others of the list are signed. */
static void test_award_of_a_key_that_is_retired(void **state)
{
    struct office office;
    struct award_order orders[2];
    struct award_outcome outcomes[2];
    struct award first;

    office_open(*state, DID_WEB, &office);
    first = interrupt(&office, 1);
    (void)add_key(&office);
    retire_key(&office, first.key_id);
    orders[0] = order_for(&office, 1);
    orders[1] = order_for(&office, 2);
    assert_int_equal(
        award_issue_many(&office.act, orders, 2, outcomes, NULL), OK);
    assert_int_equal(outcomes[0].code, E_KEY_RETIRED);
    assert_int_equal(outcomes[1].code, OK);
    assert_int_equal(outcomes[1].award.state, AWARD_ACTIVE);
}

/* What cannot be finished does not stand in the way of what can. */
static void test_award_finishes_behind_what_is_stuck(void **state)
{
    struct office office;
    struct award award;
    size_t n = 0;
    size_t i;
    str key = S("");

    office_open(*state, DID_WEB, &office);
    for (i = 0; i <= OPEN_AT_ONCE; i++)
        key = interrupt(&office, i).key_id;
    (void)add_key(&office);
    retire_key(&office, key);
    award = interrupt(&office, i);
    assert_int_equal(award_finish_prepared(&office.act, &n, NULL), OK);
    assert_int_equal(n, 1);
    assert_int_equal(sql_award_by_id(office.act.db, award.tenant, award.id,
                         office.act.arena, &award, NULL),
        OK);
    assert_int_equal(award.state, AWARD_ACTIVE);
}

/* All of them, more than are looked at in one go; none while suspended. */
static void test_award_finishes_when_an_organisation_may_again(void **state)
{
    struct award_intent *open;
    struct office office;
    size_t n = 9;
    size_t i;

    office_open(*state, DID_WEB, &office);
    for (i = 0; i <= OPEN_AT_ONCE; i++)
        (void)interrupt(&office, i);
    set_state(&office, ORGANISATION_SUSPENDED);
    assert_int_equal(award_finish_prepared(&office.act, &n, NULL), OK);
    assert_int_equal(n, 0);
    assert_int_equal(sql_award_intent_open(office.act.db, 0, S(""), 1,
                         office.act.arena, &open, &n, NULL),
        OK);
    assert_int_equal(n, 0);
    set_state(&office, ORGANISATION_ACTIVE);
    assert_int_equal(award_finish_prepared(&office.act, &n, NULL), OK);
    assert_int_equal(n, OPEN_AT_ONCE + 1);
}

/* The published statement is part of what is signed (RULES 4). */
static void test_award_signs_the_statement(void **state)
{
    struct office office;
    struct award_order order;
    struct award award;
    struct statement_version statement = {
        .version = 1,
        .revision = 1,
        .state = STATEMENT_PUBLISHED,
        .body = S("{\"type\":[\"ClarifyingStatement\"],\"effortMinutes\":720}"),
    };

    office_open(*state, DID_WEB, &office);
    statement.tenant = office.act.actor.tenant;
    statement.achievement = office.achievement;
    assert_int_equal(db_begin(office.act.db, DB_WRITE, NULL), OK);
    assert_int_equal(
        sql_statement_insert(office.act.db, &statement, NULL, NULL), OK);
    assert_int_equal(db_commit(office.act.db, NULL), OK);
    order = order_for(&office, 1);
    assert_int_equal(award_issue(&office.act, &order, &award, NULL), OK);
    assert_true(front_has(award.credential, "clarifyingStatement"));
    assert_true(front_has(award.credential, "\"effortMinutes\":720"));
}

/* Invariant 27: a scale with a required grade asks for one. */
static void test_award_inv_27_grades(void **state)
{
    static const struct {
        const char *grade;
        code expected;
    } CASES[] = {{"", E_GRADE}, {"N", E_GRADE}, {"Z", E_GRADE}, {"P", OK}};
    struct office office;
    struct award award;
    size_t i;

    office_open(*state, DID_WEB, &office);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct award_order order = order_for(&office, i);

        order.grade = str_of(CASES[i].grade);
        assert_int_equal(
            award_issue(&office.act, &order, &award, NULL), CASES[i].expected);
    }
}

static uint64_t leaves(struct office *office)
{
    struct merkle_tree tree;

    assert_int_equal(
        log_tree(office->act.db, office->act.arena, &tree, NULL), OK);
    return tree.size;
}

/* One leaf for what was issued and for each change of it; the leaf is that of
 * the signed bytes. DB-01: a repeat adds none. */
static void test_award_is_logged(void **state)
{
    const struct award_move suspend = {
        .action = AWARD_SUSPEND, .reason_code = AWARD_REASON_REVIEW};
    struct log_entry entry = {.kind = LOG_ISSUE};
    struct log_leaf_by_index_row leaf;
    struct log_salt_get_row salt;
    struct award_change *changes;
    struct office office;
    struct award_order order;
    struct award award;
    bytes expected;
    size_t n;

    office_open(*state, DID_WEB, &office);
    order = order_for(&office, 1);
    assert_int_equal(award_issue(&office.act, &order, &award, NULL), OK);
    assert_int_equal(award_issue(&office.act, &order, &award, NULL), OK);
    assert_int_equal(leaves(&office), 1);
    assert_int_equal(
        award_change(&office.act, award.id, &suspend, &award, NULL), OK);
    assert_int_equal(leaves(&office), 2);
    assert_int_equal(sql_award_change_list(office.act.db, award.tenant,
                         award.id, office.act.arena, &changes, &n, NULL),
        OK);
    assert_int_equal(n, 2);
    assert_int_equal(changes[0].leaf, 0);
    assert_int_equal(changes[1].leaf, 1);
    assert_int_equal(
        sql_log_leaf_by_index(office.act.db, 0, office.act.arena, &leaf, NULL),
        OK);
    assert_int_equal(sql_log_salt_get(office.act.db, award.tenant, 0,
                         office.act.arena, &salt, NULL),
        OK);
    entry.tenant = award.tenant;
    entry.content = str_bytes(award.credential);
    entry.salt = salt.leaf_salt;
    assert_int_equal(log_leaf_bytes(&entry, leaf.logged_at, office.act.arena,
                         &expected, NULL),
        OK);
    assert_true(bytes_eq(leaf.leaf_bytes, expected));
    assert_int_equal(log_check(office.act.db, office.act.arena, NULL), OK);
}

#define ON_A_PLATFORM(f)                                                       \
    cmocka_unit_test_setup_teardown(f, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_PLATFORM(test_award_db_01_after_a_rotation_of_keys),
        ON_A_PLATFORM(test_award_of_a_key_that_is_retired),
        ON_A_PLATFORM(test_award_finishes_behind_what_is_stuck),
        ON_A_PLATFORM(test_award_finishes_when_an_organisation_may_again),
        ON_A_PLATFORM(test_award_signs_the_statement),
        ON_A_PLATFORM(test_award_inv_27_grades),
        ON_A_PLATFORM(test_award_is_logged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
