#include "http/cache.h"

struct cache_entry {
    struct arena arena; /* of the name and the data */
    str name;
    struct cached kept;
    uint64_t end_ns;
};

bool cache_init(
    struct cache *c, size_t n, size_t entry_bytes_max, struct arena *arena)
{
    size_t i;

    *c = (struct cache){.n = n, .entry_bytes_max = entry_bytes_max};
    c->entries = arena_array(arena, n, struct cache_entry);
    if (!c->entries || pthread_mutex_init(&c->lock, NULL) != 0)
        return false;
    for (i = 0; i < n; i++)
        arena_init(&c->entries[i].arena, entry_bytes_max);
    return true;
}

void cache_release(struct cache *c)
{
    size_t i;

    for (i = 0; i < c->n; i++)
        arena_release(&c->entries[i].arena);
    (void)pthread_mutex_destroy(&c->lock);
}

static struct cache_entry *find(struct cache *c, str name)
{
    size_t i;

    for (i = 0; i < c->n; i++) {
        if (c->entries[i].end_ns > 0 && str_eq(c->entries[i].name, name))
            return &c->entries[i];
    }
    return NULL;
}

bool cache_get(struct cache *c,
    str name,
    uint64_t now_ns,
    struct arena *arena,
    struct cached *ret)
{
    const struct cache_entry *entry;
    bool found = false;

    (void)pthread_mutex_lock(&c->lock);
    entry = find(c, name);
    if (entry && entry->end_ns > now_ns) {
        str copy = arena_str(arena, bytes_str(entry->kept.data));

        found = arena_status(arena) == OK;
        if (found)
            *ret = (struct cached){str_bytes(copy), entry->kept.since_unix_s};
    }
    (void)pthread_mutex_unlock(&c->lock);
    return found;
}

static struct cache_entry *ends_first(struct cache *c)
{
    struct cache_entry *first = &c->entries[0];
    size_t i;

    for (i = 1; i < c->n; i++) {
        if (c->entries[i].end_ns < first->end_ns)
            first = &c->entries[i];
    }
    return first;
}

void cache_put(
    struct cache *c, str name, const struct cached *data, uint64_t end_ns)
{
    struct cache_entry *entry;

    (void)pthread_mutex_lock(&c->lock);
    entry = find(c, name);
    if (!entry)
        entry = ends_first(c);
    arena_release(&entry->arena);
    entry->name = arena_str(&entry->arena, name);
    entry->kept = (struct cached){
        str_bytes(arena_str(&entry->arena, bytes_str(data->data))),
        data->since_unix_s};
    entry->end_ns = arena_status(&entry->arena) == OK ? end_ns : 0;
    (void)pthread_mutex_unlock(&c->lock);
}
