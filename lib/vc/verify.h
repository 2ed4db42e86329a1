/*
 * The decision about a credential or presentation that is secured by Data
 * Integrity: form, type, proofs, issuer, dates, status. Pure: document,
 * policy, facts so far and the time go in; a report and what is still needed
 * come out. (JOSE and other DID methods join here later.)
 *
 * A status list is a credential like any other and judged by this function,
 * too. One that is not among the facts leaves the status undecided.
 *
 * W3C: vc-data-model-2.0 section 7, vc-data-integrity 4.4 to 4.6,
 * vc-bitstring-status-list 3.2.
 */
#ifndef VC_VERIFY_H
#define VC_VERIFY_H

#include "vc/credential.h"
#include "vc/document.h"
#include "vc/task.h"

/* Adds the checks to `report`. An error is only about the machine or a
 * budget; everything else is in the report. */
MUST_USE code vc_verify(const struct json *document,
    const struct vc_task *task,
    struct report *report,
    struct err *reterr);

#endif
