/* canon: the canonical form, which is what a signature covers. */
#include "rdf/canon.h"

#include "cli/command.h"
#include "rdf/nquads.h"
#include "text/jcs.h"

#include <string.h>

static const struct cli_option OPTIONS[] = {
    {"jcs", 0, NULL, "canonical JSON (RFC 8785) instead of N-Quads"},
    {"hash", 0, "NAME", "the digest instead: sha256 or sha384"},
    {"output", 'o', "FILE", "write there instead of standard output"},
};

static const struct cli_example EXAMPLES[] = {
    {"testamur canon badge.json", "the statements in their canonical order"},
    {"testamur canon --hash sha256 badge.json", "their digest"},
    {"testamur canon --jcs badge.json", "canonical JSON"},
    {"testamur canon statements.nq", "N-Quads are taken, too"},
};

static const char HEX[] = "0123456789abcdef";

/* JSON begins with a brace or a bracket; N-Quads never do. */
static bool is_json(str text)
{
    size_t i = 0;

    while (i < text.len && strchr(" \t\r\n", text.ptr[i]))
        i++;
    return i < text.len && (text.ptr[i] == '{' || text.ptr[i] == '[');
}

static code canon_json(
    const struct vc_env *env, str text, str *ret, struct err *e)
{
    struct json *input = NULL;
    struct buf out;

    TRY(json_parse(text, env->budget, env->arena, &input, e));
    buf_init(&out, env->arena, env->budget->text_bytes_max * 2);
    TRY(jcs_write(&out, input, env->arena, e));
    return buf_finish_str(&out, ret);
}

static code canon_quads(const struct vc_env *env,
    str text,
    enum hash_alg alg,
    str *ret,
    struct err *e)
{
    struct jsonld_options options = {
        .store = env->store,
        .budget = env->budget,
        .rdf_direction = JSONLD_I18N_DATATYPE, /* as what is signed */
        .safe = true,
    };
    struct json *input = NULL;
    struct canon_options how = {alg, env->provider, env->budget};
    struct canon canon = {0};
    struct dataset ds;

    dataset_init(&ds, env->arena, env->budget->quads_max);
    if (is_json(text)) {
        TRY(json_parse(text, env->budget, env->arena, &input, e));
        TRY(jsonld_to_rdf(input, &options, env->arena, &ds, e));
    } else {
        TRY(nquads_parse(text, env->budget, &ds, e));
    }
    TRY(canon_dataset(&ds, &how, env->arena, &canon, e));
    *ret = canon.nquads;
    return OK;
}

static code digest(
    const struct vc_env *env, enum hash_alg alg, str text, str *ret)
{
    uint8_t bytes_of[HASH_BYTES_MAX];
    size_t n = hash_bytes(alg);
    char *hex = arena_alloc(env->arena, 2 * n + 1);
    size_t i;

    if (!hex)
        return arena_status(env->arena);
    TRY(provider_hash(env->provider, alg, str_bytes(text), bytes_of));
    for (i = 0; i < n; i++) {
        hex[2 * i] = HEX[bytes_of[i] >> 4];
        hex[2 * i + 1] = HEX[bytes_of[i] & 15];
    }
    hex[2 * n] = '\n';
    *ret = (str){hex, 2 * n + 1};
    return OK;
}

static bool read_hash(const struct cli *cli, enum hash_alg *ret)
{
    const char *name = cli_value(cli, "hash");

    *ret = HASH_SHA256;
    if (!name || strcmp(name, "sha256") == 0)
        return true;
    if (strcmp(name, "sha384") == 0) {
        *ret = HASH_SHA384;
        return true;
    }
    cli_misuse(cli, "name sha256 or sha384", name);
    return false;
}

static int run(struct cli *cli)
{
    struct vc_env env = engine_begin(cli->engine);
    const char *path = cli->n_files > 0 ? cli->files[0] : "-";
    enum hash_alg alg;
    struct err e = {0};
    str text = {NULL, 0};
    str output = {NULL, 0};
    int status = EXIT_GOOD;
    code result;

    if (cli->n_files > 1)
        return cli_misuse(cli, "one file at a time", cli->files[1]);
    if (!read_hash(cli, &alg))
        return EXIT_BAD_INPUT;
    if (!cli_read(cli, path, &text, &status))
        return status;
    result = cli_has(cli, "jcs") ? canon_json(&env, text, &output, &e)
                                 : canon_quads(&env, text, alg, &output, &e);
    if (result == OK && cli_has(cli, "hash"))
        result = digest(&env, alg, output, &output);
    if (result != OK) {
        e.code = result;
        return cli_complain(cli, path, &e);
    }
    return cli_write(cli, cli_value(cli, "output"), str_bytes(output));
}

const struct command command_canon = {
    .name = "canon",
    .usage = "[options] [FILE]",
    .summary = "print the canonical form",
    .about =
        "Canonical N-Quads (RDFC-1.0) of JSON-LD or of N-Quads, or canonical\n"
        "JSON. Of JSON-LD nothing may be dropped: every term must be "
        "defined.\n",
    CLI_OPTIONS(OPTIONS),
    CLI_EXAMPLES(EXAMPLES),
    .run = run,
};
