/* Export and erasure, on the real handlers. */
#include "test/support/learner.h"
#include "test/support/test.h"

/* A session that began an hour before. */
static void grow_old(struct learner *l)
{
    struct act act = desk_act(l->front);

    act.now -= 3600;
    l->secret = desk_session(&act, l->person).secret;
}

static void test_leaving_with_everything(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    struct http_response res = learner_get(l, "/me/export", S(""), "");

    assert_int_equal(res.status, 200);
    assert_true(
        str_eq(response_header(&res, S("Content-Type")), S("application/zip")));
    assert_true(front_has(response_header(&res, S("Content-Disposition")),
        "testamur-2026-11-25.zip"));
    assert_true(learner_has(&res, "aroha@learner.example"));
    assert_true(front_has(bytes_str(res.body), "badges/01-"));
    assert_true(award.credential.len > 0);
    grow_old(l);
    res = learner_get(l, "/me/export", S(""), "");
    assert_int_equal(res.status, 303);
    assert_true(str_eq(response_header(&res, S("Location")),
        S("/sign-in?next=%2Fme%2Fexport")));
}

static void test_leaving_for_good(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    struct http_response res = learner_get(l, "/me/erase", S(""), "");

    (void)learner_post(l, "/me/award/", award.id, "", "do=open");
    assert_int_equal(learner_get_public(l, "/a/", award.id, "").status, 200);
    assert_int_equal(res.status, 200);
    assert_true(learner_has(&res, "name=\"confirm\""));
    res = learner_post(l, "/me/erase", S(""), "", "confirm=other%40x.example");
    assert_int_equal(res.status, 422);
    assert_true(learner_has(&res, "id=\"confirm-fault\""));
    res = learner_post(
        l, "/me/erase", S(""), "", "confirm=aroha%40learner.example");
    assert_int_equal(res.status, 200);
    assert_false(learner_has(&res, "Aroha"));
    assert_true(
        str_starts(response_header(&res, S("Set-Cookie")), S("session=;")));
    assert_int_equal(learner_get(l, "/me", S(""), "").status, 303);
    assert_int_equal(learner_get_public(l, "/a/", award.id, "").status, 404);
}

/* Who left a session lying about does not lose everything by it. */
static void test_leaving_wants_a_fresh_proof(void **state)
{
    struct learner *l = *state;
    struct http_response res;

    grow_old(l);
    res = learner_get(l, "/me/erase", S(""), "");
    assert_int_equal(res.status, 200);
    assert_false(learner_has(&res, "name=\"confirm\""));
    assert_true(learner_has(&res, "/sign-in?next=%2Fme%2Ferase"));
    res = learner_post(
        l, "/me/erase", S(""), "", "confirm=aroha%40learner.example");
    assert_true(res.status == 401 || res.status == 403);
    assert_int_equal(learner_get(l, "/me", S(""), "").status, 200);
}

#define WITH_LEARNER(test)                                                     \
    cmocka_unit_test_setup_teardown(test, learner_open, learner_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_LEARNER(test_leaving_with_everything),
        WITH_LEARNER(test_leaving_for_good),
        WITH_LEARNER(test_leaving_wants_a_fresh_proof),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
