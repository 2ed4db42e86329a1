/*
 * What cohort 1 of the demo did at its college (domain/demo.h, demo_steps):
 * enrolled, handed in, was judged, awarded, and claimed it; each on its day,
 * in the order of days, through the use cases.
 */
#ifndef APP_DEMO_WORK_H
#define APP_DEMO_WORK_H

#include "app/act.h"
#include "domain/demo.h"
#include "rule/calendar.h"

/* Who takes part, by identifiers. */
struct demo_class {
    str learners[DEMO_COHORT_LEARNERS];
    const str *achievements; /* of each course of the college */
    str registrar;
    str assessor;
};

/* `act` works in the college; its time and person change. *ret_n is how many
 * awards were made. */
MUST_USE code demo_work(struct act *act,
    const struct demo_class *who,
    date today,
    size_t *ret_n,
    struct err *reterr);

#endif
