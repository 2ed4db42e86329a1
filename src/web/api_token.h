/* Tokens for programs, as their owners see them: see api_token.c. */
#ifndef WEB_API_TOKEN_H
#define WEB_API_TOKEN_H

#include "web/web.h"

MUST_USE code api_token_list(struct web *web, struct err *reterr);
MUST_USE code api_token_create(struct web *web, struct err *reterr);
MUST_USE code api_token_end(struct web *web, struct err *reterr);

#endif
