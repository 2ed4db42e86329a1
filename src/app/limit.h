/*
 * Limits of rate: so many tries an hour of one kind, for one address or one
 * account.
 */
#ifndef APP_LIMIT_H
#define APP_LIMIT_H

#include "app/act.h"

/* One more try; it is kept whatever follows, in a transaction of its own.
 * E_TOO_MANY, about the kind, when `n_max` were made within an hour. */
MUST_USE code limit_take(
    struct act *act, str kind, str subject, int64_t n_max, struct err *reterr);

#endif
