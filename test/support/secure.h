/*
 * An https server in a child process, on a port of localhost: some pages, and
 * a certificate made for the test, good or not.
 */
#ifndef TEST_SUPPORT_SECURE_H
#define TEST_SUPPORT_SECURE_H

#include "base/str.h"

#include <sys/types.h>

enum secure_kind {
    SECURE_GOOD,       /* for localhost, by the authority in `ca_file` */
    SECURE_EXPIRED,    /* good, but for its dates */
    SECURE_OTHER_HOST, /* good, but for elsewhere.example */
    SECURE_SELF_SIGNED,
    SECURE_OLD_TLS, /* a good one, over TLS 1.0 */
};

struct secure_page {
    str path;
    str answer; /* the whole: status line, fields, body */
};

struct secure {
    int listener;
    uint16_t port;
    pid_t child;
    int count; /* one byte for each request */
    char ca_file[64];
};

/* Takes a port, so that pages can name it. */
struct secure secure_listen(void);

/* Answers from now on; other paths are 404. The pages must outlive nothing:
 * the child has its own copy. */
void secure_serve(struct secure *server,
    enum secure_kind kind,
    const struct secure_page *pages,
    size_t n);

/* Ends it; the number of requests that it had. */
int secure_stop(struct secure *server);

#endif
