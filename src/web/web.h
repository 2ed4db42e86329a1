/*
 * One request on its way through the pages: what came, who sent it, what
 * goes back. A handler reads the request, calls one use case, writes the
 * answer; which handler and which right is said by the table of routes
 * (tools/mkroute).
 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "app/act.h"
#include "domain/session.h"
#include "http/form.h"
#include "http/options.h"
#include "http/router.h"
#include "web/view.h"

enum {
    WEB_PAGE_BYTES_MAX = 4 << 20,
};

struct web {
    const struct http_request *req;
    struct http_response *res;
    struct arena *arena;
    struct route_match match;
    struct act act;
    struct view view;
    struct form query;
    str secret; /* of the cookie; empty: nobody is signed in */
    struct session session;
    str token_tenant; /* of a program's token: works only there */
};

/* The handler of every request, for http_options; `worker` is a struct
 * worker. Unknown paths, missing rights and failures become pages of their
 * own, or problem+json below /api/. */
http_handler web_handle;

/* For http_options: a worker for each thread. */
void *web_worker_new(const struct platform *platform);
void web_worker_free(void *worker);
size_t web_body_max(const struct http_request *head);

/* The part of the path that {name} stands for. */
str web_path(const struct web *web, str name);

/* A field of the query. */
str web_query(const struct web *web, str name);

/* Makes the page that was written into `out` the answer. */
MUST_USE code web_page(struct web *web, struct buf *out, struct err *reterr);

/* An empty buffer for a page. */
void web_buf(struct web *web, struct buf *ret);

/* JSON as the answer. */
MUST_USE code web_json(
    struct web *web, const struct json *value, struct err *reterr);

#endif
