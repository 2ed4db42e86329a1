/* What holds for every request: routes, rights, origin, failures. */
#include "test/support/front.h"
#include "test/support/test.h"
#include "web/asset.h"

static void test_web_answers_by_the_table(void **state)
{
    static const struct {
        const char *path;
        const char *says;
        enum http_method method;
        int status;
    } CASES[] = {
        {"/", "<h1>", HTTP_GET, 200},
        {"/livez", "ok", HTTP_GET, 200},
        {"/readyz", "ok", HTTP_GET, 200},
        {"/verify", "type=\"file\"", HTTP_GET, 200},
        {"/nowhere", "NOT_FOUND", HTTP_GET, 404},
        {"/asset/app.0.css", "NOT_FOUND", HTTP_GET, 404},
        {"/verify", "METHOD_NOT_ALLOWED", HTTP_DELETE, 405},
        {"/api/v1/nowhere", "urn:testamur:error:NOT_FOUND", HTTP_GET, 404},
        {"/asset/%", "HTTP_SYNTAX", HTTP_GET, 400},
    };
    struct front *front = *state;
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct front_answer answer =
            front_ask(front, &(struct front_request){.method = CASES[i].method,
                                 .path = CASES[i].path});

        assert_int_equal(answer.status, CASES[i].status);
        assert_true(front_has(answer.body, CASES[i].says));
    }
}

static void test_web_serves_its_assets(void **state)
{
    struct front *front = *state;
    const str url = asset_url(ASSET_APP_CSS);
    const struct front_answer answer = front_ask(
        front, &(struct front_request){.method = HTTP_GET, .path = url.ptr});

    assert_int_equal(answer.status, 200);
    assert_true(str_starts(answer.type, S("text/css")));
}

/* RELIABILITY WB-07: what another site sends changes nothing. */
static void test_web_wb_07_refuses_other_sites(void **state)
{
    static const struct {
        const char *site;
        const char *origin;
        int status;
    } CASES[] = {
        {"", "", 200},
        {"none", "", 200},
        {"same-origin", "", 200},
        {"same-origin", "null", 200},
        {"same-site", "", 403},
        {"cross-site", "", 403},
        {"", "http://127.0.0.1:8080", 200},
        {"", "null", 403},
        {"", "https://elsewhere.example", 403},
    };
    struct front *front = *state;
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct front_answer answer =
            front_ask(front, &(struct front_request){.method = HTTP_POST,
                                 .path = "/verify",
                                 .type = S("application/x-www-form-urlencoded"),
                                 .site = str_of(CASES[i].site),
                                 .origin = str_of(CASES[i].origin),
                                 .body = str_bytes(S("text=x"))});

        assert_int_equal(answer.status, CASES[i].status);
        assert_int_equal(front_has(answer.body, "CSRF"), answer.status == 403);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web_answers_by_the_table),
        cmocka_unit_test(test_web_serves_its_assets),
        cmocka_unit_test(test_web_wb_07_refuses_other_sites),
    };

    return cmocka_run_group_tests(tests, front_open, front_close);
}
