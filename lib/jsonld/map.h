/*
 * Map from text to a pointer, in an arena, in the order of insertion.
 *
 * Keys are borrowed. They come from input: look-ups that probe past a few
 * slots are counted, and a map under attack fails. Putting fails sticky: ask
 * map_status at the end.
 */
#ifndef JSONLD_MAP_H
#define JSONLD_MAP_H

#include "base/arena.h"

struct map_entry {
    str key;
    uint32_t hash;
    void *value;
};

struct map {
    struct arena *arena;
    struct map_entry *entries; /* n of them, in the order of insertion */
    size_t n;
    size_t capacity;
    uint32_t *slots; /* number of an entry + 1; 0: free; half full at most */
    size_t n_slots;
    uint32_t long_probes;
    code failed;
};

/* Takes no memory yet. */
void map_init(struct map *map, struct arena *arena);

/* The value, or NULL. */
void *map_get(const struct map *map, str key);

/* The entry of that key, made with value NULL if new; good until the next
 * one is made. NULL after a failure. */
struct map_entry *map_put(struct map *map, str key);

/* OK, E_COMPLEXITY_LIMIT (keys chosen to collide) or the arena's failure. */
code map_status(const struct map *map);

/* Sorts the entries by key in code point order. No map_get or map_put after
 * it. */
void map_sort(struct map *map);

#endif
