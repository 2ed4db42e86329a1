/* Where somebody works and learns: see the comments in mine.c. */
#ifndef WEB_MINE_H
#define WEB_MINE_H

#include "web/web.h"

MUST_USE code mine_list(struct web *web, struct err *reterr);
MUST_USE code mine_new(struct web *web, struct err *reterr);

/* Where somebody who has just signed in goes: to their one desk, to the
 * choice of several, or to their own badges. The actor is that person. */
MUST_USE code mine_first(struct web *web, str *ret, struct err *reterr);

#endif
