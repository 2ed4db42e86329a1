/* expand, compact, flatten, to-rdf, from-rdf: the JSON-LD tool box. */
#include "jsonld/jsonld.h"

#include "cli/command.h"
#include "rdf/nquads.h"

#include <string.h>

enum {
    OUTPUT_BYTES_MAX = 64 * 1024 * 1024,
};

static const struct cli_option OPTIONS[] = {
    {"base", 'b', "IRI", "the base of relative references"},
    {"context", 'c', "FILE", "the context to use"},
    {"safe", 's', NULL, "refuse what would be dropped"},
    {"output", 'o', "FILE", "write there instead of standard output"},
};

struct tool {
    struct cli *cli;
    struct vc_env env;
    struct jsonld_options options;
    struct json *input;
    struct json *context; /* of --context; NULL: none */
};

static code read_json(
    struct tool *t, str text, struct json **ret, struct err *e)
{
    return json_parse(text, t->env.budget, t->env.arena, ret, e);
}

static int complain(struct tool *t, const char *path, code c, struct err *e)
{
    e->code = c;
    return cli_complain(t->cli, path, e);
}

/* Reads --context and the one input file; false after a complaint. */
static bool begin(struct tool *t, str *ret_text, int *ret_exit)
{
    const char *path = cli_value(t->cli, "context");
    struct err e = {0};
    str text = {NULL, 0};
    code result;

    if (t->cli->n_files > 1) {
        *ret_exit = cli_misuse(t->cli, "one file at a time", t->cli->files[1]);
        return false;
    }
    t->env = engine_begin(t->cli->engine);
    t->options = (struct jsonld_options){
        .store = t->env.store,
        .budget = t->env.budget,
        .base = str_of(cli_value(t->cli, "base")),
        .safe = cli_has(t->cli, "safe"),
    };
    if (path) {
        if (!cli_read(t->cli, path, &text, ret_exit))
            return false;
        result = read_json(t, text, &t->context, &e);
        if (result != OK) {
            *ret_exit = complain(t, path, result, &e);
            return false;
        }
    }
    return cli_read(t->cli, t->cli->n_files > 0 ? t->cli->files[0] : "-",
        ret_text, ret_exit);
}

static int write_json(struct tool *t, const struct json *value)
{
    struct buf out;
    struct err e = {0};

    buf_init(&out, t->env.arena, OUTPUT_BYTES_MAX);
    json_write(&out, value, JSON_PRETTY);
    if (out.failed)
        return complain(t, NULL, out.failed, &e);
    return cli_write(t->cli, cli_value(t->cli, "output"), buf_bytes(&out));
}

/* What the four that read JSON-LD have in common. */
static int run_json(struct cli *cli,
    code (*work)(struct tool *t, struct json **ret, struct err *e))
{
    struct tool t = {.cli = cli};
    struct json *output = NULL;
    struct err e = {0};
    str text = {NULL, 0};
    int status = EXIT_GOOD;
    const char *path = cli->n_files > 0 ? cli->files[0] : "-";
    code result;

    if (!begin(&t, &text, &status))
        return status;
    result = read_json(&t, text, &t.input, &e);
    if (result == OK)
        result = work(&t, &output, &e);
    if (result != OK)
        return complain(&t, path, result, &e);
    return write_json(&t, output);
}

static code expand(struct tool *t, struct json **ret, struct err *e)
{
    t->options.expand_context = t->context;
    return jsonld_expand(t->input, &t->options, t->env.arena, ret, e);
}

static code compact(struct tool *t, struct json **ret, struct err *e)
{
    const struct json *context =
        t->context ? t->context : json_get(t->input, S("@context"));

    if (!context)
        context = json_new(t->env.arena, JSON_OBJECT);
    return jsonld_compact(t->input, context, &t->options, t->env.arena, ret, e);
}

static code flatten(struct tool *t, struct json **ret, struct err *e)
{
    return jsonld_flatten(
        t->input, t->context, &t->options, t->env.arena, ret, e);
}

static int run_expand(struct cli *cli)
{
    return run_json(cli, expand);
}

static int run_compact(struct cli *cli)
{
    return run_json(cli, compact);
}

static int run_flatten(struct cli *cli)
{
    return run_json(cli, flatten);
}

static code to_quads(struct tool *t, str text, str *ret, struct err *e)
{
    struct dataset ds;

    TRY(read_json(t, text, &t->input, e));
    t->options.expand_context = t->context;
    dataset_init(&ds, t->env.arena, t->env.budget->quads_max);
    TRY(jsonld_to_rdf(t->input, &t->options, t->env.arena, &ds, e));
    return nquads_write(&ds, t->env.arena, ret, e);
}

static int run_to_rdf(struct cli *cli)
{
    struct tool t = {.cli = cli};
    struct err e = {0};
    str text = {NULL, 0};
    str quads = {NULL, 0};
    int status = EXIT_GOOD;
    code result;

    if (!begin(&t, &text, &status))
        return status;
    result = to_quads(&t, text, &quads, &e);
    if (result != OK)
        return complain(&t, cli->n_files > 0 ? cli->files[0] : "-", result, &e);
    return cli_write(cli, cli_value(cli, "output"), str_bytes(quads));
}

static code from_quads(
    struct tool *t, str text, struct json **ret, struct err *e)
{
    struct dataset ds;

    dataset_init(&ds, t->env.arena, t->env.budget->quads_max);
    TRY(nquads_parse(text, t->env.budget, &ds, e));
    TRY(jsonld_from_rdf(&ds, &t->options, t->env.arena, ret, e));
    if (!t->context)
        return OK;
    return jsonld_compact(*ret, t->context, &t->options, t->env.arena, ret, e);
}

static int run_from_rdf(struct cli *cli)
{
    struct tool t = {.cli = cli};
    struct json *output = NULL;
    struct err e = {0};
    str text = {NULL, 0};
    int status = EXIT_GOOD;
    code result;

    if (!begin(&t, &text, &status))
        return status;
    result = from_quads(&t, text, &output, &e);
    if (result != OK)
        return complain(&t, cli->n_files > 0 ? cli->files[0] : "-", result, &e);
    return write_json(&t, output);
}

static const struct cli_example EXPAND_EXAMPLES[] = {
    {"testamur expand badge.json", "every term as its IRI"},
    {"testamur expand --safe badge.json", "fails if a term is not defined"},
};

static const struct cli_example COMPACT_EXAMPLES[] = {
    {"testamur compact -c context.json expanded.json",
        "short names again, by that context"},
};

static const struct cli_example FLATTEN_EXAMPLES[] = {
    {"testamur flatten badge.json", "one node after another"},
};

static const struct cli_example TO_RDF_EXAMPLES[] = {
    {"testamur to-rdf badge.json", "its statements, as N-Quads"},
};

static const struct cli_example FROM_RDF_EXAMPLES[] = {
    {"testamur from-rdf statements.nq", "expanded JSON-LD"},
    {"testamur from-rdf -c context.json statements.nq", "compacted"},
};

#define USAGE "[options] [FILE]"
#define ABOUT                                                                  \
    "Works by JSON-LD 1.1. Contexts come from the built-in store; nothing "    \
    "is\n"                                                                     \
    "fetched.\n"

const struct command command_expand = {
    .name = "expand",
    .usage = USAGE,
    .summary = "expand JSON-LD",
    .about = ABOUT,
    CLI_OPTIONS(OPTIONS),
    CLI_EXAMPLES(EXPAND_EXAMPLES),
    .run = run_expand,
};

const struct command command_compact = {
    .name = "compact",
    .usage = USAGE,
    .summary = "compact JSON-LD with a context",
    .about = ABOUT,
    CLI_OPTIONS(OPTIONS),
    CLI_EXAMPLES(COMPACT_EXAMPLES),
    .run = run_compact,
};

const struct command command_flatten = {
    .name = "flatten",
    .usage = USAGE,
    .summary = "flatten JSON-LD",
    .about = ABOUT,
    CLI_OPTIONS(OPTIONS),
    CLI_EXAMPLES(FLATTEN_EXAMPLES),
    .run = run_flatten,
};

const struct command command_to_rdf = {
    .name = "to-rdf",
    .usage = USAGE,
    .summary = "turn JSON-LD into N-Quads",
    .about = ABOUT,
    CLI_OPTIONS(OPTIONS),
    CLI_EXAMPLES(TO_RDF_EXAMPLES),
    .run = run_to_rdf,
};

const struct command command_from_rdf = {
    .name = "from-rdf",
    .usage = USAGE,
    .summary = "turn N-Quads into JSON-LD",
    .about = ABOUT,
    CLI_OPTIONS(OPTIONS),
    CLI_EXAMPLES(FROM_RDF_EXAMPLES),
    .run = run_from_rdf,
};
