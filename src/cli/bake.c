/* bake and extract: credentials into images, and out again. */
#include "app/picture.h"
#include "cli/command.h"

#include <string.h>

static const struct cli_option BAKE_OPTIONS[] = {
    {"into", 'i', "IMAGE", "a PNG or SVG to put it into"},
    {"design", 'd', "FILE", "draw the image by this design (JSON)"},
    {"format", 'f', "NAME", "png or svg, of a drawn image; png by default"},
    {"output", 'o', "FILE", "write there instead of standard output"},
};

static const struct cli_example BAKE_EXAMPLES[] = {
    {"testamur bake badge.json -o badge.png", "draws a badge for it"},
    {"testamur bake badge.json -f svg -o badge.svg", "the same, as SVG"},
    {"testamur bake badge.json -i logo.png -o badge.png",
        "into an image that is there"},
};

static const struct cli_option EXTRACT_OPTIONS[] = {
    {"output", 'o', "FILE", "write there instead of standard output"},
};

static const struct cli_example EXTRACT_EXAMPLES[] = {
    {"testamur extract badge.png", "the credential, just as it was baked"},
    {"testamur extract badge.svg | testamur verify -", "and is it genuine?"},
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

static int run_bake(struct cli *cli)
{
    const char *into = cli_value(cli, "into");
    const char *design = cli_value(cli, "design");
    const char *path = cli->n_files > 0 ? cli->files[0] : "-";
    enum picture_format format;
    str credential = {NULL, 0};
    str other = {NULL, 0};
    bytes image = {NULL, 0};
    struct err e = {0};
    int status = EXIT_GOOD;
    code result;

    if (cli->n_files > 1)
        return cli_misuse(cli, "one credential at a time", cli->files[1]);
    if (into && design)
        return cli_misuse(cli, "either --into or --design", NULL);
    if (!read_format(cli, &format))
        return EXIT_BAD_INPUT;
    engine_begin(cli->engine);
    if (!cli_read(cli, path, &credential, &status) ||
        (into && !cli_read(cli, into, &other, &status)) ||
        (design && !cli_read(cli, design, &other, &status)))
        return status;
    result =
        into ? app_bake(cli->engine, str_bytes(other), credential, &image, &e)
             : draw(cli, other, format, credential, &image, &e);
    if (result != OK) {
        e.code = result;
        return cli_complain(cli, into ? into : path, &e);
    }
    return cli_write(cli, cli_value(cli, "output"), image);
}

static int run_extract(struct cli *cli)
{
    const char *path = cli->n_files > 0 ? cli->files[0] : "-";
    str image = {NULL, 0};
    str credential = {NULL, 0};
    struct err e = {0};
    int status = EXIT_GOOD;
    code result;

    if (cli->n_files > 1)
        return cli_misuse(cli, "one image at a time", cli->files[1]);
    engine_begin(cli->engine);
    if (!cli_read(cli, path, &image, &status))
        return status;
    result = app_extract(cli->engine, str_bytes(image), &credential, &e);
    if (result != OK) {
        e.code = result;
        return cli_complain(cli, path, &e);
    }
    return cli_write(cli, cli_value(cli, "output"), str_bytes(credential));
}

const struct command command_bake = {
    .name = "bake",
    .usage = "[options] [CREDENTIAL]",
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
    .usage = "[options] [FILE]",
    .summary = "take the credential out of a PNG, SVG or PDF",
    .about = "Byte for byte as it was baked. It is not checked.\n",
    CLI_OPTIONS(EXTRACT_OPTIONS),
    CLI_EXAMPLES(EXTRACT_EXAMPLES),
    .run = run_extract,
};
