/* A witness answers once, by a link, without an account. */
#include "app/attestation.h"

#include "app/submission.h"
#include "domain/session.h"
#include "test/support/desk.h"
#include "test/support/school.h"
#include "test/support/test.h"

/* The witness is asked; the secret as it stands in the letter, which nobody
 * else gets. */
static str ask(struct front *front, const char *who, str enrolment)
{
    const struct attestation_new asked = {
        .enrolment = enrolment,
        .email = S("Boss@Example.org"),
        .name = S("Bo"),
        .relation = S("supervisor"),
    };
    struct act act = school_act(front, who);
    struct act now = act;
    struct attestation attestation;

    /* The newest letter stands first. */
    now.now = act.now + (int64_t)desk_letters(&act, S("school"));
    assert_int_equal(attestation_ask(&now, &asked, &attestation, NULL), OK);
    assert_true(str_eq(attestation.email, S("boss@example.org")));
    return desk_secret(&act, S("school"));
}

static code answer(struct front *front,
    str secret,
    enum attestation_state state,
    const char *body)
{
    const struct attestation_answer given = {
        .state = state, .body = str_of(body)};
    struct act nobody = school_act(front, "");

    return attestation_give(&nobody, secret, &given, NULL);
}

static void test_attestation_link_is_used_once(void **state)
{
    static const str SEEN[] = {STR("O1"), STR("O2")};
    static const str UNKNOWN[] = {STR("O9")};
    struct attestation_answer given = {.state = ATTESTATION_GIVEN,
        .seen = UNKNOWN,
        .n_seen = 1,
        .body = S("I saw it")};
    struct act ann = school_act(*state, "ann");
    struct act nobody = school_act(*state, "");
    const str id = school_enrol(*state, "ann");
    const str secret = ask(*state, "ann", id);
    struct attestation_full full;
    struct submission_full work;

    assert_int_equal(attestation_peek(&nobody, secret, &full, NULL), OK);
    assert_true(str_eq(full.enrolment.id, id));
    assert_true(str_eq(full.learner, S("ann")));
    assert_true(str_eq(full.issuer, S("school")));
    assert_int_equal(
        answer(*state, secret, ATTESTATION_GIVEN, ""), E_FORM_FIELD);
    assert_int_equal(
        answer(*state, secret, ATTESTATION_ASKED, "x"), E_FORM_FIELD);
    assert_int_equal(
        answer(*state, S("another"), ATTESTATION_GIVEN, "I saw it"),
        E_LINK_USED);
    assert_int_equal(
        attestation_give(&nobody, secret, &given, NULL), E_FORM_FIELD);
    given.seen = SEEN;
    given.n_seen = 2;
    assert_int_equal(attestation_give(&nobody, secret, &given, NULL), OK);
    assert_int_equal(
        answer(*state, secret, ATTESTATION_DECLINED, ""), E_LINK_USED);
    assert_int_equal(
        attestation_peek(&nobody, secret, &full, NULL), E_LINK_USED);
    assert_int_equal(submission_show(&ann, id, &work, NULL), OK);
    assert_int_equal(work.n_attestations, 1);
    assert_true(str_eq(work.attestations[0].seen, S("O1 O2")));
    assert_true(str_eq(work.attestations[0].body, S("I saw it")));
    school_clear(*state, "ann");
}

static void test_attestation_link_grows_old(void **state)
{
    struct act nobody = school_act(*state, "");
    const str id = school_enrol(*state, "ann");
    const str secret = ask(*state, "ann", id);
    const struct attestation_answer no = {.state = ATTESTATION_DECLINED};

    nobody.now += token_lifetime_s(TOKEN_ATTEST) + 1000;
    assert_int_equal(attestation_give(&nobody, secret, &no, NULL), E_LINK_USED);
    nobody.now -= 2000;
    assert_int_equal(attestation_give(&nobody, secret, &no, NULL), OK);
    school_clear(*state, "ann");
}

/* The learner or an assessor asks; nobody is their own witness, or asks for
 * somebody else's work. */
static void test_attestation_who_asks_whom(void **state)
{
    const str id = school_enrol(*state, "ann");
    const struct {
        const char *who;
        struct attestation_new asked;
        code expected;
    } cases[] = {
        {"ann", {id, S("ann@example.org"), S("Ann"), S("")}, E_SEPARATION},
        {"kim", {id, S("ann@example.org"), S("Ann"), S("")}, E_SEPARATION},
        {"kim", {id, S("kim@example.org"), S("Kim"), S("")}, E_SEPARATION},
        {"kim", {id, S("bo@example.org"), S("Bo"), S("client")}, OK},
        {"ann", {id, S("no address"), S("Bo"), S("")}, E_EMAIL},
        {"ann", {id, S("bo@example.org"), S(""), S("")}, E_FORM_FIELD},
        {"ben", {id, S("bo@example.org"), S("Bo"), S("")}, E_NOT_FOUND},
        {"reg", {id, S("bo@example.org"), S("Bo"), S("")}, E_NOT_FOUND},
        {"out", {id, S("bo@example.org"), S("Bo"), S("")}, E_NOT_FOUND},
        {"", {id, S("bo@example.org"), S("Bo"), S("")}, E_NOT_SIGNED_IN},
    };
    struct attestation attestation;
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct act act = school_act(*state, cases[i].who);

        assert_int_equal(
            attestation_ask(&act, &cases[i].asked, &attestation, NULL),
            cases[i].expected);
    }
    for (i = 1; i <= ATTESTATION_MAX; i++) {
        struct act act = school_act(*state, "ann");

        assert_int_equal(
            attestation_ask(&act, &cases[3].asked, &attestation, NULL),
            i < ATTESTATION_MAX ? OK : E_LIMIT_EXCEEDED);
    }
    school_clear(*state, "ann");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attestation_link_is_used_once),
        cmocka_unit_test(test_attestation_link_grows_old),
        cmocka_unit_test(test_attestation_who_asks_whom),
    };

    return cmocka_run_group_tests(tests, school_open, front_close);
}
