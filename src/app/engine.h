/*
 * What one thread needs to verify and to issue: the provider of this machine,
 * the built-in contexts, and memory for one step at a time. Made once, used
 * for any number of documents; a warm engine asks the system for nothing.
 */
#ifndef APP_ENGINE_H
#define APP_ENGINE_H

#include "badge/verify.h"
#include "host/native.h"

struct engine {
    struct native *native;
    struct arena lasting; /* contexts */
    struct jsonld_store *store;
    struct arena step;
    struct budget budget; /* of the step */
    struct budget limits; /* what each step begins with */
};

/* E_RNG_FAILURE, E_NO_MEMORY. The engine must not be
 * moved afterwards. */
MUST_USE code engine_init(struct engine *e, struct err *reterr);
void engine_release(struct engine *e);

/* Forgets the last step's memory and begins another with a full budget. The
 * result of a step lives until here. */
struct vc_env engine_begin(struct engine *e);

/* The environment of the step that is under way. */
struct vc_env engine_env(struct engine *e);

#endif
