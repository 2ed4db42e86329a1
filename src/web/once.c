#include "web/once.h"

#include "app/idempotency.h"

static str key_of(const struct web *web)
{
    return request_header(web->req, S("Idempotency-Key"));
}

bool once_wanted(const struct web *web)
{
    return !request_is_safe(web->req) &&
           str_starts(web->req->path, S("/api/")) &&
           !right_public((enum right)web->match.route->right) &&
           key_of(web).len > 0;
}

/* Of all that makes two requests the same; each part with its length before
 * it, so that none can run into the next. */
static code hash_of(struct web *web, bytes *ret, struct err *reterr)
{
    const struct http_request *req = web->req;
    const str parts[] = {request_method_name(req->method), req->path,
        req->query, request_header(req, S("Content-Type")),
        bytes_str(req->body)};
    struct buf out;
    bytes all;
    size_t i;

    buf_init(&out, web->arena, SIZE_MAX);
    for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        buf_u64(&out, parts[i].len);
        buf_byte(&out, ' ');
        buf_str(&out, parts[i]);
    }
    TRY(buf_finish(&out, &all));
    return act_digest(&web->act, all, ret, reterr);
}

static void repeat(struct web *web, const struct idempotency *row)
{
    web->res->status = (int)row->status;
    response_body(web->res, row->media_type, row->answer);
    response_set(web->res, S("Idempotency-Replayed"), S("true"));
}

/* The answer of a handler that went well, into the row. */
static code keep(struct web *web, struct idempotency *row, struct err *reterr)
{
    row->status = web->res->status;
    row->media_type = response_header(web->res, S("Content-Type"));
    row->answer = web->res->body;
    return idempotency_keep(&web->act, row, reterr);
}

code once_run(const struct route *route, struct web *web, struct err *reterr)
{
    struct idempotency row;
    bytes hash;
    code result;

    TRY(hash_of(web, &hash, reterr));
    TRY(idempotency_take(&web->act, key_of(web), hash, &row, reterr));
    if (row.status != 0) {
        repeat(web, &row);
        return OK;
    }
    /* The first was cut off: to do it again might do it twice, unless the use
     * case itself knows the key. */
    if (row.created_at != web->act.now && !route->resumes)
        return err_set(reterr, E_IDEMPOTENCY_IN_PROGRESS, key_of(web));
    result = route->handler(web, reterr);
    db_rollback(web->act.db);
    if (result == OK)
        return keep(web, &row, reterr);
    /* Where it fails the key stays taken, and says so. */
    if (result != E_COMMIT_UNKNOWN &&
        idempotency_free(&web->act, &row, NULL) != OK)
        db_rollback(web->act.db);
    return result;
}
