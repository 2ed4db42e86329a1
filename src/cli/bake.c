/* bake and extract: credentials into images, and out again. */
#include "app/picture.h"
#include "carrier/carrier.h"
#include "cli/batch.h"

#include <string.h>

static const struct cli_option BAKE_OPTIONS[] = {
    {"into", 'i', "IMAGE", "a PNG or SVG to put it into"},
    {"design", 'd', "FILE", "draw the image by this design (JSON)"},
    {"format", 'f', "NAME", "png or svg, of a drawn image; png by default"},
    {"output", 'o', "FILE", "the result; of many credentials a folder"},
};

static const struct cli_example BAKE_EXAMPLES[] = {
    {"testamur bake badge.json -o badge.png", "draws a badge for it"},
    {"testamur bake badge.json -f svg -o badge.svg", "the same, as SVG"},
    {"testamur bake badge.json -i logo.png -o badge.png",
        "into an image that is there"},
    {"testamur bake badges/*.json -o images", "a whole class"},
};

static const struct cli_option EXTRACT_OPTIONS[] = {
    {"output", 'o', "FILE", "the result; of many files a folder"},
};

static const struct cli_example EXTRACT_EXAMPLES[] = {
    {"testamur extract badge.png", "the credential, just as it was baked"},
    {"testamur extract badge.svg | testamur verify -", "and is it genuine?"},
    {"testamur extract images/*.png -o badges", "many"},
};

static bool read_format(const struct cli *cli, enum picture_format *ret)
{
    const char *name = cli_value(cli, "format");

    *ret = PICTURE_PNG;
    if (!name || strcmp(name, "png") == 0)
        return true;
    if (strcmp(name, "svg") == 0) {
        *ret = PICTURE_SVG;
        return true;
    }
    cli_misuse(cli, "name png or svg", name);
    return false;
}

static code draw(struct cli *cli,
    str design_text,
    enum picture_format format,
    str credential,
    bytes *ret,
    struct err *e)
{
    struct vc_env env = engine_env(cli->engine);
    struct json *design = NULL;

    if (design_text.len > 0)
        TRY(json_parse(design_text, env.budget, env.arena, &design, e));
    return app_draw_badge(cli->engine, credential, design, format, ret, e);
}

struct bake {
    struct cli *cli;
    enum picture_format format;
    struct arena kept; /* holds `other` over all files */
    str other;         /* the image to put it into, or the design */
    bool into;
};

static int bake(void *self, const char *path, struct batch_made *ret)
{
    struct bake *job = self;
    struct cli *cli = job->cli;
    str credential = {NULL, 0};
    struct err e = {0};
    int status = EXIT_GOOD;
    code result;

    if (!cli_read(cli, path, &credential, &status))
        return status;
    result = job->into ? app_bake(cli->engine, str_bytes(job->other),
                             credential, &ret->data, &e)
                       : draw(cli, job->other, job->format, credential,
                             &ret->data, &e);
    if (result != OK) {
        e.code = result;
        return cli_complain(cli, job->into ? cli_value(cli, "into") : path, &e);
    }
    ret->extension = carrier_kind(ret->data) == CARRIER_PNG ? ".png" : ".svg";
    return EXIT_GOOD;
}

static bool read_other(struct bake *job, int *ret_exit)
{
    const char *into = cli_value(job->cli, "into");
    const char *path = into ? into : cli_value(job->cli, "design");

    job->into = into != NULL;
    if (!path)
        return true;
    if (!cli_read(job->cli, path, &job->other, ret_exit))
        return false;
    job->other = arena_str(&job->kept, job->other);
    return true;
}

static int run_bake(struct cli *cli)
{
    struct bake job = {.cli = cli};
    const struct batch batch = {bake, &job, "baking"};
    int status = EXIT_GOOD;

    if (cli_has(cli, "into") && cli_has(cli, "design"))
        return cli_misuse(cli, "either --into or --design", NULL);
    if (!read_format(cli, &job.format))
        return EXIT_BAD_INPUT;
    engine_begin(cli->engine);
    arena_init(&job.kept, ARENA_REQUEST_BYTES);
    if (read_other(&job, &status))
        status = batch_run(cli, &batch);
    arena_release(&job.kept);
    return status;
}

static int extract(void *self, const char *path, struct batch_made *ret)
{
    struct cli *cli = self;
    str image = {NULL, 0};
    str credential = {NULL, 0};
    struct err e = {0};
    int status = EXIT_GOOD;
    code result;

    if (!cli_read(cli, path, &image, &status))
        return status;
    result = app_extract(cli->engine, str_bytes(image), &credential, &e);
    if (result != OK) {
        e.code = result;
        return cli_complain(cli, path, &e);
    }
    ret->data = str_bytes(credential);
    ret->extension = carrier_kind(ret->data) == CARRIER_JWS ? ".jwt" : ".json";
    return EXIT_GOOD;
}

static int run_extract(struct cli *cli)
{
    const struct batch batch = {extract, cli, "extracting"};

    return batch_run(cli, &batch);
}

const struct command command_bake = {
    .name = "bake",
    .usage = "[options] [CREDENTIAL...]",
    .summary = "put a credential into a PNG or SVG",
    .about =
        "Without --into, an image is drawn: by a design such as\n"
        "{\"shape\": \"hexagon\", \"icon\": \"chart\", \"accent\": "
        "\"#1f6f8b\"},\n"
        "or one that follows from the title. The image stays as it was but\n"
        "for the credential inside; a credential that was there is replaced.\n",
    CLI_OPTIONS(BAKE_OPTIONS),
    CLI_EXAMPLES(BAKE_EXAMPLES),
    .run = run_bake,
};

const struct command command_extract = {
    .name = "extract",
    .usage = "[options] [FILE...]",
    .summary = "take the credential out of a PNG, SVG or PDF",
    .about = "Byte for byte as it was baked. It is not checked.\n",
    CLI_OPTIONS(EXTRACT_OPTIONS),
    CLI_EXAMPLES(EXTRACT_EXAMPLES),
    .run = run_extract,
};
