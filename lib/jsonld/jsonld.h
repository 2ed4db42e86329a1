/*
 * JSON-LD 1.1 Processing Algorithms and API (W3C Recommendation 16 July
 * 2020): expand, compact, flatten, to RDF, from RDF. (Framing: a later
 * room.) Remote contexts come from the caller's loader or, before it, from
 * the built-in store (context/store.h); the library itself loads nothing.
 *
 * All results live in the arena handed in and may point into the input.
 */
#ifndef JSONLD_JSONLD_H
#define JSONLD_JSONLD_H

#include "rdf/dataset.h"
#include "text/json.h"

struct jsonld_store; /* built-in contexts, compiled once: context/store.h */

enum jsonld_mode {
    JSONLD_1_1,
    JSONLD_1_0,
};

enum jsonld_direction {
    JSONLD_DIRECTION_NONE,
    JSONLD_I18N_DATATYPE,
    JSONLD_COMPOUND_LITERAL,
};

/* A remote document (API 9.4): its final URL and its content. */
struct jsonld_document {
    str url;
    struct json *json;
    str context_url; /* of a Link header; empty if none */
};

struct jsonld_loader {
    void *self;
    code (*load)(void *self,
        str url,
        struct arena *arena,
        struct jsonld_document *ret,
        struct err *reterr);
};

/* API 9.3. Zeroed = the defaults of the specification, with null base. */
struct jsonld_options {
    struct jsonld_store *store;        /* NULL: no built-in contexts */
    struct jsonld_loader loader;       /* load NULL: E_JSONLD_LOADING_... */
    struct budget *budget;             /* required */
    str base;                          /* empty: null base */
    const struct json *expand_context; /* NULL: none */
    enum jsonld_mode mode;
    enum jsonld_direction rdf_direction;
    bool ordered;
    bool keep_arrays;   /* compactArrays = false */
    bool keep_absolute; /* compactToRelative = false */
    bool native_types;  /* useNativeTypes */
    bool rdf_type;      /* useRdfType */
    bool safe;  /* E_DATA_LOSS_DETECTION_ERROR, with the JSON Pointer, for
                 * anything that would be dropped or left relative */
    bool plain; /* E_DOCUMENT_SHAPE_ERROR, with the JSON Pointer, for what
                 * could be said by a term and is not: then who reads the JSON
                 * by its names reads other things than the RDF says */
};

/* API 5.1; *ret is an array in expanded form. */
MUST_USE code jsonld_expand(const struct json *input,
    const struct jsonld_options *options,
    struct arena *arena,
    struct json **ret,
    struct err *reterr);

/* API 6.1: expands, then compacts with `context` (its @context, or it). */
MUST_USE code jsonld_compact(const struct json *input,
    const struct json *context,
    const struct jsonld_options *options,
    struct arena *arena,
    struct json **ret,
    struct err *reterr);

/* API 7.1: `context` NULL leaves the result expanded. */
MUST_USE code jsonld_flatten(const struct json *input,
    const struct json *context,
    const struct jsonld_options *options,
    struct arena *arena,
    struct json **ret,
    struct err *reterr);

/* API 8.1: expands and adds the quads to *ds. Quads that would not be RDF
 * (a blank node as predicate) are left out, or are an error in safe mode. */
MUST_USE code jsonld_to_rdf(const struct json *input,
    const struct jsonld_options *options,
    struct arena *arena,
    struct dataset *ds,
    struct err *reterr);

/* The same for a tree that jsonld_expand has given with the same options,
 * and where the place of an error is one in that tree. */
MUST_USE code jsonld_expanded_to_rdf(const struct json *expanded,
    const struct jsonld_options *options,
    struct arena *arena,
    struct dataset *ds,
    struct err *reterr);

/* API 8.5; *ret is an array in expanded form. */
MUST_USE code jsonld_from_rdf(const struct dataset *ds,
    const struct jsonld_options *options,
    struct arena *arena,
    struct json **ret,
    struct err *reterr);

#endif
