/* The guides for users: see the comments in help.c. */
#ifndef WEB_HELP_H
#define WEB_HELP_H

#include "web/web.h"

MUST_USE code help_index(struct web *web, struct err *reterr);
MUST_USE code help_show(struct web *web, struct err *reterr);

#endif
