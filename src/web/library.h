/* Definitions that others share: see the comments in library.c. */
#ifndef WEB_LIBRARY_H
#define WEB_LIBRARY_H

#include "web/web.h"

MUST_USE code library_list(struct web *web, struct err *reterr);
MUST_USE code library_adopt(struct web *web, struct err *reterr);

#endif
