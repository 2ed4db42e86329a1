#include "rdf/dataset.h"

#include <assert.h>
#include <string.h>

enum {
    TERMS_FIRST = 128,
    INDEX_FIRST = 2 * TERMS_FIRST,
    QUADS_FIRST = 128,
    PROBES_USUAL = 16, /* of a look-up in a table at most half full */
    LONG_PROBES_MAX = 1 << 20,
};

void dataset_init(struct dataset *ds, struct arena *arena, uint32_t quads_max)
{
    *ds = (struct dataset){.arena = arena, .quads_max = quads_max};
}

static void fail(struct dataset *ds, code why)
{
    if (ds->failed == OK)
        ds->failed = why;
}

/* Doubles the index and enters every term again. */
static bool grow_index(struct dataset *ds)
{
    size_t size = ds->index_size > 0 ? ds->index_size * 2 : INDEX_FIRST;
    uint32_t *index = arena_array(ds->arena, size, uint32_t);
    size_t id;

    if (!index) {
        fail(ds, arena_status(ds->arena));
        return false;
    }
    for (id = 1; id < ds->n_terms; id++) {
        size_t at = ds->terms[id].hash & (size - 1);

        while (index[at] != 0)
            at = (at + 1) & (size - 1);
        index[at] = (uint32_t)id;
    }
    ds->index = index;
    ds->index_size = size;
    return true;
}

/* Room for one more term and its entry; makes term 0 on the first call. */
static bool reserve(struct dataset *ds)
{
    size_t n_min = ds->n_terms + 2;
    struct term *terms = ds->terms;

    if (ds->failed)
        return false;
    if (n_min > ds->terms_capacity) {
        terms = arena_grow(ds->arena, terms, sizeof(*terms),
            n_min > TERMS_FIRST ? n_min : TERMS_FIRST, &ds->terms_capacity);
        if (!terms) {
            fail(ds, arena_status(ds->arena));
            return false;
        }
        ds->terms = terms;
    }
    if (ds->n_terms == 0) {
        terms[0] = (struct term){0};
        ds->n_terms = 1;
    }
    return n_min * 2 <= ds->index_size || grow_index(ds);
}

static bool same(const struct term *a, const struct term *b)
{
    return a->hash == b->hash && a->kind == b->kind &&
           str_eq(a->value, b->value) && str_eq(a->datatype, b->datatype) &&
           str_eq(a->language, b->language);
}

static term_id intern(struct dataset *ds, const struct term *wanted)
{
    size_t mask;
    size_t at;
    uint32_t n_probes = 0;

    if (!reserve(ds))
        return 0;
    mask = ds->index_size - 1;
    at = wanted->hash & mask;
    while (ds->index[at] != 0) {
        if (same(&ds->terms[ds->index[at]], wanted))
            return ds->index[at];
        at = (at + 1) & mask;
        n_probes++;
    }
    if (n_probes > PROBES_USUAL) {
        ds->long_probes += n_probes;
        if (ds->long_probes > LONG_PROBES_MAX) {
            fail(ds, E_COMPLEXITY_LIMIT);
            return 0;
        }
    }
    ds->index[at] = (uint32_t)ds->n_terms;
    ds->terms[ds->n_terms] = *wanted;
    return (term_id)ds->n_terms++;
}

term_id dataset_iri(struct dataset *ds, str iri)
{
    size_t slot = (((uintptr_t)iri.ptr >> 3) ^ iri.len) % DATASET_RECENT;
    term_id id = ds->recent[slot];

    if (id != 0 && ds->terms[id].value.ptr == iri.ptr &&
        ds->terms[id].value.len == iri.len)
        return id;
    id = intern(ds,
        &(struct term){.kind = TERM_IRI, .hash = str_hash(iri), .value = iri});
    ds->recent[slot] = id;
    return id;
}

term_id dataset_blank(struct dataset *ds, str label)
{
    return intern(
        ds, &(struct term){
                .kind = TERM_BLANK, .hash = ~str_hash(label), .value = label});
}

term_id dataset_literal(
    struct dataset *ds, str value, str datatype, str language)
{
    uint32_t hash;

    if (datatype.len == 0)
        datatype =
            language.len > 0 ? S(RDF_NS "langString") : S(XSD_NS "string");
    /* Few datatypes share a length and a value; languages do. */
    hash = str_hash(value) + (uint32_t)datatype.len;
    if (language.len > 0)
        hash ^= str_hash(language);
    return intern(ds, &(struct term){
                          .kind = TERM_LITERAL,
                          .hash = hash,
                          .value = value,
                          .datatype = datatype,
                          .language = language,
                      });
}

void dataset_add(struct dataset *ds,
    term_id subject,
    term_id predicate,
    term_id object,
    term_id graph)
{
    if (ds->failed || subject == 0 || predicate == 0 || object == 0)
        return;
    if (ds->n_quads >= ds->quads_max) {
        fail(ds, E_COMPLEXITY_LIMIT);
        return;
    }
    if (ds->n_quads == ds->quads_capacity) {
        struct quad *quads = arena_grow(ds->arena, ds->quads,
            sizeof(*ds->quads), ds->n_quads > 0 ? ds->n_quads + 1 : QUADS_FIRST,
            &ds->quads_capacity);
        if (!quads) {
            fail(ds, arena_status(ds->arena));
            return;
        }
        ds->quads = quads;
    }
    ds->quads[ds->n_quads++] = (struct quad){subject, predicate, object, graph};
}

const struct term *dataset_term(const struct dataset *ds, term_id id)
{
    assert(id < ds->n_terms);
    return &ds->terms[id];
}

code dataset_status(const struct dataset *ds)
{
    return ds->failed;
}
