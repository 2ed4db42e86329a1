/* What a server is told at its start. */
#ifndef HTTP_OPTIONS_H
#define HTTP_OPTIONS_H

#include "http/address.h"
#include "http/request.h"
#include "http/response.h"

/* Answers one request; several run at a time, one for each worker. A failure
 * becomes a problem (http/problem.h) of that code. The arena is the
 * request's; everything in it is gone when the answer has been sent. */
typedef code http_handler(void *worker,
    const struct http_request *req,
    struct arena *arena,
    struct http_response *res);

/* One answered, refused or broken request. */
struct http_log {
    const struct http_request *request; /* path and method may be empty */
    int status;                         /* 0: none was sent */
    size_t body_bytes;
    uint64_t micros; /* from its first line to the last byte of the answer */
};

struct http_options {
    struct address listen;    /* port 0: any free one */
    unsigned n_workers;       /* handlers at a time */
    unsigned queue_max;       /* requests that wait for a worker, then 503 */
    unsigned connections_max; /* then new ones wait in the system's queue */
    uint32_t header_ms;      /* from the connection to the end of the headers */
    uint32_t idle_ms;        /* from an answer to the end of the next headers */
    uint32_t body_ms;        /* from the headers to the end of the body */
    uint32_t write_ms;       /* for the answer, and 1 s more for each 64 KiB */
    size_t body_bytes_max;   /* unless body_max says otherwise */
    size_t bodies_bytes_max; /* of all requests together, then 503 */
    const struct address *proxies; /* whose X-Forwarded-For is believed */
    size_t n_proxies;

    void *shared; /* handed to the functions below */
    /* In the thread of the worker. NULL from worker_new: the start fails. */
    void *(*worker_new)(void *shared);
    void (*worker_free)(void *worker);
    http_handler *handler;
    /* The largest body that this request may bring (its body is not read
     * yet); NULL: body_bytes_max. In a thread of the server: must not block. */
    size_t (*body_max)(void *shared, const struct http_request *head);
    /* NULL: nothing is logged. In a thread of the server. */
    void (*log)(void *shared, const struct http_log *entry);
};

struct http_stats {
    uint64_t answers[6]; /* by hundreds of the status; [0]: none was sent */
    uint64_t cut;        /* connections that took too long */
    unsigned connections;
    unsigned waiting; /* requests in the queue */
};

#endif
