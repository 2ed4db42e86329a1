#include "test/support/caller.h"

#include "app/api_token.h"
#include "test/support/test.h"
#include "text/pointer.h"
#include "web/api.h"
#include "web/route.h"

#include <stdarg.h>

enum {
    NOW = 1795564800, /* 2026-11-25, as in a front's requests */
    HEADERS_MAX = 4,
    PARTS_MAX = 8,
};

static struct caller make(struct front *front, struct act *act, uint64_t scopes)
{
    const struct api_token_order order = {
        .label = S("A test"), .scopes = scopes, .days = 1};
    struct caller caller = {.front = front};
    struct api_token token;

    assert_int_equal(
        api_token_make(act, &order, &token, &caller.token, NULL), OK);
    caller.id = token.id;
    return caller;
}

struct caller caller_all(struct front *front, struct act *act)
{
    uint64_t scopes = 0;
    unsigned i;

    for (i = 0; i < RIGHT_END; i++) {
        if (api_token_scope((enum right)i) &&
            act_may(act, (enum right)i, NULL) == OK)
            scopes |= (uint64_t)1 << i;
    }
    return make(front, act, scopes);
}

struct caller caller_with(
    struct front *front, struct act *act, const enum right *scopes)
{
    uint64_t bits = 0;

    for (; *scopes != RIGHT_public; scopes++)
        bits |= (uint64_t)1 << *scopes;
    return make(front, act, bits);
}

/* --- answers against the description --- */

static const struct json *parse(struct front *front, bytes body)
{
    struct budget budget = budget_default();
    struct json *value = NULL;

    assert_int_equal(
        json_parse(bytes_str(body), &budget, &front->lasting, &value, NULL),
        OK);
    return value;
}

static void check_schema(
    struct front *front, const struct http_response *res, str schema)
{
    struct err e = {0};

    if (api_check(parse(front, res->body), schema, &front->lasting, &e) == OK)
        return;
    print_error("%.*s: %s %s\n%.*s\n", (int)schema.len, schema.ptr, e.pointer,
        e.arg, (int)res->body.len, (const char *)res->body.ptr);
    fail();
}

static void check_answer(struct front *front,
    const struct http_request *req,
    const struct http_response *res)
{
    struct route_match match;

    if (res->status >= 400) {
        assert_true(str_eq(response_header(res, S("Content-Type")),
            S("application/problem+json")));
        check_schema(front, res, S("Problem"));
        return;
    }
    assert_int_equal(
        router_find(&web_route, req, &front->lasting, &match, NULL), OK);
    assert_int_equal(res->status, match.route->status);
    if (match.route->answers.len > 0)
        check_schema(front, res, match.route->answers);
}

/* --- asking --- */

static void add_headers(const struct caller *caller,
    struct http_field headers[HEADERS_MAX],
    size_t *ret_n)
{
    const str bearer[] = {S("Bearer "), caller->token};

    headers[(*ret_n)++] = (struct http_field){S("Host"), S("127.0.0.1:8080")};
    headers[(*ret_n)++] =
        (struct http_field){S("Content-Type"), S("application/json")};
    if (caller->token.len > 0)
        headers[(*ret_n)++] = (struct http_field){
            S("Authorization"), arena_join(&caller->front->lasting, bearer, 2)};
    if (caller->key.len > 0)
        headers[(*ret_n)++] =
            (struct http_field){S("Idempotency-Key"), caller->key};
}

struct http_response caller_ask(const struct caller *caller,
    enum http_method method,
    const char *path,
    const char *json)
{
    struct front *front = caller->front;
    const str target = str_of(path);
    const size_t mark = str_find(target, '?', 0);
    struct http_field headers[HEADERS_MAX];
    struct http_request req = {
        .method = method,
        .path = str_sub(target, 0, mark),
        .query =
            mark == SIZE_MAX ? S("") : str_sub(target, mark + 1, target.len),
        .headers = headers,
        .body = str_bytes(str_of(json)),
        .peer = S("192.0.2.1"),
        .now_unix_s = NOW,
    };
    struct http_response res;

    add_headers(caller, headers, &req.n_headers);
    response_init(&res, &front->lasting);
    assert_int_equal(
        web_handle(&front->worker, &req, &front->lasting, &res), OK);
    assert_int_equal(response_finish(&res, &req), OK);
    check_answer(front, &req, &res);
    return res;
}

struct http_response caller_get(const struct caller *caller, const char *path)
{
    return caller_ask(caller, HTTP_GET, path, NULL);
}

const char *caller_text(const struct caller *caller, const char *first, ...)
{
    str parts[PARTS_MAX];
    const char *part = first;
    size_t n = 0;
    va_list rest;

    va_start(rest, first);
    for (; part && n < PARTS_MAX - 1; part = va_arg(rest, const char *))
        parts[n++] = str_of(part);
    va_end(rest);
    parts[n++] = (str){"", 1};
    return arena_join(&caller->front->lasting, parts, n).ptr;
}

const char *caller_value(const struct caller *caller,
    const struct http_response *res,
    const char *pointer)
{
    const struct json *value =
        json_pointer_get(parse(caller->front, res->body), str_of(pointer));
    const str text = json_is(value, JSON_STRING) || json_is(value, JSON_NUMBER)
                         ? value->text
                         : S("");
    const str parts[] = {text, {"", 1}};

    return arena_join(&caller->front->lasting, parts, 2).ptr;
}
