/*
 * A disk that fails when a test wants it to: every write, sync and change of
 * size that SQLite makes in this program comes through here.
 */
#ifndef TEST_SUPPORT_DISK_H
#define TEST_SUPPORT_DISK_H

#include <stdbool.h>
#include <stddef.h>

enum disk_fault {
    DISK_FULL,       /* no space for a write from the n-th on */
    DISK_SYNC_FAILS, /* the n-th sync and all after it */
    DISK_KILL,       /* the process dies (SIGKILL) before the n-th of any */
};

/* Puts it under SQLite; once, before the first connection. */
void disk_install(void);

/* Counts from 1 again. */
void disk_arm(enum disk_fault fault, size_t n);
void disk_disarm(void);

/* Has the fault armed last come about? */
bool disk_has_failed(void);

#endif
