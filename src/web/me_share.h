/* A learner's shared links: see the comments in me_share.c. */
#ifndef WEB_ME_SHARE_H
#define WEB_ME_SHARE_H

#include "web/web.h"

MUST_USE code me_share_list(struct web *web, struct err *reterr);
MUST_USE code me_share_new(struct web *web, struct err *reterr);
MUST_USE code me_share_make(struct web *web, struct err *reterr);
MUST_USE code me_share_show(struct web *web, struct err *reterr);
MUST_USE code me_share_change(struct web *web, struct err *reterr);

#endif
