/*
 * A person leaves: what says who it was is gone, the books stay true. Awards,
 * states, days, grades, counts, status lists, audit and log keep their rows,
 * chains and leaves (invariant 78, PR-01); badges that the person carries
 * still verify.
 */
#ifndef APP_ERASE_H
#define APP_ERASE_H

#include "app/act.h"

/* Erases the actor, who has typed their main address; ends all their
 * sessions. E_EMAIL for another address; E_LAST_OWNER about the
 * organisation that nobody would own; E_NOT_SIGNED_IN. */
MUST_USE code erase_me(struct act *act, str confirm, struct err *reterr);

#endif
