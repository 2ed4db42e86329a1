/*
 * Telling learners of their awards: a letter with the link to claim one, a
 * notice for whoever has an account, reminders for whoever has not claimed.
 * Each part is a transaction of its own: letters, notices and the mark that
 * they were written. Nobody is told twice (mail.once). Done by the chores.
 */
#ifndef APP_AWARD_TELL_H
#define APP_AWARD_TELL_H

#include "app/act.h"

enum {
    TELL_AT_ONCE = 100,
    REMIND_FIRST_S = 7 * 24 * 3600,
    REMIND_SECOND_S = 21 * 24 * 3600,
};

/* Lets held awards go whose day has come, and tells of every award that can
 * be seen and was not told of: of up to TELL_AT_ONCE; *ret_n is how many.
 * 0: all is told. */
MUST_USE code award_tell_due(
    struct act *act, size_t *ret_n, struct err *reterr);

/* Learners who were told in a time, and have not claimed. */
struct tell_span {
    int64_t after; /* Unix seconds; not these */
    int64_t until; /* these too */
    str id;        /* the last of those told of at `after`; empty: all */
};

/* Reminds them, `which` (1, 2) for the first or second time; all lies in the
 * act's arena. A reminder that was written is not written again. */
MUST_USE code award_remind(struct act *act,
    const struct tell_span *span,
    int which,
    size_t *ret_n,
    struct err *reterr);

#endif
