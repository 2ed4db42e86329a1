/*
 * Quads as lines of canonical N-Quads, made of the texts of their terms,
 * which are rendered once and may be changed for blank nodes.
 */
#ifndef RDF_LINE_H
#define RDF_LINE_H

#include "rdf/dataset.h"

enum {
    LINE_SLACK = 32, /* bytes readable after each text, writable after lines */
};

struct lines {
    const struct quad *quads;
    size_t n_quads;
    str *texts; /* of each term; LINE_SLACK bytes more can be read */
    size_t n_terms;
    uint32_t *predicate_rank; /* of each term that is a predicate */
    uint32_t *scratch; /* for sorting: room for all quads and all terms */
};

/* Fills in what comes after n_terms; the texts of predicates must not change
 * any more. False after a failure of the arena. */
MUST_USE bool line_init(struct lines *lines, struct arena *arena);

/* Bytes of the line of quad i. */
size_t line_bytes(const struct lines *lines, uint32_t i);

/* Writes the line at `at`; returns its end. May overwrite LINE_SLACK bytes
 * after it. */
char *line_put(const struct lines *lines, uint32_t i, char *at);

/* Code point order of the lines of quads a and b. */
int line_cmp(const struct lines *lines, uint32_t a, uint32_t b);

/* The numbers of all quads in that order: by subject in linear time, then
 * the few of each subject. NULL after a failure of the arena. */
uint32_t *line_sort(const struct lines *lines, struct arena *arena);

#endif
