/* The demo data as rows: all of it, through the use cases. */
#include "app/demo.h"

#include "app/catalogue.h"
#include "app/organisation.h"
#include "domain/session.h"
#include "store/sql.h"
#include "test/support/org.h"
#include "test/support/test.h"

static void test_demo_fills_an_empty_platform(void **state)
{
    struct front *front = *state;
    struct act act = org_act(front, S(""), S(""));
    const struct catalogue_query query = {.price_max = -1, .limit = 100};
    const struct catalogue_query bearing = {
        .price_max = -1, .credit_bearing = true, .limit = 100};
    struct catalogue_hits hits;
    struct demo_made made;
    struct token token;
    bytes hash;
    size_t i;

    assert_int_equal(demo_fill(&front->worker, DEMO_TINY, act.now,
                         &front->lasting, &made, NULL),
        OK);
    assert_int_equal(made.n_organisations, DEMO_ORGANISATIONS);
    assert_int_equal(made.n_people,
        (size_t)DEMO_ORGANISATIONS * DEMO_STAFF + demo_n_learners(DEMO_TINY));
    assert_int_equal(catalogue_search(&act, &query, &hits, NULL), OK);
    assert_int_equal(hits.n, made.n_achievements);
    assert_int_equal(catalogue_search(&act, &bearing, &hits, NULL), OK);
    assert_true(hits.n > 0);
    assert_int_equal(made.n_awards, DEMO_COHORT_AWARDS);
    assert_int_equal(made.n_links, DEMO_LINKS_MAX - 1);
    for (i = 0; i < made.n_links; i++) {
        const str url = made.links[i].url;
        const str secret = str_sub(url, url.len - 43, url.len);

        assert_int_equal(act_digest(&act, str_bytes(secret), &hash, NULL), OK);
        assert_int_equal(sql_token_peek(act.db, hash, TOKEN_SIGN_IN, act.now,
                             act.arena, &token, NULL),
            OK);
    }
}

/* One click shows what it is and that it is genuine, once the learner has
 * claimed it and opened its page; before that it is nobody's to see. */
static void test_demo_awards_verify(void **state)
{
    struct front *front = *state;
    struct act act = org_act(front, S(""), S(""));
    struct award_list_args which = {.limit = 100};
    struct organisation college;
    struct award_list_row *rows;
    size_t n_claimed = 0;
    size_t n;
    size_t i;

    assert_int_equal(sql_organisation_by_slug(
                         act.db, S("career-skills"), act.arena, &college, NULL),
        OK);
    which.tenant = college.tenant;
    assert_int_equal(
        sql_award_list(act.db, &which, act.arena, &rows, &n, NULL), OK);
    assert_int_equal(n, DEMO_COHORT_AWARDS);
    for (i = 0; i < n; i++) {
        const str parts[] = {S("/a/"), rows[i].id, {"", 1}};
        const struct front_answer answer =
            front_ask(front, &(struct front_request){.method = HTTP_GET,
                                 .path = arena_join(act.arena, parts, 3).ptr});

        n_claimed += rows[i].claimed_at > 0;
        assert_int_equal(answer.status, rows[i].claimed_at > 0 ? 200 : 404);
        assert_int_equal(
            front_has(answer.body, "verdict-good"), rows[i].claimed_at > 0);
    }
    assert_true(n_claimed > DEMO_COHORT_AWARDS / 2);
}

static void test_demo_leaves_what_is_there(void **state)
{
    struct front *front = *state;
    struct demo_made made;

    assert_int_equal(demo_fill(&front->worker, DEMO_TINY, 1795564800,
                         &front->lasting, &made, NULL),
        E_CONFLICT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_demo_fills_an_empty_platform),
        cmocka_unit_test(test_demo_awards_verify),
        cmocka_unit_test(test_demo_leaves_what_is_there),
    };

    return cmocka_run_group_tests(tests, front_open, front_close);
}
