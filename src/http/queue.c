#include "http/queue.h"

bool queue_init(struct queue *q, size_t capacity, struct arena *arena)
{
    *q = (struct queue){.capacity = capacity};
    q->items = arena_array(arena, capacity, void *);
    if (!q->items)
        return false;
    if (pthread_mutex_init(&q->lock, NULL) != 0)
        return false;
    if (pthread_cond_init(&q->filled, NULL) != 0) {
        (void)pthread_mutex_destroy(&q->lock);
        return false;
    }
    return true;
}

void queue_release(struct queue *q)
{
    (void)pthread_cond_destroy(&q->filled);
    (void)pthread_mutex_destroy(&q->lock);
}

bool queue_put(struct queue *q, void *item)
{
    bool taken;

    (void)pthread_mutex_lock(&q->lock);
    taken = !q->closed && q->n < q->capacity;
    if (taken) {
        q->items[(q->first + q->n) % q->capacity] = item;
        q->n++;
        (void)pthread_cond_signal(&q->filled);
    }
    (void)pthread_mutex_unlock(&q->lock);
    return taken;
}

void *queue_take(struct queue *q)
{
    void *item = NULL;

    (void)pthread_mutex_lock(&q->lock);
    while (q->n == 0 && !q->closed)
        (void)pthread_cond_wait(&q->filled, &q->lock);
    if (q->n > 0) {
        item = q->items[q->first];
        q->first = (q->first + 1) % q->capacity;
        q->n--;
    }
    (void)pthread_mutex_unlock(&q->lock);
    return item;
}

void queue_close(struct queue *q)
{
    (void)pthread_mutex_lock(&q->lock);
    q->closed = true;
    (void)pthread_cond_broadcast(&q->filled);
    (void)pthread_mutex_unlock(&q->lock);
}

size_t queue_length(struct queue *q)
{
    size_t n;

    (void)pthread_mutex_lock(&q->lock);
    n = q->n;
    (void)pthread_mutex_unlock(&q->lock);
    return n;
}
