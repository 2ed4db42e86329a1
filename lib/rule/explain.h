/*
 * The answer in the form of RULES 3.5: what counts, what does not and why,
 * what is missing and what would fill it, where too few awards stand against
 * too many requirements, and how to finish. Every award stands once, in
 * `counts` or in `notCounted`. The same inputs give the same bytes, in
 * whatever order they came.
 */
#ifndef RULE_EXPLAIN_H
#define RULE_EXPLAIN_H

#include "rule/plan.h"

struct answer {
    enum rule_verdict verdict;
    enum rule_class rule_class;
    struct assignment assignment;
    struct plans plans;
};

/* Evaluates and plans. */
MUST_USE code explain_answer(const struct eval *e,
    int32_t weekly_minutes,
    struct answer *ret,
    struct err *reterr);

/* The answer as JSON in e->arena. */
MUST_USE code explain_json(const struct eval *e,
    const struct answer *answer,
    struct json **ret,
    struct err *reterr);

#endif
