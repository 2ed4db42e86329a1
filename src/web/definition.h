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
MUST_USE code definition_badge_stored(struct web *web, struct err *reterr);

/* --- for the files of this noun --- */

enum {
    DEFINITION_STATES = 6,
};

/* How a state is shown. */
struct definition_state_look {
    str key; /* in the filter of the list */
    int64_t state;
    str tone;
    enum message words;
};

extern const struct definition_state_look definition_states[DEFINITION_STATES];

/* Which of them; a draft that waits for approval has one of its own. */
size_t definition_state(int64_t state, int64_t review_at);

/* The list, and the page of one; an empty id is a new one. */
str definition_list_url(struct web *web);
str definition_url(struct web *web, str id);

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
