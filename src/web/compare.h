/* Two achievements side by side: see the comments in compare.c. */
#ifndef WEB_COMPARE_H
#define WEB_COMPARE_H

#include "web/web.h"

MUST_USE code compare_show(struct web *web, struct err *reterr);

#endif
