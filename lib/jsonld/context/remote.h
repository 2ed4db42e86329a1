/* Contexts by URL: from the store, from what this call has loaded, or from
 * the caller's loader. */
#ifndef JSONLD_CONTEXT_REMOTE_H
#define JSONLD_CONTEXT_REMOTE_H

#include "jsonld/context/source.h"

enum {
    REMOTE_CHAIN_MAX = 32, /* contexts that load contexts; RELIABILITY LD-10 */
};

/* API 4.1.2 steps 5.2.1, 5.2.4 and 5.2.5 for `reference`, a string node in a
 * document at base_url. */
code remote_get(struct run *run,
    const struct json *reference,
    str base_url,
    struct source **ret);

#endif
