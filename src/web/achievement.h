/* The public page of an achievement: see the comments in achievement.c. */
#ifndef WEB_ACHIEVEMENT_H
#define WEB_ACHIEVEMENT_H

#include "web/web.h"

MUST_USE code achievement_show(struct web *web, struct err *reterr);
MUST_USE code achievement_api(struct web *web, struct err *reterr);

#endif
