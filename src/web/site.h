/* The pages and files of the installation: see the comments in site.c. */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "web/web.h"

MUST_USE code site_home(struct web *web, struct err *reterr);
MUST_USE code site_asset(struct web *web, struct err *reterr);
MUST_USE code site_live(struct web *web, struct err *reterr);
MUST_USE code site_ready(struct web *web, struct err *reterr);

#endif
