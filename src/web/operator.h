/* The organisations of an installation: see the comments in operator.c. */
#ifndef WEB_OPERATOR_H
#define WEB_OPERATOR_H

#include "web/web.h"

MUST_USE code operator_list(struct web *web, struct err *reterr);
MUST_USE code operator_show(struct web *web, struct err *reterr);
MUST_USE code operator_decide(struct web *web, struct err *reterr);

#endif
