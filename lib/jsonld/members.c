#include "jsonld/members.h"

enum {
    FEW = 16,
    PROBES_MAX = 128,
};

void members_init(struct members *m, struct json *object, struct arena *arena)
{
    *m = (struct members){.object = object, .arena = arena};
}

/* The slot of the name, or the free one where it belongs; NULL when it takes
 * too many probes. */
static struct json **probe(const struct members *m, str name)
{
    uint32_t hash = str_hash(name);
    uint32_t i;

    for (i = 0; i < PROBES_MAX; i++) {
        struct json **slot = &m->slots[(hash + i) & m->mask];

        if (!*slot || str_eq((*slot)->name, name))
            return slot;
    }
    return NULL;
}

struct json *members_get(const struct members *m, str name)
{
    struct json **slot;
    struct json *member;

    if (m->slots) {
        slot = probe(m, name);
        return slot ? *slot : NULL;
    }
    for (member = m->object->child.first; member; member = member->next) {
        /* Names of one definition are the same text in memory. */
        if (member->name.len == name.len &&
            (member->name.ptr == name.ptr || str_eq(member->name, name)))
            return member;
    }
    return NULL;
}

static code grow(struct members *m)
{
    uint32_t n_slots = m->slots ? 2 * (m->mask + 1) : 4 * FEW;
    struct json *member;
    struct json **slot;

    m->slots = arena_array(m->arena, n_slots, struct json *);
    if (!m->slots)
        return arena_status(m->arena);
    m->mask = n_slots - 1;
    for (member = m->object->child.first; member; member = member->next) {
        slot = probe(m, member->name);
        if (!slot)
            return E_COMPLEXITY_LIMIT;
        *slot = member;
    }
    return OK;
}

code members_add(struct members *m, str name, struct json *value)
{
    struct json **slot;

    if (!json_add(m->object, name, value))
        return arena_status(m->arena);
    if (m->object->n <= FEW)
        return OK;
    if (!m->slots || m->object->n > (m->mask + 1) / 2)
        return grow(m);
    slot = probe(m, name);
    if (!slot)
        return E_COMPLEXITY_LIMIT;
    *slot = value;
    return OK;
}
