/* help: what there is, from the commands' own records; also the man page. */
#include "cli/command.h"

#include <string.h>

static const struct cli_option OPTIONS[] = {
    {"man", 0, NULL, "the manual page, in roff"},
    {"version", 0, NULL, "the version"},
};

static const struct cli_example EXAMPLES[] = {
    {"testamur help verify", "how to verify a badge"},
    {"testamur help --man > testamur.1", "the manual page as a file"},
};

enum {
    NAME_COLUMN = 14,
    OPTION_COLUMN = 26,
};

static void put_padded(struct out *o, const char *text, size_t width)
{
    size_t n = strlen(text);

    out_put(o, text);
    out_spaces(o, n < width ? width - n : 1);
}

static void put_all(struct out *o)
{
    const struct command *command;
    size_t i;

    out_styled(o, OUT_BOLD, "testamur");
    out_put(o, ": micro-credentials that anyone can verify\n\n");
    out_put(o, "usage: testamur COMMAND [options] [file...]\n\n");
    for (i = 0; (command = command_at(i)); i++) {
        out_put(o, "  ");
        put_padded(o, command->name, NAME_COLUMN);
        out_put(o, command->summary);
        out_put(o, "\n");
    }
    out_put(o,
        "\n'testamur COMMAND --help' tells more, with examples. A file may be"
        " '-'.\n\nExit status: 0 good, 1 not to be trusted, 2 bad input, 3"
        " cannot be decided,\n4 over a limit, 70 internal error, 74 cannot"
        " write, 78 wrong configuration.\n");
}

static void put_option(struct out *o, const struct cli_option *option)
{
    char letter[] = {'-', option->letter, ',', ' ', '\0'};
    size_t width = strlen(option->name) + 2;

    out_put(o, "  ");
    out_put(o, option->letter ? letter : "    ");
    out_put(o, "--");
    out_put(o, option->name);
    if (option->value) {
        out_put(o, " ");
        out_put(o, option->value);
        width += strlen(option->value) + 1;
    }
    out_spaces(o, width < OPTION_COLUMN ? OPTION_COLUMN - width : 1);
    out_put(o, option->help);
    out_put(o, "\n");
}

static void put_command(struct out *o, const struct command *command)
{
    size_t i;

    out_styled(o, OUT_BOLD, "testamur ");
    out_styled(o, OUT_BOLD, command->name);
    out_put(o, ": ");
    out_put(o, command->summary);
    out_put(o, "\n\nusage: testamur ");
    out_put(o, command->name);
    out_put(o, " ");
    out_put(o, command->usage);
    out_put(o, "\n\n");
    out_put(o, command->about);
    if (command->n_options > 0)
        out_styled(o, OUT_BOLD, "\nOptions\n");
    for (i = 0; i < command->n_options; i++)
        put_option(o, &command->options[i]);
    out_styled(o, OUT_BOLD, "\nExamples\n");
    for (i = 0; i < command->n_examples; i++) {
        out_put(o, "  ");
        out_put(o, command->examples[i].line);
        out_put(o, "\n");
        out_styled(o, OUT_DIM, "      ");
        out_styled(o, OUT_DIM, command->examples[i].what);
        out_put(o, "\n");
    }
}

/* --- the manual page --- */

/* A line of running text: a dot at its beginning would be a request. */
static void put_roff(struct out *o, const char *text)
{
    bool line_begins = true;

    for (; *text; text++) {
        if (line_begins && (*text == '.' || *text == '\''))
            out_put(o, "\\&");
        line_begins = *text == '\n';
        if (*text == '\\')
            out_put(o, "\\e");
        else if (*text == '-')
            out_put(o, "\\-");
        else
            out_bytes(o, (bytes){(const uint8_t *)text, 1});
    }
}

static void put_roff_option(struct out *o, const struct cli_option *option)
{
    char letter[] = {'-', option->letter, ',', ' ', '\0'};

    out_put(o, ".TP\n.B ");
    if (option->letter)
        put_roff(o, letter);
    put_roff(o, "--");
    put_roff(o, option->name);
    if (option->value) {
        out_put(o, " ");
        out_put(o, option->value);
    }
    out_put(o, "\n");
    put_roff(o, option->help);
    out_put(o, "\n");
}

static void put_roff_command(struct out *o, const struct command *command)
{
    size_t i;

    out_put(o, ".SS testamur ");
    put_roff(o, command->name);
    out_put(o, " ");
    put_roff(o, command->usage);
    out_put(o, "\n");
    put_roff(o, command->about);
    for (i = 0; i < command->n_options; i++)
        put_roff_option(o, &command->options[i]);
    for (i = 0; i < command->n_examples; i++) {
        out_put(o, ".PP\n");
        put_roff(o, command->examples[i].what);
        out_put(o, ":\n.RS\n.nf\n");
        put_roff(o, command->examples[i].line);
        out_put(o, "\n.fi\n.RE\n");
    }
}

static void put_man(struct out *o)
{
    const struct command *command;
    size_t i;

    out_put(o,
        ".TH TESTAMUR 1 \"\" \"testamur " TESTAMUR_VERSION "\"\n"
        ".SH NAME\ntestamur \\- issue, carry and verify micro\\-credentials\n"
        ".SH SYNOPSIS\n.B testamur\n.I command\n[options] [file...]\n"
        ".SH COMMANDS\n");
    for (i = 0; (command = command_at(i)); i++)
        put_roff_command(o, command);
    out_put(o,
        ".SH EXIT STATUS\n0 good; 1 not to be trusted; 2 bad input; 3 cannot"
        " be decided; 4 over a limit; 70 internal error; 74 cannot write; 78"
        " wrong configuration. Of many files, the first that occurs in the"
        " order 70, 74, 78, 4, 2, 1, 3, 0.\n"
        ".SH ENVIRONMENT\n.B NO_COLOR\nswitches colours off.\n");
}

static int run(struct cli *cli)
{
    const struct command *command;

    if (cli_has(cli, "version")) {
        out_put(cli->out, "testamur " TESTAMUR_VERSION "\n");
        return EXIT_GOOD;
    }
    if (cli_has(cli, "man")) {
        put_man(cli->out);
        return EXIT_GOOD;
    }
    if (cli->n_files == 0) {
        put_all(cli->out);
        return EXIT_GOOD;
    }
    command = command_find(str_of(cli->files[0]));
    if (!command)
        return cli_misuse(cli, "no such command", cli->files[0]);
    put_command(cli->out, command);
    return EXIT_GOOD;
}

const struct command command_help = {
    .name = "help",
    .usage = "[command]",
    .summary = "tell what a command does",
    .about = "Without a command, lists them all.\n",
    CLI_OPTIONS(OPTIONS),
    CLI_EXAMPLES(EXAMPLES),
    .run = run,
};
