/*
 * Arena: memory with one lifetime, given back all at once. It grows by
 * chunks from the system allocator up to a cap, keeps its chunks over a
 * reset (so a warm arena asks the system for nothing), and remembers the
 * first failure: every allocation after it gives NULL, and arena_status says
 * why. Not for use by two threads at once.
 *
 * Lifetimes in use: process, request (or command), step (scratch: a mark and
 * a rewind around it).
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/err.h"
#include "base/str.h"

struct arena_chunk;

struct arena {
    struct arena_chunk *first;   /* oldest chunk */
    struct arena_chunk *current; /* the one that `at` points into */
    uint8_t *at;                 /* next free byte */
    uint8_t *end;                /* end of the current chunk */
    size_t bytes_max;            /* cap on the sum of all chunks */
    size_t bytes_held;           /* the sum of all chunks */
    code failed;                 /* first failure, sticky until reset */
};

struct arena_mark {
    struct arena_chunk *chunk;
    uint8_t *at;
};

/* Takes no memory yet. bytes_max caps what it may ever hold. */
void arena_init(struct arena *a, size_t bytes_max);

/* Gives everything back to the system; the arena may be used again. */
void arena_release(struct arena *a);

/* Overwrites every byte that it holds: before the release of an arena that
 * secrets passed through. */
void arena_wipe(struct arena *a);

/* Forgets everything allocated and the failure; keeps the chunks. */
void arena_reset(struct arena *a);

/* size_bytes of memory, aligned to 8, not cleared; NULL after a failure. The
 * common case is inline; arena_alloc_slow is the rest of it. */
void *arena_alloc_slow(struct arena *a, size_t size_bytes);
static inline void *arena_alloc(struct arena *a, size_t size_bytes)
{
    const size_t left = (size_t)(a->end - a->at);
    uint8_t *at = a->at;

    if (left < 8 || size_bytes - 1 > left - 8) /* 0 bytes as well */
        return arena_alloc_slow(a, size_bytes);
    a->at = at + ((size_bytes + 7) & ~(size_t)7);
    return at;
}

/* The same for n items of size_bytes each, cleared, the product checked. */
void *arena_zero(struct arena *a, size_t n, size_t size_bytes);

#define arena_new(a, type) ((type *)arena_zero((a), 1, sizeof(type)))
#define arena_array(a, n, type) ((type *)arena_zero((a), (n), sizeof(type)))

/* A copy of s in the arena; the empty slice after a failure. */
str arena_str(struct arena *a, str s);

/* The parts one after another. */
str arena_join(struct arena *a, const str *parts, size_t n_parts);

/* Grows an array in the arena: returns items with room for at least n_min,
 * doubling *capacity when it must move; NULL after a failure. */
void *arena_grow(struct arena *a,
    void *items,
    size_t item_bytes,
    size_t n_min,
    size_t *capacity);

/* OK, E_LIMIT_EXCEEDED (the cap) or E_NO_MEMORY (the system). */
code arena_status(const struct arena *a);

/* Everything allocated since the mark is forgotten by the rewind. */
struct arena_mark arena_mark(const struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark mark);

/* Bytes that lie in use now: the peak is read before a reset. */
size_t arena_used_bytes(const struct arena *a);

#endif
