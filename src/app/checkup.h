/*
 * The deep look at everything that is kept: does the data file hold together,
 * does the award log, is the audit one chain, does each key open, does each
 * badge that was ever signed still verify, and is it the one that was logged?
 * Nothing is changed. Each fault is told, and the look goes on; a part that
 * cannot be read at all is one fault.
 */
#ifndef APP_CHECKUP_H
#define APP_CHECKUP_H

#include "app/act.h"

enum checkup_part {
    CHECKUP_DATA,
    CHECKUP_LOG,
    CHECKUP_AUDIT,
    CHECKUP_KEYS,
    CHECKUP_AWARDS,
    CHECKUP_FILES,
    N_CHECKUP_PARTS,
};

struct checkup {
    size_t n[N_CHECKUP_PARTS]; /* things looked at: leaves, events, ... */
    size_t n_faults;
};

/* Told on the way; both must be there. */
struct checkup_watch {
    void (*fault)(
        void *arg, enum checkup_part part, str about, const struct err *why);
    /* `all` is how many there are of this part. */
    void (*step)(void *arg, enum checkup_part part, size_t all);
    void *arg;
};

/* "data", "log", ... */
str checkup_part_name(enum checkup_part part);

/* An error only when the look itself could not go on (memory). */
MUST_USE code checkup_run(struct act *act,
    const struct checkup_watch *watch,
    struct checkup *ret,
    struct err *reterr);

#endif
