/* Many awards changed at once: see the comments in award_bulk.c. */
#ifndef WEB_AWARD_BULK_H
#define WEB_AWARD_BULK_H

#include "web/web.h"

MUST_USE code award_bulk_change(struct web *web, struct err *reterr);

#endif
