/*
 * Context validation (Data Integrity 1.0, 2.4.1 "Context Validation"): a
 * signature over RDF says nothing about which names stood for it, so only
 * contexts that were approved beforehand are taken, in any part of the
 * document (RELIABILITY LD-04, LD-05, LD-06, LD-11).
 */
#ifndef VC_CONTEXT_POLICY_H
#define VC_CONTEXT_POLICY_H

#include "vc/env.h"
#include "vc/report.h"

enum vc_inline {
    VC_INLINE_REFUSED,
    VC_INLINE_TAKEN, /* only at the top */
};

/* Adds a BAD check of CHECK_FORM with CONTEXT_NOT_APPROVED for each context
 * that is not in the store, and for each that stands where none belongs: in
 * anything but a credential, a presentation or a proof. */
void vc_check_contexts(const struct json *document,
    const struct jsonld_store *store,
    enum vc_inline inline_contexts,
    uint32_t depth_max,
    struct report *report);

#endif
