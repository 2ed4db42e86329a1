/*
 * How often a badge is claimed, viewed, downloaded, shared and verified:
 * numbers a day, without a word of who it was (DESIGN.md, "Carry").
 */
#ifndef APP_COUNTER_H
#define APP_COUNTER_H

#include "app/act.h"
#include "domain/award.h"
#include "domain/share.h"

enum {
    COUNTERS = COUNTER_VERIFIED + 1,
};

/* Sums by enum counter_kind. */
struct counts {
    int64_t n[COUNTERS];
};

/* One more, in a while. The holder's own looks do not count. Outside of a
 * transaction. */
void counter_note(
    struct act *act, const struct award *award, enum counter_kind kind);

/* One more, with what the open transaction changes. */
MUST_USE code counter_put(struct act *act,
    const struct award *award,
    enum counter_kind kind,
    struct err *reterr);

/* Of one award, in the open transaction. */
MUST_USE code counter_of(struct act *act,
    const struct award *award,
    struct counts *ret,
    struct err *reterr);

/* Writes down what waits, so that the next reader sees it. Outside of a
 * transaction. */
void counter_settle(struct act *act);

#endif
