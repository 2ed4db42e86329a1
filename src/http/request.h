/*
 * A request as a handler sees it: read whole, within limits, its parts
 * slices that live as long as the request's arena.
 */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "base/arena.h"

enum http_method {
    HTTP_GET,
    HTTP_HEAD,
    HTTP_POST,
    HTTP_PUT,
    HTTP_PATCH,
    HTTP_DELETE,
    HTTP_OPTIONS,
    HTTP_OTHER,
};

struct http_field {
    str name;
    str value;
};

struct http_request {
    enum http_method method;
    str path;  /* starts with '/'; still percent-encoded, see http/percent.h */
    str query; /* without '?'; see http/form.h */
    const struct http_field *headers; /* in order of arrival */
    size_t n_headers;
    bytes body;
    str peer;           /* the client's address in text, without a port */
    str id;             /* of this request: in the log and in X-Request-Id */
    int64_t now_unix_s; /* when the request came: the time of its handler */
};

/* "GET"; the empty text for HTTP_OTHER. */
str request_method_name(enum http_method method);
enum http_method request_method(str name);

/* GET and HEAD change nothing (RFC 9110 9.2.1). */
bool request_is_safe(const struct http_request *req);

/* The value of the first field of that name, in any case of letters; the
 * empty text when there is none. */
str request_header(const struct http_request *req, str name);

/* The body's media type, without parameters: "application/json". */
str request_media_type(const struct http_request *req);

#endif
