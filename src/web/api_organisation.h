/* Organisations as JSON: see api_organisation.c. */
#ifndef WEB_API_ORGANISATION_H
#define WEB_API_ORGANISATION_H

#include "web/web.h"

MUST_USE code api_organisation_create(struct web *web, struct err *reterr);
MUST_USE code api_organisation_show(struct web *web, struct err *reterr);
MUST_USE code api_organisation_change(struct web *web, struct err *reterr);

#endif
