/* The tables of definitions behind an active context: internal to this
 * folder. Only the layer on top is ever written to, while it is built. */
#ifndef JSONLD_CONTEXT_TABLE_H
#define JSONLD_CONTEXT_TABLE_H

#include "jsonld/context.h"

/* Room in the layer for n more definitions. */
code table_reserve(struct context *layer, uint32_t n);

/* Sets or replaces the definition in the layer. E_COMPLEXITY_LIMIT when the
 * names collide beyond chance (RELIABILITY JS-09). */
code table_put(struct context *layer, const struct term_def *def);

/* As context_term; the hash is str_hash(term). */
const struct term_def *table_find(
    const struct context *context, str term, uint32_t hash);

/* Makes the layer complete in itself: one probe a look-up. */
code table_flatten(struct context *layer);

/* True if a visible definition is protected. */
bool table_protects(const struct context *context, struct arena *scratch);

#endif
