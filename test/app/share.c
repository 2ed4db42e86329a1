/* Links to several badges, through the use cases. */
#include "app/share.h"

#include "app/award.h"
#include "app/award_change.h"
#include "test/support/desk.h"
#include "test/support/office.h"
#include "test/support/test.h"

enum {
    DAY_S = 24 * 3600,
};

/* The learner's act, and an award that the learner has claimed. */
static struct act learner(struct front *front, struct award *ret)
{
    const str email = S("aroha@learner.example");
    struct act act = desk_act(front);
    struct award_order order = {
        .email = email, .recipient_name = S("Aroha Ngata"), .grade = S("P")};
    struct office office;

    office_open(front, DID_KEY, &office);
    order.achievement = office.achievement;
    act.actor.person = desk_person(&act, email, S(""), 0);
    assert_int_equal(award_issue(&office.act, &order, ret, NULL), OK);
    assert_int_equal(award_claim(&act, ret->id, ret, NULL), OK);
    return act;
}

static void test_share_is_open_until_its_last_day(void **state)
{
    struct award award;
    struct act act = learner(*state, &award);
    struct act anybody = desk_act(*state);
    const struct share_edit edit = {
        .title = S("For my application"),
        .ends_on = S("2026-11-30"),
        .awards = &award.id,
        .n_awards = 1,
    };
    struct share_page page;
    struct share share;

    assert_int_equal(share_create(&act, &edit, &share, NULL), OK);
    anybody.now += (int64_t)5 * DAY_S;
    assert_int_equal(share_show(&anybody, share.id, &page, NULL), OK);
    assert_int_equal(page.showcase.n_awards, 1);
    assert_false(page.own);
    anybody.now += DAY_S;
    assert_int_equal(
        share_show(&anybody, share.id, &page, NULL), E_SHARE_ENDED);
    assert_int_equal(
        share_own(&anybody, share.id, &page, NULL), E_NOT_SIGNED_IN);
    assert_int_equal(share_own(&act, share.id, &page, NULL), OK);
}

/* PR-07: gone with the next request, and back again. */
static void test_share_pr_07_withdrawn(void **state)
{
    struct award award;
    struct act act = learner(*state, &award);
    struct act anybody = desk_act(*state);
    const struct share_edit edit = {
        .title = S("x"), .awards = &award.id, .n_awards = 1};
    struct share_page page;
    struct share share;

    assert_int_equal(share_create(&act, &edit, &share, NULL), OK);
    assert_int_equal(share_show(&anybody, share.id, &page, NULL), OK);
    assert_int_equal(share_switch(&act, share.id, SHARE_WITHDRAW, NULL), OK);
    assert_int_equal(
        share_show(&anybody, share.id, &page, NULL), E_SHARE_ENDED);
    assert_int_equal(share_switch(&act, share.id, SHARE_OPEN_AGAIN, NULL), OK);
    assert_int_equal(share_show(&anybody, share.id, &page, NULL), OK);
}

static void test_share_refuses_what_makes_no_sense(void **state)
{
    struct award award;
    struct act act = learner(*state, &award);
    const str none = S("nosuchaward");
    const struct share_edit edits[] = {
        {.title = S(""), .awards = &award.id, .n_awards = 1},
        {.title = S("x"), .awards = &award.id, .n_awards = 0},
        {.title = S("x"), .awards = &none, .n_awards = 1},
        {.title = S("x"),
            .ends_on = S("2026-11-24"),
            .awards = &award.id,
            .n_awards = 1},
        {.title = S("x"),
            .awards = &award.id,
            .n_awards = SHARE_AWARDS_MAX + 1},
    };
    struct share *shares;
    struct share share;
    size_t n;
    size_t i;

    for (i = 0; i < sizeof(edits) / sizeof(edits[0]); i++)
        assert_int_equal(
            share_create(&act, &edits[i], &share, NULL), E_FORM_FIELD);
    assert_int_equal(share_mine(&act, &shares, &n, NULL), OK);
    assert_int_equal(n, 0);
}

#define ON_A_PLATFORM(f)                                                       \
    cmocka_unit_test_setup_teardown(f, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_PLATFORM(test_share_is_open_until_its_last_day),
        ON_A_PLATFORM(test_share_pr_07_withdrawn),
        ON_A_PLATFORM(test_share_refuses_what_makes_no_sense),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
