/* How a person signs in: see the comments in login.c. */
#ifndef WEB_LOGIN_H
#define WEB_LOGIN_H

#include "web/web.h"

MUST_USE code login_list(struct web *web, struct err *reterr);
MUST_USE code login_password(struct web *web, struct err *reterr);
MUST_USE code login_close_all(struct web *web, struct err *reterr);
MUST_USE code login_ask_new(struct web *web, struct err *reterr);
MUST_USE code login_add(struct web *web, struct err *reterr);
MUST_USE code login_remove(struct web *web, struct err *reterr);
MUST_USE code login_ask(struct web *web, struct err *reterr);
MUST_USE code login_open(struct web *web, struct err *reterr);

#endif
