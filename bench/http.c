/*
 * A constant page of 16 KiB through the whole server: the floor of every page
 * that we make. The client, in the same process, asks over connections that
 * are kept; its processor time is in the figure too.
 */
#include "bench/bench.h"
#include "http/server.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum {
    CONNECTIONS = 16,
    PAGE_BYTES = 16 * 1024,
    ARENA_BYTES = 8 * 1024 * 1024,
};

static const char REQUEST[] = "GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n";

struct client {
    int fds[CONNECTIONS];
    size_t answer_bytes; /* of each: they are all alike */
    char buffer[2 * PAGE_BYTES];
};

static code answer(void *worker,
    const struct http_request *req,
    struct arena *arena,
    struct http_response *res)
{
    static const char PAGE[PAGE_BYTES];

    (void)worker;
    (void)req;
    (void)arena;
    response_body(res, S("text/html; charset=utf-8"),
        (bytes){(const uint8_t *)PAGE, PAGE_BYTES});
    return OK;
}

static void ask(int fd)
{
    size_t n = sizeof(REQUEST) - 1;

    if (send(fd, REQUEST, n, MSG_NOSIGNAL) != (ssize_t)n)
        abort();
}

/* Reads one answer, of a length that is known or to be found out: the first
 * one ends with the page. */
static size_t take(struct client *c, int fd)
{
    const char *end = NULL;
    size_t got = 0;

    while (c->answer_bytes
               ? got < c->answer_bytes
               : !end || got < (size_t)(end + 4 - c->buffer) + PAGE_BYTES) {
        ssize_t n = recv(fd, c->buffer + got, sizeof(c->buffer) - 1 - got, 0);

        if (n <= 0)
            abort();
        got += (size_t)n;
        c->buffer[got] = '\0';
        if (!end)
            end = strstr(c->buffer, "\r\n\r\n");
    }
    return got;
}

static void run(void *arg, size_t n)
{
    struct client *c = arg;

    while (n > 0) {
        size_t now = n < CONNECTIONS ? n : CONNECTIONS;
        size_t i;

        for (i = 0; i < now; i++)
            ask(c->fds[i]);
        for (i = 0; i < now; i++)
            (void)take(c, c->fds[i]);
        n -= now;
    }
    bench_use(c->buffer);
}

static void connect_all(struct client *c, uint16_t port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    int i;

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (i = 0; i < CONNECTIONS; i++) {
        c->fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (c->fds[i] < 0 ||
            connect(c->fds[i], (struct sockaddr *)&to, sizeof(to)) != 0)
            abort();
    }
    ask(c->fds[0]);
    c->answer_bytes = take(c, c->fds[0]);
}

int main(int argc, char **argv)
{
    static struct client client;
    struct http_options options = server_options();
    struct http_server *server = NULL;
    struct arena arena;
    int status;
    const struct bench_row rows[] = {
        {.name = "http.page-16k", .run = run, .arg = &client},
    };

    arena_init(&arena, ARENA_BYTES);
    options.handler = answer;
    if (server_start(&options, &arena, &server, NULL) != OK)
        abort();
    connect_all(&client, server_port(server));
    status = bench_main(argc, argv, rows, sizeof(rows) / sizeof(rows[0]));
    server_stop(server, 0);
    arena_release(&arena);
    return status;
}
