#include "test/support/wire.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum {
    WAIT_S = 10,
    STATUS_AT = 9, /* in "HTTP/1.1 200" */
};

int wire_open(uint16_t port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct timeval wait = {.tv_sec = WAIT_S};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof(to)) != 0 ||
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait)) != 0)
        abort();
    return fd;
}

/* What a server that has closed does not take is nobody's fault. */
void wire_send(int fd, str text)
{
    while (text.len > 0) {
        ssize_t n = send(fd, text.ptr, text.len, MSG_NOSIGNAL);

        if (n <= 0)
            return;
        text = str_sub(text, (size_t)n, text.len);
    }
}

str wire_read_some(int fd, char *ret, size_t n)
{
    ssize_t got = recv(fd, ret, n, 0);

    return (str){ret, got > 0 ? (size_t)got : 0};
}

str wire_read(int fd, char ret[WIRE_BYTES])
{
    size_t all = 0;

    for (;;) {
        str part = wire_read_some(fd, ret + all, WIRE_BYTES - 1 - all);

        if (part.len == 0)
            break;
        all += part.len;
    }
    ret[all] = '\0';
    return (str){ret, all};
}

str wire_ask(uint16_t port, str text, char ret[WIRE_BYTES])
{
    int fd = wire_open(port);
    str answer;

    wire_send(fd, text);
    answer = wire_read(fd, ret);
    (void)close(fd);
    return answer;
}

int wire_status(str answer)
{
    if (answer.len < STATUS_AT + 3 || !str_starts(answer, S("HTTP/1.1 ")))
        return 0;
    return (int)strtol(answer.ptr + STATUS_AT, NULL, 10);
}

size_t wire_count(str text, str part)
{
    size_t n = 0;
    size_t i;

    for (i = 0; i + part.len <= text.len; i++)
        n += memcmp(text.ptr + i, part.ptr, part.len) == 0;
    return n;
}
