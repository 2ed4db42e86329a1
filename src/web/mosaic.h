/* The learner's own badges: see the comments in mosaic.c. */
#ifndef WEB_MOSAIC_H
#define WEB_MOSAIC_H

#include "web/web.h"

MUST_USE code mosaic_list(struct web *web, struct err *reterr);

#endif
