#include "http/problem.h"

#include "base/buf.h"
#include "base/code_info.h"
#include "text/json.h"

enum {
    BODY_BYTES_MAX = 8192,
    STATUS_TOO_MANY = 429,
    STATUS_UNAVAILABLE = 503,
};

static void put_member(struct buf *out, str name, str value)
{
    buf_byte(out, ',');
    json_write_string(out, name);
    buf_byte(out, ':');
    json_write_string(out, value);
}

static void put_number(struct buf *out, str name, uint64_t value)
{
    buf_byte(out, ',');
    json_write_string(out, name);
    buf_byte(out, ':');
    buf_u64(out, value);
}

static void put_type(struct buf *out, const struct code_info *info)
{
    struct buf type;

    buf_init(&type, out->arena, BODY_BYTES_MAX);
    buf_str(&type, info->type_prefix);
    buf_str(&type, info->name);
    buf_str(out, S("{\"type\":"));
    json_write_string(out, bytes_str(buf_bytes(&type)));
}

static bool is_ours(enum code_kind kind)
{
    return kind == KIND_INTERNAL || kind == KIND_IO || kind == KIND_CRYPTO;
}

void problem_answer(struct http_response *res, code c, const struct err *about)
{
    const struct code_info *info = code_info(c);
    struct buf out;
    bytes body = {NULL, 0};

    buf_init(&out, res->arena, BODY_BYTES_MAX);
    put_type(&out, info);
    put_member(&out, S("title"), info->title);
    put_number(&out, S("status"), (uint64_t)info->http_status);
    if (about && !is_ours(info->kind)) {
        if (about->arg[0])
            put_member(&out, S("detail"), str_of(about->arg));
        if (about->pointer[0])
            put_member(&out, S("pointer"), str_of(about->pointer));
        if (about->has_place) {
            put_number(&out, S("line"), about->line);
            put_number(&out, S("column"), about->column);
        }
    }
    buf_str(&out, S("}\n"));
    if (buf_finish(&out, &body) != OK)
        body = (bytes){NULL, 0};
    response_init(res, res->arena);
    res->status = info->http_status;
    response_body(res, S("application/problem+json"), body);
    if (res->status == STATUS_UNAVAILABLE || res->status == STATUS_TOO_MANY)
        response_set(res, S("Retry-After"), S("5"));
}
