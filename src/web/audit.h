/* What happened in an organisation: see the comments in audit.c. */
#ifndef WEB_AUDIT_H
#define WEB_AUDIT_H

#include "web/web.h"

MUST_USE code audit_page(struct web *web, struct err *reterr);

#endif
