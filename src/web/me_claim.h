/* Claiming a badge: see the comments in me_claim.c. */
#ifndef WEB_ME_CLAIM_H
#define WEB_ME_CLAIM_H

#include "web/web.h"

MUST_USE code me_claim_show(struct web *web, struct err *reterr);
MUST_USE code me_claim_accept(struct web *web, struct err *reterr);
MUST_USE code me_claim_waiting(struct web *web, struct err *reterr);
MUST_USE code me_claim_take(struct web *web, struct err *reterr);

#endif
