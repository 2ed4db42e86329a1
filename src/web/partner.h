/* Keys of an organisation, and who acts for it: see partner.c. */
#ifndef WEB_PARTNER_H
#define WEB_PARTNER_H

#include "web/web.h"

MUST_USE code partner_keys(struct web *web, struct err *reterr);
MUST_USE code partner_new_key(struct web *web, struct err *reterr);
MUST_USE code partner_retire_key(struct web *web, struct err *reterr);
MUST_USE code partner_list(struct web *web, struct err *reterr);
MUST_USE code partner_ask(struct web *web, struct err *reterr);
MUST_USE code partner_agree(struct web *web, struct err *reterr);
MUST_USE code partner_end(struct web *web, struct err *reterr);

#endif
