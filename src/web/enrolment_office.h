/* Enrolments as staff see them: see the comments in enrolment_office.c. */
#ifndef WEB_ENROLMENT_OFFICE_H
#define WEB_ENROLMENT_OFFICE_H

#include "web/web.h"

MUST_USE code enrolment_office_list(struct web *web, struct err *reterr);
MUST_USE code enrolment_office_change(struct web *web, struct err *reterr);
MUST_USE code enrolment_office_enrol(struct web *web, struct err *reterr);

#endif
