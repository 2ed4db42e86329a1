#include "http/cookie.h"

#include "base/buf.h"
#include "http/token.h"

enum {
    COOKIE_BYTES_MAX = 4096,
};

str cookie_get(const struct http_request *req, str name)
{
    size_t i;

    for (i = 0; i < req->n_headers; i++) {
        str rest = req->headers[i].value;
        str pair = {NULL, 0};

        if (!token_eq(req->headers[i].name, S("Cookie")))
            continue;
        while (token_next(&rest, ';', &pair)) {
            size_t equals = str_find(pair, '=', 0);

            if (equals != SIZE_MAX && str_eq(str_sub(pair, 0, equals), name))
                return str_sub(pair, equals + 1, pair.len);
        }
    }
    return (str){NULL, 0};
}

static bool is_plain(str value)
{
    size_t i;

    for (i = 0; i < value.len; i++) {
        char c = value.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'))
            return false;
    }
    return true;
}

static void start(struct buf *out, enum cookie_scope scope, str name, str value)
{
    if (scope == COOKIE_SECURE)
        buf_str(out, S("__Host-"));
    buf_str(out, name);
    buf_byte(out, '=');
    buf_str(out, value);
    buf_str(out, S("; Path=/; HttpOnly; SameSite=Lax"));
    if (scope == COOKIE_SECURE)
        buf_str(out, S("; Secure"));
}

static void finish(struct http_response *res, const struct buf *out)
{
    str text;

    if (buf_finish_str(out, &text) == OK)
        response_add(res, S("Set-Cookie"), text);
    else if (!res->failed)
        res->failed = out->failed;
}

void cookie_set(struct http_response *res,
    enum cookie_scope scope,
    str name,
    str value,
    uint32_t lifetime_s)
{
    struct buf out;

    if (!token_is(name) || !is_plain(value)) {
        res->failed = E_ARGUMENT;
        return;
    }
    buf_init(&out, res->arena, COOKIE_BYTES_MAX);
    start(&out, scope, name, value);
    if (lifetime_s > 0) {
        buf_str(&out, S("; Max-Age="));
        buf_u64(&out, lifetime_s);
    }
    finish(res, &out);
}

void cookie_clear(struct http_response *res, enum cookie_scope scope, str name)
{
    struct buf out;

    buf_init(&out, res->arena, COOKIE_BYTES_MAX);
    start(&out, scope, name, S(""));
    buf_str(&out, S("; Max-Age=0"));
    finish(res, &out);
}
