#include "cli/settings.h"

#include "cli/platform.h"

#include <string.h>

/* NULL also when the command has no such option. */
static const char *value_of(const struct cli *cli, const char *name)
{
    size_t i;

    for (i = 0; i < cli->command->n_options; i++) {
        if (strcmp(cli->command->options[i].name, name) == 0)
            return cli->values[i];
    }
    return NULL;
}

bool settings_read(
    struct cli *cli, struct arena *arena, struct config *ret, int *ret_exit)
{
    const char *options[N_CONFIG_NAMES];
    const char *path = value_of(cli, "config");
    struct config_sources sources = {options, platform_environment, {NULL, 0}};
    struct err e = {0};
    enum config_name i;

    if (path && !cli_read(cli, path, &sources.file, ret_exit))
        return false;
    for (i = 0; i < N_CONFIG_NAMES; i++)
        options[i] = value_of(cli, config_name(i));
    if (config_read(&sources, arena, ret, &e) == OK)
        return true;
    *ret_exit = cli_complain(cli, e.has_place ? path : NULL, &e);
    return false;
}
