#include "http/step.h"

#include "host/clock.h"
#include "http/answer.h"
#include "http/head.h"
#include "http/lines.h"
#include "http/peer.h"

#include <string.h>
#include <sys/socket.h>

enum {
    STATUS_TOO_LARGE = 413,
    NS_A_US = 1000,
    LINGER_MS = 2000,
    BYTES_A_MS = 64, /* 64 KiB a second: what a slow reader must take */
    KEPT_BYTES_MAX = 256 * 1024, /* of an arena between two requests */
};

/* Sent past libmicrohttpd, which takes no answer in the middle of a body. */
static const char TOO_LARGE[] = "HTTP/1.1 413 Content Too Large\r\n"
                                "Connection: close\r\n"
                                "Content-Length: 0\r\n\r\n";
void step_connection(void *cls,
    struct MHD_Connection *connection,
    void **socket_context,
    enum MHD_ConnectionNotificationCode what)
{
    if (what == MHD_CONNECTION_NOTIFY_STARTED)
        *socket_context = exchange_open(cls, connection);
    else if (*socket_context)
        exchange_close(*socket_context);
}

/* --- the head --- */

/* libmicrohttpd 0.9.75 would split the query and hang when there is no room
 * for its parts; so we take it away. */
static void hide_query(const char *query)
{
    char *in_its_memory;

    memcpy(&in_its_memory, &query, sizeof(in_its_memory));
    *in_its_memory = '\0';
}

static str next_id(struct exchange *x)
{
    static const char DIGITS[] = "0123456789abcdef";
    unsigned long long id = atomic_fetch_add(&x->all->ids, 1);
    size_t i;

    for (i = sizeof(x->id); i > 0; i--) {
        x->id[i - 1] = DIGITS[id & 15];
        id >>= 4;
    }
    return (str){x->id, sizeof(x->id)};
}

/* The first line has come. The target is kept as it was sent. */
void *step_begin(
    void *cls, const char *target, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct exchange *x = info ? info->socket_context : NULL;
    size_t query;

    (void)cls;
    if (!x)
        return NULL;
    exchange_busy(x, true);
    x->stage = EXCHANGE_HEAD;
    x->began_ns = clock_monotonic_ns();
    x->status = 0;
    x->ready = NULL;
    x->part = (bytes){NULL, 0};
    x->target = arena_str(&x->arena, str_of(target));
    query = str_find(x->target, '?', 0);
    x->request = (struct http_request){.path = str_sub(x->target, 0, query),
        .now_unix_s = clock_now_unix_s(),
        .method = HTTP_OTHER};
    if (query != SIZE_MAX) {
        hide_query(target + query + 1);
        x->request.query = str_sub(x->target, query + 1, x->target.len);
    }
    x->request.id = next_id(x);
    response_init(&x->response, &x->arena);
    return x;
}

struct fields {
    struct http_field *items;
    size_t n;
    size_t n_max;
};

/* The texts live as long as the request, in the connection's own memory. */
static enum MHD_Result take_field(void *cls,
    enum MHD_ValueKind kind,
    const char *name,
    size_t name_bytes,
    const char *value,
    size_t value_bytes)
{
    struct fields *fields = cls;

    (void)kind;
    if (fields->n < fields->n_max)
        fields->items[fields->n++] = (struct http_field){
            {name, name_bytes}, {value ? value : "", value_bytes}};
    return MHD_YES;
}

static code read_head(struct exchange *x,
    const char *method,
    const char *version,
    struct head_body *ret,
    struct err *reterr)
{
    struct fields fields = {.n_max = HEAD_FIELDS_MAX + 1};
    struct head head = {.version = str_of(version), .target = x->target};
    const struct http_options *options = &x->all->options;
    const union MHD_ConnectionInfo *size = MHD_get_connection_info(
        x->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    char peer[ADDRESS_TEXT_BYTES];
    struct address who;

    fields.items = arena_array(&x->arena, fields.n_max, struct http_field);
    if (!fields.items)
        return err_set(reterr, arena_status(&x->arena), S("headers"));
    (void)MHD_get_connection_values_n(
        x->connection, MHD_HEADER_KIND, take_field, &fields);
    x->request.method = request_method(str_of(method));
    x->request.headers = fields.items;
    x->request.n_headers = fields.n;
    head.fields = fields.items;
    head.n_fields = fields.n;
    who = peer_find(
        &x->request, &x->socket, options->proxies, options->n_proxies);
    x->request.peer =
        arena_str(&x->arena, (str){peer, address_format(&who, peer)});
    if (size &&
        !lines_are_whole((bytes){(const uint8_t *)method, size->header_size},
            head.version, fields.items, fields.n))
        return err_set(reterr, E_HTTP_SYNTAX, S("end of a line"));
    return head_check(&head, ret, reterr);
}

/* Is there room for this body? */
static code accept_body(
    struct exchange *x, const struct head_body *body, struct err *reterr)
{
    const struct http_options *options = &x->all->options;
    size_t bytes_max = options->body_bytes_max;
    size_t expected;

    if (options->body_max)
        bytes_max = options->body_max(options->shared, &x->request);
    if (body->length > bytes_max)
        return err_set(reterr, E_TOO_LARGE, S("body"));
    expected = body->chunked ? bytes_max : (size_t)body->length;
    if (!exchange_reserve(x, expected))
        return err_set(reterr, E_HTTP_BUSY, S("body"));
    buf_init(&x->body, &x->arena, bytes_max);
    if (!body->chunked && body->length > 0) { /* in one piece */
        if (!buf_room(&x->body, (size_t)body->length))
            return err_set(reterr, x->body.failed, S("body"));
        x->body.len = 0;
    }
    return OK;
}

/* --- the answer --- */

static enum MHD_Result send_answer(struct exchange *x)
{
    enum MHD_Result result = MHD_NO;

    x->stage = EXCHANGE_SENT;
    exchange_deadline(
        x, x->all->options.write_ms + x->response.body.len / BYTES_A_MS);
    if (x->ready) {
        result =
            MHD_queue_response(x->connection, (unsigned)x->status, x->ready);
        MHD_destroy_response(x->ready);
        x->ready = NULL;
    }
    return result;
}

static enum MHD_Result refuse(
    struct exchange *x, code c, const struct err *about)
{
    answer_problem(x, c, about, ANSWER_CLOSE);
    return send_answer(x);
}

/* --- body and work --- */

/* The client is told at once, and has a little time to read it. */
static void refuse_rest(struct exchange *x)
{
    (void)send(x->fd, TOO_LARGE, sizeof(TOO_LARGE) - 1, MSG_NOSIGNAL);
    (void)shutdown(x->fd, SHUT_WR);
    x->status = STATUS_TOO_LARGE;
    x->stage = EXCHANGE_LINGER;
    exchange_deadline(x, LINGER_MS);
}

static enum MHD_Result take_data(
    struct exchange *x, const char *data, size_t *data_bytes)
{
    if (x->stage == EXCHANGE_BODY) {
        buf_str(&x->body, (str){data, *data_bytes});
        if (x->body.failed)
            refuse_rest(x);
    }
    *data_bytes = 0;
    return MHD_YES;
}

/* The whole request is there. */
static enum MHD_Result hand_over(struct exchange *x)
{
    x->request.body = buf_bytes(&x->body);
    x->stage = EXCHANGE_WORK;
    exchange_deadline(x, 0);
    MHD_suspend_connection(x->connection);
    if (queue_put(&x->all->queue, x))
        return MHD_YES;
    answer_problem(x, E_HTTP_BUSY, NULL, ANSWER_KEEP);
    x->stage = EXCHANGE_READY;
    MHD_resume_connection(x->connection);
    return MHD_YES;
}

/* The parameters are those that libmicrohttpd gives. */
/* NOLINTNEXTLINE(readability-function-size) */
enum MHD_Result step_on(void *cls,
    struct MHD_Connection *connection,
    const char *url,
    const char *method,
    const char *version,
    const char *data,
    size_t *data_bytes,
    void **context)
{
    struct exchange *x = *context;
    struct head_body body = {0};
    struct err e = {0};
    code c;

    (void)cls;
    (void)connection;
    (void)url;
    if (!x)
        return MHD_NO;
    if (x->stage == EXCHANGE_HEAD) {
        c = read_head(x, method, version, &body, &e);
        if (c == OK)
            c = accept_body(x, &body, &e);
        if (c != OK)
            return refuse(x, c, &e);
        x->stage = EXCHANGE_BODY;
        exchange_deadline(x, x->all->options.body_ms);
        return MHD_YES;
    }
    if (*data_bytes > 0)
        return take_data(x, data, data_bytes);
    if (x->stage == EXCHANGE_BODY)
        return hand_over(x);
    return x->stage == EXCHANGE_READY ? send_answer(x) : MHD_NO;
}

void step_work(struct exchanges *all, void *worker)
{
    struct exchange *x;

    while ((x = queue_take(&all->queue)) != NULL) {
        code c =
            all->options.handler(worker, &x->request, &x->arena, &x->response);

        if (c != OK)
            answer_problem(x, c, NULL, ANSWER_KEEP);
        else
            answer_make(x, ANSWER_KEEP);
        x->stage = EXCHANGE_READY;
        MHD_resume_connection(x->connection);
    }
}

/* Answered or broken: ready for the next request. */
void step_end(void *cls,
    struct MHD_Connection *connection,
    void **context,
    enum MHD_RequestTerminationCode why)
{
    struct exchange *x = *context;
    struct exchanges *all = cls;
    struct http_log entry;

    (void)connection;
    (void)why;
    if (!x)
        return;
    entry = (struct http_log){.request = &x->request,
        .status = x->status,
        .body_bytes = x->response.body.len,
        .micros = (clock_monotonic_ns() - x->began_ns) / NS_A_US};
    if (all->options.log)
        all->options.log(all->options.shared, &entry);
    if (x->ready) /* made, but the connection is gone */
        MHD_destroy_response(x->ready);
    x->ready = NULL;
    exchange_busy(x, false);
    if (x->arena.bytes_held > KEPT_BYTES_MAX)
        arena_release(&x->arena);
    else
        arena_reset(&x->arena);
    x->stage = EXCHANGE_IDLE;
    exchange_deadline(x, all->options.idle_ms);
    *context = NULL;
}
