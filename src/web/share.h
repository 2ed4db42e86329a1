/* Links to several badges: see the comments in share.c and me_share.c. */
#ifndef WEB_SHARE_H
#define WEB_SHARE_H

#include "web/web.h"

MUST_USE code share_page_show(struct web *web, struct err *reterr);
MUST_USE code share_award_show(struct web *web, struct err *reterr);
MUST_USE code share_award_json(struct web *web, struct err *reterr);
MUST_USE code share_award_svg(struct web *web, struct err *reterr);
MUST_USE code share_award_png(struct web *web, struct err *reterr);
MUST_USE code share_award_evidence(struct web *web, struct err *reterr);

#endif
