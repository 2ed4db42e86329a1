/*
 * Awards that take the place of others (RULES 2.4, invariants 31 and 32):
 * renewed for another time, given a later last day, or made anew after their
 * definition was corrected. The old one leads to the new one.
 */
#ifndef APP_AWARD_RENEW_H
#define APP_AWARD_RENEW_H

#include "app/award.h"

enum award_succession {
    AWARD_SUCCEED_RENEW,
    AWARD_SUCCEED_EXTEND,
    AWARD_SUCCEED_CORRECT,
};

/* The order for the successor of `old`, for award_issue_many; the same again
 * for the same, which makes no second one. `until` is the new last day of
 * one that is extended. E_RENEWAL_EARLY, E_RENEWAL_LATE, E_RENEWAL;
 * E_DATE_ORDER when `until` is no later day; E_NOT_LISTED; E_STATE_ORDER when
 * the award is not good, and E_CONFLICT about a corrected definition that it
 * is of already. */
MUST_USE code award_succeed(struct act *act,
    const struct award *old,
    enum award_succession how,
    str until,
    struct award_order *ret,
    struct err *reterr);

#endif
