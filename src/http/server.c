#include "http/server.h"

#include "host/clock.h"
#include "host/file.h"
#include "http/step.h"

#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    TICK_MS = 100,
    NS_A_MS = 1000000,
    BACKLOG = 1024,
    /* Of a connection, for the head and libmicrohttpd's view of it. */
    CONNECTION_BYTES = 32 * 1024,
    V4_AT = 12,
};

struct worker {
    struct http_server *server;
    pthread_t thread;
    bool runs;
    enum {
        WORKER_STARTS,
        WORKER_READY,
        WORKER_FAILED,
    } state; /* under the server's lock */
};

struct http_server {
    struct exchanges exchanges;
    struct MHD_Daemon *daemon;
    struct worker *workers;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool stops; /* under the lock */
    pthread_t ticker;
    bool ticks;
    int listener;
    uint16_t port;
};

struct http_options server_options(void)
{
    struct http_options options = {.n_workers = 8,
        .queue_max = 256,
        .connections_max = 2048,
        .header_ms = 10000,
        .idle_ms = 30000,
        .body_ms = 30000,
        .write_ms = 30000,
        .body_bytes_max = (size_t)1 << 20,
        .bodies_bytes_max = (size_t)256 << 20};

    (void)address_parse_endpoint(S("127.0.0.1:0"), &options.listen);
    return options;
}

/* --- threads --- */

static void *run_worker(void *arg)
{
    struct worker *worker = arg;
    struct http_server *server = worker->server;
    const struct http_options *options = &server->exchanges.options;
    void *state =
        options->worker_new ? options->worker_new(options->shared) : NULL;
    bool is_ready = state || !options->worker_new;

    (void)pthread_mutex_lock(&server->lock);
    worker->state = is_ready ? WORKER_READY : WORKER_FAILED;
    (void)pthread_cond_broadcast(&server->changed);
    (void)pthread_mutex_unlock(&server->lock);
    if (!is_ready)
        return NULL;
    step_work(&server->exchanges, state);
    if (options->worker_free)
        options->worker_free(state);
    return NULL;
}

static void *run_ticker(void *arg)
{
    struct http_server *server = arg;
    struct timespec tick = {.tv_nsec = (long)TICK_MS * NS_A_MS};
    bool stops = false;

    while (!stops) {
        (void)nanosleep(&tick, NULL);
        exchanges_tick(&server->exchanges, clock_monotonic_ns());
        (void)pthread_mutex_lock(&server->lock);
        stops = server->stops;
        (void)pthread_mutex_unlock(&server->lock);
    }
    return NULL;
}

/* All workers run and have their state. */
static code start_workers(struct http_server *server, struct err *reterr)
{
    unsigned n = server->exchanges.options.n_workers;
    bool all_ready = true;
    unsigned i;

    for (i = 0; i < n; i++) {
        struct worker *worker = &server->workers[i];

        worker->server = server;
        if (pthread_create(&worker->thread, NULL, run_worker, worker) != 0)
            return err_set(reterr, E_NO_MEMORY, S("thread"));
        worker->runs = true;
    }
    (void)pthread_mutex_lock(&server->lock);
    for (i = 0; i < n; i++) {
        while (server->workers[i].state == WORKER_STARTS)
            (void)pthread_cond_wait(&server->changed, &server->lock);
        all_ready = all_ready && server->workers[i].state == WORKER_READY;
    }
    (void)pthread_mutex_unlock(&server->lock);
    return all_ready ? OK : err_set(reterr, E_ARGUMENT, S("worker"));
}

/* --- the socket --- */

/* A dual stack for IPv6 addresses, IPv4 alone for the others. */
static socklen_t socket_address(
    const struct address *from, struct sockaddr_storage *ret)
{
    struct sockaddr_in v4 = {
        .sin_family = AF_INET, .sin_port = htons(from->port)};
    struct sockaddr_in6 v6 = {
        .sin6_family = AF_INET6, .sin6_port = htons(from->port)};

    memset(ret, 0, sizeof(*ret));
    if (address_is_v4(from)) {
        memcpy(&v4.sin_addr, from->ip + V4_AT, sizeof(v4.sin_addr));
        memcpy(ret, &v4, sizeof(v4));
        return sizeof(v4);
    }
    memcpy(&v6.sin6_addr, from->ip, sizeof(v6.sin6_addr));
    memcpy(ret, &v6, sizeof(v6));
    return sizeof(v6);
}

static code listen_on(struct http_server *server, struct err *reterr)
{
    struct sockaddr_storage at;
    socklen_t at_bytes = socket_address(&server->exchanges.options.listen, &at);
    struct address got;
    int on = 1;

    server->listener =
        socket(at.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (server->listener < 0)
        return file_failed(E_LISTEN, reterr);
    (void)setsockopt(
        server->listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (bind(server->listener, (struct sockaddr *)&at, at_bytes) != 0 ||
        listen(server->listener, BACKLOG) != 0 ||
        getsockname(server->listener, (struct sockaddr *)&at, &at_bytes) != 0 ||
        !address_of((struct sockaddr *)&at, &got))
        return file_failed(E_LISTEN, reterr);
    server->port = got.port;
    return OK;
}

/* --- start and stop --- */

/* What it would say on stderr is in the log of requests. */
static void say_nothing(void *cls, const char *format, va_list args)
{
    (void)cls;
    (void)format;
    (void)args;
}

/* The target is kept as it is: http/percent.h decodes its parts. */
static size_t decode_nothing(
    void *cls, struct MHD_Connection *connection, char *text)
{
    (void)cls;
    (void)connection;
    return strlen(text);
}

static struct MHD_Daemon *start_daemon(struct http_server *server)
{
    struct exchanges *all = &server->exchanges;
    const struct MHD_OptionItem options[] = {
        {MHD_OPTION_LISTEN_SOCKET, server->listener, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, (intptr_t)all->options.connections_max,
            NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_BYTES, NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
        {MHD_OPTION_END, 0, NULL},
    };

    return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD |
                                MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO,
        0, NULL, NULL, step_on, all, MHD_OPTION_EXTERNAL_LOGGER, say_nothing,
        NULL, MHD_OPTION_URI_LOG_CALLBACK, step_begin, all,
        MHD_OPTION_UNESCAPE_CALLBACK, decode_nothing, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, step_end, all,
        MHD_OPTION_NOTIFY_CONNECTION, step_connection, all, MHD_OPTION_ARRAY,
        options, MHD_OPTION_END);
}

static code start_all(struct http_server *server, struct err *reterr)
{
    TRY(listen_on(server, reterr));
    if (pthread_create(&server->ticker, NULL, run_ticker, server) != 0)
        return err_set(reterr, E_NO_MEMORY, S("thread"));
    server->ticks = true;
    TRY(start_workers(server, reterr));
    server->daemon = start_daemon(server);
    return server->daemon ? OK : err_set(reterr, E_LISTEN, S("server"));
}

static struct http_server *new_server(
    const struct http_options *options, struct arena *arena)
{
    struct http_server *server = arena_new(arena, struct http_server);

    if (!server)
        return NULL;
    server->listener = -1;
    server->workers = arena_array(arena, options->n_workers, struct worker);
    if (!server->workers || !exchanges_init(&server->exchanges, options, arena))
        return NULL;
    if (pthread_mutex_init(&server->lock, NULL) != 0) {
        exchanges_release(&server->exchanges);
        return NULL;
    }
    if (pthread_cond_init(&server->changed, NULL) != 0) {
        (void)pthread_mutex_destroy(&server->lock);
        exchanges_release(&server->exchanges);
        return NULL;
    }
    return server;
}

code server_start(const struct http_options *options,
    struct arena *arena,
    struct http_server **ret,
    struct err *reterr)
{
    struct http_server *server = new_server(options, arena);
    sigset_t all;
    sigset_t before;
    code c;

    if (!server)
        return err_set(reterr, E_NO_MEMORY, S("server"));
    /* Signals are for the thread that started us. */
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    c = start_all(server, reterr);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (c != OK) {
        server_stop(server, 0);
        return c;
    }
    *ret = server;
    return OK;
}

uint16_t server_port(const struct http_server *server)
{
    return server->port;
}

struct http_stats server_stats(struct http_server *server)
{
    return exchanges_stats(&server->exchanges);
}

static void wait_for_requests(struct http_server *server, uint32_t grace_ms)
{
    struct timespec tick = {.tv_nsec = NS_A_MS};
    uint64_t end_ns = clock_monotonic_ns() + (uint64_t)grace_ms * NS_A_MS;

    while (
        exchanges_open(&server->exchanges) > 0 && clock_monotonic_ns() < end_ns)
        (void)nanosleep(&tick, NULL);
}

/* After it no connection is suspended, as MHD_stop_daemon asks for. */
static void end_threads(struct http_server *server)
{
    unsigned i;

    queue_close(&server->exchanges.queue);
    for (i = 0; i < server->exchanges.options.n_workers; i++) {
        if (server->workers[i].runs)
            (void)pthread_join(server->workers[i].thread, NULL);
    }
    (void)pthread_mutex_lock(&server->lock);
    server->stops = true;
    (void)pthread_mutex_unlock(&server->lock);
    if (server->ticks)
        (void)pthread_join(server->ticker, NULL);
    exchanges_tick(&server->exchanges, 0);
}

void server_stop(struct http_server *server, uint32_t grace_ms)
{
    if (server->daemon)
        server->listener = MHD_quiesce_daemon(server->daemon);
    if (server->listener >= 0)
        (void)close(server->listener);
    exchanges_stop(&server->exchanges);
    wait_for_requests(server, grace_ms);
    end_threads(server);
    if (server->daemon)
        MHD_stop_daemon(server->daemon);
    (void)pthread_cond_destroy(&server->changed);
    (void)pthread_mutex_destroy(&server->lock);
    exchanges_release(&server->exchanges);
}
