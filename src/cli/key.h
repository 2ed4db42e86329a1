/* Reading the issuer's key: the commands that sign share it. */
#ifndef CLI_KEY_H
#define CLI_KEY_H

#include "cli/command.h"
#include "host/keyfile.h"

/* Reads the key file at `path`, with the passphrase from the file that
 * --passphrase-file names, or asked for on a terminal when the key wants one.
 * False after a complaint: *ret_exit. */
bool cli_read_key(const struct cli *cli,
    const char *path,
    struct keyfile *ret,
    int *ret_exit);

#endif
