/* One badge awarded by hand: see the comments in award_new.c. */
#ifndef WEB_AWARD_NEW_H
#define WEB_AWARD_NEW_H

#include "web/web.h"

MUST_USE code award_new_form(struct web *web, struct err *reterr);
MUST_USE code award_new_give(struct web *web, struct err *reterr);

#endif
