/*
 * Several badges shown at once, skills first: by a link or on a profile.
 */
#ifndef APP_SHOWCASE_H
#define APP_SHOWCASE_H

#include "app/award_change.h"

enum {
    SHOWCASE_SKILLS_MAX = 200,
};

struct showcase_skill {
    str skill;
    str name;
    int64_t n; /* badges that have it and stand today */
};

struct showcase {
    const struct award_page *awards;
    size_t n_awards;
    const struct showcase_skill *skills; /* the most frequent first */
    size_t n_skills;
};

/* Of these awards, in their order; in the open transaction. */
MUST_USE code showcase_read(struct act *act,
    const struct award *awards,
    size_t n,
    struct showcase *ret,
    struct err *reterr);

#endif
