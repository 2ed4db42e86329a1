#include "cli/batch.h"

#include "cli/progress.h"

#include <stdio.h>
#include <string.h>

enum {
    PATH_BYTES = 4096,
};

/* The name of a file without its folder and its extension. */
static str stem_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    str name = str_of(slash ? slash + 1 : path);
    const char *dot = strrchr(slash ? slash + 1 : path, '.');

    if (dot && dot != name.ptr)
        name.len = (size_t)(dot - name.ptr);
    return name;
}

/* Two files that would become one. */
static const char *find_twin(const struct cli *cli)
{
    int i;
    int j;

    for (i = 1; i < cli->n_files; i++) {
        for (j = 0; j < i; j++) {
            if (str_eq(stem_of(cli->files[i]), stem_of(cli->files[j])))
                return cli->files[i];
        }
    }
    return NULL;
}

static int run_one(struct cli *cli, const struct batch *batch, const char *path)
{
    struct batch_made made = {0};
    int status;

    engine_begin(cli->engine);
    status = batch->make(batch->self, path, &made);
    return status == EXIT_GOOD
               ? cli_write(cli, cli_value(cli, "output"), made.data)
               : status;
}

static int run_into(struct cli *cli,
    const struct batch *batch,
    const char *path,
    const char *folder)
{
    struct batch_made made = {0};
    char target[PATH_BYTES];
    str stem = stem_of(path);
    int status;
    int n;

    engine_begin(cli->engine);
    status = batch->make(batch->self, path, &made);
    if (status != EXIT_GOOD)
        return status;
    n = snprintf(target, sizeof(target), "%s/%.*s%s", folder, (int)stem.len,
        stem.ptr, made.extension);
    if (n < 0 || (size_t)n >= sizeof(target))
        return cli_misuse(cli, "the path is too long", path);
    return cli_write(cli, target, made.data);
}

static int run_many(
    struct cli *cli, const struct batch *batch, const char *folder)
{
    struct progress progress;
    int status = cli_folder(cli, folder);
    int i;

    if (status != EXIT_GOOD)
        return status;
    progress_begin(&progress, cli->err, batch->what, (size_t)cli->n_files);
    for (i = 0; i < cli->n_files && status != EXIT_IO; i++) {
        status = cli_worse(status, run_into(cli, batch, cli->files[i], folder));
        progress_step(&progress);
    }
    progress_end(&progress);
    return status;
}

int batch_run(struct cli *cli, const struct batch *batch)
{
    const char *folder = cli_value(cli, "output");
    const char *twin;

    if (cli->n_files <= 1)
        return run_one(cli, batch, cli->n_files == 1 ? cli->files[0] : "-");
    if (!folder)
        return cli_misuse(cli, "name a folder with --output", NULL);
    twin = find_twin(cli);
    if (twin)
        return cli_misuse(cli, "two files of that name", twin);
    return run_many(cli, batch, folder);
}
