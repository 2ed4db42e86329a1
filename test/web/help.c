/* The guides: each is there, and a search finds what they say. */
#include "test/support/test.h"
#include "test/support/visitor.h"
#include "web/guide.h"

static void test_web_help_each_guide(void **state)
{
    static const char *const ROLES[] = {
        "learner", "designer", "assessor", "registrar", "owner", "employer"};
    const struct visitor nobody = visitor_of(*state, "");
    size_t i;

    assert_int_equal(WEB_GUIDES, sizeof(ROLES) / sizeof(ROLES[0]));
    for (i = 0; i < WEB_GUIDES; i++) {
        const struct http_response res = visitor_get(
            &nobody, visitor_path(&nobody, "/help/", str_of(ROLES[i]), ""));

        assert_int_equal(res.status, 200);
        assert_true(visitor_sees(&res, "<h1>For "));
        assert_true(visitor_sees(&res, "<h2>"));
        assert_false(visitor_sees(&res, "<h4>"));
    }
    assert_int_equal(visitor_get(&nobody, "/help/pope").status, 404);
}

static void test_web_help_search(void **state)
{
    static const struct {
        const char *path;
        const char *sees;
    } CASES[] = {
        {"/help", "/help/registrar"},
        {"/help?q=UNDO%20table", "Bring in learners"},
        {"/help?q=k%C3%A9ys", "For owners: Keys"},
        {"/help?q=zeppelin", "No guide has these words"},
        {"/help?q=%3Cb%3E", "&lt;b&gt;"},
    };
    const struct visitor nobody = visitor_of(*state, "");
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct http_response res = visitor_get(&nobody, CASES[i].path);

        assert_int_equal(res.status, 200);
        assert_true(visitor_sees(&res, CASES[i].sees));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web_help_each_guide),
        cmocka_unit_test(test_web_help_search),
    };

    return cmocka_run_group_tests(tests, front_open, front_close);
}
