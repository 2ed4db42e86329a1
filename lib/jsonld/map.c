#include "jsonld/map.h"

enum {
    ENTRIES_FIRST = 8,
    SLOTS_FIRST = 32,
    PROBES_USUAL = 16, /* of a look-up in a table at most half full */
    LONG_PROBES_MAX = 1 << 20,
};

void map_init(struct map *map, struct arena *arena)
{
    *map = (struct map){.arena = arena};
}

static void fail(struct map *map, code why)
{
    if (map->failed == OK)
        map->failed = why;
}

/* The slot of the key, or the free one where it belongs. */
static size_t probe(
    const struct map *map, str key, uint32_t hash, uint32_t *n_probes)
{
    size_t mask = map->n_slots - 1;
    size_t at = hash & mask;

    *n_probes = 0;
    while (map->slots[at] != 0) {
        const struct map_entry *entry = &map->entries[map->slots[at] - 1];

        if (entry->hash == hash && str_eq(entry->key, key))
            break;
        at = (at + 1) & mask;
        (*n_probes)++;
    }
    return at;
}

void *map_get(const struct map *map, str key)
{
    uint32_t n_probes;
    size_t at;

    if (map->n_slots == 0)
        return NULL;
    at = probe(map, key, str_hash(key), &n_probes);
    return map->slots[at] ? map->entries[map->slots[at] - 1].value : NULL;
}

static bool grow_slots(struct map *map)
{
    size_t n_slots = map->n_slots > 0 ? map->n_slots * 2 : SLOTS_FIRST;
    uint32_t *slots = arena_array(map->arena, n_slots, uint32_t);
    size_t i;

    if (!slots)
        return false;
    for (i = 0; i < map->n; i++) {
        size_t at = map->entries[i].hash & (n_slots - 1);

        while (slots[at] != 0)
            at = (at + 1) & (n_slots - 1);
        slots[at] = (uint32_t)i + 1;
    }
    map->slots = slots;
    map->n_slots = n_slots;
    return true;
}

/* Room for one more entry and its slot. */
static bool reserve(struct map *map)
{
    struct map_entry *entries = map->entries;

    if (map->n == map->capacity) {
        entries = arena_grow(map->arena, entries, sizeof(*entries),
            map->n > 0 ? map->n + 1 : ENTRIES_FIRST, &map->capacity);
        if (!entries)
            return false;
        map->entries = entries;
    }
    return (map->n + 1) * 2 <= map->n_slots || grow_slots(map);
}

struct map_entry *map_put(struct map *map, str key)
{
    uint32_t hash = str_hash(key);
    uint32_t n_probes;
    size_t at;

    if (map->failed)
        return NULL;
    if (!reserve(map)) {
        fail(map, arena_status(map->arena));
        return NULL;
    }
    at = probe(map, key, hash, &n_probes);
    if (n_probes > PROBES_USUAL) {
        map->long_probes += n_probes;
        if (map->long_probes > LONG_PROBES_MAX) {
            fail(map, E_COMPLEXITY_LIMIT);
            return NULL;
        }
    }
    if (map->slots[at] == 0) {
        map->entries[map->n] = (struct map_entry){.key = key, .hash = hash};
        map->slots[at] = (uint32_t)++map->n;
    }
    return &map->entries[map->slots[at] - 1];
}

code map_status(const struct map *map)
{
    return map->failed;
}

/* Heap sort: no recursion, n log n for every input. */
static void sift(struct map_entry *entries, size_t at, size_t n)
{
    struct map_entry moved = entries[at];
    size_t child;

    while ((child = 2 * at + 1) < n) {
        if (child + 1 < n &&
            str_cmp(entries[child].key, entries[child + 1].key) < 0)
            child++;
        if (str_cmp(moved.key, entries[child].key) >= 0)
            break;
        entries[at] = entries[child];
        at = child;
    }
    entries[at] = moved;
}

void map_sort(struct map *map)
{
    struct map_entry swap;
    size_t i;

    for (i = map->n / 2; i > 0; i--)
        sift(map->entries, i - 1, map->n);
    for (i = map->n; i > 1; i--) {
        swap = map->entries[0];
        map->entries[0] = map->entries[i - 1];
        map->entries[i - 1] = swap;
        sift(map->entries, 0, i - 1);
    }
}
