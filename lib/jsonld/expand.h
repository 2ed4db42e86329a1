/*
 * Expansion, API 5.1: expand.c the walk (arrays, scalars, the API function),
 * expand_object.c a map and its entries, expand_finish.c its last checks,
 * expand_keyword.c the entries that are keywords (step 13.4), expand_map.c
 * language, index, id and type maps (13.7, 13.8), expand_value.c 5.3.
 * Internal to the room.
 */
#ifndef JSONLD_EXPAND_H
#define JSONLD_EXPAND_H

#include "jsonld/context.h"
#include "jsonld/members.h"

/* The active property, and how its value came about. */
struct property {
    str name;                   /* null: none */
    const struct term_def *def; /* in the active context handed along */
    bool is_top;                /* none, or @graph: values float freely */
    bool is_reverse;            /* @reverse */
    bool from_map;              /* value of an index, id or type map */
};

/* A map being expanded. */
struct object {
    struct run *run;
    const struct context *active;
    const struct context *type_scoped; /* step 10 */
    const struct property *property;
    const struct json *element;
    const struct json *type;   /* first entry that is @type; NULL: none */
    struct members result;     /* the node to be */
    struct members reverse;    /* its @reverse; object NULL: none yet */
    const struct json **nests; /* entries that are @nest */
    size_t n_nests;
    size_t nests_capacity;
    uint32_t has; /* set of 1 << keyword: the members of result */
    bool has_reverse_entry;
};

/* API 5.1. *ret is an array, an object, or NULL for null. */
code expand_element(struct run *run,
    const struct context *active,
    const struct property *property,
    const struct json *element,
    struct json **ret);

/* Steps 7 to 20. */
code expand_object(struct run *run,
    const struct context *active,
    const struct property *property,
    const struct json *element,
    struct json **ret);

/* Step 13.4. */
code expand_keyword(
    struct object *o, enum keyword keyword, const struct json *member);

/* Steps 15 to 20: *ret is the array, object or NULL that o->result becomes. */
code expand_finish(struct object *o, struct json **ret);

/* Steps 13.7 and 13.8. */
code expand_language_map(struct object *o,
    const struct term_def *def,
    const struct json *map,
    struct json **ret);
code expand_index_map(struct object *o,
    const struct term_def *def,
    const struct json *map,
    struct json **ret);

/* API 5.3. */
code expand_value(struct run *run,
    const struct context *active,
    const struct term_def *def,
    const struct json *value,
    struct json **ret);

/* The keyword that the key expands to, or KEYWORD_NOT. */
enum keyword expand_key(const struct context *active, str key);

/* The members of a map, in order of their names if options.ordered, as an
 * array of object->n; NULL after a failure of the arena. */
struct json **expand_order(struct run *run, const struct json *object);

/* Adds a value, or the elements of an array, to the array that is the member
 * `name` of the object (13.14). */
code expand_add(struct members *object, str name, struct json *value);

/* The same for a reverse property (13.13). */
code expand_add_reverse(
    struct object *o, str name, struct json *value, const struct json *at);

/* The value itself when it is an array, else a new array with it in; NULL
 * gives an empty one. */
struct json *expand_array(struct run *run, struct json *value);

/* A new object with this one member. */
struct json *expand_wrap(
    struct run *run, enum keyword keyword, struct json *value);

/* A graph object of the value of a term whose container is @graph. A value, a
 * list or a bare reference would say nothing there: a loss, at the node `at`,
 * though the specification keeps it in the expanded form. */
code expand_to_graph(struct run *run,
    struct json *value,
    const struct json *at,
    struct json **ret);

/* A string node for a text in an arena. */
struct json *expand_text(struct run *run, str text);

#endif
