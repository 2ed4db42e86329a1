#include "http/head.h"

#include "base/num.h"
#include "http/token.h"

static code check_target(str target, struct err *reterr)
{
    size_t i;

    if (target.len > HEAD_TARGET_BYTES_MAX)
        return err_set(reterr, E_HTTP_TARGET_TOO_LONG, S("path and query"));
    if (target.len == 0 || target.ptr[0] != '/')
        return err_set(reterr, E_HTTP_SYNTAX, S("target"));
    for (i = 0; i < target.len; i++) {
        unsigned char c = (unsigned char)target.ptr[i];

        if (c <= 0x20 || c >= 0x7f || c == '#')
            return err_set(reterr, E_HTTP_SYNTAX, S("target"));
    }
    return OK;
}

static bool is_host_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ||
           c == ':' || c == '[' || c == ']';
}

static bool is_host(str host)
{
    size_t i;

    for (i = 0; i < host.len; i++) {
        if (!is_host_char(host.ptr[i]))
            return false;
    }
    return host.len > 0;
}

/* A field that may stand at most once, and its value. */
struct single {
    str name;
    str value;
    size_t n;
};

static void count(struct single *single, const struct http_field *field)
{
    if (token_eq(field->name, single->name)) {
        single->value = field->value;
        single->n++;
    }
}

code head_check(
    const struct head *head, struct head_body *ret, struct err *reterr)
{
    struct single host = {.name = S("Host")};
    struct single length = {.name = S("Content-Length")};
    struct single coding = {.name = S("Transfer-Encoding")};
    struct head_body body = {0};
    size_t total = 0;
    size_t i;

    TRY(check_target(head->target, reterr));
    for (i = 0; i < head->n_fields; i++) {
        const struct http_field *field = &head->fields[i];

        total += field->name.len + field->value.len + sizeof(": \r\n") - 1;
        if (!token_is(field->name) || !token_is_value(field->value))
            return err_set(reterr, E_HTTP_SYNTAX, S("header"));
        count(&host, field);
        count(&length, field);
        count(&coding, field);
    }
    if (head->n_fields > HEAD_FIELDS_MAX || total > HEAD_FIELDS_BYTES_MAX)
        return err_set(reterr, E_HTTP_HEADERS_TOO_LARGE, S("headers"));
    if (!str_eq(head->version, S("HTTP/1.1")) &&
        !str_eq(head->version, S("HTTP/1.0")))
        return err_set(reterr, E_HTTP_SYNTAX, S("version"));
    if (host.n != 1 || !is_host(host.value))
        return err_set(reterr, E_HTTP_SYNTAX, host.name);
    if (length.n > 1 || (length.n == 1 && !num_parse_u64(length.value,
                                              UINT64_MAX, &body.length)))
        return err_set(reterr, E_HTTP_SYNTAX, length.name);
    body.chunked = coding.n == 1 && token_eq(coding.value, S("chunked"));
    if (coding.n > 0 &&
        (!body.chunked || length.n > 0 || str_eq(head->version, S("HTTP/1.0"))))
        return err_set(reterr, E_HTTP_SYNTAX, coding.name);
    *ret = body;
    return OK;
}
