/*
 * A few documents in memory, each until a time. Safe for threads. An entry
 * is replaced only by cache_put: a failed fetch leaves it as it is, and past
 * its time it is gone (RELIABILITY FE-14).
 */
#ifndef HTTP_CACHE_H
#define HTTP_CACHE_H

#include "base/arena.h"

#include <pthread.h>

struct cache_entry;

struct cache {
    pthread_mutex_t lock;
    struct cache_entry *entries;
    size_t n;
    size_t entry_bytes_max;
};

/* Room for n documents of up to entry_bytes_max. False without memory. */
bool cache_init(
    struct cache *c, size_t n, size_t entry_bytes_max, struct arena *arena);
void cache_release(struct cache *c);

struct cached {
    bytes data;
    int64_t since_unix_s; /* when it came from its place */
};

/* True and a copy in the arena. */
bool cache_get(struct cache *c,
    str name,
    uint64_t now_ns,
    struct arena *arena,
    struct cached *ret);

/* Keeps a copy until end_ns, in place of the entry that ends first. What is
 * too large is not kept. */
void cache_put(
    struct cache *c, str name, const struct cached *data, uint64_t end_ns);

#endif
