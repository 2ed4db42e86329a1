/*
 * What the platform does by itself while it serves: one thread that finishes
 * awards which were interrupted, publishes status lists, tells learners,
 * runs tables of awards, does the chores of the hour and sends the letters. It
 * wakes when there is work, and when the time for something has come; at least
 * once a minute, for other programs write into the same data.
 */
#ifndef APP_KEEPER_H
#define APP_KEEPER_H

#include "app/platform.h"
#include "host/log.h"

struct keeper;

/* Starts the thread. The keeper lives in the arena until keeper_stop; so do
 * platform and log. E_CONFIG about "smtp". */
MUST_USE code keeper_start(const struct platform *platform,
    const struct log *log,
    struct arena *arena,
    struct keeper **ret,
    struct err *reterr);

/* Something was changed that may ask for work. From any thread. */
void keeper_wake(struct keeper *keeper);

/* Waits for what is under way: a few seconds, when a mail server is slow to
 * answer. */
void keeper_stop(struct keeper *keeper);

#endif
