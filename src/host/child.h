/*
 * Work with foreign input and large libraries, done in a child process with
 * limits on time and memory: it hands back bytes, or nothing. The child has
 * no standard streams and cannot write to files.
 */
#ifndef HOST_CHILD_H
#define HOST_CHILD_H

#include "base/arena.h"

/* What the work ends with, which is the exit status of the child. */
enum child_end {
    CHILD_DONE = 0,
    CHILD_NO_LIBRARY = 3, /* something is not installed */
    CHILD_REFUSED = 4,    /* the input is damaged */
    CHILD_TOO_LARGE = 5,  /* the input is over a limit */
};

struct child_out {
    int fd;
};

struct child_task {
    enum child_end (*work)(const void *what, struct child_out *out);
    const void *what;
    size_t out_bytes_max;
    str name; /* of the work, for errors: "certificate" */
};

/* Hands bytes to the parent; false when it does not take them. For the
 * child. */
MUST_USE bool child_write(struct child_out *out, bytes data);

/* Runs the work in a child; waits at most about eight seconds. *ret_end is
 * not CHILD_DONE when the work gave up, and then *ret is untouched.
 * E_COMPLEXITY_LIMIT (out of time or memory), E_CHILD, E_LIMIT_EXCEEDED,
 * E_NO_MEMORY. */
MUST_USE code child_run(const struct child_task *task,
    struct arena *arena,
    bytes *ret,
    enum child_end *ret_end,
    struct err *reterr);

#endif
