/*
 * One award, looked at as a stranger would: the badge verifies with the
 * documents of this installation as of the moment of its signing, its digest
 * is the one in the award log, and its places in the status lists say what
 * the award is.
 */
#ifndef APP_CHECKUP_AWARD_H
#define APP_CHECKUP_AWARD_H

#include "app/act.h"
#include "domain/award.h"

/* E_DATA_DAMAGED about what does not fit; the code of the check when it does
 * not verify. */
MUST_USE code checkup_award(
    struct act *act, const struct award *award, struct err *reterr);

#endif
