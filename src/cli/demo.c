/* demo: the demo data, made anew. */
#include "cli/demo.h"

#include "cli/platform.h"
#include "cli/settings.h"
#include "host/clock.h"

#include <string.h>

enum {
    SETTINGS_BYTES = 1 << 20,
    DEMO_BYTES = 1 << 30,
    COLUMN = 12,
};

static bool read_size(struct cli *cli, enum demo_size *ret)
{
    static const char *const WORDS[] = {
        [DEMO_TINY] = "tiny", [DEMO_DEMO] = "demo", [DEMO_LOAD] = "load"};
    const char *word = cli_value(cli, "size");
    int i;

    *ret = DEMO_DEMO;
    for (i = DEMO_TINY; word && i <= DEMO_LOAD; i++) {
        if (strcmp(word, WORDS[i]) == 0) {
            *ret = (enum demo_size)i;
            return true;
        }
    }
    return !word;
}

static void show(struct out *out, const struct demo_made *made)
{
    size_t i;

    out_number(out, made->n_organisations);
    out_put(out, " organisations, ");
    out_number(out, made->n_achievements);
    out_put(out, " achievements, ");
    out_number(out, made->n_people);
    out_put(out, " people, ");
    out_number(out, made->n_awards);
    out_put(out, " awards\n\nSign in, once each:\n");
    for (i = 0; i < made->n_links; i++) {
        const struct demo_link *link = &made->links[i];

        out_text(out, link->role);
        out_spaces(out, link->role.len < COLUMN ? COLUMN - link->role.len : 1);
        out_text(out, link->url);
        out_put(out, "  ");
        out_text(out, link->name);
        out_put(out, "\n");
    }
}

code demo_into(const struct platform *platform,
    enum demo_size size,
    struct out *out,
    struct err *reterr)
{
    struct worker worker;
    struct demo_made made;
    struct arena arena;
    code result;

    arena_init(&arena, DEMO_BYTES);
    result = worker_init_hasty(&worker, platform, reterr);
    if (result == OK) {
        result =
            demo_fill(&worker, size, clock_now_unix_s(), &arena, &made, reterr);
        worker_release(&worker);
    }
    if (result == OK)
        show(out, &made);
    arena_release(&arena);
    return result;
}

static code run(struct cli *cli,
    const struct config *config,
    enum demo_size size,
    struct arena *arena,
    struct err *reterr)
{
    struct platform platform;
    code result;

    TRY(platform_open(config, arena, &platform, reterr));
    result = demo_into(&platform, size, cli->out, reterr);
    platform_close(&platform);
    return result;
}

int demo_run(struct cli *cli)
{
    struct err e = {0};
    struct config config;
    enum demo_size size;
    struct arena arena;
    int status = EXIT_GOOD;

    if (!read_size(cli, &size))
        return cli_misuse(cli, "no such size", cli_value(cli, "size"));
    arena_init(&arena, SETTINGS_BYTES);
    if (settings_read(cli, &arena, &config, &status) &&
        run(cli, &config, size, &arena, &e) != OK)
        status = cli_complain(cli, NULL, &e);
    arena_release(&arena);
    return status;
}
