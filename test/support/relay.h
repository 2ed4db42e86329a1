/*
 * A mail server (SMTP) in a child process, for as many mails as come, in the
 * manner that a test asks for; and what it took.
 */
#ifndef TEST_SUPPORT_RELAY_H
#define TEST_SUPPORT_RELAY_H

#include "base/str.h"

#include <stdatomic.h>
#include <sys/types.h>

enum {
    RELAY_IDS_MAX = 256,
    RELAY_ID_BYTES = 100,
};

struct relay_manner {
    const char *command; /* lines that start so ("." ends a message) ... */
    const char *reply;   /* get this instead; NULL: no word, it hangs up */
    int n_times;         /* so many times; 0: always */
    unsigned slow_ms;    /* waits before each reply */
};

/* Shared with the child. */
struct relay_book {
    atomic_int n_connections;
    atomic_int n_taken;                      /* messages read to their end */
    atomic_int n_replied;                    /* times of the manner */
    char ids[RELAY_IDS_MAX][RELAY_ID_BYTES]; /* Message-ID of those taken */
};

struct relay {
    pid_t child;
    uint16_t port;
    struct relay_book *book;
};

/* On a port of 127.0.0.1; 0: any free one. */
struct relay relay_start(const struct relay_manner *manner, uint16_t port);
void relay_stop(struct relay *relay);

/* How many messages of different Message-ID were taken. */
int relay_different(const struct relay *relay);

#endif
