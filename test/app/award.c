/* Awards through the use cases, and their public pages. */
#include "app/award.h"

#include "app/award_change.h"
#include "app/local.h"
#include "app/mosaic.h"
#include "domain/achievement.h"
#include "store/sql.h"
#include "test/support/desk.h"
#include "test/support/office.h"
#include "test/support/test.h"

static struct award_order order_for(
    const struct office *office, const char *email, const char *key)
{
    return (struct award_order){
        .achievement = office->achievement,
        .email = str_of(email),
        .recipient_name = S("Aroha Ngata"),
        .grade = S("P"),
        .idempotency_key = str_of(key),
    };
}

static enum verdict verdict_of(struct office *office, const struct award *award)
{
    const struct verify_request request = {
        .input = str_bytes(award->credential),
        .policy = {.vc = {.now_unix_s = office->act.now}},
    };
    struct badge_answer answer;

    assert_int_equal(local_verify(&office->act, &request, &answer, NULL), OK);
    return answer.report->verdict;
}

static struct front_answer get(
    struct office *office, const struct award *award, const char *end)
{
    const str parts[] = {S("/a/"), award->id, str_of(end), {"", 1}};
    const str path = arena_join(office->act.arena, parts, 4);

    return front_ask(office->front,
        &(struct front_request){.method = HTTP_GET, .path = path.ptr});
}

/* Its link, handed in on the verify page: found in the data file. */
static void check_by_address(struct office *office, const struct award *award)
{
    const str base = office->front->platform.config.text[CONFIG_BASE_URL];
    const char *const ends[] = {"", "/badge.json", "/badge.png"};
    size_t i;

    for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        const str parts[] = {base, S("/a/"), award->id, str_of(ends[i])};
        const str link = arena_join(office->act.arena, parts, 4);
        const struct front_answer answer =
            front_post(office->front, "/verify", S("address"), link);

        assert_int_equal(answer.status, 200);
        assert_true(front_has(answer.body, "verdict-good"));
    }
}

/* The learner claims it, and opens its page. */
static void open_to_all(struct office *office, const struct award *award)
{
    struct act act = desk_act(office->front);
    struct award claimed;

    act.actor.person = desk_person(&act, award->email, S(""), 0);
    assert_int_equal(get(office, award, "").status, 404);
    assert_int_equal(award_claim(&act, award->id, &claimed, NULL), OK);
    assert_int_equal(get(office, award, "/badge.json").status, 404);
    assert_int_equal(mosaic_open(&act, award->id, NULL), OK);
}

/* Issued, verified, shown, revoked: invariants 29 and 30. */
static void walk(struct front *front, int64_t method)
{
    const struct award_move revoke = {
        .action = AWARD_REVOKE,
        .reason_code = AWARD_REASON_ERROR,
        .reason = S("the wrong person"),
    };
    struct office office;
    struct award_order order;
    struct award award;
    struct award again;

    office_open(front, method, &office);
    order = order_for(&office, "aroha@example.org", "k1");
    assert_int_equal(award_issue(&office.act, &order, &award, NULL), OK);
    assert_int_equal(award.state, AWARD_ACTIVE);
    assert_int_equal(verdict_of(&office, &award), VERDICT_VERIFIED);
    open_to_all(&office, &award);
    assert_true(front_has(get(&office, &award, "").body, "verdict-good"));
    assert_true(front_has(get(&office, &award, "").body, "Aroha Ngata"));
    check_by_address(&office, &award);
    assert_true(
        str_eq(get(&office, &award, "/badge.json").body, award.credential));
    assert_int_equal(get(&office, &award, "/badge.svg").status, 200);
    assert_int_equal(
        award_change(&office.act, award.id, &revoke, &again, NULL), OK);
    assert_int_equal(again.state, AWARD_REVOKED);
    assert_int_equal(verdict_of(&office, &award), VERDICT_NOT_TRUSTED);
    assert_true(front_has(get(&office, &award, "").body, "verdict-bad"));
}

static void test_award_inv_29_30_by_did_web(void **state)
{
    walk(*state, DID_WEB);
}

static void test_award_inv_29_30_by_did_key(void **state)
{
    walk(*state, DID_KEY);
}

/* DB-01, DB-02, invariants 24 and 26. */
static void test_award_db_01_the_same_key_gives_the_same_award(void **state)
{
    struct office office;
    struct award_order order;
    struct award first;
    struct award second;

    office_open(*state, DID_WEB, &office);
    order = order_for(&office, "a@example.org", "k");
    assert_int_equal(award_issue(&office.act, &order, &first, NULL), OK);
    assert_int_equal(award_issue(&office.act, &order, &second, NULL), OK);
    assert_true(str_eq(first.id, second.id));
    assert_true(str_eq(first.credential, second.credential));
    order.grade = S("X");
    assert_int_equal(award_issue(&office.act, &order, &second, NULL),
        E_IDEMPOTENCY_KEY_REUSED);
    order = order_for(&office, "a@example.org", "other");
    assert_int_equal(
        award_issue(&office.act, &order, &second, NULL), E_ALREADY_HELD);
    order = order_for(&office, "b@example.org", "b");
    order.awarded_on = S("2025-12-31");
    assert_int_equal(
        award_issue(&office.act, &order, &second, NULL), E_DATE_ORDER);
    order = order_for(&office, "not an address", "c");
    assert_int_equal(award_issue(&office.act, &order, &second, NULL), E_EMAIL);
}

/* Invariants 26, 29: one that is over makes room, and was good to the end of
 * its last day. */
static void test_award_inv_26_29_after_the_last_day(void **state)
{
    struct office office;
    struct award_order order;
    struct award_change *changes;
    struct award old;
    struct award new;
    size_t n;

    office_open(*state, DID_WEB, &office);
    order = order_for(&office, "a@example.org", "1");
    order.awarded_on = S("2026-02-01");
    order.valid_until = S("2026-03-31");
    assert_int_equal(award_issue(&office.act, &order, &old, NULL), OK);
    order = order_for(&office, "a@example.org", "2");
    assert_int_equal(award_issue(&office.act, &order, &new, NULL), OK);
    assert_int_equal(sql_award_change_list(office.act.db, old.tenant, old.id,
                         office.act.arena, &changes, &n, NULL),
        OK);
    assert_true(award_is_usable(&old, changes, n, S("2026-03-31")));
    assert_false(award_is_usable(&old, changes, n, S("2026-04-01")));
    assert_int_equal(
        award_state_on(changes, n, S("2026-04-01")), AWARD_EXPIRED);
}

/* DB-18: each of many is looked at. */
static void test_award_db_18_many_each_with_its_own_answer(void **state)
{
    struct award_order orders[3];
    struct award_outcome outcomes[3];
    struct office office;

    office_open(*state, DID_WEB, &office);
    orders[0] = order_for(&office, "a@example.org", "a");
    orders[1] = order_for(&office, "nobody", "b");
    orders[2] = order_for(&office, "c@example.org", "c");
    assert_int_equal(
        award_issue_many(&office.act, orders, 3, outcomes, NULL), OK);
    assert_int_equal(outcomes[0].code, OK);
    assert_int_equal(outcomes[1].code, E_EMAIL);
    assert_int_equal(outcomes[2].code, OK);
    assert_int_equal(verdict_of(&office, &outcomes[2].award), VERDICT_VERIFIED);
}

/* TN-08: a suspended organisation issues nothing; and nothing that is not
 * listed is issued. */
static void test_award_tn_08_not_every_organisation_may_issue(void **state)
{
    struct office office;
    struct award_order order;
    struct award award;

    office_open(*state, DID_WEB, &office);
    order = order_for(&office, "a@example.org", "a");
    order.version = 0;
    assert_int_equal(db_begin(office.act.db, DB_WRITE, NULL), OK);
    assert_int_equal(
        sql_organisation_set_state(office.act.db, ORGANISATION_SUSPENDED,
            office.act.now, office.organisation.tenant, NULL, NULL),
        OK);
    assert_int_equal(db_commit(office.act.db, NULL), OK);
    assert_int_equal(
        award_issue(&office.act, &order, &award, NULL), E_ORGANISATION_STATE);
}

static void test_award_of_a_course_that_is_not_listed(void **state)
{
    struct achievement achievement;
    struct office office;
    struct award_order order;
    struct award award;

    office_open(*state, DID_WEB, &office);
    order = order_for(&office, "a@example.org", "a");
    assert_int_equal(
        sql_achievement_by_id(office.act.db, office.organisation.tenant,
            office.achievement, office.act.arena, &achievement, NULL),
        OK);
    achievement.listed_version = 0;
    assert_int_equal(db_begin(office.act.db, DB_WRITE, NULL), OK);
    assert_int_equal(
        sql_achievement_update(office.act.db, &achievement, NULL, NULL), OK);
    assert_int_equal(db_commit(office.act.db, NULL), OK);
    assert_int_equal(
        award_issue(&office.act, &order, &award, NULL), E_NOT_LISTED);
}

#define ON_A_PLATFORM(f)                                                       \
    cmocka_unit_test_setup_teardown(f, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_PLATFORM(test_award_inv_29_30_by_did_web),
        ON_A_PLATFORM(test_award_inv_29_30_by_did_key),
        ON_A_PLATFORM(test_award_db_01_the_same_key_gives_the_same_award),
        ON_A_PLATFORM(test_award_tn_08_not_every_organisation_may_issue),
        ON_A_PLATFORM(test_award_of_a_course_that_is_not_listed),
        ON_A_PLATFORM(test_award_inv_26_29_after_the_last_day),
        ON_A_PLATFORM(test_award_db_18_many_each_with_its_own_answer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
