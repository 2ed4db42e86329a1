/*
 * The store of built-in contexts: found by URL, parsed when first used, and
 * compiled into active contexts that are kept, so that a document made of
 * built-in contexts alone costs one look-up for each of its contexts, type-
 * and property-scoped ones included.
 *
 * Made once by the caller in a long-lived arena of its own (STORE_BYTES holds
 * it); that arena must outlive all results, which point into it. A store is
 * written to whenever something new is compiled: one for each thread.
 */
#ifndef JSONLD_CONTEXT_STORE_H
#define JSONLD_CONTEXT_STORE_H

#include "base/asset.h"
#include "crypto/provider.h"
#include "jsonld/context/source.h"

enum {
    STORE_BYTES = 32 * 1024 * 1024,     /* cap for its arena */
    STORE_BYTES_LEFT = 4 * 1024 * 1024, /* of it, only for parsing */
    STORE_COMPILED_MAX = 1024,          /* contexts kept; more are made anew */
};

/* The contexts of data/index.txt. */
extern const struct assets jsonld_context_data;

/* A store of these contexts. The provider, whose hash checks the digest of
 * each context at its first use, must outlive it. */
MUST_USE code store_new(struct arena *arena,
    const struct assets *assets,
    const struct provider *provider,
    struct jsonld_store **ret,
    struct err *reterr);

/* The bytes of a context, as published; the empty slice if not built in. */
str store_text(const struct jsonld_store *store, str url);

/* --- for context processing --- */

/* The context of that URL, parsed; *ret stays when it is not built in, or
 * `store` is NULL. E_CONTEXT_HASH_MISMATCH, with the URL, if it has other
 * bytes than its digest says. */
MUST_USE code store_get(struct jsonld_store *store,
    str url,
    struct source **ret,
    struct err *reterr);

/* The initial active context. */
const struct context *store_initial(const struct jsonld_store *store);

/* What a compiled context is made of. */
struct compiled_key {
    const struct context *active;
    const struct json *local;
    unsigned flags;
};

enum compiled_state {
    COMPILED_NEW,   /* not known: compile it in store_arena, then put it */
    COMPILED_KNOWN, /* *ret is it */
    COMPILED_NEVER, /* cannot be kept: make it in the arena of the run */
};

enum compiled_state compiled_get(const struct jsonld_store *store,
    const struct compiled_key *key,
    const struct context **ret);

/* NULL: never to be kept. */
void compiled_put(struct jsonld_store *store,
    const struct compiled_key *key,
    const struct context *context);

struct arena *store_arena(const struct jsonld_store *store);

#endif
