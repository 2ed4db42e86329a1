/* From draft to catalogue: see the comments in review.c. */
#ifndef WEB_REVIEW_H
#define WEB_REVIEW_H

#include "web/web.h"

MUST_USE code definition_move(struct web *web, struct err *reterr);
MUST_USE code definition_offer(struct web *web, struct err *reterr);

#endif
