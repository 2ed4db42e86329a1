/* Achievements of an organisation as JSON: see api_achievement.c. */
#ifndef WEB_API_ACHIEVEMENT_H
#define WEB_API_ACHIEVEMENT_H

#include "web/web.h"

MUST_USE code api_achievement_list(struct web *web, struct err *reterr);
MUST_USE code api_achievement_create(struct web *web, struct err *reterr);
MUST_USE code api_achievement_show(struct web *web, struct err *reterr);
MUST_USE code api_achievement_save(struct web *web, struct err *reterr);
MUST_USE code api_achievement_move(struct web *web, struct err *reterr);

#endif
