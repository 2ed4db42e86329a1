/*
 * testamur COMMAND [options] [file...]: finds the command, reads its options,
 * makes the engine, runs. Everything else is in the commands' files.
 */
#include "cli/command.h"
#include "cli/platform.h"

#include <signal.h>
#include <string.h>

static bool wants_help(int n_args, char **args)
{
    int i;

    for (i = 0; i < n_args; i++) {
        if (strcmp(args[i], "--") == 0)
            return false;
        if (strcmp(args[i], "--help") == 0 || strcmp(args[i], "-h") == 0)
            return true;
    }
    return false;
}

/* "--help" and "--version" for the program itself. */
static str command_name(const char *word)
{
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
        strcmp(word, "--version") == 0)
        return S("help");
    return str_of(word);
}

static int run(struct cli *cli, int n_args, char **args)
{
    if (!command_read(cli, n_args, args))
        return EXIT_BAD_INPUT;
    return cli_run(cli, cli->command->run);
}

int main(int argc, char **argv)
{
    struct out out = out_for(stdout);
    struct out err = out_for(stderr);
    struct cli cli = {.out = &out, .err = &err};
    char *only_name[1];

    signal(SIGPIPE, SIG_IGN);
    if (argc < 2) {
        cli.command = &command_help;
        return run(&cli, 0, NULL);
    }
    cli.command = command_find(command_name(argv[1]));
    if (!cli.command)
        return cli_misuse(&cli, "no such command", argv[1]);
    if (wants_help(argc - 2, argv + 2)) {
        only_name[0] = argv[1];
        cli.command = &command_help;
        return run(&cli, 1, only_name);
    }
    if (cli.command && !cli.command->run)
        return platform_start(&cli, argv);
    if (strcmp(argv[1], "--version") == 0)
        return run(&cli, 1, argv + 1);
    return run(&cli, argc - 2, argv + 2);
}
