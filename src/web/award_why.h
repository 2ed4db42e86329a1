/* One award for staff: see the comments in award_why.c. */
#ifndef WEB_AWARD_WHY_H
#define WEB_AWARD_WHY_H

#include "web/web.h"

MUST_USE code award_why_show(struct web *web, struct err *reterr);

#endif
