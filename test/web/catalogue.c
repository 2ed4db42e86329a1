/* The catalogue and what it leads to, on the real handlers. */
#include "app/catalogue.h"

#include "app/demo.h"
#include "domain/id.h"
#include "test/support/org.h"
#include "test/support/test.h"

#include <stdio.h>

enum {
    PATH_BYTES = 200,
};

static str one; /* two listed achievements */
static str two;

static int setup(void **state)
{
    const struct catalogue_query query = {
        .slug = STR(""), .price_max = -1, .limit = 2};
    struct catalogue_hits hits;
    struct demo_made made;
    struct front *front;
    struct act act;

    front_open(state);
    front = *state;
    act = org_act(front, S(""), S(""));
    assert_int_equal(demo_fill(&front->worker, DEMO_TINY, act.now,
                         &front->lasting, &made, NULL),
        OK);
    assert_int_equal(catalogue_search(&act, &query, &hits, NULL), OK);
    one = hits.hits[0].version.achievement;
    two = hits.hits[1].version.achievement;
    return 0;
}

static struct front_answer ask(struct front *front, const char *path)
{
    return front_ask(
        front, &(struct front_request){.method = HTTP_GET, .path = path});
}

/* "%1" and "%2" of the path are the two achievements. */
static struct front_answer ask_about(struct front *front, const char *path)
{
    char filled[PATH_BYTES];
    size_t n = 0;

    for (; *path != '\0' && n + ID_BYTES < sizeof(filled); path++) {
        const str id = path[1] == '1' ? one : two;

        if (*path == '%' && (path[1] == '1' || path[1] == '2')) {
            n += (size_t)snprintf(
                filled + n, sizeof(filled) - n, "%.*s", (int)id.len, id.ptr);
            path++;
        } else {
            filled[n++] = *path;
        }
    }
    filled[n] = '\0';
    return ask(front, filled);
}

static void test_catalogue_pages_answer(void **state)
{
    static const struct {
        const char *path;
        int status;
        const char *says;
    } CASES[] = {
        {"/catalogue", 200, "/badge.svg"},
        {"/catalogue?q=no-such-words-at-all", 200, "Nothing fits"},
        {"/catalogue?minutes=60", 200, "name=\"minutes\""},
        {"/catalogue?hours=10-40&mode=online&level=5&cost=500", 200, "<h1>"},
        {"/catalogue?credit=1", 200, "Credit-bearing"},
        {"/catalogue?from=24&q=a%26b", 200, "<h1>"},
        {"/c/%1", 200, "id=\"outcomes\""},
        {"/c/%1?version=1", 200, "id=\"statement\""},
        {"/c/%1?version=7", 404, "NOT_FOUND"},
        {"/c/nothing", 404, "NOT_FOUND"},
        {"/c/%1/badge.svg", 200, "<svg"},
        {"/compare?a=%1", 200, "&amp;b="},
        {"/compare?a=%1&b=%2", 200, "<table"},
        {"/compare?a=%1&b=%2", 200, "Neither states"},
        {"/compare?a=%1&b=%2", 200, "the same"},
        {"/", 200, "class=\"wall\""},
        {"/compare?a=%1&b=nothing", 404, "NOT_FOUND"},
        {"/api/v1/catalogue", 200, "\"total\""},
        {"/api/v1/achievement/%1", 200, "\"clarifyingStatement\""},
        {"/api/v1/achievement/nothing", 404, "NOT_FOUND"},
        {"/o/nothing", 404, "NOT_FOUND"},
        {"/o/nothing/did.json", 404, "NOT_FOUND"},
    };
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct front_answer answer = ask_about(*state, CASES[i].path);

        if (answer.status != CASES[i].status ||
            !front_has(answer.body, CASES[i].says))
            print_message("%s\n", CASES[i].path);
        assert_int_equal(answer.status, CASES[i].status);
        assert_true(front_has(answer.body, CASES[i].says));
    }
}

static void test_catalogue_organisation_shows_its_keys(void **state)
{
    struct front *front = *state;
    struct act act = org_act(front, S(""), S(""));
    struct achievement_full full;
    struct front_answer answer;
    char path[PATH_BYTES];

    assert_int_equal(catalogue_get(&act, one, 0, &full, NULL), OK);
    snprintf(path, sizeof(path), "/o/%.*s", (int)full.organisation.slug.len,
        full.organisation.slug.ptr);
    answer = ask(front, path);
    assert_int_equal(answer.status, 200);
    assert_true(front_has(answer.body, "did:web:"));
    snprintf(path, sizeof(path), "/o/%.*s/did.json",
        (int)full.organisation.slug.len, full.organisation.slug.ptr);
    answer = ask(front, path);
    assert_int_equal(answer.status, 200);
    assert_true(str_eq(answer.type, S("application/did+json")));
    assert_true(front_has(answer.body, "\"assertionMethod\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_catalogue_pages_answer),
        cmocka_unit_test(test_catalogue_organisation_shows_its_keys),
    };

    return cmocka_run_group_tests(tests, setup, front_close);
}
