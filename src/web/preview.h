/* Pictures that others embed: see the comments in preview.c. */
#ifndef WEB_PREVIEW_H
#define WEB_PREVIEW_H

#include "web/web.h"

MUST_USE code preview_award(struct web *web, struct err *reterr);
MUST_USE code preview_achievement(struct web *web, struct err *reterr);
MUST_USE code preview_signature(struct web *web, struct err *reterr);

#endif
