/*
 * Many enrolments at once, tried first: all in one transaction, which a try
 * takes back. What is refused stops no other.
 */
#ifndef APP_ENROLMENT_BULK_H
#define APP_ENROLMENT_BULK_H

#include "app/enrolment.h"

enum {
    ENROLMENT_BULK_MAX = 500, /* of one go */
};

struct enrolment_bulk {
    enum enrolment_action action; /* 0: to say who judges */
    str assessor;                 /* then; empty: whoever takes it */
    str reason;
    const str *ids; /* none: all that the query finds */
    size_t n_ids;
    struct enrolment_query query;
    bool is_try; /* nothing is kept; the reason may come later */
};

struct enrolment_outcome {
    str id;
    str learner; /* the name */
    str title;
    int64_t state; /* before */
    code code;     /* OK: done, or would be */
};

struct enrolment_outcomes {
    struct enrolment_outcome *items;
    size_t n;
    size_t n_good;
};

/* E_REFUSAL_REASON for a withdrawal without a reason, E_NOT_FOUND for an id
 * that is not of this organisation, E_FORM_FIELD about "action". */
MUST_USE code enrolment_change_many(struct act *act,
    const struct enrolment_bulk *bulk,
    struct enrolment_outcomes *ret,
    struct err *reterr);

#endif
