/* What is done by itself at its time: telling, reminding, expiring,
 * cleaning; and the rows that say when. */
#include "app/chore.h"

#include "app/award.h"
#include "app/award_change.h"
#include "app/award_expire.h"
#include "app/award_tell.h"
#include "app/clean.h"
#include "app/status.h"
#include "domain/job.h"
#include "domain/mail.h"
#include "domain/session.h"
#include "store/sql.h"
#include "test/support/desk.h"
#include "test/support/office.h"
#include "test/support/school.h"
#include "test/support/test.h"

enum {
    DAY_S = 24 * 3600,
    CHORES = 3,
};

static struct award issue(
    struct office *office, const char *email, const char *held_until)
{
    const struct award_order order = {
        .achievement = office->achievement,
        .email = str_of(email),
        .recipient_name = S("Aroha Ngata"),
        .grade = S("P"),
        .held_until = str_of(held_until),
        .valid_until = S("2027-01-31"),
        .idempotency_key = str_of(email),
    };
    struct award award;

    assert_int_equal(award_issue(&office->act, &order, &award, NULL), OK);
    return award;
}

static size_t tell_all(struct office *office)
{
    size_t all = 0;
    size_t n;

    do {
        assert_int_equal(award_tell_due(&office->act, &n, NULL), OK);
        all += n;
    } while (n > 0);
    return all;
}

static struct award read_award(struct office *office, str id)
{
    struct award award;

    assert_int_equal(
        sql_award_by_id(office->act.db, office->organisation.tenant, id,
            office->act.arena, &award, NULL),
        OK);
    return award;
}

/* Told once, with a link that claims it. */
static void test_chore_tells_of_each_award_once(void **state)
{
    struct office office;
    struct token token;
    bytes hash;
    str secret;

    office_open(*state, DID_KEY, &office);
    (void)issue(&office, "a@example.org", "");
    assert_int_equal(tell_all(&office), 1);
    assert_int_equal(tell_all(&office), 0);
    assert_int_equal(desk_letters(&office.act, office.organisation.tenant), 1);
    secret = desk_secret(&office.act, office.organisation.tenant);
    assert_int_equal(
        act_digest(&office.act, str_bytes(secret), &hash, NULL), OK);
    assert_int_equal(sql_token_peek(office.act.db, hash, TOKEN_CLAIM,
                         office.act.now, office.act.arena, &token, NULL),
        OK);
    assert_true(str_eq(token.email, S("a@example.org")));
}

/* Held until a day, and until somebody releases it. */
static void test_chore_releases_what_was_held(void **state)
{
    struct office office;
    struct award day;
    struct award board;

    office_open(*state, DID_KEY, &office);
    day = issue(&office, "a@example.org", "2026-12-01");
    board = issue(&office, "b@example.org", HELD_FOR_RELEASE);
    assert_int_equal(tell_all(&office), 0);
    office.act.now += (int64_t)5 * DAY_S; /* 2026-11-30 in Melbourne, too */
    assert_int_equal(tell_all(&office), 0);
    office.act.now += DAY_S;
    assert_int_equal(tell_all(&office), 1);
    assert_int_equal(read_award(&office, day.id).held_until.len, 0);
    assert_int_equal(read_award(&office, day.id).told_at, office.act.now);
    assert_int_equal(read_award(&office, board.id).told_at, 0);
    assert_int_equal(award_release(&office.act, board.id, &board, NULL), OK);
    assert_int_equal(tell_all(&office), 1);
}

static size_t run_chores(struct act *act)
{
    struct chore_done done;
    size_t n = 0;
    code result;

    while ((result = chore_next(act, &done, NULL)) == OK) {
        assert_int_equal(done.code, OK);
        n += done.n;
    }
    assert_int_equal(result, E_NOT_FOUND);
    return n;
}

/* After a week and after three; never to whoever has claimed. */
static void test_chore_reminds_twice(void **state)
{
    struct office office;
    struct award claimed;
    int day;

    office_open(*state, DID_KEY, &office);
    (void)issue(&office, "a@example.org", "");
    claimed = issue(&office, "b@example.org", "");
    assert_int_equal(tell_all(&office), 2);
    assert_int_equal(db_begin(office.act.db, DB_WRITE, NULL), OK);
    assert_int_equal(
        sql_award_claim(office.act.db, S("somebody"), office.act.now,
            claimed.tenant, claimed.id, NULL, NULL),
        OK);
    assert_int_equal(db_commit(office.act.db, NULL), OK);
    assert_int_equal(chore_prepare(&office.act, NULL), OK);
    for (day = 0; day < 40; day++) {
        const size_t before =
            desk_letters(&office.act, office.organisation.tenant);
        size_t letters;

        (void)run_chores(&office.act);
        letters = desk_letters(&office.act, office.organisation.tenant);
        assert_int_equal(letters - before, day == 7 || day == 21);
        office.act.now += DAY_S;
    }
}

/* A long rest of the server loses no reminder, and doubles none. */
static void test_chore_reminders_are_not_doubled(void **state)
{
    const struct tell_span all = {0, INT64_MAX, S("")};
    struct office office;
    size_t n;

    office_open(*state, DID_KEY, &office);
    (void)issue(&office, "a@example.org", "");
    (void)issue(&office, "b@example.org", "");
    assert_int_equal(tell_all(&office), 2);
    assert_int_equal(award_remind(&office.act, &all, 1, &n, NULL), OK);
    assert_int_equal(n, 2);
    assert_int_equal(award_remind(&office.act, &all, 1, &n, NULL), OK);
    assert_int_equal(desk_letters(&office.act, office.organisation.tenant), 4);
}

static void test_chore_marks_what_has_expired(void **state)
{
    struct office office;
    struct award award;

    office_open(*state, DID_KEY, &office);
    award = issue(&office, "a@example.org", "");
    assert_int_equal(chore_prepare(&office.act, NULL), OK);
    office.act.now = 1801353600; /* 2027-01-31, its last day */
    (void)run_chores(&office.act);
    assert_int_equal(read_award(&office, award.id).state, AWARD_ACTIVE);
    office.act.now += DAY_S;
    (void)run_chores(&office.act);
    award = read_award(&office, award.id);
    assert_int_equal(award.state, AWARD_EXPIRED);
    assert_true(str_eq(award.state_on, S("2027-02-01")));
    assert_int_equal(award.reason_code, AWARD_REASON_EXPIRED);
}

/* Each hour, and after a failure of the program's own no worse. */
static void test_chore_comes_round(void **state)
{
    struct front *front = *state;
    struct act act = desk_act(front);
    struct chore_done done;
    int64_t due;
    int i;

    assert_int_equal(chore_prepare(&act, NULL), OK);
    assert_int_equal(chore_prepare(&act, NULL), OK);
    for (i = 0; i < CHORES; i++)
        assert_int_equal(chore_next(&act, &done, NULL), OK);
    assert_int_equal(chore_next(&act, &done, NULL), E_NOT_FOUND);
    assert_int_equal(chore_due(&act, &due, NULL), OK);
    assert_int_equal(due, act.now + 3600);
    act.now = due;
    assert_int_equal(chore_next(&act, &done, NULL), OK);
}

/* A job of another program is put aside, and holds nothing up. */
static void test_chore_unknown_work_is_put_aside(void **state)
{
    struct front *front = *state;
    struct act act = desk_act(front);
    const struct job job = {
        .id = S("x"), .kind = JOB_EXPORT, .state = JOB_WAITING};
    struct chore_done done;

    assert_int_equal(db_begin(act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_job_ensure(act.db, &job, NULL, NULL), OK);
    assert_int_equal(db_commit(act.db, NULL), OK);
    assert_int_equal(chore_next(&act, &done, NULL), OK);
    assert_int_equal(done.code, E_ARGUMENT);
    assert_int_equal(chore_next(&act, &done, NULL), E_NOT_FOUND);
}

/* Sessions and links whose time is over; a draft of a withdrawn learner. */
static void test_chore_cleans(void **state)
{
    struct front *front = *state;
    struct act act = school_act(front, "ann");
    const struct token token = {
        .secret_hash = {(const uint8_t *)"h", 1},
        .purpose = TOKEN_SIGN_IN,
        .expires_at = act.now + 10,
    };
    const str enrolment = school_enrol(front, "ann");
    struct submission draft = {
        .tenant = act.actor.tenant,
        .id = S("draft"),
        .enrolment = enrolment,
        .attempt = 1,
        .state = SUBMISSION_DRAFT,
        .updated_at = act.now,
    };
    const struct evidence evidence = {
        .tenant = draft.tenant,
        .id = S("e"),
        .submission = draft.id,
        .position = 1,
        .kind = EVIDENCE_TEXT,
        .body = S("mine"),
    };
    size_t n;

    assert_int_equal(db_begin(act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_token_insert(act.db, &token, NULL, NULL), OK);
    assert_int_equal(sql_submission_insert(act.db, &draft, NULL, NULL), OK);
    assert_int_equal(sql_evidence_insert(act.db, &evidence, NULL, NULL), OK);
    assert_int_equal(db_commit(act.db, NULL), OK);
    assert_int_equal(clean_all(&act, &n, NULL), OK);
    assert_int_equal(n, 0);
    act.now += CLEAN_DRAFT_S + 1;
    assert_int_equal(clean_all(&act, &n, NULL), OK);
    assert_int_equal(n, 1); /* the link; the draft may still be handed in */
    school_clear(front, "ann");
    assert_int_equal(clean_all(&act, &n, NULL), OK);
    assert_int_equal(n, 1);
    assert_int_equal(sql_submission_by_id(act.db, draft.tenant, draft.id,
                         act.arena, &draft, NULL),
        E_NOT_FOUND);
}

#define STAGED(name)                                                           \
    cmocka_unit_test_setup_teardown(name, front_open, front_close)
#define AT_SCHOOL(name)                                                        \
    cmocka_unit_test_setup_teardown(name, school_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGED(test_chore_tells_of_each_award_once),
        STAGED(test_chore_releases_what_was_held),
        STAGED(test_chore_reminds_twice),
        STAGED(test_chore_reminders_are_not_doubled),
        STAGED(test_chore_marks_what_has_expired),
        STAGED(test_chore_comes_round),
        STAGED(test_chore_unknown_work_is_put_aside),
        AT_SCHOOL(test_chore_cleans),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
