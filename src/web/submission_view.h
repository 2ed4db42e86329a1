/*
 * The page of a learner's work, from what the use cases tell.
 */
#ifndef WEB_SUBMISSION_VIEW_H
#define WEB_SUBMISSION_VIEW_H

#include "web/submission.h"

/* What came with a form that was refused, to be shown again. */
struct submission_typed {
    enum message fault; /* MSG_NONE: nothing is wrong */
    str field;          /* "add", "evidence", "note", "witness" ... */
    str task;
    str link;
    str text;
    str note;
    str witness;
    str email;
    str relation;
};

MUST_USE code submission_view(struct web *web,
    const struct assessment_full *full,
    const struct submission_typed *typed,
    struct page_submission_edit *ret,
    struct err *reterr);

#endif
