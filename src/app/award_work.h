/*
 * What a learner is awarded for: an enrolment that was passed, and the
 * judgement of it. What was done (supervision, identity check, attempts)
 * goes into the credential.
 */
#ifndef APP_AWARD_WORK_H
#define APP_AWARD_WORK_H

#include "app/award.h"
#include "domain/assessment.h"
#include "domain/enrolment.h"

struct award_work {
    struct enrolment enrolment; /* its id is empty: none is named */
    struct assessment assessment;
};

/* In the open transaction: finds the work that the order names, and fills
 * what the order leaves open (person, name, version, grade, day). Without
 * one, the assessment has the order's day alone. E_STATE_ORDER when it was
 * not passed (invariant 27), E_NOT_FOUND when it is of another learner,
 * achievement or organisation. */
MUST_USE code award_work_find(struct act *act,
    str tenant,
    struct award_order *order,
    struct award_work *ret,
    struct err *reterr);

/* The award came of it: the enrolment ends. */
MUST_USE code award_work_done(
    struct act *act, struct award_work *work, str award, struct err *reterr);

#endif
