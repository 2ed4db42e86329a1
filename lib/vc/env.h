/*
 * What every step of verifying and issuing stands on. The arena holds all
 * results; the store and provider outlive it and belong to one thread.
 */
#ifndef VC_ENV_H
#define VC_ENV_H

#include "crypto/provider.h"
#include "jsonld/jsonld.h"

struct vc_env {
    const struct provider *provider;
    struct jsonld_store *store;
    struct budget *budget;
    struct arena *arena;
};

/* True when a failure is about the machine or a budget, and so ends the
 * work; any other is a finding about the document. */
bool vc_is_fatal(code c);

#endif
