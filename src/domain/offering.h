/*
 * An offering is one run of an achievement: dates, place, seats, price.
 */
#ifndef DOMAIN_OFFERING_H
#define DOMAIN_OFFERING_H

#include "domain/move.h"
#include "domain/names.h"

enum offering_state {
    OFFERING_DRAFT = 1,
    OFFERING_OPEN,
    OFFERING_CLOSED,
    OFFERING_CANCELLED,
};

enum offering_action {
    OFFERING_OPEN_IT = 1, /* people may ask for a place */
    OFFERING_CLOSE,
    OFFERING_CANCEL,
    OFFERING_REDRAFT, /* cancelled by mistake */
};

struct offering {
    str tenant;
    str id;
    str achievement;
    int64_t version;
    str title;     /* "" is the achievement's */
    str deliverer; /* who teaches it, when another */
    int64_t mode;  /* enum participation */
    str place;
    str url; /* where to join */
    str starts_on;
    str ends_on;
    str due_on; /* evidence */
    int64_t weeks_min;
    int64_t seats; /* 0: without limit */
    int64_t taken; /* never more than seats */
    int64_t price;
    str currency;
    int64_t state; /* enum offering_state */
    str run;
    str created_by;
    int64_t created_at;
};

extern const struct names offering_state_names;
extern const struct names offering_action_names;

/* E_STATE_ORDER. */
MUST_USE code offering_next(
    int64_t state, int64_t action, int64_t *ret, struct err *reterr);

/* Days that are days, in their order; places and minutes that are not below
 * nothing; seats for those who sit already; a link that a browser follows:
 * E_FORM_FIELD, E_DATE_ORDER or E_OFFERING_FULL about the member. */
MUST_USE code offering_check(
    const struct offering *offering, struct err *reterr);

/* Open, not over on that day, with a free seat. */
bool offering_takes(const struct offering *offering, str day);

#endif
