#include "cli/command.h"

#include "base/code_info.h"
#include "host/clock.h"
#include "host/file.h"
#include "text/datetime.h"

#include <assert.h>
#include <string.h>

static const struct command *const COMMANDS[] = {
    &command_verify,
    &command_inspect,
    &command_issue,
    &command_key,
    &command_bake,
    &command_extract,
    &command_canon,
    &command_expand,
    &command_compact,
    &command_flatten,
    &command_to_rdf,
    &command_from_rdf,
    &command_rule,
    &command_statement,
    &command_serve,
    &command_demo,
    &command_backup,
    &command_restore,
    &command_check,
    &command_completion,
    &command_help,
};

const struct command *command_at(size_t i)
{
    return i < sizeof(COMMANDS) / sizeof(COMMANDS[0]) ? COMMANDS[i] : NULL;
}

const struct command *command_find(str name)
{
    const struct command *command;
    size_t i;

    for (i = 0; (command = command_at(i)); i++) {
        if (str_eq(str_of(command->name), name))
            return command;
    }
    return NULL;
}

/* --- reading the command line --- */

static size_t find_name(const struct command *command, str name)
{
    size_t i = 0;

    while (i < command->n_options &&
           !str_eq(str_of(command->options[i].name), name))
        i++;
    return i;
}

static size_t find_letter(const struct command *command, char letter)
{
    size_t i = 0;

    while (i < command->n_options && command->options[i].letter != letter)
        i++;
    return i;
}

struct words {
    char **at;
    char **end;
};

/* Stores the option's value: the text behind '=' or the next word. */
static bool take(struct cli *cli,
    size_t i,
    const char *behind,
    const char *word,
    struct words *words)
{
    const struct cli_option *option = &cli->command->options[i];

    if (!option->value && behind) {
        cli_misuse(cli, "the option takes no value", word);
        return false;
    }
    if (option->value && !behind) {
        if (words->at == words->end) {
            cli_misuse(cli, "the option wants a value", word);
            return false;
        }
        behind = *words->at++;
    }
    cli->values[i] = option->value ? behind : "";
    return true;
}

static bool read_long(struct cli *cli, const char *word, struct words *words)
{
    const char *equals = strchr(word, '=');
    str name = str_of(word + 2);
    size_t i;

    if (equals)
        name.len = (size_t)(equals - word) - 2;
    i = find_name(cli->command, name);
    if (i == cli->command->n_options) {
        cli_misuse(cli, "unknown option", word);
        return false;
    }
    return take(cli, i, equals ? equals + 1 : NULL, word, words);
}

static bool read_short(struct cli *cli, const char *word, struct words *words)
{
    size_t i = find_letter(cli->command, word[1]);

    if (i == cli->command->n_options) {
        cli_misuse(cli, "unknown option", word);
        return false;
    }
    return take(cli, i, word[2] != '\0' ? word + 2 : NULL, word, words);
}

bool command_read(struct cli *cli, int n_args, char **args)
{
    struct words words = {args, args + n_args};
    bool only_files = false;

    assert(cli->command->n_options <= CLI_OPTIONS_MAX);
    cli->files = args;
    cli->n_files = 0;
    while (words.at < words.end) {
        char *word = *words.at++;

        if (only_files || word[0] != '-' || word[1] == '\0') {
            cli->files[cli->n_files++] = word;
        } else if (strcmp(word, "--") == 0) {
            only_files = true;
        } else if (word[1] == '-') {
            if (!read_long(cli, word, &words))
                return false;
        } else if (!read_short(cli, word, &words)) {
            return false;
        }
    }
    return true;
}

/* --- what commands ask --- */

const char *cli_value(const struct cli *cli, const char *name)
{
    size_t i = find_name(cli->command, str_of(name));

    assert(i < cli->command->n_options);
    return cli->values[i];
}

bool cli_has(const struct cli *cli, const char *name)
{
    return cli_value(cli, name) != NULL;
}

bool cli_time(const struct cli *cli, const char *name, int64_t *ret_unix_s)
{
    const char *value = cli_value(cli, name);
    struct datetime when;

    if (!value) {
        *ret_unix_s = clock_now_unix_s();
        return true;
    }
    if (!datetime_parse(str_of(value), DATETIME_XSD, &when)) {
        cli_misuse(cli, "not a date and time like 2026-11-24T21:57:02Z", value);
        return false;
    }
    *ret_unix_s = when.unix_s;
    return true;
}

int cli_run(struct cli *cli, int (*run)(struct cli *cli))
{
    struct engine engine;
    struct err e = {0};
    int status;

    if (engine_init(&engine, &e) != OK)
        return cli_complain(cli, NULL, &e);
    cli->engine = &engine;
    status = run(cli);
    engine_release(&engine);
    if (out_flush(cli->out))
        return status;
    e.code = E_IO_WRITE;
    return status == EXIT_IO
               ? status
               : cli_worse(status, cli_complain(cli, "standard output", &e));
}

code cli_load(const struct cli *cli,
    const char *path,
    struct arena *memory,
    str *ret_text,
    struct err *reterr)
{
    bytes data = {NULL, 0};

    TRY(file_read(
        path, cli->engine->limits.image_bytes_max, memory, &data, reterr));
    *ret_text = bytes_str(data);
    return OK;
}

bool cli_read(
    const struct cli *cli, const char *path, str *ret_text, int *ret_exit)
{
    struct err e = {0};
    code result = cli_load(cli, path, &cli->engine->step, ret_text, &e);

    if (result == OK)
        return true;
    e.code = result;
    *ret_exit = cli_complain(cli, path, &e);
    return false;
}

int cli_write(const struct cli *cli, const char *path, bytes data)
{
    struct err e = {0};
    code result;

    if (!path || strcmp(path, "-") == 0) {
        out_bytes(cli->out, data);
        if (out_flush(cli->out))
            return EXIT_GOOD;
        e.code = E_IO_WRITE;
        return cli_complain(cli, "standard output", &e);
    }
    result = file_write(path, data, FILE_PUBLIC, &e);
    if (result == OK)
        return EXIT_GOOD;
    e.code = result;
    return cli_complain(cli, path, &e);
}

int cli_folder(const struct cli *cli, const char *path)
{
    struct err e = {0};
    code result = file_make_folder(path, &e);

    if (result == OK)
        return EXIT_GOOD;
    e.code = result;
    return cli_complain(cli, path, &e);
}

/* --- complaints --- */

static void put_place(struct out *o, const struct err *e)
{
    if (e->has_place) {
        out_put(o, "line ");
        out_number(o, e->line);
        out_put(o, ", column ");
        out_number(o, e->column);
        out_put(o, ": ");
    } else if (e->pointer[0] != '\0') {
        out_put(o, "at ");
        out_text(o, str_of(e->pointer));
        out_put(o, ": ");
    }
}

int cli_complain(const struct cli *cli, const char *about, const struct err *e)
{
    const struct code_info *info = code_info(e->code);
    struct out *o = cli->err;

    out_styled(o, OUT_BAD, "testamur: ");
    if (about) {
        out_text(o, str_of(about));
        out_put(o, ": ");
    }
    put_place(o, e);
    out_text(o, info->title);
    if (e->arg[0] != '\0') {
        out_put(o, ": '");
        out_text(o, str_of(e->arg));
        out_put(o, "'");
    }
    out_styled(o, OUT_DIM, " [");
    out_text_styled(o, OUT_DIM, info->name);
    out_styled(o, OUT_DIM, "]");
    out_put(o, "\n");
    /* What would be a verdict about a credential is, here, bad input. */
    return info->kind == KIND_VERDICT ? EXIT_BAD_INPUT : info->exit_status;
}

int cli_misuse(const struct cli *cli, const char *what, const char *about)
{
    struct out *o = cli->err;

    out_styled(o, OUT_BAD, "testamur: ");
    out_put(o, what);
    if (about) {
        out_put(o, ": '");
        out_text(o, str_of(about));
        out_put(o, "'");
    }
    out_put(o, "\ntry: testamur ");
    if (cli->command) {
        out_put(o, cli->command->name);
        out_put(o, " --help\n");
    } else {
        out_put(o, "help\n");
    }
    return EXIT_BAD_INPUT;
}

int cli_worse(int a, int b)
{
    static const int order[] = {EXIT_INTERNAL, EXIT_IO, EXIT_CONFIG,
        EXIT_OVER_LIMIT, EXIT_BAD_INPUT, EXIT_NOT_TRUSTED, EXIT_CANNOT_DECIDE};
    size_t i;

    for (i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        if (a == order[i] || b == order[i])
            return order[i];
    }
    return EXIT_GOOD;
}
