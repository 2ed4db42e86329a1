#include "test/support/canned.h"

#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static bool put(int fd, str text)
{
    while (text.len > 0) {
        ssize_t n = send(fd, text.ptr, text.len, MSG_NOSIGNAL);

        if (n <= 0)
            return false;
        text = str_sub(text, (size_t)n, text.len);
    }
    return true;
}

static _Noreturn void serve(int listener, str text, str more, int count)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        char request[4096];

        if (write(count, "x", 1) != 1)
            _exit(1);
        if (recv(fd, request, sizeof(request), 0) > 0 && put(fd, text)) {
            while (more.len > 0 && put(fd, more))
                continue;
            /* Silence lasts until the other side gives up. */
            if (text.len == 0)
                (void)recv(fd, request, sizeof(request), 0);
            (void)shutdown(fd, SHUT_WR);
        }
        (void)close(fd);
    }
}

/* The child's counter: one byte a connection, read at the end. */
struct canned canned_start(str text, str more)
{
    struct sockaddr_in at = {.sin_family = AF_INET};
    socklen_t at_bytes = sizeof(at);
    struct canned server = {0};
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int count[2];

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (listener < 0 || bind(listener, (struct sockaddr *)&at, at_bytes) != 0 ||
        listen(listener, 16) != 0 || pipe(count) != 0 ||
        getsockname(listener, (struct sockaddr *)&at, &at_bytes) != 0)
        abort();
    server.port = ntohs(at.sin_port);
    server.count = count[0];
    server.child = fork();
    if (server.child < 0)
        abort();
    if (server.child == 0) {
        (void)close(count[0]);
        /* A test that fails leaves nobody behind. */
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve(listener, text, more, count[1]);
    }
    (void)close(listener);
    (void)close(count[1]);
    return server;
}

int canned_stop(struct canned *server)
{
    char seen[256];
    ssize_t n;

    (void)kill(server->child, SIGKILL);
    (void)waitpid(server->child, NULL, 0);
    n = read(server->count, seen, sizeof(seen));
    (void)close(server->count);
    return n > 0 ? (int)n : 0;
}
