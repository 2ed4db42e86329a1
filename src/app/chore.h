/*
 * Chores: what is done by itself, at its time (domain/job.h, enum job_kind).
 * Each has a row in the table of jobs, which says when it is due; whoever
 * leases the row does it. A chore that fails is tried again later, and does
 * no harm when it is done twice.
 */
#ifndef APP_CHORE_H
#define APP_CHORE_H

#include "app/act.h"

/* What became of one. */
struct chore_done {
    str name;
    size_t n; /* how many things were done */
    code code;
    struct err err;
};

/* Sees to it that each chore has its row. */
MUST_USE code chore_prepare(struct act *act, struct err *reterr);

/* Does the one that has been due longest; E_NOT_FOUND when none is due. */
MUST_USE code chore_next(
    struct act *act, struct chore_done *ret, struct err *reterr);

/* Unix seconds from which one is due. */
MUST_USE code chore_due(struct act *act, int64_t *ret, struct err *reterr);

#endif
