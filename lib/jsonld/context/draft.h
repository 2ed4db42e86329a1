/* A term definition in work: shared by term.c (what the term means) and
 * mapping.c (how its values are read). */
#ifndef JSONLD_CONTEXT_DRAFT_H
#define JSONLD_CONTEXT_DRAFT_H

#include "jsonld/context/build.h"

/* `value` is the entry, also when it is a string. */
struct draft {
    struct build *b;
    const struct json *value;
    const struct json *object; /* value, when it is a map; else NULL */
    struct term_def *def;
    const struct term_def *previous;
};

/* Fails about the term, at the node `at` or, if that is NULL, the entry. */
code draft_fail(struct draft *d, code c, const struct json *at);

bool draft_is_1_0(const struct draft *d);

/* The entry of that name in the map, or NULL. */
const struct json *draft_get(const struct draft *d, enum keyword keyword);

/* True if the term looks like an IRI, a compact one, or a path. */
bool draft_is_iri_like(const struct draft *d);

/* API 4.2.2 steps 19 to 26. */
code draft_mappings(struct draft *d);

#endif
