/* What the platform counts, for those who watch it. */
#ifndef WEB_METRICS_H
#define WEB_METRICS_H

#include "web/web.h"

MUST_USE code metrics_show(struct web *web, struct err *reterr);

#endif
