/* A command that makes one file of another, for one or for many. */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H

#include "cli/command.h"

struct batch_made {
    bytes data;
    const char *extension; /* ".png", of the file that it becomes */
};

/* Makes it of the file, in the memory of one step; else complains and gives
 * the exit status. */
struct batch {
    int (*make)(void *self, const char *path, struct batch_made *ret);
    void *self;
    const char *what; /* "baking" */
};

/* Of no file (standard input) or one, the result goes to --output or standard
 * output. Of many, each goes into the folder --output, under its own name
 * with the extension; one that fails stops no other, but a disk that takes no
 * more does. Gives the exit status. */
int batch_run(struct cli *cli, const struct batch *batch);

#endif
