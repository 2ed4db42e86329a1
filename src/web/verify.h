/* Checking a badge that somebody hands in: see the comments in verify.c. */
#ifndef WEB_VERIFY_H
#define WEB_VERIFY_H

#include "web/web.h"

MUST_USE code verify_start(struct web *web, struct err *reterr);
MUST_USE code verify_show(struct web *web, struct err *reterr);
MUST_USE code verify_api(struct web *web, struct err *reterr);

#endif
