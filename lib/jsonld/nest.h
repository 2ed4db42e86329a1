/*
 * The opposite of flattening: a tree again, from its root. Every node stands
 * in full where the root's walk meets it first, and as a reference after
 * that, so cycles and shared nodes are kept; a blank node that is referred to
 * only once loses its identifier. (Framing asks for shapes; this does not.)
 */
#ifndef JSONLD_NEST_H
#define JSONLD_NEST_H

#include "jsonld/jsonld.h"

/* `flat` is what jsonld_flatten gives without a context; `root` the @id of
 * its root. *ret is an array in expanded form with the root node, and after
 * it those that it does not lead to. E_ARGUMENT when there is no such node,
 * E_JSON_TOO_DEEP past budget->depth_max. The nodes of `flat` are used up. */
MUST_USE code jsonld_nest(struct json *flat,
    str root,
    const struct budget *budget,
    struct arena *arena,
    struct json **ret,
    struct err *reterr);

#endif
