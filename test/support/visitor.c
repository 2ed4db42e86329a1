#include "test/support/visitor.h"

#include "test/support/desk.h"
#include "test/support/test.h"

#include <string.h>

enum {
    BODY_BYTES_MAX = 32 << 20,
    HEADERS_MAX = 3,
};

static const str BOUNDARY = STR("----part");

struct visitor visitor_of(struct front *front, const char *person)
{
    struct visitor visitor = {.front = front};
    struct act act = desk_act(front);

    if (person[0] == '\0')
        return visitor;
    visitor.cookie = desk_session(&act, str_of(person)).secret;
    visitor.csrf = session_csrf(&act, visitor.cookie);
    return visitor;
}

static struct http_response ask(const struct visitor *visitor,
    enum http_method method,
    const char *path,
    str type,
    bytes body)
{
    struct front *front = visitor->front;
    const str target = str_of(path);
    const size_t mark = str_find(target, '?', 0);
    const str cookie[] = {S("session="), visitor->cookie};
    struct http_field headers[HEADERS_MAX];
    struct http_request req = {
        .method = method,
        .path = str_sub(target, 0, mark),
        .query =
            mark == SIZE_MAX ? S("") : str_sub(target, mark + 1, target.len),
        .headers = headers,
        .body = body,
        .now_unix_s = DESK_NOW,
    };
    struct http_response res;

    headers[req.n_headers++] =
        (struct http_field){S("Host"), S("127.0.0.1:8080")};
    if (type.len > 0)
        headers[req.n_headers++] = (struct http_field){S("Content-Type"), type};
    if (visitor->cookie.len > 0)
        headers[req.n_headers++] = (struct http_field){
            S("Cookie"), arena_join(&front->lasting, cookie, 2)};
    response_init(&res, &front->lasting);
    assert_int_equal(
        web_handle(&front->worker, &req, &front->lasting, &res), OK);
    assert_int_equal(response_finish(&res, &req), OK);
    return res;
}

struct http_response visitor_get(
    const struct visitor *visitor, const char *path)
{
    return ask(visitor, HTTP_GET, path, S(""), (bytes){NULL, 0});
}

struct http_response visitor_post(
    const struct visitor *visitor, const char *path, const char *fields)
{
    const str parts[] = {S("csrf="), visitor->csrf, S("&"), str_of(fields)};

    return ask(visitor, HTTP_POST, path, S("application/x-www-form-urlencoded"),
        str_bytes(arena_join(&visitor->front->lasting, parts, 4)));
}

static void put_part(struct buf *out, str name, str value)
{
    buf_str(out, S("--"));
    buf_str(out, BOUNDARY);
    buf_str(out, S("\r\nContent-Disposition: form-data; name=\""));
    buf_str(out, name);
    buf_str(out, S("\"\r\n\r\n"));
    buf_str(out, value);
    buf_str(out, S("\r\n"));
}

static void put_fields(struct buf *out, str fields)
{
    while (fields.len > 0) {
        const size_t end = str_find(fields, '&', 0);
        const str field = str_sub(fields, 0, end);
        const size_t mark = str_find(field, '=', 0);

        put_part(
            out, str_sub(field, 0, mark), str_sub(field, mark + 1, field.len));
        fields = end == SIZE_MAX ? S("") : str_sub(fields, end + 1, fields.len);
    }
}

struct http_response visitor_upload(const struct visitor *visitor,
    const char *path,
    const char *fields,
    const char *file_name,
    bytes content)
{
    const str type[] = {S("multipart/form-data; boundary="), BOUNDARY};
    struct buf out;
    bytes body;

    buf_init(&out, &visitor->front->lasting, BODY_BYTES_MAX);
    put_part(&out, S("csrf"), visitor->csrf);
    put_fields(&out, str_of(fields));
    buf_str(&out, S("--"));
    buf_str(&out, BOUNDARY);
    buf_str(&out,
        S("\r\nContent-Disposition: form-data; name=\"file\"; filename=\""));
    buf_str(&out, str_of(file_name));
    buf_str(&out, S("\"\r\nContent-Type: text/html\r\n\r\n"));
    buf_str(&out, bytes_str(content));
    buf_str(&out, S("\r\n--"));
    buf_str(&out, BOUNDARY);
    buf_str(&out, S("--\r\n"));
    assert_int_equal(buf_finish(&out, &body), OK);
    return ask(visitor, HTTP_POST, path,
        arena_join(&visitor->front->lasting, type, 2), body);
}

const char *visitor_path(
    const struct visitor *visitor, const char *before, str id, const char *end)
{
    const str parts[] = {str_of(before), id, str_of(end), {"", 1}};

    return arena_join(&visitor->front->lasting, parts, 4).ptr;
}

str visitor_field(const struct http_response *res, const char *before)
{
    const str body = bytes_str(res->body);
    const size_t n = strlen(before);
    size_t i;

    for (i = 0; i + n <= body.len; i++) {
        if (memcmp(body.ptr + i, before, n) == 0)
            return str_sub(body, i + n, str_find(body, '"', i + n));
    }
    return S("");
}

bool visitor_sees(const struct http_response *res, const char *words)
{
    return front_has(bytes_str(res->body), words);
}
