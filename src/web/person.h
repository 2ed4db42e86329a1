/* The people of an organisation: see the comments in person.c. */
#ifndef WEB_PERSON_H
#define WEB_PERSON_H

#include "web/web.h"

MUST_USE code person_list_page(struct web *web, struct err *reterr);
MUST_USE code person_show_page(struct web *web, struct err *reterr);
MUST_USE code person_save(struct web *web, struct err *reterr);
MUST_USE code person_bulk(struct web *web, struct err *reterr);
MUST_USE code person_invite(struct web *web, struct err *reterr);
MUST_USE code person_invitation(struct web *web, struct err *reterr);

#endif
