/* inspect: what a credential says, without asking whether it is true. */
#include "app/picture.h"
#include "cli/command.h"
#include "cli/show.h"

static const struct cli_option OPTIONS[] = {
    {"json", 'j', NULL, "the credential itself, indented"},
};

static const struct cli_example EXAMPLES[] = {
    {"testamur inspect badge.png", "what does this badge say?"},
    {"testamur inspect --json badge.svg", "its JSON, to read"},
};

static code read_credential(
    struct engine *engine, str text, struct json **ret, struct err *reterr)
{
    struct vc_env env = engine_env(engine);
    str credential = {NULL, 0};

    TRY(app_extract(engine, str_bytes(text), &credential, reterr));
    return json_parse(credential, env.budget, env.arena, ret, reterr);
}

static int show_json(struct cli *cli, const struct json *credential)
{
    struct buf out;

    buf_init(&out, &cli->engine->step, (size_t)16 * 1024 * 1024);
    json_write(&out, credential, JSON_PRETTY);
    return cli_write(cli, NULL, buf_bytes(&out));
}

static void show_proofs(struct out *o, const struct json *all)
{
    const struct json *item = badge_first(all);

    for (; item; item = badge_next(all, item)) {
        str suite = badge_text(json_get(item, S("cryptosuite")));

        show_line(o, "proof",
            suite.len > 0 ? suite : badge_text(json_get(item, S("type"))));
        show_line(o, "", badge_text(json_get(item, S("verificationMethod"))));
    }
}

static int inspect_file(struct cli *cli, const char *path)
{
    struct json *credential = NULL;
    struct badge_summary badge;
    struct err e = {0};
    str text = {NULL, 0};
    int status = EXIT_GOOD;
    code result;

    engine_begin(cli->engine);
    if (!cli_read(cli, path, &text, &status))
        return status;
    result = read_credential(cli->engine, text, &credential, &e);
    if (result != OK) {
        e.code = result;
        return cli_complain(cli, path, &e);
    }
    if (cli_has(cli, "json"))
        return show_json(cli, credential);
    badge = badge_summary(credential);
    out_text_styled(
        cli->out, OUT_BOLD, badge.title.len > 0 ? badge.title : str_of(path));
    out_put(cli->out, "\n");
    show_credential(cli->out, &badge);
    show_proofs(cli->out, json_get(credential, S("proof")));
    show_line(cli->out, "checked", S("not: 'testamur verify' does that"));
    return EXIT_GOOD;
}

static int run(struct cli *cli)
{
    int status = EXIT_GOOD;
    int i;

    if (cli->n_files == 0)
        return cli_misuse(cli, "name at least one file", NULL);
    for (i = 0; i < cli->n_files; i++)
        status = cli_worse(status, inspect_file(cli, cli->files[i]));
    return status;
}

const struct command command_inspect = {
    .name = "inspect",
    .usage = "[options] FILE...",
    .summary = "show what a credential says",
    .about =
        "Shows the credential in a file (JSON, PNG or SVG) as a person reads\n"
        "it. It checks nothing: anybody can write anything.\n",
    CLI_OPTIONS(OPTIONS),
    CLI_EXAMPLES(EXAMPLES),
    .run = run,
};
