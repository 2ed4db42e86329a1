/*
 * N-Quads (RDF 1.1 N-Quads, W3C Recommendation 25 February 2014), read
 * strictly and written in the canonical form of RDFC-1.0, appendix A.
 *
 * Texts of the terms point into the text read; those with escapes are
 * decoded into the dataset's arena.
 */
#ifndef RDF_NQUADS_H
#define RDF_NQUADS_H

#include "rdf/dataset.h"

/* Adds every quad of `text` to *ds. E_NQUADS_SYNTAX with line and column and
 * what was expected there; E_TOO_LARGE past the budget's text_bytes_max;
 * E_COMPLEXITY_LIMIT past the quads that *ds takes. IRIs must be absolute
 * and, also after decoding, free of the characters that IRIREF excludes. */
MUST_USE code nquads_parse(str text,
    const struct budget *budget,
    struct dataset *ds,
    struct err *reterr);

/* All quads, in their order and with their own blank node labels, in the
 * arena. */
MUST_USE code nquads_write(const struct dataset *ds,
    struct arena *arena,
    str *ret,
    struct err *reterr);

#endif
