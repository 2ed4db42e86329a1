#include "http/server.h"

#include "base/buf.h"
#include "test/support/test.h"
#include "test/support/wire.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    BODY_BYTES_MAX = 10000,
    SLOW_MS = 300,
    PARTS = 3,
};

#define HOST "Host: localhost\r\n"
#define LAST HOST "Connection: close\r\n\r\n"

/* What the handlers of a test saw. */
struct seen {
    atomic_int requests;
    atomic_int workers;
    atomic_int logged;
    atomic_int parts;
};

struct fixture {
    struct seen seen;
    struct arena arena;
    struct http_options options;
    struct http_server *server;
    uint16_t port;
    char answer[WIRE_BYTES];
};

static void *worker_new(void *shared)
{
    struct seen *seen = shared;

    atomic_fetch_add(&seen->workers, 1);
    return seen;
}

static void worker_free(void *worker)
{
    struct seen *seen = worker;

    atomic_fetch_sub(&seen->workers, 1);
}

static void pause_ms(long ms)
{
    struct timespec t = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

    (void)nanosleep(&t, NULL);
}

static code count_up(void *self, bytes *ret)
{
    struct seen *seen = self;
    int n = atomic_fetch_add(&seen->parts, 1);

    if (n >= 2 * PARTS)
        return E_NOT_FOUND;
    if (n % 2 == 0) /* every other time there is nothing yet */
        *ret = (bytes){NULL, 0};
    else
        *ret = str_bytes(S("data: on\n\n"));
    return OK;
}

/* Says back what it was asked, in one line. */
static code echo(const struct http_request *req, struct http_response *res)
{
    struct buf out;
    bytes body;

    buf_init(&out, res->arena, WIRE_BYTES);
    buf_str(&out, request_method_name(req->method));
    buf_byte(&out, ' ');
    buf_str(&out, req->path);
    buf_byte(&out, ' ');
    buf_str(&out, req->query);
    buf_byte(&out, ' ');
    buf_str(&out, req->peer);
    buf_byte(&out, ' ');
    buf_put(&out, req->body);
    TRY(buf_finish(&out, &body));
    response_body(res, S("text/plain"), body);
    return OK;
}

static code handle(void *worker,
    const struct http_request *req,
    struct arena *arena,
    struct http_response *res)
{
    struct seen *seen = worker;

    atomic_fetch_add(&seen->requests, 1);
    if (str_eq(req->path, S("/fail")))
        return E_TOO_LARGE;
    if (str_eq(req->path, S("/greedy"))) {
        while (arena_alloc(arena, (size_t)1 << 20))
            continue;
        return OK;
    }
    if (str_eq(req->path, S("/slow")))
        pause_ms(SLOW_MS);
    if (str_eq(req->path, S("/asset"))) {
        response_asset(res, S("text/css"), str_bytes(S("body{}")),
            str_bytes(S("packed")), S("\"v1\""));
        return OK;
    }
    if (str_eq(req->path, S("/stream"))) {
        response_stream(res, S("text/event-stream"), count_up, NULL, seen);
        return OK;
    }
    return echo(req, res);
}

static void count_log(void *shared, const struct http_log *entry)
{
    struct seen *seen = shared;

    (void)entry;
    atomic_fetch_add(&seen->logged, 1);
}

static struct http_options small_options(struct seen *seen)
{
    struct http_options options = server_options();

    options.n_workers = 2;
    options.connections_max = 64;
    options.body_bytes_max = BODY_BYTES_MAX;
    options.shared = seen;
    options.worker_new = worker_new;
    options.worker_free = worker_free;
    options.handler = handle;
    options.log = count_log;
    return options;
}

static void start(struct fixture *f)
{
    struct err e = {0};

    arena_init(&f->arena, (size_t)8 << 20);
    f->options.shared = &f->seen;
    assert_int_equal(server_start(&f->options, &f->arena, &f->server, &e), OK);
    f->port = server_port(f->server);
}

static struct fixture *new_fixture(void)
{
    struct fixture *f = calloc(1, sizeof(*f));

    assert_non_null(f);
    f->options = small_options(&f->seen);
    return f;
}

static void stop(struct fixture *f)
{
    server_stop(f->server, 1000);
    assert_int_equal(atomic_load(&f->seen.workers), 0);
    arena_release(&f->arena);
    free(f);
}

static str ask(struct fixture *f, str text)
{
    return wire_ask(f->port, text, f->answer);
}

static bool has(str text, const char *part)
{
    return wire_count(text, str_of(part)) > 0;
}

static void test_server_answers_and_keeps_the_connection(void **state)
{
    struct fixture *f = new_fixture();
    str answer;

    (void)state;
    start(f);
    answer = ask(f, S("GET /a%20b?c=d HTTP/1.1\r\n" HOST "\r\n"
                      "POST /p HTTP/1.1\r\nContent-Length: 3\r\n" LAST "xyz"));
    assert_int_equal(wire_count(answer, S("HTTP/1.1 200")), 2);
    assert_true(has(answer, "GET /a%20b c=d 127.0.0.1 "));
    assert_true(has(answer, "POST /p  127.0.0.1 xyz"));
    assert_true(has(answer, "frame-ancestors 'none'"));
    assert_true(has(answer, "X-Content-Type-Options: nosniff"));
    assert_true(has(answer, "Referrer-Policy: same-origin"));
    assert_true(has(answer, "Cross-Origin-Opener-Policy: same-origin"));
    assert_true(has(answer, "Cache-Control: no-store"));
    assert_int_equal(atomic_load(&f->seen.requests), 2);
    stop(f);
}

/* Where the id of the answer's request stands; NULL: it has none. */
static str request_id(str answer)
{
    static const char NAME[] = "X-Request-Id: ";
    const char *at = strstr(answer.ptr, NAME);
    const str rest = str_of(at ? at + sizeof(NAME) - 1 : NULL);

    return str_sub(rest, 0, str_find(rest, '\r', 0));
}

/* Each request has an id of its own, also one that is refused. */
static void test_server_gives_each_request_an_id(void **state)
{
    static const char *const REQUESTS[] = {
        "GET /a HTTP/1.1\r\n" LAST,
        "GET /fail HTTP/1.1\r\n" LAST,
        "GET /greedy HTTP/1.1\r\n" LAST,
        "POST /p HTTP/1.1\r\nContent-Length: 99999999\r\n" LAST,
    };
    char seen[4][32];
    struct fixture *f = new_fixture();
    size_t i;
    size_t k;

    (void)state;
    start(f);
    for (i = 0; i < sizeof(REQUESTS) / sizeof(REQUESTS[0]); i++) {
        const str id = request_id(ask(f, str_of(REQUESTS[i])));

        assert_int_equal(id.len, 16);
        memcpy(seen[i], id.ptr, id.len);
        for (k = 0; k < i; k++)
            assert_memory_not_equal(seen[k], seen[i], id.len);
    }
    stop(f);
}

static void test_server_reads_chunks(void **state)
{
    struct fixture *f = new_fixture();

    (void)state;
    start(f);
    assert_true(has(ask(f, S("POST /p HTTP/1.1\r\n"
                             "Transfer-Encoding: chunked\r\n" LAST
                             "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")),
        " abcde"));
    stop(f);
}

static void test_server_answers_head_without_a_body(void **state)
{
    struct fixture *f = new_fixture();
    str answer;

    (void)state;
    start(f);
    answer = ask(f, S("HEAD /h HTTP/1.1\r\n" LAST));
    assert_int_equal(wire_status(answer), 200);
    assert_true(has(answer, "Content-Length: 19\r\n"));
    assert_true(str_ends(answer, S("\r\n\r\n")));
    stop(f);
}

static void test_server_asset_304_and_gzip(void **state)
{
    struct fixture *f = new_fixture();
    str answer;

    (void)state;
    start(f);
    answer =
        ask(f, S("GET /asset HTTP/1.1\r\nAccept-Encoding: br, gzip\r\n" LAST));
    assert_true(has(answer, "Content-Encoding: gzip") && has(answer, "packed"));
    answer =
        ask(f, S("GET /asset HTTP/1.1\r\nAccept-Encoding: gzip;q=0\r\n" LAST));
    assert_true(has(answer, "body{}") && !has(answer, "Content-Encoding"));
    answer = ask(f,
        S("GET /asset HTTP/1.1\r\nIf-None-Match: \"v0\", W/\"v1\"\r\n" LAST));
    assert_int_equal(wire_status(answer), 304);
    assert_true(str_ends(answer, S("\r\n\r\n")));
    assert_true(has(answer, "ETag: \"v1\""));
    stop(f);
}

/* RELIABILITY WB-14, WB-16, JS-10: the status, and that no second request
 * is seen on the connection. */
struct bad {
    const char *label;
    const char *request;
    int status;
};

#define SECOND "GET /second HTTP/1.1\r\n" LAST

static const struct bad BAD[] = {
    {"CL and TE",
        "POST / HTTP/1.1\r\n" HOST "Content-Length: 4\r\n"
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" SECOND,
        400},
    {"TE ,chunked",
        "POST / HTTP/1.1\r\n" HOST
        "Transfer-Encoding: ,chunked\r\n\r\n0\r\n\r\n" SECOND,
        400},
    {"two TE",
        "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n"
        "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n" SECOND,
        400},
    {"two CL",
        "POST / HTTP/1.1\r\n" HOST
        "Content-Length: 0\r\nContent-Length: 5\r\n\r\n" SECOND,
        400},
    {"two equal CL",
        "POST / HTTP/1.1\r\n" HOST
        "Content-Length: 0\r\nContent-Length: 0\r\n\r\n" SECOND,
        400},
    {"CL +0", "POST / HTTP/1.1\r\n" HOST "Content-Length: +0\r\n\r\n" SECOND,
        400},
    {"HTTP/1.0 and TE",
        "POST / HTTP/1.0\r\n" HOST
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" SECOND,
        400},
    {"no Host", "GET / HTTP/1.1\r\n\r\n" SECOND, 400},
    {"two Hosts", "GET / HTTP/1.1\r\n" HOST HOST "\r\n" SECOND, 400},
    {"Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n" SECOND, 400},
    {"space before colon",
        "POST / HTTP/1.1\r\n" HOST "Content-Length : 5\r\n\r\nabcde" SECOND,
        400},
    {"LF only", "GET / HTTP/1.1\nHost: localhost\n\n" SECOND, 400},
    {"LF after a field",
        "GET / HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n" SECOND, 400},
    {"LF at the end", "GET / HTTP/1.1\r\n" HOST "\n" SECOND, 400},
    {"folded line", "GET / HTTP/1.1\r\n" HOST "X: a\r\n b\r\n\r\n" SECOND, 400},
    {"chunk without size",
        "POST / HTTP/1.1\r\n" HOST
        "Transfer-Encoding: chunked\r\n\r\n\r\nabc\r\n" SECOND,
        400},
    {"absolute target", "GET http://x/ HTTP/1.1\r\n" HOST "\r\n" SECOND, 400},
    {"HTTP/1.2", "GET / HTTP/1.2\r\n" HOST "\r\n" SECOND, 400},
    {"CL 2^63",
        "POST / HTTP/1.1\r\n" HOST
        "Content-Length: 9223372036854775808\r\n\r\n" SECOND,
        413},
    {"CL over the limit",
        "POST / HTTP/1.1\r\n" HOST "Content-Length: 10001\r\n\r\n" SECOND, 413},
};

static void test_wb_14_server_refuses_and_closes(void **state)
{
    struct fixture *f = new_fixture();
    size_t i;

    (void)state;
    start(f);
    for (i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        str answer = ask(f, str_of(BAD[i].request));

        /* What libmicrohttpd itself refuses has a status line too many. */
        if (wire_status(answer) != BAD[i].status ||
            wire_count(answer, S("HTTP/1.1 2")) != 0)
            fail_msg("%s: %.*s", BAD[i].label, 400, answer.ptr);
    }
    assert_int_equal(atomic_load(&f->seen.requests), 0);
    stop(f);
}

struct large {
    const char *label;
    const char *before;
    const char *part;
    size_t n;
    const char *after;
    int status;
};

/* A request with `n` times `part` in the middle. */
static str repeated(struct arena *arena, const struct large *c)
{
    struct buf text;
    str ret;
    size_t i;

    buf_init(&text, arena, SIZE_MAX);
    buf_str(&text, str_of(c->before));
    for (i = 0; i < c->n; i++)
        buf_str(&text, str_of(c->part));
    buf_str(&text, str_of(c->after));
    assert_int_equal(buf_finish_str(&text, &ret), OK);
    return ret;
}

static const struct large LARGE[] = {
    {"64 KB header", "GET / HTTP/1.1\r\n" HOST "X: ", "xxxxxxxx", 8192,
        "\r\n\r\n", 431},
    {"500 headers", "GET / HTTP/1.1\r\n" HOST, "X: y\r\n", 500, "\r\n", 431},
    {"101 headers", "GET / HTTP/1.1\r\n" HOST, "X: y\r\n", 100, "\r\n", 431},
    {"100 headers", "GET / HTTP/1.1\r\n" LAST, "", 0, "", 200},
    {"8 KB target", "GET /", "xxxxxxxx", 1024, " HTTP/1.1\r\n" LAST, 414},
    {"8000 bytes", "GET /xxxxxxx", "xxxxxxxx", 999, " HTTP/1.1\r\n" LAST, 200},
    {"8001 bytes", "GET /xxxxxxxx", "xxxxxxxx", 999, " HTTP/1.1\r\n" LAST, 414},
    {"4,000 fields", "GET /?", "a&", 3900, " HTTP/1.1\r\n" LAST, 200},
    {"10,000 fields", "GET /?", "a=b&", 10000, " HTTP/1.1\r\n" LAST, 414},
    {"body at the limit", "POST / HTTP/1.1\r\nContent-Length: 10000\r\n" LAST,
        "x", 10000, "", 200},
    {"chunks at the limit",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" LAST,
        "4\r\nabcd\r\n", 2500, "0\r\n\r\n", 200},
    {"chunks over the limit",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" LAST,
        "4\r\nabcd\r\n", 2501, "0\r\n\r\n", 413},
    {"chunks without end",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" LAST,
        "4\r\nabcd\r\n", 200000, "", 413},
};

static void test_wb_16_js_10_server_limits(void **state)
{
    struct fixture *f = new_fixture();
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 16 << 20);
    start(f);
    for (i = 0; i < sizeof(LARGE) / sizeof(LARGE[0]); i++) {
        const struct large *c = &LARGE[i];
        str request = repeated(&arena, c);
        str answer = ask(f, request);

        if (wire_status(answer) != c->status)
            fail_msg("%s: %.*s", c->label, 400, answer.ptr);
    }
    arena_release(&arena);
    stop(f);
}

static void test_wb_15_server_cuts_the_slow(void **state)
{
    static const char *const PARTS_OF[] = {"", "GET / HTTP/1.1\r\n",
        "POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\n\r\nab"};
    struct fixture *f = new_fixture();
    int fds[PARTS];
    char byte;
    int i;

    (void)state;
    f->options.header_ms = 300;
    f->options.body_ms = 300;
    start(f);
    for (i = 0; i < PARTS; i++) {
        fds[i] = wire_open(f->port);
        wire_send(fds[i], str_of(PARTS_OF[i]));
    }
    pause_ms(150);
    for (i = 0; i < PARTS; i++) /* a byte now and then does not help */
        wire_send(fds[i], S("x"));
    assert_int_equal(wire_status(ask(f, S("GET / HTTP/1.1\r\n" LAST))), 200);
    for (i = 0; i < PARTS; i++) {
        assert_int_equal(wire_read_some(fds[i], &byte, 1).len, 0);
        (void)close(fds[i]);
    }
    assert_int_equal(server_stats(f->server).cut, PARTS);
    assert_int_equal(atomic_load(&f->seen.requests), 1);
    stop(f);
}

static void test_server_slow_handler_holds_up_nobody(void **state)
{
    struct fixture *f = new_fixture();
    char other[64] = "";
    int slow;

    (void)state;
    start(f);
    slow = wire_open(f->port);
    wire_send(slow, S("GET /slow HTTP/1.1\r\n" HOST "\r\n"));
    pause_ms(50);
    assert_int_equal(wire_status(ask(f, S("GET / HTTP/1.1\r\n" LAST))), 200);
    assert_int_equal(atomic_load(&f->seen.logged), 1);
    assert_int_equal(wire_status(wire_read_some(slow, other, 63)), 200);
    (void)close(slow);
    stop(f);
}

static void test_server_says_503_when_full(void **state)
{
    struct fixture *f = new_fixture();
    int fds[PARTS];
    str answer;
    int i;

    (void)state;
    f->options.n_workers = 1;
    f->options.queue_max = 1;
    start(f);
    for (i = 0; i < PARTS; i++) {
        fds[i] = wire_open(f->port);
        wire_send(fds[i], S("GET /slow HTTP/1.1\r\n" LAST));
        pause_ms(50);
    }
    answer = wire_read(fds[PARTS - 1], f->answer);
    assert_int_equal(wire_status(answer), 503);
    assert_true(has(answer, "Retry-After: ") && has(answer, "HTTP_BUSY"));
    for (i = 0; i < PARTS - 1; i++)
        assert_int_equal(wire_status(wire_read(fds[i], f->answer)), 200);
    for (i = 0; i < PARTS; i++)
        (void)close(fds[i]);
    stop(f);
}

static void test_server_stops_gracefully(void **state)
{
    struct fixture *f = new_fixture();
    char answer[64] = "";
    int slow;

    (void)state;
    start(f);
    slow = wire_open(f->port);
    wire_send(slow, S("GET /slow HTTP/1.1\r\n" HOST "\r\n"));
    pause_ms(50);
    server_stop(f->server, 1000);
    assert_int_equal(wire_status(wire_read_some(slow, answer, 63)), 200);
    assert_int_equal(atomic_load(&f->seen.workers), 0);
    (void)close(slow);
    arena_release(&f->arena);
    free(f);
}

static void test_server_streams(void **state)
{
    struct fixture *f = new_fixture();
    str answer;

    (void)state;
    start(f);
    answer = ask(f, S("GET /stream HTTP/1.1\r\n" LAST));
    assert_true(has(answer, "Content-Type: text/event-stream"));
    assert_int_equal(wire_count(answer, S("data: on\n\n")), PARTS);
    assert_true(str_ends(answer, S("0\r\n\r\n")));
    stop(f);
}

static void test_server_makes_problems_of_failures(void **state)
{
    struct fixture *f = new_fixture();
    str answer;

    (void)state;
    start(f);
    answer = ask(f, S("GET /fail HTTP/1.1\r\n" LAST));
    assert_int_equal(wire_status(answer), 413);
    assert_true(has(answer, "application/problem+json"));
    answer = ask(f, S("GET /greedy HTTP/1.1\r\n" LAST));
    assert_int_equal(wire_status(answer), 422);
    assert_true(has(answer, "LIMIT_EXCEEDED"));
    stop(f);
}

static void test_server_cannot_listen_twice(void **state)
{
    struct fixture *f = new_fixture();
    struct http_options options;
    struct http_server *other = NULL;
    struct arena arena;
    struct err e = {0};

    (void)state;
    start(f);
    options = f->options;
    options.listen.port = f->port;
    arena_init(&arena, (size_t)8 << 20);
    assert_int_equal(server_start(&options, &arena, &other, &e), E_LISTEN);
    assert_null(other);
    arena_release(&arena);
    stop(f);
}

TEST_MAIN(test_server_answers_and_keeps_the_connection,
    test_server_gives_each_request_an_id,
    test_server_reads_chunks,
    test_server_answers_head_without_a_body,
    test_server_asset_304_and_gzip,
    test_wb_14_server_refuses_and_closes,
    test_wb_16_js_10_server_limits,
    test_wb_15_server_cuts_the_slow,
    test_server_slow_handler_holds_up_nobody,
    test_server_says_503_when_full,
    test_server_stops_gracefully,
    test_server_streams,
    test_server_makes_problems_of_failures,
    test_server_cannot_listen_twice)
