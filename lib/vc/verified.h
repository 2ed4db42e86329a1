/*
 * What was verified, to be read in place of what was received (RELIABILITY
 * design item 2, LD-08). A proof over RDF covers statements, not bytes: two
 * texts that say the same have the same document here.
 */
#ifndef VC_VERIFIED_H
#define VC_VERIFIED_H

#include "vc/env.h"
#include "vc/report.h"

/* The document of a report whose proofs are good, in the arena of `env`: the
 * verified statements compacted with the document's own, approved contexts;
 * the document itself if a good proof covers it as JSON. E_ARGUMENT when
 * there is no good proof. Costs about as much as expanding it did. */
MUST_USE code vc_verified(const struct report *report,
    const struct vc_env *env,
    const struct json **ret,
    struct err *reterr);

#endif
