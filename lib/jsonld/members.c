#include "jsonld/members.h"

enum {
    FEW = 16,
};

void members_init(struct members *m, struct json *object, struct arena *arena)
{
    *m = (struct members){.object = object, .arena = arena};
}

struct json *members_get(const struct members *m, str name)
{
    struct json *member;

    if (m->map)
        return map_get(m->map, name);
    for (member = m->object->child.first; member; member = member->next) {
        if (member->name.len == name.len && str_eq(member->name, name))
            return member;
    }
    return NULL;
}

static code put(struct members *m, struct json *member)
{
    struct map_entry *entry = map_put(m->map, member->name);

    if (!entry)
        return map_status(m->map);
    entry->value = member;
    return OK;
}

static code start_map(struct members *m)
{
    struct json *member;

    m->map = arena_new(m->arena, struct map);
    if (!m->map)
        return arena_status(m->arena);
    map_init(m->map, m->arena);
    for (member = m->object->child.first; member; member = member->next)
        TRY(put(m, member));
    return OK;
}

code members_add(struct members *m, str name, struct json *value)
{
    if (!json_add(m->object, name, value))
        return arena_status(m->arena);
    if (m->object->n <= FEW)
        return OK;
    return m->map ? put(m, value) : start_map(m);
}
