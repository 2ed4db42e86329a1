/*
 * Judgements: what waits for one, the draft as the assessor writes, and the
 * end of it, which moves the learner on. Nobody judges their own work
 * (invariant 21); work that is given to one assessor is not another's.
 */
#ifndef APP_ASSESSMENT_H
#define APP_ASSESSMENT_H

#include "app/enrolment.h"
#include "app/submission.h"
#include "domain/assessment.h"

enum {
    ASSESSMENT_TEXT_BYTES_MAX = 10000,
};

/* What was handed in and waits, in the organisation of the act, by due day;
 * the state of `asked` is not read. */
MUST_USE code assessment_list_waiting(struct act *act,
    const struct enrolment_query *asked,
    struct enrolment_found *ret,
    struct err *reterr);

/* A judgement that has ended, as the learner is told of it. */
struct assessment_told {
    struct assessment assessment;
    str assessor; /* the name */
    const struct assessment_outcome *outcomes;
    size_t n_outcomes;
};

struct assessment_full {
    struct submission_full handed_in;
    struct definition definition;
    str learner;                        /* the name */
    const struct assessment_told *told; /* newest first */
    size_t n_told;
    struct assessment assessment; /* revision 0: not begun */
    const struct assessment_outcome *outcomes;
    size_t n_outcomes;
};

/* The newest submission of an enrolment with its judgement, to write on. */
MUST_USE code assessment_open(struct act *act,
    str enrolment,
    struct assessment_full *ret,
    struct err *reterr);

/* What is handed in, or being written, with the judgements that have ended:
 * for the learner, and for who may read them. No judgement that is a draft. */
MUST_USE code assessment_show(struct act *act,
    str enrolment,
    struct assessment_full *ret,
    struct err *reterr);

/* May whoever acts write this judgement? E_SEPARATION (invariant 21),
 * E_FORBIDDEN when it is another's, E_STATE_ORDER when nothing waits. */
MUST_USE code assessment_may_write(const struct act *act,
    const struct assessment_full *full,
    struct err *reterr);

struct assessment_edit {
    str enrolment;
    int64_t revision; /* that was read */
    int64_t result;   /* enum assessment_result */
    str grade;        /* empty: at the end the lowest of the outcomes */
    str comment;
    str reason;
    int64_t supervision; /* enum supervision: as it was done */
    int64_t identity;    /* enum identity: how it was checked */
    const struct assessment_outcome *outcomes; /* tenant, assessment not read */
    size_t n_outcomes;
};

/* Saves the draft. E_CONFLICT when somebody saved another meanwhile,
 * E_FORM_FIELD about an outcome that the definition has not. */
MUST_USE code assessment_save(struct act *act,
    const struct assessment_edit *edit,
    int64_t *ret_revision,
    struct err *reterr);

/* Saves and ends it, and moves the enrolment: passed, to hand in again, or
 * failed. Every point that stands against it is in `findings`; then nothing
 * is saved and the first of them is the error. E_TRIES_USED. */
MUST_USE code assessment_finish(struct act *act,
    const struct assessment_edit *edit,
    struct findings *findings,
    struct err *reterr);

#endif
