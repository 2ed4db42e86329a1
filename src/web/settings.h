/* Settings of an organisation: see the comments in settings.c, partner.c. */
#ifndef WEB_SETTINGS_H
#define WEB_SETTINGS_H

#include "web/web.h"

MUST_USE code settings_show(struct web *web, struct err *reterr);
MUST_USE code settings_save(struct web *web, struct err *reterr);
MUST_USE code settings_prove(struct web *web, struct err *reterr);
MUST_USE code settings_logo(struct web *web, struct err *reterr);

#endif
