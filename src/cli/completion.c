/* completion: scripts for the shells, from the commands' own records. */
#include "cli/command.h"

#include <string.h>

static const struct cli_example EXAMPLES[] = {
    {"testamur completion bash > /etc/bash_completion.d/testamur",
        "for all users of bash"},
    {"testamur completion fish > ~/.config/fish/completions/testamur.fish",
        "for yourself, in fish"},
};

static void put_names(struct out *o)
{
    const struct command *command;
    size_t i;

    for (i = 0; (command = command_at(i)); i++) {
        out_put(o, i > 0 ? " " : "");
        out_put(o, command->name);
    }
}

static void put_options(struct out *o, const struct command *command)
{
    size_t i;

    out_put(o, "--help");
    for (i = 0; i < command->n_options; i++) {
        out_put(o, " --");
        out_put(o, command->options[i].name);
    }
}

static void put_bash(struct out *o)
{
    const struct command *command;
    size_t i;

    out_put(o, "_testamur() {\n"
               "    local word=${COMP_WORDS[COMP_CWORD]}\n"
               "    local words=\n"
               "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
               "        words='");
    put_names(o);
    out_put(o, "'\n    else\n        case ${COMP_WORDS[1]} in\n");
    for (i = 0; (command = command_at(i)); i++) {
        out_put(o, "        ");
        out_put(o, command->name);
        out_put(o, ") words='");
        put_options(o, command);
        out_put(o, "' ;;\n");
    }
    out_put(o, "        esac\n"
               "        case $word in -*) ;; *) words= ;; esac\n"
               "    fi\n"
               "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
               "}\n"
               "complete -o default -F _testamur testamur\n");
}

/* In single quotes for zsh and fish: a quote inside ends, escapes, goes on. */
static void put_quoted(struct out *o, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'')
            out_put(o, "'\\''");
        else if (*text != '[' && *text != ']')
            out_bytes(o, (bytes){(const uint8_t *)text, 1});
    }
}

static void put_zsh(struct out *o)
{
    const struct command *command;
    size_t i;
    size_t k;

    out_put(o, "#compdef testamur\nif (( CURRENT == 2 )); then\n    _values "
               "command");
    for (i = 0; (command = command_at(i)); i++) {
        out_put(o, " \\\n        '");
        out_put(o, command->name);
        out_put(o, "[");
        put_quoted(o, command->summary);
        out_put(o, "]'");
    }
    out_put(o, "\n    return\nfi\ncase $words[2] in\n");
    for (i = 0; (command = command_at(i)); i++) {
        out_put(o, "    ");
        out_put(o, command->name);
        out_put(o, ") _arguments");
        for (k = 0; k < command->n_options; k++) {
            out_put(o, " '--");
            out_put(o, command->options[k].name);
            out_put(o, "[");
            put_quoted(o, command->options[k].help);
            out_put(o, command->options[k].value ? "]:value:_files'" : "]'");
        }
        out_put(o, " '*:file:_files' ;;\n");
    }
    out_put(o, "esac\n");
}

static void put_fish(struct out *o)
{
    const struct command *command;
    size_t i;
    size_t k;

    for (i = 0; (command = command_at(i)); i++) {
        out_put(o, "complete -c testamur -n __fish_use_subcommand -a ");
        out_put(o, command->name);
        out_put(o, " -d '");
        put_quoted(o, command->summary);
        out_put(o, "'\n");
        for (k = 0; k < command->n_options; k++) {
            out_put(o, "complete -c testamur -n '__fish_seen_subcommand_from ");
            out_put(o, command->name);
            out_put(o, "' -l ");
            out_put(o, command->options[k].name);
            out_put(o, command->options[k].value ? " -r -d '" : " -d '");
            put_quoted(o, command->options[k].help);
            out_put(o, "'\n");
        }
    }
}

static int run(struct cli *cli)
{
    const char *shell = cli->n_files == 1 ? cli->files[0] : "";

    if (strcmp(shell, "bash") == 0)
        put_bash(cli->out);
    else if (strcmp(shell, "zsh") == 0)
        put_zsh(cli->out);
    else if (strcmp(shell, "fish") == 0)
        put_fish(cli->out);
    else
        return cli_misuse(cli, "name one shell: bash, zsh or fish", shell);
    return EXIT_GOOD;
}

const struct command command_completion = {
    .name = "completion",
    .usage = "bash|zsh|fish",
    .summary = "print a completion script for a shell",
    .about = "The script completes commands and options.\n",
    CLI_EXAMPLES(EXAMPLES),
    .run = run,
};
