/* backup and restore: copies of an installation, and back. */
#include "app/backup.h"

#include "cli/platform.h"
#include "cli/settings.h"

enum {
    SETTINGS_BYTES = 64 << 20,
};

/* What was made; and that the secret belongs to it. */
static void say_taken(struct cli *cli, const struct backup_place *place)
{
    out_put(cli->out, "data    ");
    out_text(cli->out, str_of(place->data));
    if (place->secret) {
        out_put(cli->out, "\nsecret  ");
        out_text(cli->out, str_of(place->secret));
        out_styled(cli->out, OUT_DIM, "  keep it apart from the data");
    } else {
        out_styled(cli->out, OUT_DIM,
            "\nsecret  not copied: without it nothing can be signed "
            "(--secret FILE)");
    }
    out_put(cli->out, "\n");
}

int backup_run(struct cli *cli)
{
    const struct backup_place place = {
        cli_value(cli, "output"), cli_value(cli, "secret")};
    struct err e = {0};
    struct config config;
    struct arena arena;
    int status = EXIT_GOOD;

    if (cli->n_files > 0)
        return cli_misuse(cli, "no file is wanted here", cli->files[0]);
    if (!place.data)
        return cli_misuse(cli, "where should it go? --output FILE", NULL);
    arena_init(&arena, SETTINGS_BYTES);
    if (settings_read(cli, &arena, &config, &status)) {
        if (backup_take(&config, &place, &arena, &e) != OK)
            status = cli_complain(cli, NULL, &e);
        else
            say_taken(cli, &place);
    }
    arena_release(&arena);
    return status;
}

int restore_run(struct cli *cli)
{
    struct backup_place from = {NULL, cli_value(cli, "secret")};
    struct err e = {0};
    struct config config;
    struct arena arena;
    int status = EXIT_GOOD;

    if (cli->n_files != 1)
        return cli_misuse(cli, "one file is wanted: the copy", NULL);
    from.data = cli->files[0];
    arena_init(&arena, SETTINGS_BYTES);
    if (settings_read(cli, &arena, &config, &status)) {
        if (backup_bring_back(&config, &from, &arena, &e) != OK)
            status = cli_complain(cli, NULL, &e);
        else
            out_put(cli->out, "restored; look at it with testamur check\n");
    }
    arena_release(&arena);
    return status;
}
