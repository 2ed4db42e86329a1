#include "host/log.h"

#include "test/support/test.h"
#include "text/json.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum {
    ROOM_BYTES = 2 * LOG_LINE_BYTES_MAX,
};

/* Logs to a pipe and gives what came out. */
struct tap {
    struct log log;
    int out;
    struct arena arena;
};

static void tap_open(struct tap *t, enum log_form form)
{
    int fds[2];

    assert_int_equal(pipe(fds), 0);
    assert_int_equal(fcntl(fds[0], F_SETFL, O_NONBLOCK), 0);
    t->out = fds[0];
    t->log = (struct log){fds[1], form, LEVEL_INFO};
    arena_init(&t->arena, (size_t)1 << 20);
}

static void tap_close(struct tap *t)
{
    assert_int_equal(close(t->out), 0);
    assert_int_equal(close(t->log.fd), 0);
    arena_release(&t->arena);
}

/* Empty when nothing was written. */
static str tap_read(struct tap *t)
{
    char *room = arena_alloc(&t->arena, ROOM_BYTES);
    ssize_t n = read(t->out, room, ROOM_BYTES);

    return (str){room, n > 0 ? (size_t)n : 0};
}

/* A line of JSON as a tree; it must be one line. */
static const struct json *tap_json(struct tap *t)
{
    struct budget budget = budget_default();
    struct json *ret = NULL;
    str line = tap_read(t);

    assert_true(line.len > 0);
    assert_int_equal(str_find(line, '\n', 0), line.len - 1);
    assert_int_equal(json_parse(line, &budget, &t->arena, &ret, NULL), OK);
    return ret;
}

static bool has(str line, str part)
{
    size_t i;

    for (i = 0; i + part.len <= line.len; i++) {
        if (str_eq(str_sub(line, i, i + part.len), part))
            return true;
    }
    return false;
}

static void test_log_lg_14_one_line_without_secrets(void **state)
{
    static const struct {
        const char *name;
        const char *text;
        const char *line; /* what stands in the line */
    } cases[] = {
        {"note", "plain", "\"note\":\"plain\""},
        {"note", "two\r\nlines", "\"two\\u000d\\u000alines\""},
        {"note", "\x1b[31mred", "\"\\u001b[31mred\""},
        {"note",
            "\xc2\x9b"
            "31mred",
            "\"\\u009b31mred\""},
        {"note",
            "a\xe2\x80\xa8"
            "b",
            "\"a\\u2028b\""},
        {"note",
            "a\xe2\x80\x8f"
            "b",
            "\"a\\u200fb\""},
        {"note",
            "a\xff"
            "b",
            "\"a\\ufffdb\""},
        {"note", "\"},{\"\\", "\"\\\"},{\\\"\\\\\""},
        {"note", "\xc3\xa9\xf0\x9f\x8f\x85", "\"\xc3\xa9\xf0\x9f\x8f\x85\""},
        {"note", "to ada.b+c@mail.example, sent", "\"to [address], sent\""},
        {"note", "<ada@mail.example>", "\"<[address]>\""},
        {"note", "mailto:ada@mail.example", "\"mailto:[address]\""},
        {"note", "a@ b", "\"a@ b\""},
        {"new_password", "hunter2", "\"new_password\":\"[secret]\""},
        {"session_token", "abc", "\"session_token\":\"[secret]\""},
    };
    struct tap t;
    size_t i;

    (void)state;
    tap_open(&t, LOG_JSON);
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct log_field field = log_text(cases[i].name, str_of(cases[i].text));
        str line;

        log_event(&t.log, LEVEL_INFO, "tried", &field, 1);
        line = tap_read(&t);
        assert_int_equal(str_find(line, '\n', 0), line.len - 1);
        if (!has(line, str_of(cases[i].line)))
            fail_msg("%s: %.*s", cases[i].line, (int)line.len, line.ptr);
    }
    tap_close(&t);
}

static void test_log_lg_14_long_text_is_cut(void **state)
{
    static char megabyte[1 << 20];
    struct log_field fields[20];
    const struct json *line;
    struct tap t;
    size_t i;

    (void)state;
    memset(megabyte, '\n', sizeof(megabyte));
    for (i = 0; i < 20; i++)
        fields[i] = log_text("note", (str){megabyte, sizeof(megabyte)});
    fields[0] = log_number("size", -42);
    tap_open(&t, LOG_JSON);
    log_event(&t.log, LEVEL_ERROR, "too much", fields, 20);
    line = tap_json(&t);
    assert_true(str_eq(json_text(json_get(line, S("level"))), S("error")));
    assert_true(str_eq(json_text(json_get(line, S("event"))), S("too much")));
    assert_true(str_eq(json_get(line, S("size"))->text, S("-42")));
    tap_close(&t);
}

static void test_log_levels_and_text(void **state)
{
    struct log_field fields[] = {
        log_text("host", S("::1")), log_number("port", INT64_MIN)};
    enum log_level level = LEVEL_DEBUG;
    struct tap t;
    str line;

    (void)state;
    tap_open(&t, LOG_TEXT);
    log_event(&t.log, LEVEL_DEBUG, "not shown", NULL, 0);
    assert_int_equal(tap_read(&t).len, 0);
    log_event(&t.log, LEVEL_WARNING, "listening", fields, 2);
    line = tap_read(&t);
    assert_true(str_ends(line,
        S("Z warning listening host=\"::1\" port=-9223372036854775808\n")));
    assert_true(log_level_parse(S("error"), &level));
    assert_int_equal(level, LEVEL_ERROR);
    assert_false(log_level_parse(S("loud"), &level));
    assert_int_equal(level, LEVEL_ERROR);
    tap_close(&t);
}

static void test_log_failure_names_code_and_place(void **state)
{
    struct err e = {0};
    const struct json *line;
    struct tap t;
    code c;

    (void)state;
    tap_open(&t, LOG_JSON);
    c = err_set(&e, E_NOT_FOUND, S("award"));
    assert_int_equal(c, E_NOT_FOUND);
    err_pointer(&e, S("/a/b"));
    log_failure(&t.log, LEVEL_ERROR, "award", &e);
    line = tap_json(&t);
    assert_true(str_eq(json_text(json_get(line, S("code"))), S("NOT_FOUND")));
    assert_true(str_eq(json_text(json_get(line, S("about"))), S("award")));
    assert_true(str_eq(json_text(json_get(line, S("pointer"))), S("/a/b")));
    tap_close(&t);
}

TEST_MAIN(test_log_lg_14_one_line_without_secrets,
    test_log_lg_14_long_text_is_cut,
    test_log_levels_and_text,
    test_log_failure_names_code_and_place)
