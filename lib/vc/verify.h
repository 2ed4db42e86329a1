/*
 * The decision about a credential or presentation that is secured by Data
 * Integrity: form, type, proofs, issuer, dates, status. Pure: document,
 * policy, facts so far and the time go in; a report and what is still needed
 * come out. (JOSE, status lists and other DID methods join here later.)
 *
 * W3C: vc-data-model-2.0 section 7, vc-data-integrity 4.4 to 4.6.
 */
#ifndef VC_VERIFY_H
#define VC_VERIFY_H

#include "vc/credential.h"
#include "vc/document.h"
#include "vc/fact.h"

struct vc_policy {
    int64_t now_unix_s;
    str purpose;          /* empty: authentication for a presentation, else
                             assertionMethod */
    str domain;           /* empty: none is expected */
    str challenge;        /* the same */
    uint32_t proofs_min;  /* this many must be there; 0 counts as 1 */
    bool any_proof;       /* one good proof of a set is enough (OB 3.0) */
    bool proof_only;      /* only form and proofs: VC-API checks ["proof"] */
    bool inline_contexts; /* contexts written into the document are taken:
                             never for a document of a stranger */
};

enum {
    VC_LEEWAY_S = 60, /* between two clocks that both mean well */
};

/* Adds the checks to `report`. An error is only about the machine or a
 * budget; everything else is in the report. */
MUST_USE code vc_verify(const struct json *document,
    const struct vc_policy *policy,
    const struct vc_facts *facts,
    const struct vc_env *env,
    struct vc_needs *needs,
    struct report *report,
    struct err *reterr);

#endif
