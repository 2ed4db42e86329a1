/*
 * What nobody can use any more goes: sessions and links that have ended,
 * limits of rate that have drained, answers kept for repeated requests,
 * drafts of learners whose enrolment is over.
 */
#ifndef APP_CLEAN_H
#define APP_CLEAN_H

#include "app/act.h"

enum {
    CLEAN_BUCKET_S = 2 * 24 * 3600,
    CLEAN_ANSWER_S = 2 * 24 * 3600, /* the same key, the same answer: DB-01 */
    CLEAN_DRAFT_S = 90 * 24 * 3600,
};

/* *ret_n is how many rows went. */
MUST_USE code clean_all(struct act *act, size_t *ret_n, struct err *reterr);

#endif
