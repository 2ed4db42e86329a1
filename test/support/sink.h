/* An SMTP server in a child process, for one mail. */
#ifndef TEST_SUPPORT_SINK_H
#define TEST_SUPPORT_SINK_H

#include "base/str.h"

#include <sys/types.h>

struct sink {
    pid_t child;
    uint16_t port;
    int said; /* what the client says, all of it */
};

/* Listens on a port of 127.0.0.1. To a line that starts with `command` it
 * answers `reply` ("550 no such user"), to all others that it goes on. */
struct sink sink_start(const char *command, const char *reply);

/* Waits until the client has gone; what it said, NUL-terminated. */
str sink_stop(struct sink *sink, char *ret, size_t bytes_max);

#endif
