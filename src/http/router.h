/*
 * From method and path to a handler, by a table that tools/mkroute makes of
 * the comments above the handlers:
 *
 *     ROUTE GET /o/{org}/award/{id}  right: award_read
 *       summary: show one award
 *
 * {name} stands for one part of the path, which is not empty. The table is
 * in the order of its patterns, so that of two that fit the one that names
 * more of the path comes first.
 */
#ifndef HTTP_ROUTER_H
#define HTTP_ROUTER_H

#include "http/response.h"

enum {
    ROUTE_CAPTURES_MAX = 6,
};

struct web;

struct route {
    str pattern;
    enum http_method method;
    int right; /* enum right of domain/right.h */
    code (*handler)(struct web *web, struct err *reterr);
    str name;              /* of the handler */
    str summary;           /* for people: what it does */
    size_t body_bytes_max; /* 0: what the server allows */
    str query;             /* names of fields, a comma between */
    str takes;             /* the schema of the body; empty: no JSON */
    str answers;           /* the schema of the answer; empty: no JSON */
    int status;            /* of the answer when all is well */
    bool resumes;          /* what was cut off may be done again */
};

struct routes {
    const struct route *items;
    size_t n;
};

struct route_match {
    const struct route *route;
    struct http_field captures[ROUTE_CAPTURES_MAX]; /* decoded */
    size_t n_captures;
};

/* The route for a request; HEAD is answered by GET. Captures are decoded
 * (percent.h), slices of the path or in the arena. E_NOT_FOUND when no
 * pattern fits; E_METHOD_NOT_ALLOWED when one does for another method;
 * E_HTTP_SYNTAX for a path that cannot be decoded. */
MUST_USE code router_find(const struct routes *routes,
    const struct http_request *req,
    struct arena *arena,
    struct route_match *ret,
    struct err *reterr);

/* The pattern of the request's route, for a log: what stands in the path may
 * be the secret of a link. The empty text when there is none. */
str router_pattern(const struct routes *routes, const struct http_request *req);

/* The part of the path that {name} stands for; the empty text for a name
 * that the pattern does not have. */
str route_capture(const struct route_match *match, str name);

/* With E_METHOD_NOT_ALLOWED: the field Allow (RFC 9110 10.2.1). */
void router_allow(const struct routes *routes,
    const struct http_request *req,
    struct http_response *res);

/* For http_options.body_max: the route's own, else bytes_max. */
size_t router_body_max(const struct routes *routes,
    const struct http_request *head,
    size_t bytes_max);

#endif
