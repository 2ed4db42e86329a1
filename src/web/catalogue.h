/* The catalogue and its pages: see the comments in catalogue.c. */
#ifndef WEB_CATALOGUE_H
#define WEB_CATALOGUE_H

#include "web/web.h"

MUST_USE code catalogue_list(struct web *web, struct err *reterr);
MUST_USE code catalogue_badge(struct web *web, struct err *reterr);
MUST_USE code catalogue_api(struct web *web, struct err *reterr);

#endif
