/*
 * Links to several badges at once, with an end and withdrawal. What a link
 * shows is its own: the pages of its badges below it are open as long as it
 * is, whether the badges are open otherwise or not.
 */
#ifndef APP_SHARE_H
#define APP_SHARE_H

#include "app/showcase.h"
#include "domain/share.h"

enum {
    SHARE_AWARDS_MAX = 60,
    SHARE_TITLE_BYTES_MAX = 200,
};

/* What the learner writes of one. */
struct share_edit {
    str title;
    str ends_on;    /* the last day; empty: until withdrawn */
    int64_t hidden; /* enum share_part, added up */
    const str *awards;
    size_t n_awards;
};

/* Checked before anything is written: E_FORM_FIELD about "title", "ends_on"
 * (no day, or one that is over) or "award" (none, too many, or one that is
 * not the actor's to show). Each award that comes in counts as shared. */
MUST_USE code share_create(struct act *act,
    const struct share_edit *edit,
    struct share *ret,
    struct err *reterr);
MUST_USE code share_change(
    struct act *act, str id, const struct share_edit *edit, struct err *reterr);

enum share_move {
    SHARE_WITHDRAW,
    SHARE_OPEN_AGAIN,
};

/* Takes effect with the next request. E_NOT_FOUND for another's. */
MUST_USE code share_switch(
    struct act *act, str id, enum share_move move, struct err *reterr);

/* The actor's own, newest first. */
MUST_USE code share_mine(
    struct act *act, struct share **ret, size_t *ret_n, struct err *reterr);

struct share_page {
    struct share share;
    bool is_open; /* on the day of the act */
    bool own;     /* who acts made it */
    str holder;   /* empty when the name is hidden */
    struct showcase showcase;
};

/* For whoever has the link. E_NOT_FOUND; E_SHARE_ENDED when it is closed,
 * but to its owner. */
MUST_USE code share_show(
    struct act *act, str id, struct share_page *ret, struct err *reterr);

/* The actor's own, open or closed; E_NOT_FOUND for another's. */
MUST_USE code share_own(
    struct act *act, str id, struct share_page *ret, struct err *reterr);

#endif
