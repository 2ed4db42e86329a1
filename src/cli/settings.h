/* The platform's settings, as every command of it takes them. */
#ifndef CLI_SETTINGS_H
#define CLI_SETTINGS_H

#include "app/config.h"
#include "cli/command.h"

/* From those options of config_name that the command has, the environment,
 * and the file of its option --config. False after a complaint: *ret_exit. */
bool settings_read(
    struct cli *cli, struct arena *arena, struct config *ret, int *ret_exit);

#endif
