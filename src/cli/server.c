/*
 * testamur-server COMMAND [options]: the commands of the platform. It is
 * started by `testamur`, which has already answered --help.
 */
#include "cli/platform.h"

#include <signal.h>

struct runner {
    const struct command *command;
    int (*run)(struct cli *cli);
};

static const struct runner RUNNERS[] = {
    {&command_serve, serve_run},
    {&command_demo, demo_run},
    {&command_backup, backup_run},
    {&command_restore, restore_run},
    {&command_check, check_run},
};

int main(int argc, char **argv)
{
    struct out out = out_for(stdout);
    struct out err = out_for(stderr);
    struct cli cli = {.out = &out, .err = &err};
    size_t i;

    signal(SIGPIPE, SIG_IGN);
    if (argc < 2)
        return cli_misuse(&cli, "no command", "testamur-server");
    cli.command = command_find(str_of(argv[1]));
    for (i = 0; i < sizeof(RUNNERS) / sizeof(RUNNERS[0]); i++) {
        if (cli.command != RUNNERS[i].command)
            continue;
        if (!command_read(&cli, argc - 2, argv + 2))
            return EXIT_BAD_INPUT;
        return cli_run(&cli, RUNNERS[i].run);
    }
    return cli_misuse(&cli, "no command of the platform", argv[1]);
}
