/*
 * A queue with a bound between threads: whoever puts never waits, whoever
 * takes does.
 */
#ifndef HTTP_QUEUE_H
#define HTTP_QUEUE_H

#include "base/arena.h"

#include <pthread.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    void **items; /* a ring */
    size_t capacity;
    size_t first;
    size_t n;
    bool closed;
};

/* False when there is no memory. */
bool queue_init(struct queue *q, size_t capacity, struct arena *arena);
void queue_release(struct queue *q);

/* False when it is full or closed. */
bool queue_put(struct queue *q, void *item);

/* The oldest item; NULL when the queue is closed and empty. */
void *queue_take(struct queue *q);

/* Nothing comes in any more; who waits gets what is left, then NULL. */
void queue_close(struct queue *q);

size_t queue_length(struct queue *q);

#endif
