/* The guard and the fetcher against servers that mean ill (FE-01 to FE-17). */
#include "http/fetch.h"

#include "host/clock.h"
#include "test/support/canned.h"
#include "test/support/secure.h"
#include "test/support/test.h"

#include <libdeflate.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SHORT_MS = 500,
    URL_BYTES = 256,
    NS_A_MS = 1000000,
};

struct fixture {
    struct arena arena;
    struct fetcher *f;
    struct canned server;
    char url[URL_BYTES];
};

static void open_fixture(struct fixture *x, str text, str more)
{
    /* Only for silence there is something to wait for. */
    struct fetch_options options = {.timeout_ms = text.len ? 0 : SHORT_MS};

    arena_init(&x->arena, (size_t)16 << 20);
    x->server = canned_start(text, more);
    options.rules.loopback_port = x->server.port;
    assert_int_equal(fetcher_new(&options, &x->arena, &x->f, NULL), OK);
    (void)snprintf(x->url, URL_BYTES, "http://localhost:%u/did.json",
        (unsigned)x->server.port);
}

/* The number of connections that the server had. */
static int close_fixture(struct fixture *x)
{
    int n = canned_stop(&x->server);

    fetcher_release(x->f);
    arena_release(&x->arena);
    return n;
}

static code get(struct fixture *x, const char *url, bytes *ret)
{
    struct fetch_budget budget = fetch_budget();
    struct fetched fetched;
    struct err e = {0};
    code c = fetch_get(x->f, str_of(url), &budget, &x->arena, &fetched, &e);

    assert_int_equal(e.code, c);
    if (c == OK)
        *ret = fetched.body;
    return c;
}

#define ANSWER "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

static void test_fetch_gets_a_document(void **state)
{
    struct fixture x;
    bytes body = {NULL, 0};

    (void)state;
    open_fixture(&x, S(ANSWER), S(""));
    assert_int_equal(get(&x, x.url, &body), OK);
    assert_true(str_eq(bytes_str(body), S("{}")));
    assert_int_equal(close_fixture(&x), 1);
}

struct refused {
    const char *url;
    code code;
};

/* Nothing of this leads to a connection. */
static const struct refused REFUSED[] = {
    {"https://localhost/", E_FETCH_BLOCKED_ADDRESS},
    {"https://127.0.0.1/", E_FETCH_BLOCKED_ADDRESS},
    {"https://10.0.0.1/", E_FETCH_BLOCKED_ADDRESS},
    {"https://172.16.0.1/", E_FETCH_BLOCKED_ADDRESS},
    {"https://192.168.0.1/", E_FETCH_BLOCKED_ADDRESS},
    {"https://169.254.169.254/", E_FETCH_BLOCKED_ADDRESS},
    {"https://100.64.0.1/", E_FETCH_BLOCKED_ADDRESS},
    {"https://0.0.0.0/", E_FETCH_BLOCKED_ADDRESS},
    {"https://[::1]/", E_FETCH_BLOCKED_ADDRESS},
    {"https://[fc00::1]/", E_FETCH_BLOCKED_ADDRESS},
    {"https://[fe80::1]/", E_FETCH_BLOCKED_ADDRESS},
    {"https://[::ffff:127.0.0.1]/", E_FETCH_BLOCKED_ADDRESS},
    {"https://2130706433/", E_FETCH_BLOCKED_ADDRESS},
    {"https://0x7f.1/", E_FETCH_BLOCKED_ADDRESS},
    {"https://0177.0.0.1/", E_FETCH_BLOCKED_ADDRESS},
    {"https://127.1/", E_FETCH_BLOCKED_ADDRESS},
    {"https://example.com:22/", E_FETCH_BLOCKED_PORT},
    {"https://example.com:25/", E_FETCH_BLOCKED_PORT},
    {"https://example.com:5432/", E_FETCH_BLOCKED_PORT},
    {"http://example.com/", E_FETCH_TLS_ERROR},
    {"http://example.com:443/", E_FETCH_TLS_ERROR},
    {"ftp://example.com/", E_FETCH_FAILED},
    {"file:///etc/passwd", E_FETCH_FAILED},
    {"https://user@example.com/", E_FETCH_FAILED},
    {"https://example.com/#a", E_FETCH_FAILED},
    {"https://example.com:/", E_FETCH_FAILED},
    {"https://exa mple.com/", E_FETCH_FAILED},
    {"https://example..com/", E_FETCH_FAILED},
    {"https:///", E_FETCH_FAILED},
    {"https://[::1/", E_FETCH_FAILED},
    {"/relative", E_FETCH_FAILED},
    {"", E_FETCH_FAILED},
};

static void test_fe_01_02_09_10_12_fetch_refuses(void **state)
{
    struct fixture x;
    bytes body;
    size_t i;

    (void)state;
    open_fixture(&x, S(ANSWER), S(""));
    for (i = 0; i < sizeof(REFUSED) / sizeof(REFUSED[0]); i++) {
        code c = get(&x, REFUSED[i].url, &body);

        if (c != REFUSED[i].code)
            fail_msg("%s: %d", REFUSED[i].url, (int)c);
    }
    assert_int_equal(close_fixture(&x), 0);
}

static void test_fe_03_04_every_address_is_looked_at(void **state)
{
    const struct outbound_rules rules = {.loopback_port = 8443};
    struct outbound target;
    struct address loopback;
    struct address elsewhere;

    (void)state;
    assert_true(address_parse(S("127.0.0.1"), &loopback));
    assert_true(address_parse(S("8.8.8.8"), &elsewhere));
    assert_int_equal(
        outbound_url(&rules, S("https://a.example/"), &target, NULL), OK);
    assert_true(outbound_may_reach(&rules, &target, &elsewhere));
    assert_false(outbound_may_reach(&rules, &target, &loopback));
    assert_int_equal(
        outbound_url(&rules, S("http://a.example:8443/"), &target, NULL), OK);
    assert_true(outbound_may_reach(&rules, &target, &loopback));
    assert_false(outbound_may_reach(&rules, &target, &elsewhere));
}

struct hostile {
    const char *label;
    str text;
    str more;
    code code;
};

static const struct hostile HOSTILE[] = {
    {"FE-05", STR("HTTP/1.1 302 Found\r\nLocation: https://x/\r\n\r\n"),
        STR(""), E_FETCH_REDIRECT_REFUSED},
    {"FE-07 silent", STR(""), STR(""), E_FETCH_TIMEOUT},
    {"FE-08 length", STR("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n"),
        STR("x"), E_FETCH_TOO_LARGE},
    {"FE-08 endless", STR("HTTP/1.1 200 OK\r\n\r\n"), STR("xxxxxxxxxxxxxxxx"),
        E_FETCH_TOO_LARGE},
    {"FE-08 cut", STR("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"), STR(""),
        E_FETCH_FAILED},
    {"404", STR("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"), STR(""),
        E_FETCH_FAILED},
    {"no HTTP", STR("hello\r\n\r\n"), STR(""), E_FETCH_FAILED},
};

static void test_fe_05_07_08_fetch_hostile_servers(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(HOSTILE) / sizeof(HOSTILE[0]); i++) {
        uint64_t start_ns = clock_monotonic_ns();
        struct fixture x;
        bytes body = {NULL, 0};
        code c;

        open_fixture(&x, HOSTILE[i].text, HOSTILE[i].more);
        c = get(&x, x.url, &body);
        if (c != HOSTILE[i].code)
            fail_msg("%s: %d", HOSTILE[i].label, (int)c);
        assert_null(body.ptr);
        assert_int_equal(close_fixture(&x), 1);
        assert_true(
            clock_monotonic_ns() - start_ns < (uint64_t)FETCH_MS * NS_A_MS);
    }
}

static void test_fe_13_fetch_counts(void **state)
{
    struct fetch_budget budget = fetch_budget();
    struct fixture x;
    struct fetched body;
    int i;

    (void)state;
    open_fixture(&x, S(ANSWER), S(""));
    for (i = 0; i < FETCH_COUNT_MAX; i++)
        assert_int_equal(
            fetch_get(x.f, str_of(x.url), &budget, &x.arena, &body, NULL), OK);
    assert_int_equal(
        fetch_get(x.f, str_of(x.url), &budget, &x.arena, &body, NULL),
        E_LIMIT_EXCEEDED);
    budget = fetch_budget();
    budget.end_ns = clock_monotonic_ns();
    assert_int_equal(
        fetch_get(x.f, str_of(x.url), &budget, &x.arena, &body, NULL),
        E_LIMIT_EXCEEDED);
    assert_int_equal(close_fixture(&x), FETCH_COUNT_MAX);
}

static void test_fe_06_14_fetch_keeps_only_what_is_good(void **state)
{
    const struct cached good = {str_bytes(S("good")), 1795564800};
    struct cached kept = {{NULL, 0}, 0};
    struct fixture x;
    bytes body;

    (void)state;
    open_fixture(
        &x, S("HTTP/1.1 500 Error\r\nContent-Length: 0\r\n\r\n"), S(""));
    fetch_keep(x.f, str_of(x.url), &good, 60);
    assert_int_equal(get(&x, x.url, &body), E_FETCH_FAILED);
    assert_true(fetch_kept(x.f, str_of(x.url), &x.arena, &kept));
    assert_true(str_eq(bytes_str(kept.data), S("good")));
    assert_int_equal(kept.since_unix_s, 1795564800);
    fetch_keep(x.f, str_of(x.url), &good, 0);
    assert_false(fetch_kept(x.f, str_of(x.url), &x.arena, &kept));
    assert_int_equal(close_fixture(&x), 1);
}

struct keeping {
    const char *headers;
    uint32_t ttl_s;
};

static const struct keeping KEEPING[] = {
    {"", FETCH_KEEP_S},
    {"Cache-Control: max-age=60\r\n", 60},
    {"cache-control: public, MAX-AGE=60\r\n", 60},
    {"Cache-Control: max-age=60\r\nAge: 20\r\n", 40},
    {"Cache-Control: max-age=60\r\nAge: 60\r\n", 0},
    {"Cache-Control: max-age=31536000\r\n", FETCH_KEEP_MAX_S},
    {"Cache-Control: max-age=99999999999999999999\r\n", 0},
    {"Cache-Control: max-age=-1\r\n", 0},
    {"Cache-Control: max-age=60, no-store\r\n", 0},
    {"Cache-Control: no-cache\r\n", 0},
    {"Cache-Control: private\r\nCache-Control: max-age=9\r\n", 0},
};

static void test_fetch_may_be_kept_as_the_headers_say(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(KEEPING) / sizeof(KEEPING[0]); i++) {
        struct fetch_budget budget = fetch_budget();
        char answer[URL_BYTES];
        struct fetched fetched;
        struct fixture x;
        const int n = snprintf(answer, sizeof(answer),
            "HTTP/1.1 200 OK\r\n%sContent-Length: 2\r\n\r\n{}",
            KEEPING[i].headers);

        open_fixture(&x, (str){answer, (size_t)n}, S(""));
        assert_int_equal(
            fetch_get(x.f, str_of(x.url), &budget, &x.arena, &fetched, NULL),
            OK);
        if (fetched.ttl_s != KEEPING[i].ttl_s)
            fail_msg("%s: %u", KEEPING[i].headers, (unsigned)fetched.ttl_s);
        assert_int_equal(close_fixture(&x), 1);
    }
}

static void test_fe_17_fetch_takes_no_proxy(void **state)
{
    struct canned proxy = canned_start(S(ANSWER), S(""));
    char address[URL_BYTES];
    struct fixture x;
    bytes body;

    (void)state;
    (void)snprintf(
        address, sizeof(address), "http://127.0.0.1:%u", (unsigned)proxy.port);
    assert_int_equal(setenv("http_proxy", address, 1), 0);
    assert_int_equal(setenv("ALL_PROXY", address, 1), 0);
    open_fixture(&x, S(ANSWER), S(""));
    assert_int_equal(get(&x, x.url, &body), OK);
    assert_int_equal(close_fixture(&x), 1);
    assert_int_equal(canned_stop(&proxy), 0);
    (void)unsetenv("http_proxy");
    (void)unsetenv("ALL_PROXY");
}

/* A server that speaks no TLS at all, asked for it: no way back to http. */
static void test_fe_09_fetch_wants_tls(void **state)
{
    struct fixture x;
    bytes body;

    (void)state;
    open_fixture(&x, S(ANSWER), S(""));
    (void)snprintf(
        x.url, URL_BYTES, "https://localhost:%u/", (unsigned)x.server.port);
    assert_int_equal(get(&x, x.url, &body), E_FETCH_TLS_ERROR);
    assert_int_equal(close_fixture(&x), 1);
}

struct identity {
    const char *label;
    enum secure_kind kind;
    code code;
    int asked; /* requests that the server saw */
};

static const struct identity IDENTITIES[] = {
    {"good", SECURE_GOOD, OK, 1},
    {"expired", SECURE_EXPIRED, E_FETCH_TLS_ERROR, 0},
    {"self-signed", SECURE_SELF_SIGNED, E_FETCH_TLS_ERROR, 0},
    {"of another host", SECURE_OTHER_HOST, E_FETCH_TLS_ERROR, 0},
    {"TLS 1.0", SECURE_OLD_TLS, E_FETCH_TLS_ERROR, 0},
};

/* Nothing is asked of a server that cannot say who it is. */
static void test_fe_09_fetch_knows_whom_it_asks(void **state)
{
    const struct secure_page page = {STR("/did.json"), STR(ANSWER)};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(IDENTITIES) / sizeof(IDENTITIES[0]); i++) {
        struct secure server = secure_listen();
        struct fetch_options options = {.rules.loopback_port = server.port};
        struct fixture x;
        bytes body;
        code c;

        secure_serve(&server, IDENTITIES[i].kind, &page, 1);
        options.ca_file = server.ca_file;
        arena_init(&x.arena, (size_t)16 << 20);
        assert_int_equal(fetcher_new(&options, &x.arena, &x.f, NULL), OK);
        (void)snprintf(x.url, URL_BYTES, "https://localhost:%u/did.json",
            (unsigned)server.port);
        c = get(&x, x.url, &body);
        if (c != IDENTITIES[i].code)
            fail_msg("%s: %d", IDENTITIES[i].label, (int)c);
        fetcher_release(x.f);
        arena_release(&x.arena);
        assert_int_equal(secure_stop(&server), IDENTITIES[i].asked);
    }
}

/* Small on the way, large when it is unpacked: stopped at 1 MiB. */
static void test_fe_08_fetch_gzip_bomb(void **state)
{
    static const char HEAD[] =
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
    struct libdeflate_compressor *packer = libdeflate_alloc_compressor(9);
    const size_t plain_bytes = (size_t)64 << 20;
    char *plain = calloc(plain_bytes, 1);
    struct fixture x;
    char *answer;
    bytes body;
    size_t n;

    (void)state;
    assert_non_null(packer);
    assert_non_null(plain);
    n = libdeflate_gzip_compress_bound(packer, plain_bytes);
    answer = malloc(sizeof(HEAD) + n);
    assert_non_null(answer);
    memcpy(answer, HEAD, sizeof(HEAD) - 1);
    n = libdeflate_gzip_compress(
        packer, plain, plain_bytes, answer + sizeof(HEAD) - 1, n);
    assert_in_range(n, 1, 1 << 20);
    open_fixture(&x, (str){answer, sizeof(HEAD) - 1 + n}, S(""));
    assert_int_equal(get(&x, x.url, &body), E_FETCH_TOO_LARGE);
    assert_int_equal(close_fixture(&x), 1);
    libdeflate_free_compressor(packer);
    free(answer);
    free(plain);
}

struct other {
    struct fixture *x;
    atomic_bool stop;
};

/* Asks again and again; with memory of its own, as an arena is for one
 * thread. */
static void *wait_for_it(void *arg)
{
    struct other *other = arg;
    struct fetched fetched;
    struct arena arena;

    arena_init(&arena, (size_t)4 << 20);
    while (!other->stop) {
        struct fetch_budget budget = fetch_budget();
        const code c = fetch_get(other->x->f, str_of(other->x->url), &budget,
            &arena, &fetched, NULL);

        if (c == E_HTTP_BUSY)
            (void)sched_yield();
    }
    arena_release(&arena);
    return NULL;
}

/* While another waits for a server, nobody else waits beside it. */
static void test_fe_07_fetch_leaves_threads_free(void **state)
{
    struct fetch_options options = {.timeout_ms = SHORT_MS, .at_once = 1};
    struct canned silent = canned_start(S(""), S(""));
    struct fixture x;
    struct other other = {.x = &x};
    pthread_t thread;
    bytes body;
    code c;

    (void)state;
    options.rules.loopback_port = silent.port;
    arena_init(&x.arena, (size_t)16 << 20);
    assert_int_equal(fetcher_new(&options, &x.arena, &x.f, NULL), OK);
    (void)snprintf(
        x.url, URL_BYTES, "http://localhost:%u/", (unsigned)silent.port);
    assert_int_equal(pthread_create(&thread, NULL, wait_for_it, &other), 0);
    do { /* until the thread is there */
        c = get(&x, x.url, &body);
    } while (c == E_FETCH_TIMEOUT);
    assert_int_equal(c, E_HTTP_BUSY);
    other.stop = true;
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(get(&x, x.url, &body), E_FETCH_TIMEOUT);
    (void)canned_stop(&silent);
    fetcher_release(x.f);
    arena_release(&x.arena);
}

TEST_MAIN(test_fetch_gets_a_document,
    test_fe_01_02_09_10_12_fetch_refuses,
    test_fe_03_04_every_address_is_looked_at,
    test_fe_05_07_08_fetch_hostile_servers,
    test_fe_13_fetch_counts,
    test_fe_06_14_fetch_keeps_only_what_is_good,
    test_fetch_may_be_kept_as_the_headers_say,
    test_fe_17_fetch_takes_no_proxy,
    test_fe_09_fetch_wants_tls,
    test_fe_09_fetch_knows_whom_it_asks,
    test_fe_08_fetch_gzip_bomb,
    test_fe_07_fetch_leaves_threads_free)
