/* Awards whose last day is over: marked as such, one by one (RULES 2.4). */
#ifndef APP_AWARD_EXPIRE_H
#define APP_AWARD_EXPIRE_H

#include "app/act.h"

/* Of up to a hundred, by the day of each organisation; *ret_n is how many.
 * 0: all are marked. */
MUST_USE code award_expire_due(
    struct act *act, size_t *ret_n, struct err *reterr);

#endif
