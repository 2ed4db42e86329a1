/* Many awards from a table: see the comments in batch.c. */
#ifndef WEB_BATCH_H
#define WEB_BATCH_H

#include "web/web.h"

MUST_USE code batch_form(struct web *web, struct err *reterr);
MUST_USE code batch_upload(struct web *web, struct err *reterr);
MUST_USE code batch_show(struct web *web, struct err *reterr);
MUST_USE code batch_change(struct web *web, struct err *reterr);
MUST_USE code batch_figures(struct web *web, struct err *reterr);
MUST_USE code batch_download(struct web *web, struct err *reterr);
MUST_USE code batch_template(struct web *web, struct err *reterr);

#endif
