/* Sessions of a course, for staff: see the comments in offering.c. */
#ifndef WEB_OFFERING_H
#define WEB_OFFERING_H

#include "web/web.h"

MUST_USE code offering_list_page(struct web *web, struct err *reterr);
MUST_USE code offering_write(struct web *web, struct err *reterr);

#endif
