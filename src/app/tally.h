/*
 * Counts that wait for their place in the data file: so that who looks at a
 * badge need not wait for the disk. Shared by all threads of the platform.
 * They hold no identity. What is lost with the process is a few of them.
 */
#ifndef APP_TALLY_H
#define APP_TALLY_H

#include "domain/share.h"
#include "store/db.h"

#include <pthread.h>

enum {
    TALLY_MAX = 256,
    TALLY_TEXT_BYTES = 32,
    TALLY_WAIT_S = 20, /* and then the next who counts writes them down */
};

struct tally_entry {
    char tenant[TALLY_TEXT_BYTES];
    char award[TALLY_TEXT_BYTES];
    char day_on[TALLY_TEXT_BYTES];
    int64_t kind;
    int64_t n;
};

struct tally {
    pthread_mutex_t lock;
    struct tally_entry entries[TALLY_MAX];
    size_t n;
    int64_t since_unix_s; /* of the oldest */
};

/* False without memory. */
bool tally_init(struct tally *t);
void tally_release(struct tally *t);

/* One more. False: it is time to write them down. What does not fit is not
 * counted. */
bool tally_add(struct tally *t, const struct counter *counter, int64_t now);

/* Writes down what waits, in a transaction of its own. What cannot be written
 * is lost: nobody's request fails for a count. */
void tally_flush(struct tally *t, struct db *db);

#endif
