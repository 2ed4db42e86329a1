/* A server in a child process that says the same to everybody. */
#ifndef TEST_SUPPORT_CANNED_H
#define TEST_SUPPORT_CANNED_H

#include "base/str.h"

#include <sys/types.h>

struct canned {
    pid_t child;
    uint16_t port;
    int count; /* one byte for each connection */
};

/* Listens on a port of 127.0.0.1; to each connection, once something has
 * come: `text`, then `more` for ever, or the end; silence when both are
 * empty. */
struct canned canned_start(str text, str more);

/* Ends it; the number of connections that it had. */
int canned_stop(struct canned *server);

#endif
