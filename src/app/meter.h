/*
 * What the platform counts while it runs, as text for Prometheus (exposition
 * format 0.0.4). Sums only: nothing says who did what (RELIABILITY part 4,
 * item 32). Counting is for any thread at any time.
 */
#ifndef APP_METER_H
#define APP_METER_H

#include "base/buf.h"

#include <stdatomic.h>
#include <stdint.h>

/* Since the start. */
enum meter_count {
    METER_LETTERS_SENT,
    METER_LETTERS_DEFERRED, /* to be tried again */
    METER_LETTERS_BOUNCED,
    METER_LETTERS_FAILED, /* for good, or nobody knows */
    METER_AWARDS_TOLD,
    METER_AWARDS_FINISHED, /* which a stop had interrupted */
    METER_LISTS_PUBLISHED,
    METER_CHORES,
    METER_FAULTS, /* of what is done by itself */
    METER_COUNTS,
};

enum {
    METER_STATUSES = 6, /* by hundreds; 0: no answer was sent */
    METER_STEPS = 12,   /* of the time that requests take */
};

struct http_server;

struct meter {
    int64_t started_at;                   /* Unix seconds */
    _Atomic(struct http_server *) server; /* NULL: none listens */
    atomic_ullong counts[METER_COUNTS];
    atomic_ullong requests[METER_STATUSES];
    atomic_ullong steps[METER_STEPS + 1]; /* the last: longer */
    atomic_ullong micros;
};

/* As they are now; what is not known is 0. */
struct meter_now {
    int64_t now;
    uint64_t connections;
    uint64_t requests_waiting;
    uint64_t connections_cut; /* since the start */
    uint64_t letters_waiting;
    uint64_t letter_due_s; /* since when the oldest should be out */
    uint64_t awards_unfinished;
    uint64_t log_leaves;
    uint64_t data_bytes;
    uint64_t memory_bytes;
};

void meter_add(struct meter *meter, enum meter_count which, uint64_t n);
void meter_request(struct meter *meter, int status, uint64_t micros);

void meter_write(
    struct buf *out, const struct meter *meter, const struct meter_now *now);

#endif
