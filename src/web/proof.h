/*
 * A report as the verify page shows it (RULES 4.4, DESIGN 5): the verdict in
 * words, then what the badge says, from verified data only, then each check.
 */
#ifndef WEB_PROOF_H
#define WEB_PROOF_H

#include "badge/verify.h"
#include "web/web.h"

/* Fills the part from a report; with a report that is not good nothing of the
 * badge's words is in it. Texts live in the request's arena. */
MUST_USE code proof_of_report(struct web *web,
    const struct report *report,
    struct part_proof *ret,
    struct err *reterr);

#endif
