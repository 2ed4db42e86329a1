#include "jsonld/nest.h"

#include "jsonld/keyword.h"
#include "jsonld/map.h"

/* A node of the flattened document. */
struct place {
    struct json *node;
    uint32_t n_references;
    bool stands; /* somewhere in the tree already */
};

struct nesting {
    struct arena *arena;
    struct map places; /* from @id to struct place */
    struct err *reterr;
};

static str id_of(const struct json *node)
{
    return json_text(keyword_get(node, KEYWORD_ID));
}

static bool is_reference(const struct json *value)
{
    return json_is(value, JSON_OBJECT) && value->n == 1 &&
           keyword_get(value, KEYWORD_ID);
}

static code index_nodes(struct nesting *n, struct json *flat)
{
    struct json *node;

    for (node = flat->child.first; node; node = node->next) {
        struct map_entry *entry = map_put(&n->places, id_of(node));
        struct place *place = arena_new(n->arena, struct place);

        if (!entry || !place)
            return map_status(&n->places) ? map_status(&n->places)
                                          : arena_status(n->arena);
        place->node = node;
        entry->value = place;
    }
    return OK;
}

/* Counts the references below a value: flat, so at most a list deep. */
static void count_references(struct nesting *n, const struct json *value)
{
    const struct json *item;
    struct place *place;

    if (is_reference(value)) {
        place = map_get(&n->places, id_of(value));
        if (place)
            place->n_references++;
        return;
    }
    if (!json_is(value, JSON_ARRAY) && !json_is(value, JSON_OBJECT))
        return;
    for (item = value->child.first; item; item = item->next) {
        if (keyword_tag(item) == KEYWORD_NOT ||
            keyword_tag(item) == KEYWORD_LIST)
            count_references(n, item);
    }
}

static code nest_value(
    struct nesting *n, struct json *value, uint32_t depth_left);

/* The members of a node, whose own place is settled. */
static code nest_node(struct nesting *n,
    struct json *node,
    const struct place *place,
    uint32_t depth_left)
{
    struct json *member;

    for (member = node->child.first; member; member = member->next) {
        if (keyword_tag(member) == KEYWORD_NOT)
            TRY(nest_value(n, member, depth_left));
    }
    if (place->n_references <= 1 && str_starts(id_of(node), S("_:")))
        json_remove(node, S("@id"));
    return OK;
}

/* Puts the node where its first reference stands. */
static code nest_reference(
    struct nesting *n, struct json *value, uint32_t depth_left)
{
    struct place *place = map_get(&n->places, id_of(value));

    if (!place || place->stands)
        return OK;
    place->stands = true;
    value->child = place->node->child;
    value->n = place->node->n;
    return nest_node(n, value, place, depth_left);
}

/* An array of values, a list object, or one value. */
static code nest_value(
    struct nesting *n, struct json *value, uint32_t depth_left)
{
    struct json *item;

    if (depth_left == 0)
        return err_set(n->reterr, E_JSON_TOO_DEEP, S("nodes"));
    if (is_reference(value))
        return nest_reference(n, value, depth_left - 1);
    if (json_is(value, JSON_OBJECT))
        value = keyword_get(value, KEYWORD_LIST);
    if (!json_is(value, JSON_ARRAY))
        return OK;
    for (item = value->child.first; item; item = item->next)
        TRY(nest_value(n, item, depth_left - 1));
    return OK;
}

static code put_root(
    struct nesting *n, struct place *place, uint32_t depth_max, struct json *to)
{
    if (place->stands)
        return OK;
    place->stands = true;
    json_push(to, json_alias(n->arena, place->node));
    if (arena_status(n->arena) != OK)
        return arena_status(n->arena);
    return nest_node(n, to->child.last, place, depth_max);
}

code jsonld_nest(struct json *flat,
    str root,
    const struct budget *budget,
    struct arena *arena,
    struct json **ret,
    struct err *reterr)
{
    struct nesting n = {.arena = arena, .reterr = reterr};
    struct json *tree = json_new(arena, JSON_ARRAY);
    struct place *first;
    struct json *node;
    size_t i;

    map_init(&n.places, arena);
    TRY(index_nodes(&n, flat));
    for (node = flat->child.first; node; node = node->next) {
        struct json *member;

        for (member = node->child.first; member; member = member->next) {
            if (keyword_tag(member) == KEYWORD_NOT)
                count_references(&n, member);
        }
    }
    first = map_get(&n.places, root);
    if (!first || !tree)
        return first ? arena_status(arena) : err_set(reterr, E_ARGUMENT, root);
    TRY(put_root(&n, first, budget->depth_max, tree));
    for (i = 0; i < n.places.n; i++)
        TRY(put_root(&n, n.places.entries[i].value, budget->depth_max, tree));
    *ret = tree;
    return OK;
}
