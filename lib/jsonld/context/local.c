#include "jsonld/context/local.h"

enum {
    PROBES_MAX = 128, /* as in table.c */
};

struct local_entry *local_find(
    const struct local *local, str name, uint32_t hash)
{
    uint32_t i;

    for (i = 0; i < PROBES_MAX; i++) {
        uint32_t number = local->slots[(hash + i) & local->mask];
        struct local_entry *entry;

        if (number == 0)
            break;
        entry = &local->entries[number - 1];
        if (entry->hash == hash && str_eq(entry->value->name, name))
            return entry;
    }
    return NULL;
}

const struct json *local_get(const struct local *local, enum keyword keyword)
{
    str name = keyword_name(keyword);
    const struct local_entry *entry = local_find(local, name, str_hash(name));

    return entry ? entry->value : NULL;
}

static code add_members(struct local *local, const struct json *object)
{
    const struct json *member = object->child.first;

    for (; member; member = member->next) {
        uint32_t hash = str_hash(member->name);
        uint32_t i = 0;
        uint32_t *slot = &local->slots[hash & local->mask];

        if (local_find(local, member->name, hash))
            continue;
        while (*slot != 0) {
            if (++i == PROBES_MAX)
                return E_COMPLEXITY_LIMIT;
            slot = &local->slots[(hash + i) & local->mask];
        }
        local->entries[local->n++] = (struct local_entry){member, hash, 0};
        *slot = local->n;
    }
    return OK;
}

code local_init(struct local *local,
    const struct json *object,
    const struct json *imported,
    struct arena *arena)
{
    uint32_t n = object->n + (imported ? imported->n : 0);
    uint32_t n_slots = 4;

    while (n_slots < 2 * n && n_slots < UINT32_MAX / 2)
        n_slots *= 2;
    *local = (struct local){.mask = n_slots - 1};
    local->entries = arena_alloc(arena, n * sizeof(*local->entries));
    local->slots = arena_array(arena, n_slots, uint32_t);
    if (!local->entries || !local->slots)
        return arena_status(arena);
    TRY(add_members(local, object));
    return imported ? add_members(local, imported) : OK;
}
