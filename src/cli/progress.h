/* A bar for long work, only where a person watches. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/out.h"

struct progress {
    struct out *out;
    const char *what;
    size_t n_total;
    size_t n_done;
    uint64_t shown_ns; /* when the bar was last drawn */
};

void progress_begin(
    struct progress *p, struct out *out, const char *what, size_t n_total);
void progress_step(struct progress *p);

/* Takes the bar away. */
void progress_end(struct progress *p);

#endif
