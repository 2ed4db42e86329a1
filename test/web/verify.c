/* The check of any badge, as page and as API, on the real handlers. */
#include "test/support/front.h"
#include "test/support/test.h"

#include <string.h>

static const char TEAMWORK[] = "test/vector/badge/teamwork.json";

static struct front_answer ask_api(struct front *front, str body)
{
    return front_ask(front, &(struct front_request){.method = HTTP_POST,
                                .path = "/api/v1/verify",
                                .body = str_bytes(body)});
}

static void test_verify_api_gives_the_report(void **state)
{
    struct front *front = *state;
    const struct front_answer answer =
        ask_api(front, front_file(front, TEAMWORK));

    assert_int_equal(answer.status, 200);
    assert_true(str_eq(answer.type, S("application/json")));
    assert_true(front_has(answer.body, "\"verified\": true"));
    assert_true(front_has(answer.body, "unknown issuer"));
}

static void test_verify_api_says_what_is_no_badge(void **state)
{
    const struct front_answer answer = ask_api(*state, S("{\"a\":1,\"a\":2}"));

    assert_int_equal(answer.status, 400);
    assert_true(str_eq(answer.type, S("application/problem+json")));
    assert_true(front_has(answer.body, "JSON_DUPLICATE_KEY"));
}

/* The text with every "Teamwork" a "Teamwerk": as long, and forged. */
static str forged(struct front *front)
{
    const str text = front_file(front, TEAMWORK);
    char *copy = arena_alloc(&front->lasting, text.len);
    size_t i;

    assert_non_null(copy);
    memcpy(copy, text.ptr, text.len);
    for (i = 0; i + 8 <= text.len; i++) {
        if (memcmp(copy + i, "Teamwork", 8) == 0)
            copy[i + 5] = 'e';
    }
    return (str){copy, text.len};
}

/* UI-04: nothing that a forged badge says is shown as a fact. */
static void test_verify_page_ui_04_shows_only_what_was_verified(void **state)
{
    struct front *front = *state;
    struct front_answer answer =
        front_post(front, "/verify", S("text"), front_file(front, TEAMWORK));

    assert_int_equal(answer.status, 200);
    assert_true(front_has(answer.body, "verdict-good"));
    assert_true(front_has(answer.body, "Teamwork"));
    answer = front_post(front, "/verify", S("text"), forged(front));
    assert_int_equal(answer.status, 200);
    assert_true(front_has(answer.body, "verdict-bad"));
    assert_false(front_has(answer.body, "Teamwerk"));
}

static void test_verify_page_says_when_there_is_no_badge(void **state)
{
    struct front *front = *state;
    struct front_answer answer =
        front_post(front, "/verify", S("text"), S("hello there"));

    assert_int_equal(answer.status, 200);
    assert_true(front_has(answer.body, "No badge found"));
    answer = front_post(front, "/verify?lang=ar", S("text"), S("hello"));
    assert_true(front_has(answer.body, "dir=\"rtl\""));
    answer = front_post(front, "/verify", S("text"), S(""));
    assert_true(front_has(answer.body, "type=\"file\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verify_api_gives_the_report),
        cmocka_unit_test(test_verify_api_says_what_is_no_badge),
        cmocka_unit_test(test_verify_page_ui_04_shows_only_what_was_verified),
        cmocka_unit_test(test_verify_page_says_when_there_is_no_badge),
    };

    return cmocka_run_group_tests(tests, front_open, front_close);
}
