/* One of the learner's own badges: see the comments in me_award.c. */
#ifndef WEB_ME_AWARD_H
#define WEB_ME_AWARD_H

#include "web/web.h"

MUST_USE code me_award_show(struct web *web, struct err *reterr);
MUST_USE code me_award_change(struct web *web, struct err *reterr);
MUST_USE code me_award_linkedin(struct web *web, struct err *reterr);

#endif
