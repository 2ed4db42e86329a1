/*
 * The commands of the platform live in a program of their own,
 * testamur-server, beside this one: it is linked with the database, the web
 * server and the typesetter, and `testamur verify` starts without them
 * (docs/decisions/0008-two-programs.md).
 */
#ifndef CLI_PLATFORM_H
#define CLI_PLATFORM_H

#include "cli/command.h"

/* Becomes testamur-server with the same arguments. Comes back only when that
 * program cannot be started: the exit status, after a complaint. */
int platform_start(struct cli *cli, char **argv);

/* A variable of the environment, for config_read; asked before there is any
 * thread. */
const char *platform_environment(const char *variable);

/* What testamur-server runs for each command whose `run` is NULL. */
int serve_run(struct cli *cli);
int demo_run(struct cli *cli);
int backup_run(struct cli *cli);
int restore_run(struct cli *cli);
int check_run(struct cli *cli);

#endif
