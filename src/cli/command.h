/*
 * Commands: each is one constant record in its own file, src/cli/NAME.c,
 * from which dispatch, `--help`, the man page and the shell completions come.
 *
 * To add a command: write src/cli/NAME.c with a `const struct command`,
 * declare it below, add it to the table in command.c. test/cli/help.c then
 * holds it to the rules: a summary, examples that parse, no option twice.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "app/engine.h"
#include "cli/out.h"

enum {
    CLI_OPTIONS_MAX = 20,
};

/* RELIABILITY part 0. */
enum cli_exit {
    EXIT_GOOD = 0,
    EXIT_NOT_TRUSTED = 1,
    EXIT_BAD_INPUT = 2,
    EXIT_CANNOT_DECIDE = 3,
    EXIT_OVER_LIMIT = 4,
    EXIT_INTERNAL = 70,
    EXIT_IO = 74,
    EXIT_CONFIG = 78,
};

struct cli_option {
    const char *name;  /* without "--" */
    char letter;       /* of the short form; 0: none */
    const char *value; /* "FILE", "TIME", ...; NULL: takes none */
    const char *help;  /* lower case, no full stop */
};

struct cli_example {
    const char *line;
    const char *what;
};

struct cli;

struct command {
    const char *name;
    const char *usage;   /* what follows the name */
    const char *summary; /* one line: lower case, no full stop */
    const char *about;   /* sentences; lines of at most 76 columns */
    const struct cli_option *options;
    size_t n_options;
    const struct cli_example *examples;
    size_t n_examples;
    int (*run)(struct cli *cli); /* NULL: the platform's program runs it */
};

#define CLI_OPTIONS(table)                                                     \
    .options = (table), .n_options = sizeof(table) / sizeof((table)[0])
#define CLI_EXAMPLES(table)                                                    \
    .examples = (table), .n_examples = sizeof(table) / sizeof((table)[0])

/* One call of a command: what was asked for, and what it works with. */
struct cli {
    const struct command *command;
    const char *values[CLI_OPTIONS_MAX]; /* by option; NULL: not given */
    char **files;                        /* what is no option, in order */
    int n_files;
    struct engine *engine;
    struct out *out; /* standard output */
    struct out *err; /* standard error */
};

/* The commands in the order of the help; NULL past the last. */
const struct command *command_at(size_t i);
const struct command *command_find(str name);

/* Fills values and files from the arguments behind the command's name.
 * False after a complaint on cli->err: exit EXIT_BAD_INPUT. */
bool command_read(struct cli *cli, int n_args, char **args);

/* The value of the option (an empty text for one that takes none), or NULL.
 * Asserts that the command has such an option. */
const char *cli_value(const struct cli *cli, const char *name);
bool cli_has(const struct cli *cli, const char *name);

/* The value as an instant; now if not given. False after a complaint. */
bool cli_time(const struct cli *cli, const char *name, int64_t *ret_unix_s);

/* Makes the engine, runs, and sees to it that all was written: the exit
 * status. */
int cli_run(struct cli *cli, int (*run)(struct cli *cli));

/* Reads a whole file, or standard input for "-", into the memory. */
MUST_USE code cli_load(const struct cli *cli,
    const char *path,
    struct arena *memory,
    str *ret_text,
    struct err *reterr);

/* The same into the engine's memory, which lasts until engine_begin. False
 * after a complaint: *ret_exit. */
bool cli_read(
    const struct cli *cli, const char *path, str *ret_text, int *ret_exit);

/* Writes to a file, whole or not at all, or to standard output for "-" or
 * NULL. Gives the exit status. */
int cli_write(const struct cli *cli, const char *path, bytes data);

/* Makes the folder unless it is there. Gives the exit status. */
int cli_folder(const struct cli *cli, const char *path);

/* Says what is wrong with `about` (a file, or NULL) and gives the exit status
 * that goes with the code. */
int cli_complain(const struct cli *cli, const char *about, const struct err *e);

/* Complains about the command line itself: EXIT_BAD_INPUT. */
int cli_misuse(const struct cli *cli, const char *what, const char *about);

/* The status that counts of two: the first in the order 70, 74, 78, 4, 2, 1,
 * 3, 0. */
int cli_worse(int a, int b);

extern const struct command command_verify;
extern const struct command command_issue;
extern const struct command command_key;
extern const struct command command_bake;
extern const struct command command_extract;
extern const struct command command_inspect;
extern const struct command command_canon;
extern const struct command command_expand;
extern const struct command command_compact;
extern const struct command command_flatten;
extern const struct command command_to_rdf;
extern const struct command command_from_rdf;
extern const struct command command_rule;
extern const struct command command_statement;
extern const struct command command_serve;
extern const struct command command_demo;
extern const struct command command_backup;
extern const struct command command_restore;
extern const struct command command_check;
extern const struct command command_help;
extern const struct command command_completion;

#endif
