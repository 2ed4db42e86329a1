/* Claiming by the link of a mail, on the real handlers. */
#include "app/claim.h"
#include "store/sql.h"
#include "test/support/learner.h"
#include "test/support/test.h"

/* The secret of a link to that award, as its mail has it. */
static str link_to(struct learner *l, const struct award *award)
{
    struct act *act = &l->office.act;
    struct token token = {
        .purpose = TOKEN_CLAIM,
        .tenant = award->tenant,
        .email = award->email,
        .object = award->id,
        .created_at = act->now,
        .expires_at = act->now + token_lifetime_s(TOKEN_CLAIM),
    };
    str secret;

    assert_int_equal(act_secret(act, 32, &secret, NULL), OK);
    assert_int_equal(
        act_digest(act, str_bytes(secret), &token.secret_hash, NULL), OK);
    assert_int_equal(db_begin(act->db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_token_insert(act->db, &token, NULL, NULL), OK);
    assert_int_equal(db_commit(act->db, NULL), OK);
    return secret;
}

static struct http_response ask(
    struct learner *l, enum http_method method, str secret, str session)
{
    const str path[] = {S("/claim/"), secret};

    return learner_ask(l, &(struct learner_request){.method = method,
                              .path = arena_join(&l->front->lasting, path, 2),
                              .secret = session});
}

/* Somebody new needs no account: the link is enough, once. */
static void test_me_claim_by_somebody_new(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_award(l, "new@learner.example");
    const str secret = link_to(l, &award);
    struct http_response page = ask(l, HTTP_GET, secret, S(""));
    struct http_response taken;
    str cookie;

    assert_int_equal(page.status, 200);
    assert_true(learner_has(&page, "new@learner.example"));
    assert_int_equal(ask(l, HTTP_GET, secret, S("")).status, 200);
    taken = ask(l, HTTP_POST, secret, S(""));
    assert_int_equal(taken.status, 303);
    cookie = response_header(&taken, S("Set-Cookie"));
    cookie = str_sub(cookie, S("session=").len, str_find(cookie, ';', 0));
    l->secret = cookie;
    page = learner_get(l, "/me/award/", award.id, "");
    assert_int_equal(page.status, 200);
    assert_true(learner_has(&page, "Aroha Ngata"));
    assert_int_equal(ask(l, HTTP_POST, secret, S("")).status, 410);
    assert_int_equal(ask(l, HTTP_GET, secret, S("")).status, 410);
    page = ask(l, HTTP_GET, secret, cookie);
    assert_int_equal(page.status, 200);
    assert_true(learner_has(&page, "/me/award/"));
}

/* Who has an account signs in on the way; the link is not used up by that. */
static void test_me_claim_signs_in_on_the_way(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_award(l, "aroha@learner.example");
    const str secret = link_to(l, &award);
    const struct http_response sent = ask(l, HTTP_POST, secret, S(""));

    assert_int_equal(sent.status, 303);
    assert_true(str_starts(
        response_header(&sent, S("Location")), S("/sign-in?next=%2Fclaim%2F")));
    assert_int_equal(response_header(&sent, S("Set-Cookie")).len, 0);
    assert_int_equal(ask(l, HTTP_POST, secret, l->secret).status, 303);
    assert_int_equal(learner_get(l, "/me/award/", award.id, "").status, 200);
}

/* An account that has not this address gets it with the award; not so when
 * the address is another account's (TN-09). */
static void test_me_claim_tn_09_the_address_decides(void **state)
{
    struct learner *l = *state;
    struct act act = desk_act(l->front);
    const struct award work = learner_award(l, "aroha@work.example");
    const struct award bens = learner_award(l, "ben@learner.example");
    struct person_email email;

    (void)desk_person(&act, S("ben@learner.example"), S(""), 0);
    assert_int_equal(
        ask(l, HTTP_POST, link_to(l, &bens), l->secret).status, 403);
    assert_int_equal(learner_get(l, "/me/award/", bens.id, "").status, 404);
    assert_int_equal(
        ask(l, HTTP_POST, link_to(l, &work), l->secret).status, 303);
    assert_int_equal(sql_person_email_of(act.db, l->person,
                         S("aroha@work.example"), act.arena, &email, NULL),
        OK);
    assert_true(email.confirmed_at > 0);
}

/* A learner whom only the college knows: the link opens that account. */
static void test_me_claim_by_a_learner_of_a_list(void **state)
{
    struct learner *l = *state;
    const str tenant = l->office.organisation.tenant;
    struct act act = desk_act(l->front);
    const struct award award = learner_award(l, "list@learner.example");
    const str id =
        desk_person(&act, S("list@learner.example"), tenant, ROLE_LEARNER);
    struct award taken;

    assert_int_equal(db_begin(act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_person_email_unmain(act.db, id, NULL, NULL), OK);
    assert_int_equal(sql_person_email_delete(
                         act.db, id, S("list@learner.example"), NULL, NULL),
        OK);
    assert_int_equal(db_commit(act.db, NULL), OK);
    assert_int_equal(ask(l, HTTP_POST, link_to(l, &award), S("")).status, 303);
    assert_int_equal(
        sql_award_by_id(act.db, tenant, award.id, act.arena, &taken, NULL), OK);
    assert_true(str_eq(taken.person, id));
}

static void test_me_claim_of_no_link(void **state)
{
    struct learner *l = *state;
    struct award award = learner_award(l, "new@learner.example");
    struct act *act = &l->office.act;
    str secret;

    assert_int_equal(ask(l, HTTP_GET, S("nosuchsecret"), S("")).status, 410);
    assert_int_equal(ask(l, HTTP_POST, S("nosuchsecret"), S("")).status, 410);
    award.held_until = S(HELD_FOR_RELEASE);
    assert_int_equal(db_begin(act->db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_award_move(act->db, &award, NULL, NULL), OK);
    assert_int_equal(db_commit(act->db, NULL), OK);
    secret = link_to(l, &award);
    assert_int_equal(ask(l, HTTP_GET, secret, S("")).status, 404);
    assert_int_equal(ask(l, HTTP_POST, secret, S("")).status, 404);
}

#define WITH_LEARNER(test)                                                     \
    cmocka_unit_test_setup_teardown(test, learner_open, learner_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_LEARNER(test_me_claim_by_somebody_new),
        WITH_LEARNER(test_me_claim_signs_in_on_the_way),
        WITH_LEARNER(test_me_claim_tn_09_the_address_decides),
        WITH_LEARNER(test_me_claim_by_a_learner_of_a_list),
        WITH_LEARNER(test_me_claim_of_no_link),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
