/* The inbox of whoever is signed in: see the comments in inbox.c. */
#ifndef WEB_INBOX_H
#define WEB_INBOX_H

#include "web/web.h"

MUST_USE code inbox_page(struct web *web, struct err *reterr);
MUST_USE code inbox_mark(struct web *web, struct err *reterr);

#endif
