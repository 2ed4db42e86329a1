/* The description of the API (OpenAPI 3.1): see openapi.c. */
#ifndef WEB_OPENAPI_H
#define WEB_OPENAPI_H

#include "web/web.h"

MUST_USE code openapi_show(struct web *web, struct err *reterr);

#endif
