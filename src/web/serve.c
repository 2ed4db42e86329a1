#include "web/serve.h"

#include "app/keeper.h"
#include "http/server.h"
#include "web/route.h"
#include "web/web.h"

enum {
    GRACE_MS = 10000,
    SERVER_BYTES = 64 << 20,
};

/* What the server's threads share with us. */
struct shared {
    const struct platform *platform;
    const struct log *log;
    struct keeper *keeper;
};

static void *worker_new(void *shared)
{
    const struct shared *s = shared;

    return web_worker_new(s->platform);
}

static size_t body_max(void *shared, const struct http_request *head)
{
    (void)shared;
    return web_body_max(head);
}

/* One line a request. No addresses, no query, of the path the pattern: the
 * rest may be somebody's, or the secret of a link (RELIABILITY LG-14). */
static void log_request(void *shared, const struct http_log *entry)
{
    const struct shared *s = shared;
    const struct log_field fields[] = {
        log_text("id", entry->request->id),
        log_text("method", request_method_name(entry->request->method)),
        log_text("route", router_pattern(&web_route, entry->request)),
        log_number("status", entry->status),
        log_number("bytes", (int64_t)entry->body_bytes),
        log_number("micros", (int64_t)entry->micros),
    };

    log_event(s->log, LEVEL_INFO, "request", fields,
        sizeof(fields) / sizeof(fields[0]));
    meter_request(s->platform->meter, entry->status, entry->micros);
    if (!request_is_safe(entry->request))
        keeper_wake(s->keeper);
}

static code options_of(
    struct shared *shared, struct http_options *ret, struct err *reterr)
{
    const struct config *config = &shared->platform->config;
    struct http_options options = server_options();

    if (!address_parse_endpoint(config->text[CONFIG_LISTEN], &options.listen))
        return err_set(reterr, E_CONFIG, S("listen"));
    options.n_workers = platform_threads(config);
    options.shared = shared;
    options.worker_new = worker_new;
    options.worker_free = web_worker_free;
    options.handler = web_handle;
    options.body_max = body_max;
    options.log = log_request;
    options.proxies = config->proxies;
    options.n_proxies = config->n_proxies;
    *ret = options;
    return OK;
}

code serve(const struct platform *platform,
    const struct log *log,
    void (*wait)(void),
    struct err *reterr)
{
    struct shared shared = {platform, log, NULL};
    struct http_options options;
    struct http_server *server;
    struct arena arena;
    code result;

    TRY(options_of(&shared, &options, reterr));
    arena_init(&arena, SERVER_BYTES);
    result = keeper_start(platform, log, &arena, &shared.keeper, reterr);
    if (result == OK)
        result = server_start(&options, &arena, &server, reterr);
    if (result == OK) {
        const struct log_field fields[] = {
            log_text("url", platform->config.text[CONFIG_BASE_URL]),
            log_number("port", server_port(server)),
        };

        log_event(log, LEVEL_INFO, "listening", fields, 2);
        atomic_store(&platform->meter->server, server);
        wait();
        server_stop(server, GRACE_MS);
        atomic_store(&platform->meter->server, NULL);
    }
    if (shared.keeper)
        keeper_stop(shared.keeper);
    if (result == OK)
        log_event(log, LEVEL_INFO, "stopped", NULL, 0);
    arena_release(&arena);
    return result;
}
