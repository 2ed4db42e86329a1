/* A context by URL, from the store or from a loader. */
#ifndef JSONLD_CONTEXT_SOURCE_H
#define JSONLD_CONTEXT_SOURCE_H

#include "jsonld/context.h"

struct source {
    struct source *next;
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

#endif
