/* Contexts by URL: from the store, from what this call has loaded, or from
 * the caller's loader. */
#ifndef JSONLD_CONTEXT_REMOTE_H
#define JSONLD_CONTEXT_REMOTE_H

#include "jsonld/context.h"

struct remote {
    struct remote *next;
    str url;                    /* as it was asked for */
    str base_url;               /* where the document was found */
    const struct json *context; /* the value of its @context */
    bool shared;                /* it lives in the store */

    /* Of one loaded in this call: its last use, which mostly is the next one
     * too. NULL at first. */
    const struct context *made_from;
    const struct context *made;
    bool made_overriding;
};

enum {
    REMOTE_CHAIN_MAX = 32, /* contexts that load contexts; RELIABILITY LD-10 */
};

/* API 4.1.2 steps 5.2.1, 5.2.4 and 5.2.5 for `reference`, a string node in a
 * document at base_url. */
code remote_get(struct run *run,
    const struct json *reference,
    str base_url,
    struct remote **ret);

#endif
