/*
 * A judgement of one submission, outcome by outcome.
 */
#ifndef DOMAIN_ASSESSMENT_H
#define DOMAIN_ASSESSMENT_H

#include "domain/definition.h"

enum assessment_state {
    ASSESSMENT_DRAFT = 1, /* saved as the assessor writes */
    ASSESSMENT_FINAL,
};

enum assessment_result {
    RESULT_NONE,
    RESULT_PASS,
    RESULT_RESUBMIT,
    RESULT_FAIL,
};

enum outcome_met {
    OUTCOME_UNJUDGED,
    OUTCOME_MET,
    OUTCOME_NOT_MET,
};

struct assessment {
    str tenant;
    str id;
    str enrolment;
    str submission;
    int64_t attempt;
    str assessor;
    int64_t state;       /* enum assessment_state */
    int64_t revision;    /* of the draft */
    int64_t result;      /* enum assessment_result */
    str grade;           /* a code of the definition's rubric, or empty */
    str comment;         /* to the learner */
    str reason;          /* of anything but a pass */
    int64_t supervision; /* enum supervision: as it was done */
    int64_t identity;    /* enum identity: how it was checked */
    str assessed_on;
    int64_t created_at;
    int64_t updated_at;
};

struct assessment_outcome {
    str tenant;
    str assessment;
    str outcome; /* its id in the definition */
    int64_t met; /* 1 met, 2 not met, 0 not judged yet */
    str grade;   /* the level of the rubric that was reached */
    str comment;
};

extern const struct names assessment_state_names;
extern const struct names assessment_result_names;
extern const struct names outcome_met_names;

/* Invariant 21: E_SEPARATION when the assessor is the learner. */
MUST_USE code assessment_may_judge(
    str assessor, str learner, struct err *reterr);

/* Is an outcome met by work of that grade? When the rubric names no grade
 * that passes, by all but the lowest. False for a grade that there is not. */
bool assessment_grade_meets(const struct definition *definition, str grade);

/* The lowest grade of the outcomes, the first of the scale being the lowest;
 * empty when one of them has none. */
str assessment_lowest_grade(const struct assessment_outcome *outcomes,
    size_t n_outcomes,
    const struct definition *definition);

/* May this judgement become final? Collects into `findings` every outcome of
 * the definition that is not judged, E_GRADE for grades outside its scale or
 * a pass below the required one or with an outcome that is not met
 * (invariant 27), E_REFUSAL_REASON for anything but a pass without a reason,
 * E_ID_ASSURANCE for an identity check, or a supervision that is stated,
 * below what the definition asks for (invariant 25). */
void assessment_check(const struct assessment *assessment,
    const struct assessment_outcome *outcomes,
    size_t n_outcomes,
    const struct definition *definition,
    struct findings *findings);

#endif
