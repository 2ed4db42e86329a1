#include "http/answer.h"

#include "http/problem.h"
#include "http/stream.h"

#include <string.h>

enum {
    STREAM_BLOCK_BYTES = 16384,
};

/* libmicrohttpd wants a NUL. */
static const char *terminated(struct arena *arena, str text)
{
    char *copy = arena_alloc(arena, text.len + 1);

    if (!copy)
        return NULL;
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    return copy;
}

static struct MHD_Response *body_of(struct exchange *x)
{
    const struct http_response *res = &x->response;
    void *body;

    if (res->produce)
        return MHD_create_response_from_callback(
            MHD_SIZE_UNKNOWN, STREAM_BLOCK_BYTES, stream_read, x, stream_end);
    /* It is only read from, but the parameter is not const. */
    memcpy(&body, &res->body.ptr, sizeof(body));
    return MHD_create_response_from_buffer(
        res->body.len, body, MHD_RESPMEM_PERSISTENT);
}

static bool put_fields(struct exchange *x, struct MHD_Response *to)
{
    const struct http_response *res = &x->response;
    size_t i;

    for (i = 0; i < res->n_headers; i++) {
        const char *name = terminated(&x->arena, res->headers[i].name);
        const char *value = terminated(&x->arena, res->headers[i].value);

        /* An empty value is not sent: libmicrohttpd refuses it. */
        if (!name || !value ||
            (*value && MHD_add_response_header(to, name, value) != MHD_YES))
            return false;
    }
    return true;
}

static bool make(struct exchange *x, enum answer_end end)
{
    struct MHD_Response *made;

    if (response_finish(&x->response, &x->request) != OK)
        return false;
    if (x->request.id.len > 0)
        response_set(&x->response, S("X-Request-Id"), x->request.id);
    if (end == ANSWER_CLOSE)
        response_set(&x->response, S("Connection"), S("close"));
    made = body_of(x);
    if (!made)
        return false;
    if (x->response.failed || !put_fields(x, made)) {
        MHD_destroy_response(made);
        return false;
    }
    x->ready = made;
    x->status = x->response.status;
    return true;
}

void answer_make(struct exchange *x, enum answer_end end)
{
    code failed;

    if (make(x, end))
        return;
    failed = x->response.failed ? x->response.failed : arena_status(&x->arena);
    /* What was asked goes, so that there is room to say no. */
    x->request = (struct http_request){.method = x->request.method,
        .now_unix_s = x->request.now_unix_s,
        .id = x->request.id};
    arena_reset(&x->arena);
    answer_problem(x, failed ? failed : E_INTERNAL, NULL, end);
}

void answer_problem(
    struct exchange *x, code c, const struct err *about, enum answer_end end)
{
    response_init(&x->response, &x->arena);
    problem_answer(&x->response, c, about);
    (void)make(x, end);
}
