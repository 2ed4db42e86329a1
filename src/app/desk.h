/*
 * The desk of an organisation's staff: what waits for whoever sits there, by
 * their roles, and the first steps of each role.
 */
#ifndef APP_DESK_H
#define APP_DESK_H

#include "app/act.h"
#include "app/say.h"
#include "store/sql.h"

enum {
    DESK_ITEMS_MAX = 24,
};

/* Something that waits, or that there is. */
struct desk_figure {
    enum message words;
    int64_t n;
    str place; /* below the organisation, "/assess" */
    bool waits;
};

/* A first step. */
struct desk_step {
    enum message title;
    enum message words;
    str place;
    bool done;
};

struct desk {
    struct desk_figure figures[DESK_ITEMS_MAX];
    size_t n_figures;
    struct desk_step steps[DESK_ITEMS_MAX]; /* of these roles, in order */
    size_t n_steps;
    bool has_samples; /* example data that may be deleted */
    bool held;        /* the name waits for the operator */
};

/* Of the organisation and the roles of the act; E_FORBIDDEN for who is no
 * staff. */
MUST_USE code desk_read(struct act *act, struct desk *ret, struct err *reterr);

/* Example data: a draft and three learners, to try things on; E_CONFLICT when
 * they are there. Who may import may do both. */
MUST_USE code desk_add_samples(struct act *act, struct err *reterr);

/* Takes them away, where nobody has built on them; E_NOT_FOUND. */
MUST_USE code desk_remove_samples(struct act *act, struct err *reterr);

#endif
