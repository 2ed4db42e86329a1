#include "test/support/front.h"

#include "host/file.h"
#include "test/support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    FRONT_BYTES = 64 << 20,
    FRONT_NOW = 1795564800, /* 2026-11-25 */
    FORM_BYTES_MAX = 4 << 20,
};

static const char TEMPLATE[] = "/tmp/testamur-front-XXXXXX";
static const char *const FILES[] = {
    "testamur.db", "testamur.db-wal", "testamur.db-shm", "secret"};

int front_open(void **state)
{
    struct front *front = calloc(1, sizeof(*front));
    const char *options[N_CONFIG_NAMES] = {NULL};
    const struct config_sources sources = {options, NULL, {NULL, 0}};
    struct config config;

    assert_non_null(front);
    memcpy(front->folder, TEMPLATE, sizeof(TEMPLATE));
    assert_non_null(mkdtemp(front->folder));
    options[CONFIG_DATA] = front->folder;
    arena_init(&front->lasting, FRONT_BYTES);
    arena_init(&front->request, FRONT_BYTES);
    assert_int_equal(config_read(&sources, &front->lasting, &config, NULL), OK);
    assert_int_equal(
        platform_open(&config, &front->lasting, &front->platform, NULL), OK);
    assert_int_equal(worker_init(&front->worker, &front->platform, NULL), OK);
    *state = front;
    return 0;
}

int front_close(void **state)
{
    struct front *front = *state;
    char path[128];
    size_t i;

    worker_release(&front->worker);
    platform_close(&front->platform);
    for (i = 0; i < sizeof(FILES) / sizeof(FILES[0]); i++) {
        snprintf(path, sizeof(path), "%s/%s", front->folder, FILES[i]);
        unlink(path);
    }
    assert_int_equal(rmdir(front->folder), 0);
    arena_release(&front->request);
    arena_release(&front->lasting);
    free(front);
    return 0;
}

struct front_answer front_ask(
    struct front *front, const struct front_request *request)
{
    const str target = str_of(request->path);
    const size_t mark = str_find(target, '?', 0);
    struct http_field headers[4];
    struct http_request req = {
        .method = request->method,
        .path = str_sub(target, 0, mark),
        .query =
            mark == SIZE_MAX ? S("") : str_sub(target, mark + 1, target.len),
        .headers = headers,
        .body = request->body,
        .peer = S("192.0.2.1"),
        .now_unix_s = FRONT_NOW,
    };
    struct http_response res;

    headers[req.n_headers++] =
        (struct http_field){S("Host"), S("127.0.0.1:8080")};
    if (request->type.len > 0)
        headers[req.n_headers++] =
            (struct http_field){S("Content-Type"), request->type};
    if (request->site.len > 0)
        headers[req.n_headers++] =
            (struct http_field){S("Sec-Fetch-Site"), request->site};
    if (request->origin.len > 0)
        headers[req.n_headers++] =
            (struct http_field){S("Origin"), request->origin};
    arena_reset(&front->request);
    response_init(&res, &front->request);
    assert_int_equal(
        web_handle(&front->worker, &req, &front->request, &res), OK);
    assert_int_equal(response_finish(&res, &req), OK);
    return (struct front_answer){res.status,
        response_header(&res, S("Content-Type")), bytes_str(res.body)};
}

/* Percent-encodes all but letters and digits. */
static void put_encoded(struct buf *out, str text)
{
    static const char HEX[] = "0123456789ABCDEF";
    size_t i;

    for (i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= '0' && c <= '9')) {
            buf_byte(out, c);
            continue;
        }
        buf_byte(out, '%');
        buf_byte(out, (uint8_t)HEX[c >> 4]);
        buf_byte(out, (uint8_t)HEX[c & 15]);
    }
}

struct front_answer front_post(
    struct front *front, const char *path, str name, str value)
{
    struct front_request request = {
        .method = HTTP_POST,
        .path = path,
        .type = S("application/x-www-form-urlencoded"),
    };
    struct buf form;

    buf_init(&form, &front->lasting, FORM_BYTES_MAX);
    put_encoded(&form, name);
    buf_byte(&form, '=');
    put_encoded(&form, value);
    assert_int_equal(buf_finish(&form, &request.body), OK);
    return front_ask(front, &request);
}

str front_file(struct front *front, const char *path)
{
    bytes data;

    assert_int_equal(
        file_read(path, FORM_BYTES_MAX, &front->lasting, &data, NULL), OK);
    return bytes_str(data);
}

bool front_has(str text, const char *words)
{
    const size_t n = strlen(words);
    size_t i;

    for (i = 0; n > 0 && i + n <= text.len; i++) {
        if (memcmp(text.ptr + i, words, n) == 0)
            return true;
    }
    return n == 0;
}
