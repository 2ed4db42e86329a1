#include "test/support/sink.h"

#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    LINE_BYTES = 2048,
};

static bool starts(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

/* The reply that each line of a client gets by itself. */
static const char *usual(const char *line, bool in_data)
{
    if (in_data)
        return strcmp(line, ".\r\n") == 0 ? "250 taken" : NULL;
    if (starts(line, "DATA"))
        return "354 go on";
    return starts(line, "QUIT") ? "221 bye" : "250 ok";
}

static void talk(FILE *client, int said, const char *command, const char *reply)
{
    char line[LINE_BYTES];
    bool in_data = false;

    (void)fprintf(client, "220 sink ESMTP\r\n");
    while (fgets(line, sizeof(line), client)) {
        const char *answer = usual(line, in_data);

        if (write(said, line, strlen(line)) < 0)
            return;
        if (answer && command[0] && starts(in_data ? "." : line, command))
            answer = reply;
        in_data = in_data ? answer == NULL : starts(line, "DATA");
        if (answer)
            (void)fprintf(client, "%s\r\n", answer);
        if (starts(line, "QUIT"))
            return;
    }
}

struct sink sink_start(const char *command, const char *reply)
{
    struct sockaddr_in at = {.sin_family = AF_INET};
    socklen_t at_bytes = sizeof(at);
    struct sink sink = {0};
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int said[2];

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (listener < 0 || bind(listener, (struct sockaddr *)&at, at_bytes) != 0 ||
        listen(listener, 1) != 0 || pipe(said) != 0 ||
        getsockname(listener, (struct sockaddr *)&at, &at_bytes) != 0)
        abort();
    sink.port = ntohs(at.sin_port);
    sink.said = said[0];
    sink.child = fork();
    if (sink.child < 0)
        abort();
    if (sink.child == 0) {
        int fd;
        FILE *client;

        /* A test that fails leaves nobody behind. */
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        (void)close(said[0]);
        fd = accept(listener, NULL, NULL);
        client = fd < 0 ? NULL : fdopen(fd, "r+");
        if (client) {
            (void)setvbuf(client, NULL, _IONBF, 0);
            talk(client, said[1], command, reply);
        }
        _exit(0);
    }
    (void)close(listener);
    (void)close(said[1]);
    return sink;
}

str sink_stop(struct sink *sink, char *ret, size_t bytes_max)
{
    size_t n = 0;
    ssize_t got;

    while (n + 1 < bytes_max &&
           (got = read(sink->said, ret + n, bytes_max - 1 - n)) > 0)
        n += (size_t)got;
    ret[n] = '\0';
    (void)close(sink->said);
    (void)waitpid(sink->child, NULL, 0);
    return (str){ret, n};
}
