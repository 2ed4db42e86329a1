/*
 * Compaction, JSON-LD 1.1 API 6: compact.c the walk over elements and the API
 * function, compact_item.c the values of a property with their containers,
 * compact_iri.c and compact_value.c sections 6.2 and 6.3. Internal to the
 * room.
 */
#ifndef JSONLD_COMPACT_H
#define JSONLD_COMPACT_H

#include "jsonld/inverse.h"

struct compaction {
    struct run *run;
    struct spare *spares;
};

/* A map of the expanded document that is being compacted. */
struct compacting {
    struct compaction *c;
    const struct context *active;
    /* Where types have their meaning, as for expansion: after contexts of the
     * property, before those of the types. (API 6.1.2 step 1 has it before
     * both, and would then use types that a nullified context took away.) */
    const struct context *type_scoped;
    str property;               /* the active property; null: none */
    const struct term_def *def; /* of it where the map stands, or NULL */
    const struct json *element;
    struct json *result;
};

enum compact_flag {
    COMPACT_VOCAB = 1,   /* terms and the vocabulary mapping */
    COMPACT_REVERSE = 2, /* of a reverse property */
};

/* API 6.1. The result is in no tree; NULL for null. */
MUST_USE code compact_element(struct compaction *c,
    const struct context *active,
    str property,
    const struct json *element,
    struct json **ret);

/* API 6.1.2 step 12.8: one value of `property`, or NULL for its empty array,
 * goes into o->result. */
MUST_USE code compact_item(
    struct compacting *o, const struct json *property, const struct json *item);

/* API 6.2. `value` may be NULL. */
MUST_USE code compact_iri(struct compaction *c,
    const struct context *active,
    str iri,
    const struct json *value,
    unsigned flags,
    str *ret);

/* The name of a property as a compact IRI or whole, never a term. */
MUST_USE code compact_property(struct compaction *c,
    const struct context *active,
    const struct json *property,
    str *ret);

/* The keyword, or its alias. */
MUST_USE code compact_keyword(struct compaction *c,
    const struct context *active,
    enum keyword keyword,
    str *ret);

/* API 6.3: the scalar that a value object or a reference comes down to (or,
 * for a JSON literal, any value); *ret is NULL if it stays a map. */
MUST_USE code compact_value(struct compaction *c,
    const struct context *active,
    const struct term_def *def,
    const struct json *value,
    struct json **ret);

/* API 9.3, add value: to the member `name` of the object. */
MUST_USE code compact_add(struct compaction *c,
    struct json *object,
    str name,
    struct json *value,
    bool as_array);

/* Compacts an expanded document as the API function does, *run being set up
 * for the result. */
MUST_USE code compact_document(struct run *run,
    const struct json *expanded,
    const struct json *context,
    struct json **ret);

/* True for an object with @graph and, beside it, only @id and @index. */
bool compact_is_graph(const struct json *value);

#endif
