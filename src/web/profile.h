/* Public profiles: see the comments in profile.c. */
#ifndef WEB_PROFILE_H
#define WEB_PROFILE_H

#include "web/web.h"

MUST_USE code profile_edit_show(struct web *web, struct err *reterr);
MUST_USE code profile_edit_save(struct web *web, struct err *reterr);
MUST_USE code profile_public_show(struct web *web, struct err *reterr);

#endif
