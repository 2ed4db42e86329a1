/* Signing in and staying so: what is refused, and what is told. */
#include "app/session.h"

#include "app/mail.h"
#include "store/sql.h"
#include "test/support/desk.h"
#include "test/support/test.h"

static const str EMAIL = STR("aroha@learner.example");
static const str PASSWORD = STR("three small green boats");

static void test_session_by_link_once(void **state)
{
    struct act act = desk_act(*state);
    const str person = desk_person(&act, EMAIL, S(""), ROLE_NONE);
    struct session_opened opened;
    struct session session;
    str secret;
    str next;

    assert_int_equal(
        session_ask_link(&act, S(" Aroha@Learner.example"), S("/me"), NULL),
        OK);
    secret = desk_secret(&act, S(""));
    assert_int_equal(secret.len, 43);
    assert_int_equal(
        session_open_link(&act, secret, S("a browser"), &opened, &next, NULL),
        OK);
    assert_true(str_eq(next, S("/me")));
    assert_false(str_eq(opened.secret, secret));
    assert_int_equal(session_resume(&act, opened.secret, &session, NULL), OK);
    assert_true(str_eq(act.actor.person, person));
    assert_int_equal(
        session_open_link(&act, secret, S("a browser"), &opened, &next, NULL),
        E_LINK_USED);
}

static void test_session_link_grows_old(void **state)
{
    struct act act = desk_act(*state);
    struct session_opened opened;
    str secret;
    str next;

    (void)desk_person(&act, EMAIL, S(""), ROLE_NONE);
    assert_int_equal(session_ask_link(&act, EMAIL, S("/"), NULL), OK);
    secret = desk_secret(&act, S(""));
    act.now += token_lifetime_s(TOKEN_SIGN_IN);
    assert_int_equal(
        session_open_link(&act, secret, S(""), &opened, &next, NULL),
        E_LINK_USED);
}

/* WB-12: the same answer; only the one who is known gets a letter. */
static void test_session_wb_12_unknown_address(void **state)
{
    struct act act = desk_act(*state);
    struct session_opened opened;

    assert_int_equal(
        session_ask_link(&act, S("nobody@x.example"), S("/"), NULL), OK);
    assert_int_equal(desk_letters(&act, S("")), 0);
    assert_int_equal(session_open_password(&act, S("nobody@x.example"),
                         PASSWORD, S(""), &opened, NULL),
        E_SIGN_IN);
    assert_int_equal(
        session_ask_link(&act, S("nobody"), S("/"), NULL), E_EMAIL);
}

/* TN-09: an address that was not confirmed opens nothing. */
static void test_session_tn_09_unconfirmed_address(void **state)
{
    struct act act = desk_act(*state);
    const struct person_email claimed = {
        .person = desk_person(&act, EMAIL, S(""), ROLE_NONE),
        .email = S("victim@x.example"),
    };

    assert_int_equal(db_begin(act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_person_email_insert(act.db, &claimed, NULL, NULL), OK);
    assert_int_equal(db_commit(act.db, NULL), OK);
    assert_int_equal(session_ask_link(&act, claimed.email, S("/"), NULL), OK);
    assert_int_equal(desk_letters(&act, S("")), 0);
}

/* WB-13: after ten guesses even the right password must wait. */
static void test_session_wb_13_guesses(void **state)
{
    struct act act = desk_act(*state);
    struct session_opened opened;
    int i;

    act.actor.person = desk_person(&act, EMAIL, S(""), ROLE_NONE);
    assert_int_equal(session_set_password(&act, PASSWORD, NULL), OK);
    assert_int_equal(
        session_open_password(&act, EMAIL, PASSWORD, S(""), &opened, NULL), OK);
    for (i = 1; i < SIGN_IN_TRIES; i++) {
        db_rollback(act.db);
        assert_int_equal(session_open_password(
                             &act, EMAIL, S("guess"), S(""), &opened, NULL),
            E_SIGN_IN);
    }
    assert_int_equal(
        session_open_password(&act, EMAIL, PASSWORD, S(""), &opened, NULL),
        E_TOO_MANY);
    assert_int_equal(session_ask_link(&act, EMAIL, S("/"), NULL), OK);
    act.now += 3600;
    assert_int_equal(
        session_open_password(&act, EMAIL, PASSWORD, S(""), &opened, NULL), OK);
}

/* WB-08, WB-09: a new secret each time; a new password ends the old ones. */
static void test_session_wb_09_password_ends_sessions(void **state)
{
    struct act act = desk_act(*state);
    const str person = desk_person(&act, EMAIL, S(""), ROLE_NONE);
    struct session_opened first;
    struct session_opened second;
    struct session session;

    first = desk_session(&act, person);
    second = desk_session(&act, person);
    assert_false(str_eq(first.secret, second.secret));
    assert_int_equal(session_close(&act, first.secret, NULL), OK);
    assert_int_equal(
        session_resume(&act, first.secret, &session, NULL), E_NOT_SIGNED_IN);
    assert_int_equal(session_resume(&act, second.secret, &session, NULL), OK);
    assert_int_equal(session_set_password(&act, S("short"), NULL), E_PASSWORD);
    assert_int_equal(session_set_password(&act, EMAIL, NULL), E_PASSWORD);
    assert_int_equal(session_set_password(&act, PASSWORD, NULL), OK);
    assert_int_equal(
        session_resume(&act, second.secret, &session, NULL), E_NOT_SIGNED_IN);
}

static void test_session_idle_and_strong(void **state)
{
    struct act act = desk_act(*state);
    const str person = desk_person(&act, EMAIL, S(""), ROLE_NONE);
    struct session_opened opened;
    struct session session;

    opened = desk_session(&act, person);
    assert_int_equal(session_is_strong(&act, &opened.session, NULL), OK);
    act.now += SESSION_STRONG_S + 1;
    assert_int_equal(
        session_is_strong(&act, &opened.session, NULL), E_REAUTHENTICATE);
    assert_int_equal(session_resume(&act, opened.secret, &session, NULL), OK);
    act.now += SESSION_IDLE_S;
    assert_int_equal(
        session_resume(&act, opened.secret, &session, NULL), E_NOT_SIGNED_IN);
    assert_int_equal(session_close_all(&act, person, NULL), OK);
}

/* TN-01: no role there is as no organisation there. */
static void test_session_tn_01_enter(void **state)
{
    struct act act = desk_act(*state);
    const str ours = desk_organisation(&act, S("ours"));
    struct organisation organisation;

    (void)desk_organisation(&act, S("theirs"));
    act.actor.person = desk_person(&act, EMAIL, ours, ROLE_REGISTRAR);
    assert_int_equal(session_enter(&act, S("ours"), &organisation, NULL), OK);
    assert_true(str_eq(act.actor.tenant, ours));
    assert_int_equal(act_may(&act, RIGHT_mail_read, NULL), OK);
    assert_int_equal(act_may(&act, RIGHT_org_key, NULL), E_FORBIDDEN);
    assert_int_equal(
        session_enter(&act, S("theirs"), &organisation, NULL), E_NOT_FOUND);
    db_rollback(act.db);
    assert_int_equal(
        session_enter(&act, S("none"), &organisation, NULL), E_NOT_FOUND);
}

/* WB-21: only paths of ours. */
static void test_session_wb_21_next(void **state)
{
    static const struct {
        str next;
        str leads_to;
    } CASES[] = {
        {STR("/o/hc?page=2"), STR("/o/hc?page=2")},
        {STR(""), STR("/")},
        {STR("//evil.example"), STR("/")},
        {STR("/\\evil.example"), STR("/")},
        {STR("https:evil"), STR("/")},
        {STR("https://evil.example/"), STR("/")},
        {STR("/a\nb"), STR("/")},
        {STR("/\t/evil.example"), STR("/")},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        assert_true(str_eq(session_next(CASES[i].next), CASES[i].leads_to));
}

#define WITH_FRONT(test)                                                       \
    cmocka_unit_test_setup_teardown(test, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FRONT(test_session_by_link_once),
        WITH_FRONT(test_session_link_grows_old),
        WITH_FRONT(test_session_wb_12_unknown_address),
        WITH_FRONT(test_session_tn_09_unconfirmed_address),
        WITH_FRONT(test_session_wb_13_guesses),
        WITH_FRONT(test_session_wb_09_password_ends_sessions),
        WITH_FRONT(test_session_idle_and_strong),
        WITH_FRONT(test_session_tn_01_enter),
        cmocka_unit_test(test_session_wb_21_next),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
