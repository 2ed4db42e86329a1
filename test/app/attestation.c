/* A witness answers once, by a link, without an account. */
#include "app/attestation.h"

#include "domain/session.h"
#include "test/support/school.h"
#include "test/support/test.h"

static void test_attestation_link_is_used_once(void **state)
{
    struct act ann = school_act(*state, "ann");
    struct act nobody = school_act(*state, "");
    const struct attestation_new asked = {
        .enrolment = school_enrol(*state, "ann"),
        .email = S("Boss@Example.org"),
        .name = S("Bo"),
        .relation = S("supervisor"),
    };
    struct attestation attestation;
    struct enrolment enrolment;
    str secret;

    assert_int_equal(
        attestation_ask(&ann, &asked, &attestation, &secret, NULL), OK);
    assert_true(str_eq(attestation.email, S("boss@example.org")));
    assert_int_equal(
        attestation_peek(&nobody, secret, &attestation, &enrolment, NULL), OK);
    assert_true(str_eq(enrolment.id, asked.enrolment));
    assert_int_equal(
        attestation_give(&nobody, secret, ATTESTATION_GIVEN, S(""), NULL),
        E_FORM_FIELD);
    assert_int_equal(
        attestation_give(&nobody, secret, ATTESTATION_ASKED, S("x"), NULL),
        E_FORM_FIELD);
    assert_int_equal(attestation_give(&nobody, S("another"), ATTESTATION_GIVEN,
                         S("I saw it"), NULL),
        E_LINK_USED);
    assert_int_equal(attestation_give(&nobody, secret, ATTESTATION_GIVEN,
                         S("I saw it"), NULL),
        OK);
    assert_int_equal(
        attestation_give(&nobody, secret, ATTESTATION_DECLINED, S(""), NULL),
        E_LINK_USED);
    assert_int_equal(
        attestation_peek(&nobody, secret, &attestation, &enrolment, NULL),
        E_LINK_USED);
    school_clear(*state, "ann");
}

static void test_attestation_link_grows_old(void **state)
{
    struct act ann = school_act(*state, "ann");
    struct act nobody = school_act(*state, "");
    const struct attestation_new asked = {
        .enrolment = school_enrol(*state, "ann"),
        .email = S("boss@example.org"),
        .name = S("Bo"),
    };
    struct attestation attestation;
    str secret;

    assert_int_equal(
        attestation_ask(&ann, &asked, &attestation, &secret, NULL), OK);
    nobody.now += token_lifetime_s(TOKEN_ATTEST);
    assert_int_equal(
        attestation_give(&nobody, secret, ATTESTATION_DECLINED, S(""), NULL),
        E_LINK_USED);
    nobody.now--;
    assert_int_equal(
        attestation_give(&nobody, secret, ATTESTATION_DECLINED, S(""), NULL),
        OK);
    school_clear(*state, "ann");
}

/* Nobody is their own witness, or asks for somebody else's work. */
static void test_attestation_who_asks_whom(void **state)
{
    const str id = school_enrol(*state, "ann");
    const struct {
        const char *who;
        struct attestation_new asked;
        code expected;
    } cases[] = {
        {"ann", {id, S("ann@example.org"), S("Ann"), S("")}, E_SEPARATION},
        {"ann", {id, S("no address"), S("Bo"), S("")}, E_EMAIL},
        {"ann", {id, S("bo@example.org"), S(""), S("")}, E_FORM_FIELD},
        {"ben", {id, S("bo@example.org"), S("Bo"), S("")}, E_NOT_FOUND},
        {"", {id, S("bo@example.org"), S("Bo"), S("")}, E_NOT_SIGNED_IN},
    };
    struct attestation attestation;
    str secret;
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct act act = school_act(*state, cases[i].who);

        assert_int_equal(
            attestation_ask(&act, &cases[i].asked, &attestation, &secret, NULL),
            cases[i].expected);
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
