/*
 * Offerings: when and where an achievement is taught, with how many seats.
 * What is open can be seen and asked for on the public page of the course.
 */
#ifndef APP_OFFERING_H
#define APP_OFFERING_H

#include "app/act.h"
#include "domain/offering.h"

/* Of an achievement of the organisation that is being worked in, by day; those
 * cancelled as well. */
MUST_USE code offering_list(struct act *act,
    str achievement,
    struct offering **ret,
    size_t *ret_n,
    struct err *reterr);

/* Writes one: new when its id is empty, as a draft of the version that is
 * listed (E_NOT_LISTED). Refusals: offering_check. */
MUST_USE code offering_save(struct act *act,
    const struct offering *wanted,
    struct offering *ret,
    struct err *reterr);

/* Opens, closes or cancels it; E_STATE_ORDER. */
MUST_USE code offering_change(struct act *act,
    str achievement,
    str id,
    enum offering_action action,
    struct err *reterr);

#endif
