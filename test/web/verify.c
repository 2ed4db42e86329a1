/* The check of any badge, as page and as API, on the real handlers. */
#include "test/support/front.h"
#include "test/support/test.h"
#include "test/support/workshop.h"

#include <string.h>

static const char TEAMWORK[] = "test/vector/badge/teamwork.json";

static struct front_answer ask_api(struct front *front, str body)
{
    return front_ask(front, &(struct front_request){.method = HTTP_POST,
                                .path = "/api/v1/verify",
                                .body = str_bytes(body)});
}

static const struct json *badge_by(struct workshop *w, str did)
{
    const str method[] = {did, S("#key-1")};
    const struct vc_proof_options by = {
        .verification_method = arena_join(&w->step, method, 2)};
    struct json *badge = workshop_badge(w);

    json_get(json_get(badge, S("issuer")), S("id"))->text = did;
    return workshop_sign(w, badge, "eddsa-jcs-2022", &by);
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

/* What cannot be fetched is said beside the field (FE-01, FE-09). */
static void test_verify_page_by_address_that_is_refused(void **state)
{
    struct front_answer answer =
        front_post(*state, "/verify", S("address"), S("https://127.0.0.1/b"));

    assert_int_equal(answer.status, 422);
    assert_true(front_has(answer.body, "id=\"address-fault\""));
    assert_true(front_has(answer.body, "value=\"https://127.0.0.1/b\""));
    answer = front_post(*state, "/verify", S("address"), S("http://x.example"));
    assert_int_equal(answer.status, 422);
    answer = front_post(
        *state, "/verify", S("address"), S("http://127.0.0.1:8080/a/none"));
    assert_int_equal(answer.status, 404);
}

static void test_verify_api_by_address_that_is_refused(void **state)
{
    const struct front_answer answer = front_ask(*state,
        &(struct front_request){.method = HTTP_POST,
            .path = "/api/v1/verify?url=https%3A%2F%2F10.0.0.1%2Fb.json"});

    assert_int_equal(answer.status, 422);
    assert_true(front_has(answer.body, "FETCH_BLOCKED_ADDRESS"));
}

/* An issuer that cannot be asked: not valid, and why. */
static void test_verify_api_fe_01_says_why(void **state)
{
    struct front_answer answer;
    struct workshop w;
    struct buf out;
    str text;

    workshop_init(&w, KEY_ED25519);
    buf_init(&out, &w.step, 1 << 20);
    json_write(&out, badge_by(&w, S("did:web:10.0.0.1")), JSON_COMPACT);
    assert_int_equal(buf_finish_str(&out, &text), OK);
    answer = ask_api(*state, text);
    assert_int_equal(answer.status, 200);
    assert_true(front_has(answer.body, "\"verified\": false"));
    assert_true(front_has(answer.body, "\"indeterminate\": true"));
    assert_true(front_has(answer.body, "FETCH_BLOCKED_ADDRESS"));
    workshop_release(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verify_api_gives_the_report),
        cmocka_unit_test(test_verify_api_says_what_is_no_badge),
        cmocka_unit_test(test_verify_page_ui_04_shows_only_what_was_verified),
        cmocka_unit_test(test_verify_page_says_when_there_is_no_badge),
        cmocka_unit_test(test_verify_page_by_address_that_is_refused),
        cmocka_unit_test(test_verify_api_by_address_that_is_refused),
        cmocka_unit_test(test_verify_api_fe_01_says_why),
    };

    return cmocka_run_group_tests(tests, front_open, front_close);
}
