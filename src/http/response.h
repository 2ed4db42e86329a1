/*
 * An answer as a handler makes it. All in the request's arena, or in memory
 * that outlives the server. Building fails sticky: response_finish gives the
 * first failure.
 *
 * What a handler does not say is said in one place (response_finish): the
 * headers of RESPONSE_DEFAULTS in response.c, among them a policy that lets
 * a page load only our own style, script and pictures, and no-store.
 */
#ifndef HTTP_RESPONSE_H
#define HTTP_RESPONSE_H

#include "http/request.h"

/* The next part of an answer that is made while it is sent. OK with bytes
 * (good until the next call), OK with none: nothing yet, ask again in a
 * while; E_NOT_FOUND: the end; anything else breaks the connection. It runs
 * in a thread of the server, must not block, and has no request any more. */
typedef code http_produce(void *self, bytes *ret);

struct http_response {
    struct arena *arena;
    int status; /* 200 at first */
    struct http_field *headers;
    size_t n_headers;
    size_t capacity;
    bytes body;
    bytes packed;          /* the same body as gzip, prepared; or empty */
    http_produce *produce; /* instead of a body */
    void *produce_self;
    void (*produce_end)(void *self); /* once, at the end; or NULL */
    code failed;
};

void response_init(struct http_response *res, struct arena *arena);

/* A field instead of those of the same name, or one more of them. The name
 * is a token and stays where it is; the value has no control character and
 * is copied. */
void response_set(struct http_response *res, str name, str value);
void response_add(struct http_response *res, str name, str value);

/* The value of a field; the empty text when there is none. */
str response_header(const struct http_response *res, str name);

void response_body(struct http_response *res, str content_type, bytes body);

/* The same for a file that is built in: its strong entity tag (with its
 * quotes), its packed form or none, and how long it may be kept. With
 * If-None-Match the answer becomes 304 by itself. */
void response_asset(struct http_response *res,
    str content_type,
    bytes body,
    bytes packed,
    str etag);

/* 303 See Other to a path or URL. */
void response_redirect(struct http_response *res, str location);

/* Server-sent events, or any other body without a known length. */
void response_stream(struct http_response *res,
    str content_type,
    http_produce *produce,
    void (*end)(void *self),
    void *self);

/* The last step: defaults, ETag against If-None-Match, choice of the packed
 * form. E_ARGUMENT when a field cannot be sent, E_NO_MEMORY,
 * E_LIMIT_EXCEEDED. */
MUST_USE code response_finish(
    struct http_response *res, const struct http_request *req);

/* True if the list of tags in If-None-Match covers `etag` (RFC 9110 13.1.2:
 * weak comparison). */
bool response_etag_matches(str if_none_match, str etag);

#endif
