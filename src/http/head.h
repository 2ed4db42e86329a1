/*
 * The head of a request, before its body is read: is it one that has only
 * one meaning? (RFC 9112 sections 2.3, 3.2, 6; RELIABILITY WB-14, WB-16.)
 * libmicrohttpd answers some that have two.
 */
#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H

#include "http/request.h"

enum {
    HEAD_TARGET_BYTES_MAX = 8000, /* RFC 9112 3: what everybody must take */
    HEAD_FIELDS_MAX = 100,
    HEAD_FIELDS_BYTES_MAX = 16384,
};

struct head {
    str version; /* "HTTP/1.1" */
    str target;  /* as sent: "/a?b=c" */
    const struct http_field *fields;
    size_t n_fields;
};

/* What the head says of the body that follows. */
struct head_body {
    bool chunked;
    uint64_t length; /* by Content-Length, 0 without one */
};

/* OK: exactly one Host, no two lengths, no length beside a coding, no coding
 * but chunked and none with HTTP/1.0, a target that starts with '/'. Else
 * E_HTTP_SYNTAX, E_HTTP_TARGET_TOO_LONG, E_HTTP_HEADERS_TOO_LARGE: to be
 * answered, and the connection closed. */
MUST_USE code head_check(
    const struct head *head, struct head_body *ret, struct err *reterr);

#endif
