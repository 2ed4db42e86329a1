/* One's own addresses: see the comments in address.c. */
#ifndef WEB_ADDRESS_H
#define WEB_ADDRESS_H

#include "web/web.h"

MUST_USE code address_list_page(struct web *web, struct err *reterr);
MUST_USE code address_add_form(struct web *web, struct err *reterr);
MUST_USE code address_main_form(struct web *web, struct err *reterr);
MUST_USE code address_remove_form(struct web *web, struct err *reterr);
MUST_USE code address_mail_form(struct web *web, struct err *reterr);
MUST_USE code address_link(struct web *web, struct err *reterr);
MUST_USE code address_follow(struct web *web, struct err *reterr);

#endif
