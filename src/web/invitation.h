/* The link of an invitation: see the comments in invitation.c. */
#ifndef WEB_INVITATION_H
#define WEB_INVITATION_H

#include "web/web.h"

MUST_USE code invitation_show(struct web *web, struct err *reterr);
MUST_USE code invitation_answer(struct web *web, struct err *reterr);

#endif
