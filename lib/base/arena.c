#include "base/arena.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

enum {
    ALIGN_BYTES = 8,
    CHUNK_BYTES_MIN = 64 * 1024,
};

struct arena_chunk {
    struct arena_chunk *next;
    size_t bytes; /* of data, without this header */
};

static uint8_t *chunk_data(struct arena_chunk *chunk)
{
    return (uint8_t *)(chunk + 1);
}

void arena_init(struct arena *a, size_t bytes_max)
{
    *a = (struct arena){.bytes_max = bytes_max};
}

void arena_release(struct arena *a)
{
    struct arena_chunk *chunk = a->first;

    while (chunk) {
        struct arena_chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    arena_init(a, a->bytes_max);
}

void arena_wipe(struct arena *a)
{
    struct arena_chunk *chunk = a->first;
    size_t i;

    for (; chunk; chunk = chunk->next) {
        volatile uint8_t *data = chunk_data(chunk); /* not to be left out */

        for (i = 0; i < chunk->bytes; i++)
            data[i] = 0;
    }
}

static void enter(struct arena *a, struct arena_chunk *chunk)
{
    a->current = chunk;
    a->at = chunk ? chunk_data(chunk) : NULL;
    a->end = chunk ? chunk_data(chunk) + chunk->bytes : NULL;
}

void arena_reset(struct arena *a)
{
    enter(a, a->first);
    a->failed = OK;
}

static void *fail(struct arena *a, code why)
{
    a->failed = why;
    a->at = NULL;
    a->end = NULL;
    return NULL;
}

/* A new chunk after the current one; sizes double so that chunks stay few. */
static bool add_chunk(struct arena *a, size_t size_bytes)
{
    size_t wanted =
        a->bytes_held > CHUNK_BYTES_MIN ? a->bytes_held : CHUNK_BYTES_MIN;
    size_t left = a->bytes_max - a->bytes_held;
    struct arena_chunk *chunk;

    if (size_bytes > left)
        return fail(a, E_LIMIT_EXCEEDED) != NULL;
    if (wanted < size_bytes)
        wanted = size_bytes;
    if (wanted > left)
        wanted = left;
    chunk = malloc(sizeof(*chunk) + wanted);
    if (!chunk)
        return fail(a, E_NO_MEMORY) != NULL;
    chunk->bytes = wanted;
    chunk->next = a->current ? a->current->next : NULL;
    if (a->current)
        a->current->next = chunk;
    else
        a->first = chunk;
    a->bytes_held += wanted;
    enter(a, chunk);
    return true;
}

/* Steps to the next chunk with room: one kept from before a reset, else a
 * new one. */
static bool next_chunk(struct arena *a, size_t size_bytes)
{
    while (a->current && a->current->next) {
        enter(a, a->current->next);
        if (a->current->bytes >= size_bytes)
            return true;
    }
    return add_chunk(a, size_bytes);
}

void *arena_alloc_slow(struct arena *a, size_t size_bytes)
{
    uint8_t *at;

    if (a->failed)
        return NULL;
    if (size_bytes > SIZE_MAX / 2)
        return fail(a, E_LIMIT_EXCEEDED);
    size_bytes = (size_bytes + ALIGN_BYTES - 1) & ~(size_t)(ALIGN_BYTES - 1);
    if ((size_t)(a->end - a->at) < size_bytes || !a->at) {
        if (!next_chunk(a, size_bytes))
            return NULL;
    }
    at = a->at;
    a->at += size_bytes;
    return at;
}

void *arena_zero(struct arena *a, size_t n, size_t size_bytes)
{
    size_t total = 0;
    void *at;

    if (!num_mul(n, size_bytes, &total))
        return fail(a, E_LIMIT_EXCEEDED);
    at = arena_alloc(a, total);
    if (at)
        memset(at, 0, total);
    return at;
}

str arena_str(struct arena *a, str s)
{
    return arena_join(a, &s, 1);
}

str arena_join(struct arena *a, const str *parts, size_t n_parts)
{
    size_t total = 0;
    size_t i;
    char *copy;
    char *at;

    for (i = 0; i < n_parts; i++) {
        if (!num_add(total, parts[i].len, &total)) {
            fail(a, E_LIMIT_EXCEEDED);
            return (str){NULL, 0};
        }
    }
    copy = arena_alloc(a, total);
    if (!copy)
        return (str){NULL, 0};
    for (i = 0, at = copy; i < n_parts; i++) {
        if (parts[i].len > 0)
            memcpy(at, parts[i].ptr, parts[i].len);
        at += parts[i].len;
    }
    return (str){copy, total};
}

void *arena_grow(struct arena *a,
    void *items,
    size_t item_bytes,
    size_t n_min,
    size_t *capacity)
{
    size_t n = *capacity > 0 ? *capacity : 8;
    size_t total = 0;
    void *moved;

    if (n_min <= *capacity)
        return items;
    while (n < n_min) {
        if (!num_mul(n, 2, &n))
            return fail(a, E_LIMIT_EXCEEDED);
    }
    if (!num_mul(n, item_bytes, &total))
        return fail(a, E_LIMIT_EXCEEDED);
    moved = arena_alloc(a, total);
    if (!moved)
        return NULL;
    if (*capacity > 0)
        memcpy(moved, items, *capacity * item_bytes);
    *capacity = n;
    return moved;
}

code arena_status(const struct arena *a)
{
    return a->failed;
}

struct arena_mark arena_mark(const struct arena *a)
{
    return (struct arena_mark){a->current, a->at};
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
    if (a->failed)
        return;
    if (!mark.chunk) {
        enter(a, a->first);
        return;
    }
    enter(a, mark.chunk);
    a->at = mark.at;
}

size_t arena_used_bytes(const struct arena *a)
{
    struct arena_chunk *chunk = a->first;
    size_t used = 0;

    for (; chunk && chunk != a->current; chunk = chunk->next)
        used += chunk->bytes;
    return chunk && a->at ? used + (size_t)(a->at - chunk_data(chunk)) : used;
}
