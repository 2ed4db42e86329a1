/* The desk of staff: see the comments in home.c. */
#ifndef WEB_HOME_H
#define WEB_HOME_H

#include "web/web.h"

MUST_USE code home_desk(struct web *web, struct err *reterr);
MUST_USE code home_sample(struct web *web, struct err *reterr);
MUST_USE code home_sample_remove(struct web *web, struct err *reterr);

#endif
