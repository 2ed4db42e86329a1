/* Signing in and out: see the comments in session.c. */
#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include "web/web.h"

MUST_USE code session_form(struct web *web, struct err *reterr);
MUST_USE code session_begin(struct web *web, struct err *reterr);
MUST_USE code session_confirm(struct web *web, struct err *reterr);
MUST_USE code session_follow(struct web *web, struct err *reterr);
MUST_USE code session_end(struct web *web, struct err *reterr);
MUST_USE code session_language(struct web *web, struct err *reterr);

#endif
