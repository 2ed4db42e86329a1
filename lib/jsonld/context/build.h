/* An active context under construction: internal to this folder. */
#ifndef JSONLD_CONTEXT_BUILD_H
#define JSONLD_CONTEXT_BUILD_H

#include "jsonld/context/local.h"

/* More flags beside enum context_flag, for compiled steps. */
enum {
    CONTEXT_OF_URL = 4, /* the context of a document, not of a definition */
    CONTEXT_SAFE = 8,   /* compiled in safe mode: nothing was lost */
};

/* The remote contexts that led here (API 4.1.2, `remote contexts`). */
struct chain {
    const struct chain *up;
    str url;
    uint32_t length;
};

struct build {
    struct run *run;
    struct arena *arena;       /* where the new context goes */
    const struct context *now; /* the context so far, complete */
    struct context *layer;     /* what comes over it; NULL: nothing yet */
    const struct chain *chain; /* NULL: not inside a remote context */
    str base_url;              /* of the document of the local context */
    struct local *local;       /* the local context in work */
    bool protect;              /* @protected of the local context */
    bool shared;               /* it is made for the store */
    bool override_protected;
    bool no_repeat; /* validate scoped context is false */
    uint32_t depth; /* of definitions that need definitions */
};

/* The context as it stands now. */
static inline const struct context *build_context(const struct build *b)
{
    return b->layer ? b->layer : b->now;
}

/* API 4.1.2 for a value of @context, on top of what is there; of the flags,
 * CONTEXT_NO_PROPAGATE. */
code build_value(struct build *b, const struct json *local, unsigned flags);

/* API 4.1.2 steps 5.5 and 5.7 to 5.11: the entries of b->local that are no
 * terms. */
code build_entries(struct build *b);

/* False for the name of such an entry, and for @import. */
bool build_is_term(str name);

/* API 4.2.2 for an entry of b->local. */
code build_term(struct build *b, struct local_entry *entry);

/* The same for an entry of that name, if there is one (API 5.2.2 step 3). */
code build_define(struct build *b, str name);

/* Container of a definition (API 4.2.2 step 19), with its checks. */
code build_container(
    struct build *b, const struct json *value, struct term_def *def);

/* "ltr", "rtl" or null as an enum direction. */
code build_direction(struct build *b, const struct json *value, uint8_t *ret);

/* API 5.2.2 in the midst of a local context: defines first what it needs. */
code build_iri(struct build *b, str value, unsigned flags, str *ret);

/* What may be the IRI of something: an IRI by its form, or a blank node. */
bool iri_names(str text);

#endif
