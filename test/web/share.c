/* Links to several badges: made, looked at, withdrawn, over. */
#include "app/share.h"

#include "app/award_change.h"
#include "test/support/learner.h"
#include "test/support/test.h"

/* Makes a link by the form; gives its secret. */
static str make_link(struct learner *l, const struct award *award, str more)
{
    const str parts[] = {
        S("title=For+my+application&award="), award->id, more, {"", 1}};
    const str form = arena_join(&l->front->lasting, parts, 4);
    const struct http_response made =
        learner_post(l, "/me/share/new", S(""), "", form.ptr);
    const str location = response_header(&made, S("Location"));

    assert_int_equal(made.status, 303);
    assert_true(str_starts(location, S("/me/share/")));
    return str_sub(location, S("/me/share/").len, str_find(location, '?', 0));
}

static void test_share_shows_what_is_closed_else(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    const str secret = make_link(l, &award, S(""));
    struct http_response page = learner_get_public(l, "/s/", secret, "");

    assert_int_equal(page.status, 200);
    assert_true(learner_has(&page, "For my application"));
    assert_true(learner_has(&page, "Aroha Ngata"));
    assert_true(learner_has(&page, "1 of 1"));
    page = learner_get_public(l, "/s/", secret, "/1");
    assert_int_equal(page.status, 200);
    assert_true(learner_has(&page, "verdict-good"));
    assert_true(learner_has(&page, "Aroha Ngata"));
    page = learner_get_public(l, "/s/", secret, "/1/badge.json");
    assert_true(str_eq(bytes_str(page.body), award.credential));
    assert_int_equal(
        learner_get_public(l, "/s/", secret, "/1/badge.svg").status, 200);
    assert_int_equal(
        learner_get_public(l, "/s/", secret, "/1/badge.png").status, 200);
    assert_int_equal(learner_get_public(l, "/s/", secret, "/2").status, 404);
    assert_int_equal(learner_get_public(l, "/s/", secret, "/0").status, 404);
    assert_int_equal(learner_get_public(l, "/a/", award.id, "").status, 404);
    assert_int_equal(learner_get_public(l, "/s/", S("none"), "").status, 404);
}

static void test_share_hides_the_name(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    const str secret = make_link(l, &award, S("&hide_name=1"));
    static const char *const ENDS[] = {"", "/1", "/1/badge.json"};
    size_t i;

    for (i = 0; i < 3; i++) {
        const struct http_response page =
            learner_get_public(l, "/s/", secret, ENDS[i]);

        assert_int_equal(page.status, 200);
        assert_false(learner_has(&page, "Aroha"));
    }
}

/* PR-07: at once, and everything below it; undone by one button. */
static void test_share_pr_07_withdrawn(void **state)
{
    static const char *const ENDS[] = {
        "", "/1", "/1/badge.json", "/1/badge.svg", "/1/badge.png"};
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    const str secret = make_link(l, &award, S(""));
    size_t i;

    assert_int_equal(
        learner_post(l, "/me/share/", secret, "", "do=withdraw").status, 303);
    for (i = 0; i < sizeof(ENDS) / sizeof(ENDS[0]); i++) {
        const struct http_response page =
            learner_get_public(l, "/s/", secret, ENDS[i]);

        assert_int_equal(page.status, 410);
        assert_false(learner_has(&page, "Aroha"));
    }
    assert_int_equal(learner_get(l, "/s/", secret, "").status, 200);
    assert_int_equal(
        learner_post(l, "/me/share/", secret, "", "do=open").status, 303);
    assert_int_equal(learner_get_public(l, "/s/", secret, "").status, 200);
}

static void test_share_ends_after_its_last_day(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    const str secret = make_link(l, &award, S("&ends_on=2026-11-25"));
    struct act act = desk_act(l->front);
    struct share_page page;

    assert_int_equal(learner_get_public(l, "/s/", secret, "").status, 200);
    act.now += (int64_t)24 * 3600;
    assert_int_equal(share_show(&act, secret, &page, NULL), E_SHARE_ENDED);
}

static void test_share_form_says_what_is_wrong(void **state)
{
    static const struct {
        const char *form;
        const char *fault;
        bool with_award;
    } CASES[] = {
        {"title=", "id=\"title-fault\"", true},
        {"title=x&ends_on=2026-11-24", "id=\"ends_on-fault\"", true},
        {"title=x&ends_on=tomorrow", "id=\"ends_on-fault\"", true},
        {"title=x", "href=\"#award\"", false},
        {"title=x&award=nosuchaward", "href=\"#award\"", false},
    };
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const str parts[] = {str_of(CASES[i].form), S("&award="),
            CASES[i].with_award ? award.id : S(""), {"", 1}};
        const str form = arena_join(&l->front->lasting, parts, 4);
        const struct http_response page = learner_post(l, "/me/share/new",
            S(""), "", CASES[i].with_award ? form.ptr : CASES[i].form);

        assert_int_equal(page.status, 422);
        assert_true(learner_has(&page, CASES[i].fault));
    }
}

/* Its owner alone sees and changes it; and only awards of their own. */
static void test_share_tn_01_of_somebody_else(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    const str secret = make_link(l, &award, S(""));
    struct act act = desk_act(l->front);
    const str ben = desk_person(&act, S("ben@learner.example"), S(""), 0);
    const str parts[] = {S("title=x&award="), award.id, {"", 1}};
    const str form = arena_join(&l->front->lasting, parts, 3);

    l->secret = desk_session(&act, ben).secret;
    assert_int_equal(learner_get(l, "/me/share/", secret, "").status, 404);
    assert_int_equal(
        learner_post(l, "/me/share/", secret, "", "do=withdraw").status, 404);
    assert_int_equal(
        learner_post(l, "/me/share/new", S(""), "", form.ptr).status, 422);
    assert_int_equal(learner_get_public(l, "/s/", secret, "").status, 200);
}

static void test_share_is_changed(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    const str secret = make_link(l, &award, S(""));
    const str parts[] = {S("do=save&title=Other+words&award="), award.id,
        S("&hide_evidence=1"), {"", 1}};
    const str form = arena_join(&l->front->lasting, parts, 4);
    struct http_response page = learner_get(l, "/me/share", S(""), "");

    assert_true(learner_has(&page, "For my application"));
    assert_int_equal(
        learner_post(l, "/me/share/", secret, "", form.ptr).status, 303);
    page = learner_get(l, "/me/share/", secret, "?done=saved");
    assert_int_equal(page.status, 200);
    assert_true(learner_has(&page, "Other words"));
    assert_true(learner_has(&page, "id=\"hide_evidence-1\""));
    page = learner_get_public(l, "/s/", secret, "");
    assert_true(learner_has(&page, "Other words"));
}

/* A revoked badge is shown as such, and not counted as valid. */
static void test_share_says_what_no_longer_stands(void **state)
{
    const struct award_move move = {
        .action = AWARD_REVOKE, .reason_code = AWARD_REASON_ERROR};
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    const str secret = make_link(l, &award, S(""));
    struct http_response page;
    struct award changed;

    assert_int_equal(
        award_change(&l->office.act, award.id, &move, &changed, NULL), OK);
    page = learner_get_public(l, "/s/", secret, "");
    assert_int_equal(page.status, 200);
    assert_true(learner_has(&page, "0 of 1"));
    assert_true(learner_has(&page, "Revoked"));
}

#define WITH_LEARNER(test)                                                     \
    cmocka_unit_test_setup_teardown(test, learner_open, learner_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_LEARNER(test_share_shows_what_is_closed_else),
        WITH_LEARNER(test_share_hides_the_name),
        WITH_LEARNER(test_share_pr_07_withdrawn),
        WITH_LEARNER(test_share_ends_after_its_last_day),
        WITH_LEARNER(test_share_form_says_what_is_wrong),
        WITH_LEARNER(test_share_tn_01_of_somebody_else),
        WITH_LEARNER(test_share_is_changed),
        WITH_LEARNER(test_share_says_what_no_longer_stands),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
