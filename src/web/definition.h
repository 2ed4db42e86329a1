/*
 * Definitions, for those who write and approve them: see the comments in
 * definition.c; what review.c needs of it.
 */
#ifndef WEB_DEFINITION_H
#define WEB_DEFINITION_H

#include "app/achievement.h"
#include "web/editor.h"

MUST_USE code definition_list(struct web *web, struct err *reterr);
MUST_USE code definition_new(struct web *web, struct err *reterr);
MUST_USE code definition_create(struct web *web, struct err *reterr);
MUST_USE code definition_check_new(struct web *web, struct err *reterr);
MUST_USE code definition_edit(struct web *web, struct err *reterr);
MUST_USE code definition_save(struct web *web, struct err *reterr);
MUST_USE code definition_check_draft(struct web *web, struct err *reterr);
MUST_USE code definition_badge_draft(struct web *web, struct err *reterr);

/* --- for both files --- */

/* The editor with what it is about. */
struct definition_desk {
    struct editor editor;
    struct achievement_full full;
    struct findings findings;
    struct typed_faults faults;
    bool looked; /* the findings are of what stands in the editor */
    str id;      /* empty: a new one */
    str revision;
};

/* One in the request's arena; NULL when that has failed. */
struct definition_desk *definition_desk_new(struct web *web);

/* The draft as it is stored, for the page. */
MUST_USE code definition_load(
    struct web *web, struct definition_desk *desk, struct err *reterr);

/* Points that keep it from being approved become faults beside their fields. */
void definition_blame(struct web *web, struct definition_desk *desk);

MUST_USE code definition_show(
    struct web *web, struct definition_desk *desk, struct err *reterr);

/* Back to the page of that achievement, which says what was done. */
void definition_done(struct web *web, str id, str what);

#endif
