/*
 * What a conformance suite program (test/suite/NAME.c) stands on. It is run
 * as `NAME SHARED [EARL]`: SHARED is the folder with suites/ and data/, EARL
 * a file to append EARL 1.0 assertions (Turtle) to.
 *
 *     int main(int argc, char **argv)
 *     {
 *         struct suite s;
 *
 *         suite_start(&s, argc, argv);
 *         suite_begin(&s, "json-ld-api/expand", 385);
 *         suite_result(&s, "t0001", ok, "expected ..., got ...");
 *         suite_end(&s);
 *         return suite_finish(&s);
 *     }
 *
 * Each suite prints `NAME: N passed, N failed (N expected)`; one that ran
 * another number than expected fails. A test that cannot pass for a reason
 * outside the code stands in test/suite/excused.txt (`SUITE TEST REASON`):
 * it is printed as excused, and is a failure as soon as it passes.
 */
#ifndef TEST_SUPPORT_SUITE_H
#define TEST_SUPPORT_SUITE_H

#include "base/arena.h"

#include <stdio.h>

enum {
    SUITE_NAME_BYTES = 128,
};

struct suite {
    const char *shared; /* folder */
    FILE *earl;         /* or NULL */
    str excused;        /* text of excused.txt */
    char name[SUITE_NAME_BYTES];
    size_t n_expected;
    size_t n_passed;
    size_t n_failed;
    size_t n_excused;
    bool any_failed;    /* in any suite of this program */
    struct arena arena; /* for the whole program */
};

/* Reads the arguments; exits with 2 and a message when SHARED is missing. */
void suite_start(struct suite *s, int argc, char **argv);

/* Starts counting for one suite. n_expected comes from its manifest. */
void suite_begin(struct suite *s, const char *name, size_t n_expected);

/* One test. `why` is printed when it failed; may be NULL. */
void suite_result(
    struct suite *s, const char *test, bool passed, const char *why);

/* Prints the line of the suite. */
void suite_end(struct suite *s);

/* Exit status of the program: 0 when all passed. */
int suite_finish(struct suite *s);

/* The bytes of SHARED/path in the arena; exits with 2 when unreadable, or
 * gives {NULL, 0} with suite_find. */
str suite_read(struct suite *s, struct arena *arena, const char *path);
str suite_find(struct suite *s, struct arena *arena, const char *path);

#endif
