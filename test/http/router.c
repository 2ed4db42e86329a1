#include "http/router.h"

#include "http/percent.h"
#include "test/support/test.h"

#include <string.h>

enum {
    UPLOAD_BYTES = 5 << 20,
};

static code nothing(struct web *web, struct err *reterr)
{
    (void)web;
    return err_set(reterr, E_NOT_FOUND, S("nothing"));
}

#define ROW(verb, path, asks, most)                                            \
    {                                                                          \
        .pattern = STR(path), .method = (verb), .right = (asks),               \
        .handler = nothing, .name = STR("nothing"), .summary = STR("test"),    \
        .body_bytes_max = (most)                                               \
    }

static const struct route ROUTES[] = {
    ROW(HTTP_GET, "/", 1, 0),
    ROW(HTTP_GET, "/o/{org}/award/new", 2, 0),
    ROW(HTTP_DELETE, "/o/{org}/award/{id}", 3, 0),
    ROW(HTTP_GET, "/o/{org}/award/{id}", 4, 0),
    ROW(HTTP_POST, "/upload", 5, UPLOAD_BYTES),
    ROW(HTTP_GET, "/{page}", 6, 0),
};

static const struct routes ALL = {ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0])};

/* A log shows this, not what a path holds. */
static void test_router_pattern_names_the_route(void **state)
{
    static const struct {
        const char *path;
        const char *pattern;
    } PATHS[] = {
        {"/", "/"},
        {"/o/x/award/secret", "/o/{org}/award/{id}"},
        {"/o/x/award/%zz", "/o/{org}/award/{id}"},
        {"/o/x/nothing/secret", ""},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(PATHS) / sizeof(PATHS[0]); i++) {
        const struct http_request req = {
            .method = HTTP_GET, .path = str_of(PATHS[i].path)};

        assert_true(
            str_eq(router_pattern(&ALL, &req), str_of(PATHS[i].pattern)));
    }
}

struct find_case {
    enum http_method method;
    const char *path;
    code code;
    int right;
    const char *org; /* captures */
    const char *id;
};

static const struct find_case CASES[] = {
    {HTTP_GET, "/", OK, 1, "", ""},
    {HTTP_HEAD, "/", OK, 1, "", ""},
    {HTTP_POST, "/", E_METHOD_NOT_ALLOWED, 0, "", ""},
    {HTTP_GET, "/o/x/award/new", OK, 2, "x", ""},
    {HTTP_DELETE, "/o/x/award/new", OK, 3, "x", "new"},
    {HTTP_GET, "/o/x/award/a%2Fb", OK, 4, "x", "a/b"},
    {HTTP_GET, "/o/caf%C3%A9/award/1+2", OK, 4, "caf\xc3\xa9", "1+2"},
    {HTTP_GET, "/o/x/award/%zz", E_HTTP_SYNTAX, 0, "", ""},
    {HTTP_GET, "/o/x/award/%00", E_HTTP_SYNTAX, 0, "", ""},
    {HTTP_GET, "/o/x/award/%ff", E_HTTP_SYNTAX, 0, "", ""},
    {HTTP_OTHER, "/o/x/award/1", E_METHOD_NOT_ALLOWED, 0, "", ""},
    {HTTP_GET, "/o//award/1", E_NOT_FOUND, 0, "", ""},
    {HTTP_GET, "/o/x/award", E_NOT_FOUND, 0, "", ""},
    {HTTP_GET, "/o/x/award/", E_NOT_FOUND, 0, "", ""},
    {HTTP_GET, "/o/x/award/1/", E_NOT_FOUND, 0, "", ""},
    {HTTP_GET, "//", E_NOT_FOUND, 0, "", ""},
    {HTTP_GET, "/upload", OK, 6, "", ""},
    {HTTP_POST, "/upload", OK, 5, "", ""},
    {HTTP_PUT, "/upload", E_METHOD_NOT_ALLOWED, 0, "", ""},
};

static void test_router_finds(void **state)
{
    struct arena a;
    size_t i;

    (void)state;
    arena_init(&a, 1 << 20);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct http_request req = {
            .method = CASES[i].method, .path = str_of(CASES[i].path)};
        struct route_match match = {0};
        struct err e = {0};

        assert_int_equal(
            router_find(&ALL, &req, &a, &match, &e), CASES[i].code);
        assert_int_equal(e.code, CASES[i].code);
        if (CASES[i].code != OK)
            continue;
        assert_int_equal(match.route->right, CASES[i].right);
        assert_true(
            str_eq(route_capture(&match, S("org")), str_of(CASES[i].org)));
        assert_true(
            str_eq(route_capture(&match, S("id")), str_of(CASES[i].id)));
    }
    arena_release(&a);
}

static void test_router_names_the_methods(void **state)
{
    struct http_request req = {.path = S("/o/x/award/1")};
    struct http_response res;
    struct arena a;

    (void)state;
    arena_init(&a, 1 << 20);
    response_init(&res, &a);
    router_allow(&ALL, &req, &res);
    assert_true(
        str_eq(response_header(&res, S("Allow")), S("DELETE, GET, HEAD")));
    arena_release(&a);
}

static void test_router_knows_the_largest_body(void **state)
{
    struct http_request req = {.method = HTTP_POST, .path = S("/upload")};

    (void)state;
    assert_int_equal(router_body_max(&ALL, &req, 7), UPLOAD_BYTES);
    req.path = S("/other");
    assert_int_equal(router_body_max(&ALL, &req, 7), 7);
}

static void test_percent_writes_what_it_reads(void **state)
{
    struct arena a;
    struct buf out;
    str text = S("a b/\xc3\xa9+%&=?#~._-");
    str written;
    str back = {NULL, 0};

    (void)state;
    arena_init(&a, 1 << 20);
    buf_init(&out, &a, 1000);
    percent_write(&out, text);
    assert_int_equal(buf_finish_str(&out, &written), OK);
    assert_true(str_eq(written, S("a%20b%2F%C3%A9%2B%25%26%3D%3F%23~._-")));
    assert_int_equal(
        percent_decode(written, PERCENT_FORM, &a, &back, NULL), OK);
    assert_true(str_eq(back, text));
    assert_int_equal(
        percent_decode(S("a+b%2B"), PERCENT_FORM, &a, &back, NULL), OK);
    assert_true(str_eq(back, S("a b+")));
    assert_int_equal(
        percent_decode(S("a%4"), PERCENT_PATH, &a, &back, NULL), E_HTTP_SYNTAX);
    arena_release(&a);
}

TEST_MAIN(test_router_pattern_names_the_route,
    test_router_finds,
    test_router_names_the_methods,
    test_router_knows_the_largest_body,
    test_percent_writes_what_it_reads)
