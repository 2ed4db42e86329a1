/*
 * RDF datasets (RDF 1.1 Concepts): terms kept once each in a table, quads
 * as four numbers of terms. A typical badge has 80 quads, 150 terms and 3
 * blank nodes; the largest allowed dataset is in the budget.
 *
 * Adding fails sticky (term 0, no quad): ask dataset_status at the end.
 * Terms are found by open addressing; keys come from input, so probes past
 * a few a look-up are counted and a table under attack fails.
 */
#ifndef RDF_DATASET_H
#define RDF_DATASET_H

#include "base/arena.h"
#include "base/limit.h"

#define RDF_NS "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define XSD_NS "http://www.w3.org/2001/XMLSchema#"

enum term_kind {
    TERM_NONE, /* number 0: the default graph */
    TERM_IRI,
    TERM_BLANK,
    TERM_LITERAL,
};

/* Number of a term in its dataset; equal numbers mean equal terms. */
typedef uint32_t term_id;

struct term {
    enum term_kind kind;
    uint32_t hash;
    str value;    /* IRI; blank node label without "_:"; lexical form */
    str datatype; /* literal: IRI, never empty */
    str language; /* literal with rdf:langString, else empty */
};

struct quad {
    term_id subject;
    term_id predicate;
    term_id object;
    term_id graph; /* 0: default graph */
};

static inline bool quad_eq(const struct quad *a, const struct quad *b)
{
    return a->subject == b->subject && a->predicate == b->predicate &&
           a->object == b->object && a->graph == b->graph;
}

enum {
    DATASET_RECENT = 64, /* IRIs remembered by the address of their text */
};

struct dataset {
    struct arena *arena;
    struct term *terms; /* terms[0] is TERM_NONE */
    size_t n_terms;     /* with it, so 1 when empty; 0 before the first term */
    size_t terms_capacity;
    uint32_t *index; /* open addressing over terms, at most half full */
    size_t index_size;
    struct quad *quads;
    size_t n_quads;
    size_t quads_capacity;
    uint32_t quads_max;
    uint32_t long_probes; /* probes beyond the usual, all look-ups together */
    term_id recent[DATASET_RECENT];
    code failed;
};

/* Takes no memory yet. */
void dataset_init(struct dataset *ds, struct arena *arena, uint32_t quads_max);

/* Texts are borrowed and must live as long as the dataset. The same slice
 * given again (a predicate of a context) is found by its address. */
term_id dataset_iri(struct dataset *ds, str iri);
term_id dataset_blank(struct dataset *ds, str label);

/* An empty datatype means xsd:string, or rdf:langString when there is a
 * language. */
term_id dataset_literal(
    struct dataset *ds, str value, str datatype, str language);

/* Adds a quad without looking whether it is there: the canonical form drops
 * repetitions. Nothing is checked about the kinds of the terms. */
void dataset_add(struct dataset *ds,
    term_id subject,
    term_id predicate,
    term_id object,
    term_id graph);

/* The term; term 0 is there once any other is. */
const struct term *dataset_term(const struct dataset *ds, term_id id);

/* OK, E_COMPLEXITY_LIMIT (too many quads, or texts chosen to collide), or
 * the arena's failure. */
code dataset_status(const struct dataset *ds);

#endif
