/* /metrics: counts for those who watch the platform, and for nobody else. */
#include "app/mail.h"
#include "app/meter.h"
#include "test/support/desk.h"
#include "test/support/front.h"
#include "test/support/test.h"

static struct front_answer look(
    struct front *front, const char *peer, const char *authorization)
{
    const struct http_field header = {
        S("Authorization"), str_of(authorization)};
    const struct http_request req = {
        .method = HTTP_GET,
        .path = S("/metrics"),
        .headers = &header,
        .n_headers = authorization[0] ? 1 : 0,
        .peer = str_of(peer),
        .now_unix_s = DESK_NOW,
    };
    struct http_response res;

    arena_reset(&front->request);
    response_init(&res, &front->request);
    assert_int_equal(
        web_handle(&front->worker, &req, &front->request, &res), OK);
    return (struct front_answer){res.status,
        response_header(&res, S("Content-Type")), bytes_str(res.body)};
}

/* Without a token only this machine; with one, whoever knows it. */
static void test_metrics_are_not_for_everybody(void **state)
{
    static const struct {
        const char *token; /* in the settings */
        const char *peer;
        const char *sent;
        int status;
    } CASES[] = {
        {"", "127.0.0.1", "", 200},
        {"", "::1", "", 200},
        {"", "192.0.2.1", "", 404},
        {"", "192.0.2.1", "Bearer ", 404},
        {"", "not an address", "", 404},
        {"word", "127.0.0.1", "", 404},
        {"word", "192.0.2.1", "Bearer word", 200},
        {"word", "192.0.2.1", "Bearer wort", 404},
        {"word", "192.0.2.1", "Bearer words", 404},
        {"word", "192.0.2.1", "Bearer wor", 404},
        {"word", "192.0.2.1", "Basic word", 404},
    };
    struct front *front = *state;
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        front->platform.config.text[CONFIG_METRICS_TOKEN] =
            str_of(CASES[i].token);
        assert_int_equal(
            look(front, CASES[i].peer, CASES[i].sent).status, CASES[i].status);
    }
    front->platform.config.text[CONFIG_METRICS_TOKEN] = S("");
}

/* Every line is a comment or "name{label} number"; no address of anybody. */
static void check_form(str text)
{
    size_t at = 0;

    while (at < text.len) {
        const size_t end = str_find(text, '\n', at);
        const str line = str_sub(text, at, end);
        size_t space = line.len;

        assert_true(end != SIZE_MAX && line.len > 0);
        at = end + 1;
        if (str_starts(line, S("# HELP testamur_")) ||
            str_starts(line, S("# TYPE testamur_")))
            continue;
        assert_true(str_starts(line, S("testamur_")));
        while (space > 0 && line.ptr[space - 1] != ' ')
            space--;
        assert_true(space > 0 && space < line.len);
        for (; space < line.len; space++)
            assert_true((line.ptr[space] >= '0' && line.ptr[space] <= '9') ||
                        line.ptr[space] == '.');
    }
}

static void test_metrics_count_what_happens(void **state)
{
    struct front *front = *state;
    struct meter *meter = front->platform.meter;
    struct act act = desk_act(front);
    const struct letter letter = {
        .template = S("sign_in"),
        .title = MSG_MAIL_SIGN_IN,
        .words = MSG_MAIL_SIGN_IN_WORDS,
        .email = S("ada@learner.example"),
    };
    struct front_answer answer;

    act.now -= 90;
    assert_int_equal(db_begin(act.db, DB_WRITE, NULL), OK);
    assert_int_equal(mail_queue(&act, &letter, NULL), OK);
    assert_int_equal(db_commit(act.db, NULL), OK);
    meter_request(meter, 200, 700);
    meter_request(meter, 204, 7000000);
    meter_request(meter, 503, 1);
    meter_add(meter, METER_LETTERS_BOUNCED, 3);
    answer = look(front, "127.0.0.1", "");
    assert_true(str_starts(answer.type, S("text/plain; version=0.0.4")));
    check_form(answer.body);
    assert_true(front_has(
        answer.body, "\ntestamur_requests_total{status=\"2xx\"} 2\n"));
    assert_true(front_has(
        answer.body, "\ntestamur_requests_total{status=\"5xx\"} 1\n"));
    assert_true(front_has(answer.body,
        "\ntestamur_request_seconds_bucket{le=\"0.000500\"} 1\n"
        "testamur_request_seconds_bucket{le=\"0.001000\"} 2\n"));
    assert_true(front_has(answer.body,
        "\ntestamur_request_seconds_bucket{le=\"+Inf\"} 3\n"
        "testamur_request_seconds_sum 7.000701\n"
        "testamur_request_seconds_count 3\n"));
    assert_true(front_has(
        answer.body, "\ntestamur_letters_total{outcome=\"bounced\"} 3\n"));
    assert_true(front_has(answer.body, "\ntestamur_letters_waiting 1\n"));
    assert_true(front_has(answer.body, "\ntestamur_letter_due_seconds 90\n"));
    assert_true(front_has(answer.body, "\ntestamur_awards_unfinished 0\n"));
    assert_false(front_has(answer.body, "\ntestamur_resident_memory_bytes 0"));
    assert_false(front_has(answer.body, "\ntestamur_data_bytes 0"));
    assert_false(front_has(answer.body, "@"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_metrics_are_not_for_everybody),
        cmocka_unit_test(test_metrics_count_what_happens),
    };

    return cmocka_run_group_tests(tests, front_open, front_close);
}
