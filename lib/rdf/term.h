/*
 * The canonical text of one term (RDFC-1.0, appendix A, A Canonical form of
 * N-Quads): IRIs and blank node labels as they are, literals with the least
 * of escapes.
 */
#ifndef RDF_TERM_H
#define RDF_TERM_H

#include "rdf/dataset.h"

/* Bytes of the text; 0 for TERM_NONE. */
size_t term_bytes(const struct term *term);

/* Writes the text, n_bytes as counted by term_bytes, at `at`; returns its
 * end. */
char *term_put(const struct term *term, size_t n_bytes, char *at);

#endif
