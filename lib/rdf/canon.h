/*
 * RDF Dataset Canonicalization: RDFC-1.0 (W3C Recommendation 21 May 2024),
 * whole, with any hash of the provider (the specification names SHA-256 and
 * SHA-384).
 *
 * Cost: linear in the text, n log n in sorting, but for Hash N-Degree Quads
 * (4.8). One search (4.4.3 step 5.2.4) may call it budget.hndq_per_blank times
 * for each blank node of the dataset and budget.hndq_base times more: poison
 * graphs need exponentially many calls, others about one a blank node, and
 * there may be as many searches as blank nodes. All work of all searches is
 * taken from budget.work_left.
 */
#ifndef RDF_CANON_H
#define RDF_CANON_H

#include "crypto/provider.h"
#include "rdf/dataset.h"

struct canon_options {
    enum hash_alg hash;
    const struct provider *provider; /* not NULL */
    struct budget *budget;
};

struct canon {
    str nquads;            /* the serialized canonical form */
    const term_id *blanks; /* blanks[n] has the canonical label "c14n<n>" */
    uint32_t n_blanks;
};

/* The canonical form of *ds, in the arena, which gets back the rest of the
 * memory that it took. E_COMPLEXITY_LIMIT for a poison
 * graph, too many quads or too much text; E_TOO_LARGE for one term that is
 * larger than a document may be. */
MUST_USE code canon_dataset(const struct dataset *ds,
    const struct canon_options *options,
    struct arena *arena,
    struct canon *ret,
    struct err *reterr);

#endif
