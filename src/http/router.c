#include "http/router.h"

#include "base/buf.h"
#include "http/percent.h"

enum {
    ALLOW_BYTES_MAX = 128,
};

static bool is_capture(str part)
{
    return part.len > 2 && part.ptr[0] == '{';
}

/* Takes the part up to the next '/', from a text that starts with one. */
static str take_part(str *rest)
{
    size_t end = str_find(*rest, '/', 1);
    str part = str_sub(*rest, 1, end);

    *rest = str_sub(*rest, 1 + part.len, rest->len);
    return part;
}

/* Fills in the captures, not decoded yet. */
static bool fits(str pattern, str path, struct route_match *ret)
{
    ret->n_captures = 0;
    while (pattern.len > 0 && path.len > 0) {
        str wanted = take_part(&pattern);
        str part = take_part(&path);

        if (!is_capture(wanted)) {
            if (!str_eq(wanted, part))
                return false;
            continue;
        }
        if (part.len == 0 || ret->n_captures == ROUTE_CAPTURES_MAX)
            return false;
        ret->captures[ret->n_captures++] =
            (struct http_field){str_sub(wanted, 1, wanted.len - 1), part};
    }
    return pattern.len == 0 && path.len == 0;
}

static enum http_method table_method(enum http_method method)
{
    return method == HTTP_HEAD ? HTTP_GET : method;
}

static const struct route *find(const struct routes *routes,
    const struct http_request *req,
    struct route_match *ret,
    bool *ret_other)
{
    enum http_method method = table_method(req->method);
    size_t i;

    *ret_other = false;
    for (i = 0; i < routes->n; i++) {
        const struct route *route = &routes->items[i];

        if (!fits(route->pattern, req->path, ret))
            continue;
        if (route->method == method)
            return route;
        *ret_other = true;
    }
    return NULL;
}

code router_find(const struct routes *routes,
    const struct http_request *req,
    struct arena *arena,
    struct route_match *ret,
    struct err *reterr)
{
    struct route_match match = {0};
    bool other;
    size_t i;

    match.route = find(routes, req, &match, &other);
    if (!match.route)
        return other ? err_set(reterr, E_METHOD_NOT_ALLOWED,
                           request_method_name(req->method))
                     : err_set(reterr, E_NOT_FOUND, S("page"));
    for (i = 0; i < match.n_captures; i++)
        TRY(percent_decode(match.captures[i].value, PERCENT_PATH, arena,
            &match.captures[i].value, reterr));
    *ret = match;
    return OK;
}

str router_pattern(const struct routes *routes, const struct http_request *req)
{
    struct route_match match;
    bool other;
    const struct route *route = find(routes, req, &match, &other);

    return route ? route->pattern : (str){NULL, 0};
}

str route_capture(const struct route_match *match, str name)
{
    size_t i;

    for (i = 0; i < match->n_captures; i++) {
        if (str_eq(match->captures[i].name, name))
            return match->captures[i].value;
    }
    return (str){NULL, 0};
}

void router_allow(const struct routes *routes,
    const struct http_request *req,
    struct http_response *res)
{
    struct route_match match;
    struct buf out;
    size_t i;

    buf_init(&out, res->arena, ALLOW_BYTES_MAX);
    for (i = 0; i < routes->n; i++) {
        const struct route *route = &routes->items[i];

        if (!fits(route->pattern, req->path, &match))
            continue;
        if (out.len > 0)
            buf_str(&out, S(", "));
        buf_str(&out, request_method_name(route->method));
        if (route->method == HTTP_GET)
            buf_str(&out, S(", HEAD"));
    }
    response_set(res, S("Allow"), bytes_str(buf_bytes(&out)));
}

size_t router_body_max(const struct routes *routes,
    const struct http_request *head,
    size_t bytes_max)
{
    struct route_match match;
    bool other;
    const struct route *route = find(routes, head, &match, &other);

    return route && route->body_bytes_max > 0 ? route->body_bytes_max
                                              : bytes_max;
}
