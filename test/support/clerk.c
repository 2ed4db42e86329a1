#include "test/support/clerk.h"

#include "test/support/test.h"
#include "web/html.h"

enum {
    HEADERS_MAX = 4,
    BODY_BYTES_MAX = 1 << 20,
};

static const str FORM = STR("application/x-www-form-urlencoded");

struct clerk clerk_new(
    struct front *front, const char *email, str tenant, enum role role)
{
    struct act act = desk_act(front);
    struct clerk clerk = {
        front, desk_person(&act, str_of(email), tenant, role), {0}, {0}};
    const struct session_opened opened = desk_session(&act, clerk.person);

    clerk.secret = arena_str(&front->lasting, opened.secret);
    clerk.csrf = arena_str(&front->lasting, session_csrf(&act, clerk.secret));
    return clerk;
}

static struct clerk_answer ask(const struct clerk *clerk,
    enum http_method method,
    const char *path,
    str type,
    str body)
{
    const str target = str_of(path);
    const size_t mark = str_find(target, '?', 0);
    const str cookie[] = {S("session="), clerk->secret};
    struct http_field headers[HEADERS_MAX];
    struct http_request req = {
        .method = method,
        .path = str_sub(target, 0, mark),
        .query =
            mark == SIZE_MAX ? S("") : str_sub(target, mark + 1, target.len),
        .headers = headers,
        .body = str_bytes(body),
        .peer = S("192.0.2.1"),
        .now_unix_s = DESK_NOW,
    };
    struct http_response res;

    headers[req.n_headers++] =
        (struct http_field){S("Host"), S("127.0.0.1:8080")};
    headers[req.n_headers++] = (struct http_field){
        S("Cookie"), arena_join(&clerk->front->lasting, cookie, 2)};
    if (method == HTTP_POST)
        headers[req.n_headers++] = (struct http_field){S("Content-Type"), type};
    response_init(&res, &clerk->front->lasting);
    assert_int_equal(
        web_handle(&clerk->front->worker, &req, &clerk->front->lasting, &res),
        OK);
    assert_int_equal(response_finish(&res, &req), OK);
    return (struct clerk_answer){res.status,
        response_header(&res, S("Location")),
        response_header(&res, S("Content-Type")), bytes_str(res.body)};
}

struct clerk_answer clerk_get(const struct clerk *clerk, const char *path)
{
    return ask(clerk, HTTP_GET, path, S(""), S(""));
}

struct clerk_answer clerk_post_bare(
    const struct clerk *clerk, const char *path, str body)
{
    return ask(clerk, HTTP_POST, path, FORM, body);
}

struct clerk_answer clerk_post(const struct clerk *clerk,
    const char *path,
    const struct clerk_field *fields)
{
    struct buf out;
    str body;

    buf_init(&out, &clerk->front->lasting, BODY_BYTES_MAX);
    buf_str(&out, S("csrf="));
    html_url_part(&out, clerk->csrf);
    for (; fields->name; fields++) {
        buf_byte(&out, '&');
        html_url_part(&out, str_of(fields->name));
        buf_byte(&out, '=');
        html_url_part(&out, str_of(fields->value));
    }
    assert_int_equal(buf_finish_str(&out, &body), OK);
    return ask(clerk, HTTP_POST, path, FORM, body);
}

static void put_part(struct buf *out, const char *name, str value)
{
    buf_str(out, S("--b\r\nContent-Disposition: form-data; name=\""));
    buf_str(out, str_of(name));
    buf_str(out, S("\"\r\n\r\n"));
    buf_str(out, value);
    buf_str(out, S("\r\n"));
}

struct clerk_answer clerk_upload(const struct clerk *clerk,
    const char *path,
    const struct clerk_field *fields,
    const char *name,
    bytes file)
{
    struct buf out;
    str body;

    buf_init(&out, &clerk->front->lasting, BODY_BYTES_MAX);
    put_part(&out, "csrf", clerk->csrf);
    for (; fields->name; fields++)
        put_part(&out, fields->name, str_of(fields->value));
    buf_str(&out, S("--b\r\nContent-Disposition: form-data; name=\""));
    buf_str(&out, str_of(name));
    buf_str(&out, S("\"; filename=\"picture\"\r\n\r\n"));
    buf_str(&out, bytes_str(file));
    buf_str(&out, S("\r\n--b--\r\n"));
    assert_int_equal(buf_finish_str(&out, &body), OK);
    return ask(
        clerk, HTTP_POST, path, S("multipart/form-data; boundary=b"), body);
}

const char *clerk_path(const struct clerk *clerk, const char *format, str text)
{
    const size_t mark = str_find(str_of(format), '%', 0);
    const str rest = str_of(format);
    const str parts[] = {str_sub(rest, 0, mark), text,
        str_sub(rest, mark + 2, rest.len), {"", 1}};

    return arena_join(&clerk->front->lasting, parts, 4).ptr;
}
