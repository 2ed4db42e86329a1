/*
 * Makes the n-th allocation fail. Test programs are linked so that every
 * malloc, calloc and realloc of our own code comes through here; they pass
 * through until a test arms it.
 *
 *     for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
 *         ... run; it must end with E_NO_MEMORY or succeed, leaking nothing
 *     }
 *
 * The loop ends by itself after the first run that made fewer than n
 * allocations. Not for programs with threads.
 */
#ifndef TEST_SUPPORT_FAIL_H
#define TEST_SUPPORT_FAIL_H

#include <stdbool.h>
#include <stddef.h>

enum fail_mode {
    FAIL_ONCE,  /* only the n-th */
    FAIL_AFTER, /* the n-th and all that follow */
};

/* Starts counting again and arms the n-th (from 1) allocation. False, and
 * disarmed, when the run before was armed and did not get so far. */
bool fail_arm(size_t n, enum fail_mode mode);

/* Passes everything through again. */
void fail_disarm(void);

/* Allocations since the last fail_arm or fail_disarm. */
size_t fail_calls(void);

#endif
