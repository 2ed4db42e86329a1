/* Many awards at once: tried, done, refused; renewed, extended, corrected. */
#include "app/award_bulk.h"

#include "app/award.h"
#include "app/award_change.h"
#include "app/award_renew.h"
#include "domain/definition_json.h"
#include "domain/demo.h"
#include "test/support/desk.h"
#include "test/support/office.h"
#include "test/support/test.h"

#include <stdio.h>

enum {
    N = 5,
    DAY_S = 24 * 3600,
};

struct pile {
    struct office office;
    struct award awards[N];
    str ids[N];
};

/* N learners with the office's course, good for a year from 2026-02-01. */
static void open_pile(struct front *front, struct pile *ret)
{
    size_t i;

    office_open(front, DID_WEB, &ret->office);
    ret->office.act.actor.person = desk_person(&ret->office.act,
        S("boss@example.org"), ret->office.organisation.tenant, ROLE_OWNER);
    for (i = 0; i < N; i++) {
        char email[32];
        struct award_order order = {
            .achievement = ret->office.achievement,
            .recipient_name = S("Aroha Ngata"),
            .awarded_on = S("2026-02-01"),
            .valid_until = S("2027-01-31"),
            .grade = S("P"),
        };

        (void)snprintf(email, sizeof(email), "l%zu@example.org", i);
        order.email = str_of(email);
        assert_int_equal(
            award_issue(&ret->office.act, &order, &ret->awards[i], NULL), OK);
        ret->ids[i] = ret->awards[i].id;
    }
}

static struct award_bulk chosen(const struct pile *pile, enum award_deed deed)
{
    return (struct award_bulk){.deed = deed,
        .ids = pile->ids,
        .n_ids = N,
        .reason_code = AWARD_REASON_ERROR,
        .reason = S("wrong list")};
}

static struct award find(struct pile *pile, str id)
{
    struct award award;

    assert_int_equal(
        sql_award_by_id(pile->office.act.db, pile->office.act.actor.tenant, id,
            pile->office.act.arena, &award, NULL),
        OK);
    return award;
}

static struct award_bulk_done must(
    struct pile *pile, const struct award_bulk *bulk)
{
    struct award_bulk_done done;

    assert_int_equal(award_bulk(&pile->office.act, bulk, &done, NULL), OK);
    return done;
}

static void test_bulk_is_tried_first(void **state)
{
    struct pile pile;
    struct award_bulk bulk;
    struct award_bulk_done done;

    open_pile(*state, &pile);
    bulk = chosen(&pile, AWARD_DEED_REVOKE);
    bulk.is_try = true;
    done = must(&pile, &bulk);
    assert_int_equal(done.n_good, N);
    assert_int_equal(find(&pile, pile.ids[0]).state, AWARD_ACTIVE);
    bulk.is_try = false;
    done = must(&pile, &bulk);
    assert_int_equal(done.n_good, N);
    assert_int_equal(find(&pile, pile.ids[N - 1]).state, AWARD_REVOKED);
    done = must(&pile, &bulk);
    assert_int_equal(done.n_good, 0);
    assert_int_equal(done.items[0].code, E_STATE_ORDER);
}

/* One that is refused stops no other; all of a search. */
static void test_bulk_each_has_its_own_answer(void **state)
{
    struct pile pile;
    struct award_bulk bulk;
    struct award_bulk_done done;
    size_t i;

    open_pile(*state, &pile);
    bulk = chosen(&pile, AWARD_DEED_SUSPEND);
    bulk.n_ids = 2;
    (void)must(&pile, &bulk);
    bulk = (struct award_bulk){
        .deed = AWARD_DEED_REINSTATE, .query = {.text = S("L")}};
    done = must(&pile, &bulk);
    assert_int_equal(done.n, N);
    assert_int_equal(done.n_good, 2);
    bulk.query.state = AWARD_SUSPENDED;
    assert_int_equal(must(&pile, &bulk).n, 0);
    for (i = 0; i < N; i++)
        assert_int_equal(find(&pile, pile.ids[i]).state, AWARD_ACTIVE);
}

static void test_bulk_wants_reasons_and_days(void **state)
{
    struct pile pile;
    struct award_bulk bulk;
    struct award_bulk_done done;
    struct act *act = &pile.office.act;
    const str nobodys = S("no such award");

    open_pile(*state, &pile);
    bulk = chosen(&pile, AWARD_DEED_REVOKE);
    bulk.reason_code = AWARD_REASON_NONE;
    assert_int_equal(award_bulk(act, &bulk, &done, NULL), E_REFUSAL_REASON);
    bulk = chosen(&pile, AWARD_DEED_REVOKE);
    bulk.effective_on = S("2026-12-01");
    assert_int_equal(award_bulk(act, &bulk, &done, NULL), E_FORM_FIELD);
    bulk = chosen(&pile, AWARD_DEED_EXTEND);
    assert_int_equal(award_bulk(act, &bulk, &done, NULL), E_FORM_FIELD);
    bulk.ids = &nobodys;
    bulk.n_ids = 1;
    bulk.is_try = true;
    assert_int_equal(award_bulk(act, &bulk, &done, NULL), E_NOT_FOUND);
    act->actor.roles = (role_set)1 << ROLE_VIEWER;
    assert_int_equal(award_bulk(act, &bulk, &done, NULL), E_FORBIDDEN);
}

/* A later last day: the old one stays good and leads to the new one. */
static void test_bulk_extends(void **state)
{
    struct pile pile;
    struct award_bulk bulk;
    struct award_bulk_done done;
    struct award old;
    struct award new;

    open_pile(*state, &pile);
    bulk = chosen(&pile, AWARD_DEED_EXTEND);
    bulk.until = S("2027-01-31");
    assert_int_equal(must(&pile, &bulk).items[0].code, E_DATE_ORDER);
    bulk.until = S("2028-01-31");
    done = must(&pile, &bulk);
    assert_int_equal(done.n_good, N);
    old = find(&pile, pile.ids[0]);
    new = find(&pile, done.items[0].successor);
    assert_int_equal(old.state, AWARD_RENEWED);
    assert_true(str_eq(old.replaced_by, new.id));
    assert_true(str_eq(new.replaces, old.id));
    assert_true(str_eq(new.valid_until, S("2028-01-31")));
    assert_true(str_eq(new.awarded_on, old.awarded_on));
}

/* Lists a second version, as after an error in the first: the demo's course
 * of that place as its definition. */
static void list_again(struct pile *pile, size_t course)
{
    struct act *act = &pile->office.act;
    const str tenant = act->actor.tenant;
    struct definition definition;
    struct achievement achievement;
    struct achievement_version version;

    assert_int_equal(
        sql_achievement_by_id(act->db, tenant, pile->office.achievement,
            act->arena, &achievement, NULL),
        OK);
    assert_int_equal(sql_achievement_version_by_number(act->db, tenant,
                         achievement.id, 1, act->arena, &version, NULL),
        OK);
    assert_int_equal(
        demo_definition(DEMO_COLLEGE, course, act->arena, &definition, NULL),
        OK);
    achievement.version = achievement.listed_version = 2;
    version.state = ACHIEVEMENT_SUPERSEDED;
    assert_int_equal(db_begin(act->db, DB_WRITE, NULL), OK);
    assert_int_equal(
        sql_achievement_version_move(act->db, &version, NULL, NULL), OK);
    version.version = 2;
    version.state = ACHIEVEMENT_LISTED;
    version.listed_on = S("2026-11-20");
    assert_int_equal(
        definition_write(&definition, act->arena, &version.definition, NULL),
        OK);
    assert_int_equal(
        sql_achievement_version_insert(act->db, &version, NULL, NULL), OK);
    assert_int_equal(
        sql_achievement_update(act->db, &achievement, NULL, NULL), OK);
    assert_int_equal(db_commit(act->db, NULL), OK);
}

/* A definition error: all made anew, old links lead to successors. */
static void test_bulk_corrects(void **state)
{
    struct pile pile;
    struct award_bulk bulk;
    struct award_bulk_done done;
    struct award_page page;
    struct award old;
    struct award new;

    open_pile(*state, &pile);
    bulk = chosen(&pile, AWARD_DEED_CORRECT);
    assert_int_equal(must(&pile, &bulk).items[0].code, E_CONFLICT);
    list_again(&pile, 0);
    bulk.is_try = true;
    assert_int_equal(must(&pile, &bulk).n_good, N);
    bulk.is_try = false;
    done = must(&pile, &bulk);
    assert_int_equal(done.n_good, N);
    old = find(&pile, pile.ids[0]);
    new = find(&pile, done.items[0].successor);
    assert_int_equal(old.state, AWARD_REVOKED);
    assert_int_equal(old.reason_code, AWARD_REASON_CORRECTED);
    assert_int_equal(new.version, 2);
    assert_true(str_eq(new.awarded_on, old.awarded_on));
    assert_int_equal(award_public(&pile.office.act, old.id, &page, NULL), OK);
    assert_true(str_eq(page.award.replaced_by, new.id));
    assert_false(page.is_usable);
    assert_int_equal(must(&pile, &bulk).n_good, 0);
}

/* Invariants 31 and 32 through the use case. */
static void test_bulk_inv_31_32_renewal(void **state)
{
    struct pile pile;
    struct award_bulk bulk;
    struct award_bulk_done done;
    struct award new;
    size_t course = 0;

    open_pile(*state, &pile);
    bulk = chosen(&pile, AWARD_DEED_RENEW);
    assert_int_equal(must(&pile, &bulk).items[0].code, E_RENEWAL);
    while (!str_eq(demo_course_code(DEMO_COLLEGE, course), S("SAF1")))
        course++; /* good for 12 months */
    list_again(&pile, course);
    pile.office.act.now -= 60 * (int64_t)DAY_S;
    assert_int_equal(must(&pile, &bulk).items[0].code, E_RENEWAL_EARLY);
    pile.office.act.now += 60 * (int64_t)DAY_S;
    done = must(&pile, &bulk);
    assert_int_equal(done.n_good, N);
    new = find(&pile, done.items[0].successor);
    assert_true(str_eq(new.valid_from, S("2027-02-01")));
    assert_true(str_eq(new.valid_until, S("2028-01-31")));
    assert_int_equal(award_state_today(&(struct award){.state = AWARD_RENEWED,
                                           .state_on = new.valid_from,
                                           .valid_until = S("2027-01-31")},
                         S("2027-01-31")),
        AWARD_ACTIVE);
    pile.office.act.now += 120 * (int64_t)DAY_S;
    bulk.ids = &done.items[0].successor;
    bulk.n_ids = 1;
    assert_int_equal(must(&pile, &bulk).items[0].code, E_RENEWAL_EARLY);
    pile.office.act.now += 365 * (int64_t)DAY_S;
    assert_int_equal(must(&pile, &bulk).items[0].code, E_RENEWAL_LATE);
}

/* Held until a release: seen by nobody, then by everybody; recalled before
 * it is claimed. */
static void test_bulk_releases_and_recalls(void **state)
{
    struct front *front = *state;
    struct pile pile;
    struct award_order order;
    struct award_bulk bulk;
    struct award_page page;
    struct award award;

    open_pile(front, &pile);
    order = (struct award_order){.achievement = pile.office.achievement,
        .email = S("held@example.org"),
        .grade = S("P"),
        .held_until = S(HELD_FOR_RELEASE)};
    assert_int_equal(award_issue(&pile.office.act, &order, &award, NULL), OK);
    assert_int_equal(
        award_public(&pile.office.act, award.id, &page, NULL), E_NOT_FOUND);
    bulk = (struct award_bulk){
        .deed = AWARD_DEED_RELEASE, .query = {.waiting = AWARD_HELD}};
    assert_int_equal(must(&pile, &bulk).n_good, 1);
    assert_int_equal(award_public(&pile.office.act, award.id, &page, NULL), OK);
    bulk = chosen(&pile, AWARD_DEED_RECALL);
    bulk.ids = &award.id;
    bulk.n_ids = 1;
    assert_int_equal(must(&pile, &bulk).n_good, 1);
    assert_int_equal(find(&pile, award.id).state, AWARD_RECALLED);
}

#define ON_A_PLATFORM(f)                                                       \
    cmocka_unit_test_setup_teardown(f, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_PLATFORM(test_bulk_is_tried_first),
        ON_A_PLATFORM(test_bulk_each_has_its_own_answer),
        ON_A_PLATFORM(test_bulk_wants_reasons_and_days),
        ON_A_PLATFORM(test_bulk_extends),
        ON_A_PLATFORM(test_bulk_corrects),
        ON_A_PLATFORM(test_bulk_inv_31_32_renewal),
        ON_A_PLATFORM(test_bulk_releases_and_recalls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
