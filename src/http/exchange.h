/*
 * The connections of a server. Each has one exchange for its life and uses
 * it for one request after another; http/step.h says what happens to it.
 * Here is what all of them share, under one lock: who is free, how long each
 * may take, how much memory bodies may take.
 */
#ifndef HTTP_EXCHANGE_H
#define HTTP_EXCHANGE_H

#include "base/buf.h"
#include "http/options.h"
#include "http/queue.h"

#include <microhttpd.h>
#include <stdatomic.h>

enum exchange_stage {
    EXCHANGE_IDLE,   /* a connection without a request */
    EXCHANGE_HEAD,   /* its first line is there */
    EXCHANGE_BODY,   /* its body comes */
    EXCHANGE_LINGER, /* it was refused; the rest is read and dropped */
    EXCHANGE_WORK,   /* in the queue or with a worker; suspended */
    EXCHANGE_READY,  /* the answer can be sent */
    EXCHANGE_SENT,   /* it is being sent */
};

enum {
    EXCHANGE_ID_BYTES = 16,
};

struct exchange {
    struct exchanges *all;
    struct exchange *next_free;
    struct MHD_Connection *connection; /* NULL: free */
    int fd;
    enum exchange_stage stage;
    uint64_t deadline_ns; /* under the lock; 0: none */
    bool busy;            /* has a request; under the lock */
    bool waits_for_more;  /* a stream, suspended; under the lock */
    struct arena arena;
    struct http_request request;
    char id[EXCHANGE_ID_BYTES]; /* of the request */
    str target;
    struct address socket;
    struct buf body;
    size_t body_reserved;
    struct http_response response;
    struct MHD_Response *ready;
    bytes part; /* of a stream: made, but not taken yet */
    uint64_t began_ns;
    int status; /* of the answer, 0 before */
};

/* All exchanges of a server, and what they share. */
struct exchanges {
    struct http_options options;
    struct queue queue;
    pthread_mutex_t lock;
    struct exchange *items; /* options.connections_max of them */
    struct exchange *first_free;
    size_t bodies_bytes; /* reserved; under the lock */
    struct http_stats stats;
    bool stopping;
    atomic_ullong ids; /* of the next request */
};

/* False when there is no memory. */
bool exchanges_init(struct exchanges *all,
    const struct http_options *options,
    struct arena *arena);
void exchanges_release(struct exchanges *all);

/* Cuts the connections whose time is over, lets streams go on. To be called
 * several times a second. */
void exchanges_tick(struct exchanges *all, uint64_t now_ns);

/* From now on streams end and connections are closed after their answer. */
void exchanges_stop(struct exchanges *all);

/* Requests that are not answered yet. */
unsigned exchanges_open(struct exchanges *all);

struct http_stats exchanges_stats(struct exchanges *all);

/* Sets or (0) takes away the time that x has for what it does now. */
void exchange_deadline(struct exchange *x, uint64_t ms);

/* Marks the start and the end of a request on its connection; at its end it
 * is counted. */
void exchange_busy(struct exchange *x, bool busy);

/* Room for a body, of all that they may take together; false when there is
 * none. What was taken is given back by exchange_busy(x, false). */
bool exchange_reserve(struct exchange *x, size_t body_bytes);

/* The stream of x has nothing now: exchanges_tick resumes its connection,
 * which the caller has suspended. False when the server stops. */
bool exchange_wait(struct exchange *x);

/* A connection comes and goes; NULL when there are too many. */
struct exchange *exchange_open(
    struct exchanges *all, struct MHD_Connection *connection);
void exchange_close(struct exchange *x);

#endif
