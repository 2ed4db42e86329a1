/*
 * Hash N-Degree Quads (RDFC-1.0 4.8): tells blank nodes apart that look the
 * same from one step away. The recursion of the specification is a stack of
 * frames in the arena, so its depth costs no machine stack; the copies of
 * issuers are one issuer that is wound back.
 */
#ifndef RDF_N_DEGREE_H
#define RDF_N_DEGREE_H

#include "rdf/canon_state.h"

/* 4.4.3 step 5: gives canonical labels to all blank nodes that have none.
 * by_digest: all blank nodes, ordered by their first-degree digests. */
MUST_USE code n_degree_label(
    struct canon_state *state, const uint32_t *by_digest);

#endif
