/* Witnesses of a workplace: see the comments in attestation.c. */
#ifndef WEB_ATTESTATION_H
#define WEB_ATTESTATION_H

#include "web/web.h"

MUST_USE code attestation_show(struct web *web, struct err *reterr);
MUST_USE code attestation_answer(struct web *web, struct err *reterr);
MUST_USE code attestation_thanks(struct web *web, struct err *reterr);

#endif
