/*
 * A learner on the way to one achievement. RULES 2.4.
 */
#ifndef DOMAIN_ENROLMENT_H
#define DOMAIN_ENROLMENT_H

#include "domain/move.h"
#include "domain/names.h"

enum enrolment_state {
    ENROLMENT_APPLIED = 1,
    ENROLMENT_ENROLLED,
    ENROLMENT_DEFERRED,
    ENROLMENT_SUBMITTED,
    ENROLMENT_RESUBMIT, /* assessed: to hand in once more */
    ENROLMENT_PASSED,   /* assessed: to be awarded */
    ENROLMENT_AWARDED,  /* this and what follows is the end */
    ENROLMENT_FAILED,
    ENROLMENT_WITHDRAWN,
};

enum enrolment_action {
    ENROLMENT_ACCEPT = 1,
    ENROLMENT_SUBMIT,
    ENROLMENT_PASS,
    ENROLMENT_ASK_AGAIN,
    ENROLMENT_FAIL,
    ENROLMENT_AWARD,
    ENROLMENT_DEFER,
    ENROLMENT_RESUME,
    ENROLMENT_WITHDRAW,
};

enum {
    ENROLMENT_TRIES_MAX = 3, /* submissions */
};

struct enrolment {
    str tenant;
    str id;
    str achievement;
    int64_t version;
    str offering; /* or empty */
    str person;
    int64_t state;   /* enum enrolment_state */
    int64_t result;  /* enum assessment_result of the last one */
    int64_t attempt; /* submissions so far */
    str assessor;    /* who is to judge, or empty */
    str due_on;      /* of the next step: hand in, or judge */
    str reason;      /* of the last refusal or withdrawal */
    str award;       /* what came of it */
    str run;
    str created_by;
    int64_t created_at;
    int64_t submitted_at;
    int64_t assessed_at;
    int64_t updated_at;
};

extern const struct names enrolment_state_names;
extern const struct names enrolment_action_names;

/* E_STATE_ORDER; E_TRIES_USED when the learner is asked to hand in again
 * after the last of ENROLMENT_TRIES_MAX attempts, or hands in one more. */
MUST_USE code enrolment_next(int64_t state,
    int64_t action,
    int64_t attempt,
    int64_t *ret,
    struct err *reterr);

#endif
