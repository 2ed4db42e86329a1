/* check: the deep look at everything that is kept. */
#include "app/checkup.h"
#include "base/code_info.h"
#include "cli/platform.h"
#include "cli/progress.h"
#include "cli/settings.h"
#include "host/clock.h"

enum {
    SETTINGS_BYTES = 1 << 20,
    LOOK_BYTES = 256 << 20,
    COLUMN = 8,
};

/* What is shown on the way. */
struct shown {
    struct cli *cli;
    struct progress bar;
    enum checkup_part part;
    bool is_open;
};

static void close_bar(struct shown *shown)
{
    if (shown->is_open)
        progress_end(&shown->bar);
    shown->is_open = false;
}

static void show_step(void *arg, enum checkup_part part, size_t all)
{
    struct shown *shown = arg;

    if (shown->is_open && shown->part != part)
        close_bar(shown);
    if (!shown->is_open)
        progress_begin(
            &shown->bar, shown->cli->err, checkup_part_name(part).ptr, all);
    shown->part = part;
    shown->is_open = true;
    progress_step(&shown->bar);
}

static void show_fault(
    void *arg, enum checkup_part part, str about, const struct err *why)
{
    struct shown *shown = arg;
    struct out *out = shown->cli->out;
    const struct code_info *info = code_info(why->code);

    close_bar(shown);
    out_styled(out, OUT_BAD, "fault   ");
    out_text(out, checkup_part_name(part));
    out_put(out, " ");
    out_text(out, about);
    out_put(out, ": ");
    out_text(out, info->title);
    if (why->arg[0] != '\0') {
        out_put(out, ": '");
        out_text(out, str_of(why->arg));
        out_put(out, "'");
    }
    out_styled(out, OUT_DIM, " [");
    out_text_styled(out, OUT_DIM, info->name);
    out_styled(out, OUT_DIM, "]\n");
}

static void show_sum(struct out *out, const struct checkup *found)
{
    static const char *const WHAT[N_CHECKUP_PARTS] = {
        [CHECKUP_DATA] = "file: pages, indexes, references",
        [CHECKUP_LOG] = "leaves of the award log",
        [CHECKUP_AUDIT] = "events of the audit",
        [CHECKUP_KEYS] = "keys",
        [CHECKUP_AWARDS] = "badges, each verified",
        [CHECKUP_FILES] = "files",
    };
    int i;

    for (i = 0; i < N_CHECKUP_PARTS; i++) {
        const str name = checkup_part_name((enum checkup_part)i);

        out_text(out, name);
        out_spaces(out, COLUMN - name.len);
        out_number(out, found->n[i]);
        out_put(out, " ");
        out_put(out, WHAT[i]);
        out_put(out, "\n");
    }
    out_number(out, found->n_faults);
    out_put(out, found->n_faults == 1 ? " fault\n" : " faults\n");
}

static code look(struct cli *cli,
    struct worker *worker,
    struct checkup *ret,
    struct err *reterr)
{
    struct shown shown = {.cli = cli};
    const struct checkup_watch watch = {show_fault, show_step, &shown};
    struct arena arena;
    struct act act = {.worker = worker,
        .db = worker->db,
        .arena = &arena,
        .now = clock_now_unix_s()};
    code result;

    arena_init(&arena, LOOK_BYTES);
    result = checkup_run(&act, &watch, ret, reterr);
    close_bar(&shown);
    arena_release(&arena);
    return result;
}

static code run(struct cli *cli,
    const struct config *config,
    struct arena *arena,
    struct checkup *ret,
    struct err *reterr)
{
    struct platform platform;
    struct worker worker;
    code result;

    TRY(platform_visit(config, arena, &platform, reterr));
    result = worker_init(&worker, &platform, reterr);
    if (result == OK) {
        result = look(cli, &worker, ret, reterr);
        worker_release(&worker);
    }
    platform_close(&platform);
    return result;
}

int check_run(struct cli *cli)
{
    struct checkup found = {0};
    struct err e = {0};
    struct config config;
    struct arena arena;
    int status = EXIT_GOOD;

    if (cli->n_files > 0)
        return cli_misuse(cli, "no file is wanted here", cli->files[0]);
    arena_init(&arena, SETTINGS_BYTES);
    if (settings_read(cli, &arena, &config, &status)) {
        if (run(cli, &config, &arena, &found, &e) != OK)
            status = cli_complain(cli, NULL, &e);
        else
            show_sum(cli->out, &found);
    }
    arena_release(&arena);
    return status == EXIT_GOOD && found.n_faults > 0 ? EXIT_IO : status;
}
