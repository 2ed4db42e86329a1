/*
 * The blank node to quads map of the canonicalization state (RDFC-1.0 4.4.3
 * step 2).
 */
#ifndef RDF_MENTION_H
#define RDF_MENTION_H

#include "rdf/canon_state.h"

/* In blank_of: a blank node that no quad has mentioned so far. */
#define MENTION_NONE UINT32_MAX

/* Numbers the blank nodes that quads mention and makes the map. Repetitions
 * of a quad are left out, a dataset being a set. */
MUST_USE code mention_map(struct canon_state *state);

#endif
