/*
 * Finish plans (RULES 3.5): what to earn so that the rule is met, with the
 * assignment made anew, prerequisites included. The cheapest, the shortest,
 * and those that no other beats in both. Exact for up to 40 candidates
 * within the budget; else greedy, and said so.
 */
#ifndef RULE_PLAN_H
#define RULE_PLAN_H

#include "rule/eval.h"

enum {
    PLAN_CANDIDATES_MAX = 40,
    PLAN_FRONT_MAX = 5,
};

struct plan {
    const struct offering **take; /* by cost, effort, id */
    size_t n;
    int64_t cost; /* minor units */
    int64_t minutes;
    date finish_on; /* DATE_NONE without a pace */
};

struct plans {
    bool possible; /* else the others are empty */
    bool exact;
    struct plan cheapest;
    struct plan shortest;
    struct plan front[PLAN_FRONT_MAX]; /* the cheapest first */
    size_t n_front;
};

/* weekly_minutes 0: no dates. E_AMOUNT_RANGE when a price overflows. */
MUST_USE code plan_finish(const struct eval *e,
    int32_t weekly_minutes,
    struct plans *ret,
    struct err *reterr);

#endif
