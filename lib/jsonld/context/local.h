/* A local context while it is processed: its entries by name, and how far
 * the definition of each term is (API 4.1.2 step 5.12, `defined`). */
#ifndef JSONLD_CONTEXT_LOCAL_H
#define JSONLD_CONTEXT_LOCAL_H

#include "jsonld/context.h"

enum local_state {
    LOCAL_NEW,
    LOCAL_BEGUN, /* defined: false */
    LOCAL_DONE,  /* defined: true */
};

struct local_entry {
    const struct json *value; /* the member */
    uint32_t hash;
    enum local_state state;
};

struct local {
    struct local_entry *entries; /* in order */
    uint32_t n;
    uint32_t *slots; /* open addressing: index of the entry + 1 */
    uint32_t mask;
};

/* The members of `object`, then those of `imported` (or NULL) that it does not
 * have (API 4.1.2 step 5.6.8). */
code local_init(struct local *local,
    const struct json *object,
    const struct json *imported,
    struct arena *arena);

/* The entry of that name, or NULL; the hash is str_hash(name). */
struct local_entry *local_find(
    const struct local *local, str name, uint32_t hash);

/* The member of that keyword, or NULL. */
const struct json *local_get(const struct local *local, enum keyword keyword);

#endif
