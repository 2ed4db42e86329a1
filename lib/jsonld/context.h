/*
 * Active contexts, term definitions and IRI expansion: JSON-LD 1.1 API
 * sections 4.1 (Context Processing), 4.2 (Create Term Definition) and 5.2
 * (IRI Expansion).
 *
 * An active context never changes once context_process has given it, so it
 * is passed about as a const pointer and kept by whoever needs it; "copying"
 * one is copying the pointer. It is a layer of definitions over the layer
 * that it was made from. Contexts made of built-in contexts alone live in the
 * store (context/store.h) and are made once; all others live in the arena of
 * the run.
 */
#ifndef JSONLD_CONTEXT_H
#define JSONLD_CONTEXT_H

#include "jsonld/keyword.h"
#include "jsonld/run.h"

/* Container mapping: a set of these; 0 is none. */
enum container {
    CONTAINER_GRAPH = 1,
    CONTAINER_ID = 2,
    CONTAINER_INDEX = 4,
    CONTAINER_LANGUAGE = 8,
    CONTAINER_LIST = 16,
    CONTAINER_SET = 32,
    CONTAINER_TYPE = 64,
};

enum type_mapping {
    TYPE_ABSENT,
    TYPE_ID,
    TYPE_VOCAB,
    TYPE_JSON,
    TYPE_NONE, /* @none */
    TYPE_IRI,  /* term_def.type */
};

enum direction {
    DIRECTION_ABSENT,
    DIRECTION_NULL, /* null in a definition: overrides the default */
    DIRECTION_LTR,
    DIRECTION_RTL,
};

/* A null str is {NULL, 0}; the empty text has a pointer. */
struct term_def {
    str term;
    str iri;      /* IRI mapping, or the keyword's text; null: null */
    str type;     /* datatype for TYPE_IRI */
    str language; /* language mapping if has_language; null: explicitly none */
    str index;    /* index mapping (@index) as written; null: none */
    str nest;     /* nest value; null: none */
    const struct json *context; /* scoped context; NULL: none */
    str base_url;               /* of the scoped context */
    uint32_t hash;              /* str_hash(term) */
    uint8_t keyword;            /* enum keyword that iri is, or KEYWORD_NOT */
    uint8_t container;          /* set of enum container */
    uint8_t type_mapping;       /* enum type_mapping */
    uint8_t direction;          /* enum direction */
    bool has_language;
    bool prefix;  /* may be the prefix of a compact IRI */
    bool protect; /* @protected */
    bool reverse; /* reverse property */
    bool names;   /* iri is an IRI or a blank node identifier */
    bool shared;  /* it lives in the store */
    bool absent;  /* hides a definition of a lower layer; never handed out */
};

struct term_slot {
    uint32_t hash;
    const struct term_def *def; /* NULL: free */
};

enum base_kind {
    BASE_OPTION, /* options.base, which may be null */
    BASE_NULL,   /* "@base": null */
    BASE_IRI,    /* context.base */
};

struct inverse; /* inverse context, compaction's own */

struct context {
    const struct context *below; /* definitions not in this layer; or NULL */
    struct term_slot *slots;     /* open addressing; NULL: no definitions */
    uint32_t mask;               /* number of slots - 1, of a power of two */
    uint32_t n_terms;            /* in this layer */
    uint32_t n_layers;           /* this one and those below */
    uint64_t alias_lengths;      /* 1 << (length % 64) of each keyword alias */
    enum base_kind base_kind;
    str base;                       /* for BASE_IRI */
    str vocab;                      /* vocabulary mapping; null: none */
    str language;                   /* default language; null: none */
    enum direction direction;       /* default base direction; or ABSENT */
    const struct context *previous; /* previous context; NULL: none */
    struct arena *arena;            /* where it lives */
    bool protects;                  /* some definition is, or was, protected */
    bool shared;                    /* it lives in the store */
    struct inverse *inverse; /* made by compaction on first use, in `arena` */
};

/* The active context that a call starts with: options.expand_context
 * processed on the initial context. */
MUST_USE code context_initial(struct run *run, const struct context **ret);

/* How context_process is called; 0 is the plain call. */
enum context_flag {
    CONTEXT_OVERRIDE_PROTECTED = 1, /* of a property-scoped context */
    CONTEXT_NO_PROPAGATE = 2,       /* of a type-scoped context */
};

/* API 4.1. `local` is the value of an @context: an array, object, string or
 * null. base_url is what relative URLs of contexts stand against (the base of
 * the document, or term_def.base_url of a scoped context). */
MUST_USE code context_process(struct run *run,
    const struct context *active,
    const struct json *local,
    str base_url,
    unsigned flags,
    const struct context **ret);

/* The same for the scoped context of a definition of `active`. */
MUST_USE code context_process_scoped(struct run *run,
    const struct context *active,
    const struct term_def *def,
    unsigned flags,
    const struct context **ret);

/* The definition of a term, or NULL. One hash, then a probe a layer. */
const struct term_def *context_term(const struct context *context, str term);

/* Is there a term for this IRI, as a property or a type? Looks at all. */
bool context_has_iri(const struct context *context, str iri);

/* Every definition that context_term can give, each once, in no order: an
 * array of *ret_n pointers in the arena; NULL if that fails. */
const struct term_def **context_terms(
    const struct context *context, struct arena *arena, size_t *ret_n);

/* The base IRI in force; null when there is none. */
str context_base(const struct run *run, const struct context *context);

/* What the text is expanded against, beside compact IRIs (API 5.2). */
enum iri_flag {
    IRI_VOCAB = 1,    /* terms and the vocabulary mapping */
    IRI_DOCUMENT = 2, /* the base IRI */
};

/* API 5.2 with a finished context. Gives an IRI, a blank node identifier, a
 * keyword (keyword_of tells), text that stayed relative, or null for what is
 * mapped to null or looks like a keyword. Null also after a failure of the
 * arena: ask arena_status. */
str iri_expand(
    struct run *run, const struct context *context, str value, unsigned flags);

/* True if the text is a blank node identifier ("_:..."). */
static inline bool iri_is_blank(str text)
{
    return text.len >= 2 && text.ptr[0] == '_' && text.ptr[1] == ':';
}

#endif
