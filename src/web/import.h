/* Tables that come in: see the comments in import.c. */
#ifndef WEB_IMPORT_H
#define WEB_IMPORT_H

#include "web/web.h"

MUST_USE code import_page(struct web *web, struct err *reterr);
MUST_USE code import_send(struct web *web, struct err *reterr);
MUST_USE code import_columns(struct web *web, struct err *reterr);
MUST_USE code import_columns_save(struct web *web, struct err *reterr);
MUST_USE code import_show(struct web *web, struct err *reterr);
MUST_USE code import_do(struct web *web, struct err *reterr);

#endif
