/*
 * An object that grows member by member, looked up by name before each: nodes
 * have some ten properties, but a hostile one has 10,000, so past a few names
 * a map takes over from scanning.
 */
#ifndef JSONLD_MEMBERS_H
#define JSONLD_MEMBERS_H

#include "jsonld/map.h"
#include "text/json.h"

struct members {
    struct json *object;
    struct arena *arena; /* of the object and the map */
    struct map *map;     /* NULL while few */
};

void members_init(struct members *m, struct json *object, struct arena *arena);

/* The member, or NULL. */
struct json *members_get(const struct members *m, str name);

/* Appends a member, which must not be there yet. E_COMPLEXITY_LIMIT when the
 * names were made to collide, or the arena's failure. */
MUST_USE code members_add(struct members *m, str name, struct json *value);

#endif
