/*
 * Inverse contexts and term selection: JSON-LD 1.1 API 4.3 and 4.4. The maps
 * in maps of the specification are one table here, whose keys are an IRI, a
 * container, and a type or a language.
 */
#ifndef JSONLD_INVERSE_H
#define JSONLD_INVERSE_H

#include "jsonld/context.h"

/* Which of the three maps of a container is meant. */
enum inverse_kind {
    INVERSE_LANGUAGE,
    INVERSE_TYPE,
    INVERSE_ANY,
};

enum {
    CONTAINERS_MAX = 20,
    PREFERRED_MAX = 6,
};

/* What fits a value, the best first. */
struct selection {
    uint8_t containers[CONTAINERS_MAX]; /* sets of enum container */
    uint32_t n_containers;
    str preferred[PREFERRED_MAX];
    uint32_t n_preferred;
    enum inverse_kind kind;
};

/* Inverses that the store has no room for, kept for one call. */
struct spare {
    struct spare *next;
    const struct context *context;
    struct inverse *inverse;
};

/* The inverse of a context: made on first use, then kept with the context or
 * in *spares. */
MUST_USE code inverse_of(struct run *run,
    const struct context *context,
    struct spare **spares,
    const struct inverse **ret);

/* Whether any term has that IRI. */
bool inverse_has(const struct inverse *inverse, str iri);

/* API 4.4: the term that fits best, or NULL. */
const struct term_def *inverse_select(
    const struct inverse *inverse, str iri, const struct selection *selection);

/* What a keyword is written as: its alias, or itself. */
str inverse_alias(const struct inverse *inverse, enum keyword keyword);

/* Definitions that may be prefixes of compact IRIs. */
const struct term_def *const *inverse_prefixes(
    const struct inverse *inverse, size_t *ret_n);

#endif
