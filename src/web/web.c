#include "web/web.h"

#include "base/code_info.h"
#include "http/problem.h"
#include "http/server.h"
#include "text/json.h"
#include "web/html.h"
#include "web/once.h"
#include "web/resume.h"
#include "web/route.h"

#include <stdlib.h>

/* --- workers --- */

void *web_worker_new(const struct platform *platform)
{
    struct worker *worker = malloc(sizeof(*worker));

    if (!worker)
        return NULL;
    if (worker_init(worker, platform, NULL) == OK)
        return worker;
    free(worker);
    return NULL;
}

void web_worker_free(void *worker)
{
    worker_release(worker);
    free(worker);
}

size_t web_body_max(const struct http_request *head)
{
    return router_body_max(&web_route, head, server_options().body_bytes_max);
}

/* --- what a handler asks for --- */

str web_path(const struct web *web, str name)
{
    return route_capture(&web->match, name);
}

str web_query(const struct web *web, str name)
{
    return form_get(&web->query, name);
}

void web_buf(struct web *web, struct buf *ret)
{
    buf_init(ret, web->arena, WEB_PAGE_BYTES_MAX);
}

code web_page(struct web *web, struct buf *out, struct err *reterr)
{
    bytes page;
    const code result = buf_finish(out, &page);

    if (result != OK)
        return err_set(reterr, result, S("page"));
    response_body(web->res, S("text/html; charset=utf-8"), page);
    return OK;
}

code web_json(struct web *web, const struct json *value, struct err *reterr)
{
    struct buf out;
    bytes text;
    code result;

    web_buf(web, &out);
    json_write(&out, value, JSON_PRETTY);
    result = buf_finish(&out, &text);
    if (result == OK)
        result = arena_status(web->arena);
    if (result != OK)
        return err_set(reterr, result, S("json"));
    response_body(web->res, S("application/json"), text);
    return OK;
}

/* --- failures --- */

/* RFC 6750 section 3 (WB-06). */
static void challenge(struct http_response *res, code why)
{
    static const struct {
        code why;
        const char *value;
    } CHALLENGES[] = {
        {E_NOT_SIGNED_IN, "Bearer realm=\"testamur\""},
        {E_TOKEN_INVALID, "Bearer realm=\"testamur\", error=\"invalid_token\""},
        {E_TOKEN_SCOPE,
            "Bearer realm=\"testamur\", error=\"insufficient_scope\""},
    };
    size_t i;

    for (i = 0; i < sizeof(CHALLENGES) / sizeof(CHALLENGES[0]); i++) {
        if (CHALLENGES[i].why == why)
            response_set(
                res, S("WWW-Authenticate"), str_of(CHALLENGES[i].value));
    }
}

/* Which words a person reads, by the status. */
static void error_words(
    int status, enum message *ret_title, enum message *ret_words)
{
    static const struct {
        int status;
        enum message title;
        enum message words;
    } WORDS[] = {
        {403, MSG_ERROR_FORBIDDEN, MSG_ERROR_FORBIDDEN_WORDS},
        {404, MSG_ERROR_NOT_FOUND, MSG_ERROR_NOT_FOUND_WORDS},
        {413, MSG_ERROR_TOO_LARGE, MSG_ERROR_TOO_LARGE_WORDS},
        {429, MSG_ERROR_TOO_MANY, MSG_ERROR_TOO_MANY_WORDS},
    };
    size_t i;

    *ret_title = status < 500 ? MSG_ERROR_REQUEST : MSG_ERROR_INTERNAL;
    *ret_words =
        status < 500 ? MSG_ERROR_REQUEST_WORDS : MSG_ERROR_INTERNAL_WORDS;
    for (i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
        if (WORDS[i].status == status) {
            *ret_title = WORDS[i].title;
            *ret_words = WORDS[i].words;
        }
    }
}

/* Whoever must sign in is led there, and back afterwards. */
static void answer_sign_in(struct web *web)
{
    struct buf out;
    str location;

    buf_init(&out, web->arena, WEB_PAGE_BYTES_MAX);
    buf_str(&out, S("/sign-in?next="));
    html_url_part(&out, web->req->path);
    if (buf_finish_str(&out, &location) == OK)
        response_redirect(web->res, location);
    else
        web->res->failed = E_NO_MEMORY;
}

/* What is our own failure is for those who run the platform. */
static void log_failed(const struct web *web, code why, const struct err *about)
{
    const struct log *log = web->act.worker->platform->log;
    const struct log_field fields[] = {
        log_text("id", web->req->id),
        log_text("code", code_info(why)->name),
        log_text("about", str_of(about->arg)),
    };

    if (log && code_info(why)->http_status >= 500)
        log_event(log, LEVEL_ERROR, "request failed", fields,
            sizeof(fields) / sizeof(fields[0]));
}

static code answer_failure(
    struct web *web, code why, const struct err *about, struct err *reterr)
{
    const bool is_api = str_starts(web->req->path, S("/api/"));
    struct page_error page = {.status = code_info(why)->http_status};
    struct buf out;

    if (!is_api && why == E_NOT_SIGNED_IN && request_is_safe(web->req)) {
        answer_sign_in(web);
        return OK;
    }
    /* Also for a page: it sets what belongs to the status (Retry-After). */
    problem_answer(web->res, why, about);
    if (is_api) {
        challenge(web->res, why);
        return OK;
    }
    error_words((int)page.status, &page.title, &page.words);
    page.detail = code_info(why)->name;
    if (page.status >= 500)
        page.request = web->req->id;
    web_buf(web, &out);
    page_error(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* --- one request --- */

static enum lang language_of(const struct web *web)
{
    enum lang asked = lang_find(form_get(&web->query, S("lang")));

    if (asked == LANG_N)
        asked = resume_language(web);
    return asked != LANG_N
               ? asked
               : lang_accept(request_header(web->req, S("Accept-Language")));
}

/* A form that another site sent us changes nothing (RELIABILITY part 4, 22;
 * WB-07): browsers say where a request comes from, older ones by its origin
 * alone. */
static code check_origin(const struct web *web, struct err *reterr)
{
    const str site = request_header(web->req, S("Sec-Fetch-Site"));
    const str origin = request_header(web->req, S("Origin"));
    const str ours = web->act.worker->platform->config.text[CONFIG_BASE_URL];

    /* No browser sends a token by itself. */
    if (request_is_safe(web->req) || resume_bearer(web).len > 0 ||
        str_eq(site, S("same-origin")) || str_eq(site, S("none")))
        return OK;
    if (site.len > 0)
        return err_set(reterr, E_CSRF, site);
    return origin.len == 0 || str_eq(origin, ours)
               ? OK
               : err_set(reterr, E_CSRF, origin);
}

static code run(struct web *web, struct err *reterr)
{
    const struct route *route;

    TRY(router_find(&web_route, web->req, web->arena, &web->match, reterr));
    route = web->match.route;
    TRY(check_origin(web, reterr));
    TRY(resume_on(route, web, reterr));
    TRY(act_may(&web->act, (enum right)route->right, reterr));
    return once_wanted(web) ? once_run(route, web, reterr)
                            : route->handler(web, reterr);
}

code web_handle(void *worker,
    const struct http_request *req,
    struct arena *arena,
    struct http_response *res)
{
    struct worker *w = worker;
    struct web web = {
        .req = req,
        .res = res,
        .arena = arena,
        .act =
            {
                .worker = w,
                .db = w->db,
                .arena = arena,
                .now = req->now_unix_s,
            },
    };
    struct err e = {0};
    code result = form_read(req->query, arena, &web.query, &e);

    view_init(&web.view, language_of(&web), req->path, req->now_unix_s, arena);
    web.view.base = w->platform->config.text[CONFIG_BASE_URL];
    if (result == OK)
        result = run(&web, &e);
    db_rollback(w->db);
    if (result != OK) {
        log_failed(&web, result, &e);
        result = answer_failure(&web, result, &e, &e);
        if (code_info(e.code)->http_status == 405)
            router_allow(&web_route, req, res);
    }
    return result;
}
