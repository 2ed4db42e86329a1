/* Header fields: what is read from them and written into them. */
#include "http/accept.h"
#include "http/cookie.h"
#include "http/date.h"
#include "http/head.h"
#include "http/lines.h"
#include "http/peer.h"
#include "http/problem.h"
#include "http/token.h"
#include "test/support/fail.h"
#include "test/support/test.h"

#include <string.h>

static void test_token_weights(void **state)
{
    static const struct {
        const char *item;
        unsigned weight;
    } cases[] = {
        {"a", 1000},
        {"a;q=1", 1000},
        {"a; q=0.5", 500},
        {"a;Q=0.123", 123},
        {"a;q=0", 0},
        {"a;q=1.000", 1000},
        {"a;q=1.001", 0},
        {"a;q=0.1234", 0},
        {"a;q=2", 0},
        {"a;q=x", 0},
        {"a;q=", 0},
        {"a;b=c;q=0.7", 700},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        str text;

        assert_int_equal(
            token_weight(str_of(cases[i].item), &text), cases[i].weight);
        assert_true(str_eq(text, S("a")));
    }
}

static void test_accept_chooses(void **state)
{
    static const str types[] = {STR("text/html"), STR("application/json")};
    static const str languages[] = {STR("en"), STR("de"), STR("ar")};
    static const struct {
        const char *accept;
        size_t type;
    } by_type[] = {
        {"", 0},
        {"*/*", 0},
        {"application/json", 1},
        {"text/*;q=0.5, application/json;q=0.4", 0},
        {"text/*, text/html;q=0.1, */*;q=0.5", 1},
        {"image/png", SIZE_MAX},
        {"text/html;q=0, application/json;q=0", SIZE_MAX},
    };
    static const struct {
        const char *accept;
        size_t language;
    } by_language[] = {
        {"", 0},
        {"de-CH, en;q=0.5", 1},
        {"fr, ar;q=0.2", 2},
        {"DE", 1},
        {"fr", 0},
        {"d", 0},
        {"*, en;q=0.1", 1},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(by_type) / sizeof(by_type[0]); i++)
        assert_int_equal(
            accept_type(str_of(by_type[i].accept), types, 2), by_type[i].type);
    for (i = 0; i < sizeof(by_language) / sizeof(by_language[0]); i++)
        assert_int_equal(
            accept_language(str_of(by_language[i].accept), languages, 3),
            by_language[i].language);
}

static void test_cookies(void **state)
{
    const struct http_field fields[] = {
        {S("cookie"), S("a=1; __Host-s=x.y ; b")}, {S("Cookie"), S("c==2")}};
    struct http_request req = {.headers = fields, .n_headers = 2};
    struct http_response res;
    struct arena a;

    (void)state;
    assert_true(str_eq(cookie_get(&req, S("__Host-s")), S("x.y")));
    assert_true(str_eq(cookie_get(&req, S("c")), S("=2")));
    assert_int_equal(cookie_get(&req, S("b")).len, 0);
    assert_int_equal(cookie_get(&req, S("s")).len, 0);
    arena_init(&a, 1 << 20);
    response_init(&res, &a);
    cookie_set(&res, COOKIE_SECURE, S("s"), S("abc"), 60);
    cookie_clear(&res, COOKIE_PLAIN, S("t"));
    assert_int_equal(res.n_headers, 2);
    assert_true(str_eq(res.headers[0].value,
        S("__Host-s=abc; Path=/; HttpOnly; SameSite=Lax; Secure; "
          "Max-Age=60")));
    assert_true(str_eq(res.headers[1].value,
        S("t=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")));
    cookie_set(&res, COOKIE_PLAIN, S("s"), S("a; Domain=x"), 0);
    assert_int_equal(res.failed, E_ARGUMENT);
    arena_release(&a);
}

static void test_dates(void **state)
{
    static const struct {
        int64_t unix_s;
        const char *text;
    } cases[] = {
        {784111777, "Sun, 06 Nov 1994 08:49:37 GMT"}, /* RFC 9110 5.6.7 */
        {0, "Thu, 01 Jan 1970 00:00:00 GMT"},
        {-1, "Wed, 31 Dec 1969 23:59:59 GMT"},
        {1709164799, "Wed, 28 Feb 2024 23:59:59 GMT"},
        {1709164800, "Thu, 29 Feb 2024 00:00:00 GMT"},
    };
    char text[DATE_BYTES];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(
            date_http(cases[i].unix_s, text), strlen(cases[i].text));
        assert_string_equal(text, cases[i].text);
    }
    (void)date_mail(784111777, text);
    assert_string_equal(text, "Sun, 06 Nov 1994 08:49:37 +0000");
}

static void test_wb_14_head_check(void **state)
{
    static const struct {
        const char *version;
        const char *name;
        const char *value;
        code code;
    } cases[] = {
        {"HTTP/1.1", "X", "y", OK},
        {"HTTP/1.0", "X", "y", OK},
        {"HTTP/1.1", "Content-Length", "18446744073709551615", OK},
        {"HTTP/1.1", "transfer-encoding", "CHUNKED", OK},
        {"HTTP/2.0", "X", "y", E_HTTP_SYNTAX},
        {"HTTP/1.1", "Host", "b", E_HTTP_SYNTAX},
        {"HTTP/1.1", "Content-Length", "18446744073709551616", E_HTTP_SYNTAX},
        {"HTTP/1.1", "Content-Length", "-1", E_HTTP_SYNTAX},
        {"HTTP/1.1", "Content-Length", "1, 1", E_HTTP_SYNTAX},
        {"HTTP/1.1", "Content-Length", "", E_HTTP_SYNTAX},
        {"HTTP/1.1", "Transfer-Encoding", "gzip, chunked", E_HTTP_SYNTAX},
        {"HTTP/1.0", "Transfer-Encoding", "chunked", E_HTTP_SYNTAX},
        {"HTTP/1.1", "X ", "y", E_HTTP_SYNTAX},
        {"HTTP/1.1", "X", "a\rb", E_HTTP_SYNTAX},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct http_field fields[] = {{S("Host"), S("a:80")},
            {str_of(cases[i].name), str_of(cases[i].value)}};
        const struct head head = {.version = str_of(cases[i].version),
            .target = S("/a?b"),
            .fields = fields,
            .n_fields = 2};
        struct head_body body;

        assert_int_equal(head_check(&head, &body, NULL), cases[i].code);
    }
}

/* WB-16: at the limit, and one past it. */
static void test_wb_16_head_limits(void **state)
{
    static const struct {
        size_t target;
        size_t fields; /* beside Host */
        size_t value;  /* bytes in each */
        code code;
    } cases[] = {
        {HEAD_TARGET_BYTES_MAX, 0, 0, OK},
        {HEAD_TARGET_BYTES_MAX + 1, 0, 0, E_HTTP_TARGET_TOO_LONG},
        {1, HEAD_FIELDS_MAX - 1, 1, OK},
        {1, HEAD_FIELDS_MAX, 1, E_HTTP_HEADERS_TOO_LARGE},
        {1, 2, HEAD_FIELDS_BYTES_MAX / 2 - 10, OK},
        {1, 2, HEAD_FIELDS_BYTES_MAX / 2, E_HTTP_HEADERS_TOO_LARGE},
    };
    static char path[HEAD_TARGET_BYTES_MAX + 1];
    static char filler[HEAD_FIELDS_BYTES_MAX];
    struct http_field fields[HEAD_FIELDS_MAX + 1] = {{S("Host"), S("a")}};
    size_t i;
    size_t j;

    (void)state;
    memset(path, '/', sizeof(path));
    memset(filler, 'x', sizeof(filler));
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct head head = {.version = S("HTTP/1.1"),
            .target = {path, cases[i].target},
            .fields = fields,
            .n_fields = cases[i].fields + 1};
        struct head_body body;

        for (j = 0; j < cases[i].fields; j++)
            fields[j + 1] =
                (struct http_field){S("X"), {filler, cases[i].value}};
        assert_int_equal(head_check(&head, &body, NULL), cases[i].code);
    }
}

static void test_wb_14_lines_end_with_cr_lf(void **state)
{
    /* As libmicrohttpd leaves them: NULs where a text ends. */
    static const struct {
        const char *head;
        size_t bytes;
        size_t value_at; /* of X, whose name is at 12 */
        bool whole;
    } cases[] = {
        {"/\0HTTP/1.1\0\nX\0 y\0\n\r\n", 22, 16, true},
        {"/\0HTTP/1.1\0\nX\0y\0\0\r\n", 21, 15, true},
        {"/\0HTTP/1.1\0\nX\0y \0\0\r\n", 22, 15, true},
        {"/\0HTTP/1.1\0\nX\0y\0\r\n", 19, 15, false}, /* LF, then CR LF */
        {"/\0HTTP/1.1\0\nX\0y\0\0\n", 19, 15, false},
        {"/\0HTTP/1.1\0\nX\0y\0z\0\n\r\n", 22, 15, false}, /* after a NUL */
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *head = cases[i].head;
        const struct http_field field = {
            {head + 12, 1}, {head + cases[i].value_at, 1}};

        assert_int_equal(
            lines_are_whole((bytes){(const uint8_t *)head, cases[i].bytes - 1},
                (str){head + 2, 8}, &field, 1),
            cases[i].whole);
    }
}

static void test_wb_10_peer_behind_proxies(void **state)
{
    static const struct {
        const char *socket;
        const char *forwarded;
        const char *peer;
    } cases[] = {
        {"192.0.2.1", "198.51.100.7", "192.0.2.1"}, /* is no proxy */
        {"10.0.0.1", "", "10.0.0.1"},
        {"10.0.0.1", "198.51.100.7", "198.51.100.7"},
        {"10.0.0.1", "127.0.0.1, 198.51.100.7", "198.51.100.7"},
        {"10.0.0.1", "198.51.100.7, 10.0.0.2", "198.51.100.7"},
        {"10.0.0.1", "evil, 10.0.0.2", "10.0.0.2"},
        {"10.0.0.1", "2001:db8::1", "2001:db8::1"},
    };
    struct address proxies[2];
    size_t i;

    (void)state;
    assert_true(address_parse(S("10.0.0.1"), &proxies[0]));
    assert_true(address_parse(S("10.0.0.2"), &proxies[1]));
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct http_field field = {
            S("x-forwarded-for"), str_of(cases[i].forwarded)};
        const struct http_request req = {.headers = &field, .n_headers = 1};
        struct address socket;
        struct address who;
        char text[ADDRESS_TEXT_BYTES];

        assert_true(address_parse(str_of(cases[i].socket), &socket));
        who = peer_find(&req, &socket, proxies, 2);
        (void)address_format(&who, text);
        assert_string_equal(text, cases[i].peer);
    }
}

static void test_fe_01_addresses(void **state)
{
    static const struct {
        const char *text;
        bool is_public;
    } cases[] = {
        {"127.0.0.1", false},
        {"10.1.2.3", false},
        {"172.16.0.1", false},
        {"172.31.255.255", false},
        {"172.32.0.1", true},
        {"192.168.1.1", false},
        {"169.254.169.254", false},
        {"100.64.0.1", false},
        {"100.128.0.1", true},
        {"0.0.0.0", false},
        {"224.0.0.1", false},
        {"255.255.255.255", false},
        {"8.8.8.8", true},
        {"::1", false},
        {"::", false},
        {"fc00::1", false},
        {"fe80::1", false},
        {"::ffff:127.0.0.1", false},
        {"::ffff:8.8.8.8", true},
        {"64:ff9b::7f00:1", false},
        {"2002:7f00:1::1", false},
        {"2001:0:1::1", false},
        {"2001:db8::1", false},
        {"2606:4700::1111", true},
        {"ff02::1", false},
    };
    static const char *const bad[] = {
        "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "", "1.2.3.4 ", "a"};
    struct address address;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_true(address_parse(str_of(cases[i].text), &address));
        if (address_is_public(&address) != cases[i].is_public)
            fail_msg("%s", cases[i].text);
    }
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(address_parse(str_of(bad[i]), &address));
    assert_true(address_parse_endpoint(S("[::1]:80"), &address));
    assert_true(address_is_loopback(&address) && address.port == 80);
    assert_true(address_parse_endpoint(S("localhost:0"), &address));
    assert_false(address_parse_endpoint(S("::1"), &address));
    assert_false(address_parse_endpoint(S("127.0.0.1:65536"), &address));
}

static void test_response_refuses_to_be_split(void **state)
{
    struct http_response res;
    struct arena a;

    (void)state;
    arena_init(&a, 1 << 20);
    response_init(&res, &a);
    response_redirect(&res, S("/x\r\nSet-Cookie: a=b"));
    assert_int_equal(res.failed, E_ARGUMENT);
    response_init(&res, &a);
    response_add(&res, S("Link"), S("1"));
    response_add(&res, S("Link"), S("2"));
    response_set(&res, S("link"), S("3"));
    assert_int_equal(res.n_headers, 1);
    assert_true(str_eq(response_header(&res, S("LINK")), S("3")));
    arena_release(&a);
}

static void test_problem_hides_what_is_ours(void **state)
{
    struct http_response res;
    struct err e = {0};
    struct arena a;
    str body;

    (void)state;
    arena_init(&a, 1 << 20);
    response_init(&res, &a);
    (void)err_set(&e, E_INTERNAL, S("select secret"));
    problem_answer(&res, e.code, &e);
    body = bytes_str(res.body);
    assert_int_equal(res.status, 500);
    assert_true(
        str_eq(body, S("{\"type\":\"urn:testamur:error:INTERNAL\","
                       "\"title\":\"internal error\",\"status\":500}\n")));
    (void)err_set(&e, E_FORM_SYNTAX, S("a \"name\""));
    err_pointer(&e, S("/a/b"));
    problem_answer(&res, e.code, &e);
    body = bytes_str(res.body);
    assert_int_equal(res.status, 400);
    assert_true(str_ends(body, S("\"status\":400,\"detail\":\"a \\\"name\\\"\","
                                 "\"pointer\":\"/a/b\"}\n")));
    arena_release(&a);
}

static void test_response_nth_allocation_fails(void **state)
{
    const struct http_request req = {.method = HTTP_GET};
    size_t n;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
        struct http_response res;
        struct arena a;
        code c;

        arena_init(&a, 1 << 20);
        response_init(&res, &a);
        problem_answer(&res, E_NOT_FOUND, NULL);
        cookie_set(&res, COOKIE_SECURE, S("s"), S("abc"), 60);
        c = response_finish(&res, &req);
        assert_true(c == E_NO_MEMORY || (c == OK && res.n_headers > 8));
        arena_release(&a);
    }
    assert_true(n > 1);
}

TEST_MAIN(test_token_weights,
    test_accept_chooses,
    test_cookies,
    test_dates,
    test_wb_14_head_check,
    test_wb_16_head_limits,
    test_wb_14_lines_end_with_cr_lf,
    test_wb_10_peer_behind_proxies,
    test_fe_01_addresses,
    test_response_refuses_to_be_split,
    test_problem_hides_what_is_ours,
    test_response_nth_allocation_fails)
