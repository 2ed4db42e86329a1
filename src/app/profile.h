/*
 * A learner's public profile: a page of the badges that they show, skills
 * first, for everybody; for nobody until they say so. And the name they go by.
 */
#ifndef APP_PROFILE_H
#define APP_PROFILE_H

#include "app/showcase.h"
#include "domain/person.h"
#include "domain/share.h"

enum {
    PROFILE_NAME_BYTES_MAX = 200,
    PROFILE_LINE_BYTES_MAX = 200,
    PROFILE_ABOUT_BYTES_MAX = 4000,
};

struct profile_own {
    struct person person;
    struct profile profile;           /* its slug is a proposal at first */
    const struct profile_tile *tiles; /* an award without one is not shown */
    size_t n_tiles;
};

/* E_NOT_SIGNED_IN. */
MUST_USE code profile_own(
    struct act *act, struct profile_own *ret, struct err *reterr);

struct profile_edit {
    str name;
    str language;
    str headline;
    str about;
    str slug; /* any text: made fit for an address */
    bool shown;
    const str *awards; /* that it shows; the actor's others are hidden */
    size_t n_awards;
};

/* The name is the account's: badges keep the one they were awarded to, and
 * none is lost. E_FORM_FIELD about "name", "headline" or "about"; E_CONFLICT
 * when the slug is another's. */
MUST_USE code profile_save(
    struct act *act, const struct profile_edit *edit, struct err *reterr);

struct profile_page {
    struct profile profile;
    str name;
    bool own;
    struct showcase showcase;
};

/* E_NOT_FOUND while it is not shown, but to its owner. */
MUST_USE code profile_show(
    struct act *act, str slug, struct profile_page *ret, struct err *reterr);

#endif
