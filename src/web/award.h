/* One award for everybody, and status lists: see the comments in award.c. */
#ifndef WEB_AWARD_H
#define WEB_AWARD_H

#include "web/web.h"

MUST_USE code award_show(struct web *web, struct err *reterr);
MUST_USE code award_json(struct web *web, struct err *reterr);
MUST_USE code award_png(struct web *web, struct err *reterr);
MUST_USE code award_svg(struct web *web, struct err *reterr);
MUST_USE code award_evidence(struct web *web, struct err *reterr);
MUST_USE code award_certificate(struct web *web, struct err *reterr);
MUST_USE code award_status_list(struct web *web, struct err *reterr);

#endif
