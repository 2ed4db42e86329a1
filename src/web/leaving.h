/* Taking everything along, and leaving: see the comments in leaving.c. */
#ifndef WEB_LEAVING_H
#define WEB_LEAVING_H

#include "web/web.h"

MUST_USE code leaving_export(struct web *web, struct err *reterr);
MUST_USE code leaving_ask(struct web *web, struct err *reterr);
MUST_USE code leaving_erase(struct web *web, struct err *reterr);

#endif
