/* The public page of an organisation: see the comments in organisation.c. */
#ifndef WEB_ORGANISATION_H
#define WEB_ORGANISATION_H

#include "web/web.h"

MUST_USE code organisation_show(struct web *web, struct err *reterr);
MUST_USE code organisation_logo_show(struct web *web, struct err *reterr);
MUST_USE code organisation_did_show(struct web *web, struct err *reterr);

#endif
