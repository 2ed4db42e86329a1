/* The learner's own badges, and who else sees them: on the real handlers. */
#include "app/mosaic.h"

#include "app/award_change.h"
#include "test/support/learner.h"
#include "test/support/test.h"

static const char FORM_OPEN[] = "do=open";

static void revoke(struct learner *l, const struct award *award)
{
    const struct award_move move = {
        .action = AWARD_REVOKE, .reason_code = AWARD_REASON_ERROR};
    struct award changed;

    assert_int_equal(
        award_change(&l->office.act, award->id, &move, &changed, NULL), OK);
}

static void test_mosaic_is_empty_at_first(void **state)
{
    struct http_response page = learner_get(*state, "/me", S(""), "");

    assert_int_equal(page.status, 200);
    assert_true(learner_has(&page, "href=\"/catalogue\""));
    page = learner_get_public(*state, "/me", S(""), "");
    assert_int_equal(page.status, 303);
}

/* What waits is shown, is claimed with one button, and is then a tile. */
static void test_mosaic_claims_what_waits(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_award(l, "aroha@learner.example");
    struct http_response page = learner_get(l, "/me", S(""), "");

    assert_true(learner_has(&page, "/me/claim/"));
    assert_int_equal(learner_get(l, "/me/claim/", award.id, "").status, 200);
    assert_int_equal(
        learner_post(l, "/me/claim/", award.id, "", "").status, 303);
    page = learner_get(l, "/me", S(""), "");
    assert_false(learner_has(&page, "/me/claim/"));
    assert_true(learner_has(&page, "/me/award/"));
    page = learner_get(l, "/me", S(""), "?by=skill");
    assert_true(learner_has(&page, "/me/award/"));
    assert_int_equal(
        learner_get(l, "/me/claim/", S("nosuchaward"), "").status, 404);
}

/* An award whose person is known already needs no confirmed address. */
static void test_mosaic_claims_by_person(void **state)
{
    struct learner *l = *state;
    const struct award_order order = {
        .achievement = l->office.achievement,
        .person = l->person,
        .email = S("old@learner.example"),
        .recipient_name = S("Aroha Ngata"),
        .grade = S("P"),
    };
    struct award award;

    assert_int_equal(award_issue(&l->office.act, &order, &award, NULL), OK);
    assert_int_equal(
        learner_post(l, "/me/claim/", award.id, "", "").status, 303);
    assert_int_equal(learner_get(l, "/me/award/", award.id, "").status, 200);
}

static void test_mosaic_tn_01_of_somebody_else(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_award(l, "ben@learner.example");
    struct act act = desk_act(l->front);

    (void)desk_person(&act, S("ben@learner.example"), S(""), 0);
    assert_int_equal(learner_get(l, "/me/award/", award.id, "").status, 404);
    assert_int_equal(learner_get(l, "/me/claim/", award.id, "").status, 404);
    assert_int_equal(
        learner_post(l, "/me/claim/", award.id, "", "").status, 403);
    assert_int_equal(
        learner_post(l, "/me/award/", award.id, "", FORM_OPEN).status, 404);
}

/* DESIGN 4: private until shared, in each of its forms; and closed again. */
static void test_mosaic_is_private_until_shared(void **state)
{
    static const char *const ENDS[] = {"", "/badge.json", "/badge.svg",
        "/badge.png", "/certificate.pdf", "/preview.png", "/signature.png"};
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    size_t i;

    for (i = 0; i < sizeof(ENDS) / sizeof(ENDS[0]); i++) {
        struct http_response closed =
            learner_get_public(l, "/a/", award.id, ENDS[i]);

        assert_int_equal(closed.status, 404);
        assert_false(learner_has(&closed, "Aroha"));
        assert_int_equal(learner_get(l, "/a/", award.id, ENDS[i]).status, 200);
    }
    assert_int_equal(
        learner_post(l, "/me/award/", award.id, "", FORM_OPEN).status, 303);
    for (i = 0; i < sizeof(ENDS) / sizeof(ENDS[0]); i++)
        assert_int_equal(
            learner_get_public(l, "/a/", award.id, ENDS[i]).status, 200);
    assert_int_equal(
        learner_post(l, "/me/award/", award.id, "", "do=save").status, 303);
    assert_int_equal(learner_get_public(l, "/a/", award.id, "").status, 404);
}

/* Staff who may read awards see the page, others of the same place do not. */
static void test_mosaic_page_for_staff(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    const str tenant = l->office.organisation.tenant;
    struct act act = desk_act(l->front);
    const struct {
        str person;
        int status;
    } cases[] = {
        {desk_person(&act, S("v@x.example"), tenant, ROLE_VIEWER), 200},
        {desk_person(&act, S("l@x.example"), tenant, ROLE_LEARNER), 404},
        {desk_person(&act, S("n@x.example"), S(""), 0), 404},
    };
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        l->secret = desk_session(&act, cases[i].person).secret;
        assert_int_equal(
            learner_get(l, "/a/", award.id, "").status, cases[i].status);
    }
}

/* STANDARDS 13. */
static void test_mosaic_fills_linkedin(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    const struct http_response res =
        learner_get(l, "/me/award/", award.id, "/linkedin");
    const str location = response_header(&res, S("Location"));

    assert_int_equal(res.status, 303);
    assert_true(str_starts(location,
        S("https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME"
          "&name=")));
    assert_true(front_has(location, "&organizationName="));
    assert_true(front_has(location, "&issueYear=2026&issueMonth=11&certUrl="
                                    "http%3A%2F%2F127.0.0.1%3A8080%2Fa%2F"));
    assert_true(front_has(location, "&certId="));
    assert_false(front_has(location, "expirationYear"));
}

/* The block for e-mail: alternative text, no query, and a picture that sets
 * no cookie and changes when the award does. */
static void test_mosaic_signature_stays_true(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    struct http_response page;
    struct http_response before;
    struct http_response after;

    (void)learner_post(l, "/me/award/", award.id, "", FORM_OPEN);
    page = learner_get(l, "/me/award/", award.id, "");
    assert_true(learner_has(&page, "/signature.png&quot;") ||
                learner_has(&page, "/signature.png\" width=\"320\""));
    assert_true(learner_has(&page, "alt="));
    before = learner_get_public(l, "/a/", award.id, "/signature.png");
    assert_int_equal(before.status, 200);
    assert_int_equal(response_header(&before, S("Set-Cookie")).len, 0);
    assert_true(
        str_eq(response_header(&before, S("Cross-Origin-Resource-Policy")),
            S("cross-origin")));
    revoke(l, &award);
    after = learner_get_public(l, "/a/", award.id, "/signature.png");
    assert_int_equal(after.status, 200);
    assert_false(bytes_eq(before.body, after.body));
}

static void test_mosaic_previews_links(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    struct http_response page;

    (void)learner_post(l, "/me/award/", award.id, "", FORM_OPEN);
    page = learner_get_public(l, "/a/", award.id, "");
    assert_true(learner_has(&page, "og:image"));
    assert_true(learner_has(&page, "/preview.png"));
    assert_int_equal(
        learner_get_public(l, "/c/", l->office.achievement, "/preview.png")
            .status,
        200);
}

static void test_mosaic_certificates_differ(void **state)
{
    static const char *const KINDS[] = {"/certificate.pdf",
        "/certificate.pdf?template=modern", "/certificate.pdf?template=plain"};
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    struct http_response pdf[3];
    size_t i;

    for (i = 0; i < 3; i++) {
        pdf[i] = learner_get(l, "/me/award/", award.id, "");
        assert_true(learner_has(&pdf[i], KINDS[i]));
        pdf[i] = learner_get(l, "/a/", award.id, KINDS[i]);
        assert_int_equal(pdf[i].status, 200);
        assert_true(str_starts(bytes_str(pdf[i].body), S("%PDF")));
    }
    assert_false(bytes_eq(pdf[0].body, pdf[1].body));
    assert_false(bytes_eq(pdf[1].body, pdf[2].body));
}

/* The learner's own looks do not count, nor do pictures in a page. */
static void test_mosaic_counts(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    const str svg[] = {S("/a/"), award.id, S("/badge.svg")};
    struct mosaic_award own;

    (void)learner_post(l, "/me/award/", award.id, "", FORM_OPEN);
    (void)learner_get(l, "/a/", award.id, "");
    (void)learner_get_public(l, "/a/", award.id, "");
    (void)learner_get_public(l, "/a/", award.id, "");
    (void)learner_get_public(l, "/a/", award.id, "/badge.json");
    (void)learner_ask(l, &(struct learner_request){.method = HTTP_GET,
                             .path = arena_join(&l->front->lasting, svg, 3),
                             .dest = S("image")});
    assert_int_equal(mosaic_award(&l->act, award.id, &own, NULL), OK);
    assert_int_equal(own.counts.n[COUNTER_CLAIMED], 1);
    assert_int_equal(own.counts.n[COUNTER_VIEWED], 2);
    assert_int_equal(own.counts.n[COUNTER_DOWNLOADED], 1);
    assert_int_equal(own.counts.n[COUNTER_SHARED], 1);
}

#define WITH_LEARNER(test)                                                     \
    cmocka_unit_test_setup_teardown(test, learner_open, learner_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_LEARNER(test_mosaic_is_empty_at_first),
        WITH_LEARNER(test_mosaic_claims_what_waits),
        WITH_LEARNER(test_mosaic_claims_by_person),
        WITH_LEARNER(test_mosaic_tn_01_of_somebody_else),
        WITH_LEARNER(test_mosaic_is_private_until_shared),
        WITH_LEARNER(test_mosaic_page_for_staff),
        WITH_LEARNER(test_mosaic_fills_linkedin),
        WITH_LEARNER(test_mosaic_signature_stays_true),
        WITH_LEARNER(test_mosaic_previews_links),
        WITH_LEARNER(test_mosaic_certificates_differ),
        WITH_LEARNER(test_mosaic_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
