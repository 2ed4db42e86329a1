/* Judging: see the comments in assessment.c. */
#ifndef WEB_ASSESSMENT_H
#define WEB_ASSESSMENT_H

#include "web/web.h"

MUST_USE code assessment_queue(struct web *web, struct err *reterr);
MUST_USE code assessment_mark(struct web *web, struct err *reterr);
MUST_USE code assessment_write(struct web *web, struct err *reterr);
MUST_USE code assessment_ask_witness(struct web *web, struct err *reterr);
MUST_USE code assessment_download(struct web *web, struct err *reterr);

#endif
