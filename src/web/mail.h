/* The outbox: see the comments in mail.c. */
#ifndef WEB_MAIL_H
#define WEB_MAIL_H

#include "web/web.h"

MUST_USE code mail_list_page(struct web *web, struct err *reterr);
MUST_USE code mail_send_again(struct web *web, struct err *reterr);

#endif
