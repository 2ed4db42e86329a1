/*
 * Who sees the page of an award. Learner data is private until shared
 * (DESIGN.md 4): the holder and those who may read awards in its
 * organisation always do; anybody else when the holder has opened the page,
 * or shows it on a public profile.
 */
#ifndef APP_SHOWING_H
#define APP_SHOWING_H

#include "app/act.h"
#include "domain/award.h"
#include "domain/choice.h"

enum showing {
    SHOWING_NONE,    /* not to whoever acts */
    SHOWING_STAFF,   /* of the organisation that awarded it */
    SHOWING_OWN,     /* only to the holder, who acts */
    SHOWING_OPEN,    /* to everybody with the link */
    SHOWING_PROFILE, /* to everybody, on the holder's profile */
};

/* In the open transaction. */
MUST_USE code showing_of(struct act *act,
    const struct award *award,
    enum showing *ret,
    struct err *reterr);

#endif
