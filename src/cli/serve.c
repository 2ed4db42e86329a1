/* serve: the platform, on one address, from one folder. */
#include "web/serve.h"

#include "cli/demo.h"
#include "cli/platform.h"
#include "cli/settings.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

enum {
    SETTINGS_BYTES = 1 << 20,
    COLUMN = 15,
};

/* One setting a line, with where it comes from; a password is not shown. */
static void show_settings(struct cli *cli, const struct config *config)
{
    enum config_name i;

    for (i = 0; i < N_CONFIG_NAMES; i++) {
        const str value = config->text[i];
        const bool secret =
            (i == CONFIG_SMTP || i == CONFIG_METRICS_TOKEN) && value.len > 0;

        out_put(cli->out, config_name(i));
        out_spaces(cli->out, COLUMN - strlen(config_name(i)));
        out_text(cli->out, secret ? S("(set)") : value);
        out_styled(cli->out, OUT_DIM, "  ");
        out_styled(cli->out, OUT_DIM, config->from[i]);
        out_put(cli->out, "\n");
    }
}

/* Until somebody wants us to end. */
static void wait_for_end(void)
{
    sigset_t ends;
    int which;

    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    (void)sigwait(&ends, &which);
}

/* Before any thread is made, so that none takes the signals. */
static void hold_signals(void)
{
    sigset_t ends;

    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &ends, NULL);
}

/* The demo data, unless there are data already. */
static code fill(
    struct cli *cli, const struct platform *platform, struct err *reterr)
{
    code result;

    if (!cli_has(cli, "demo"))
        return OK;
    result = demo_into(platform, DEMO_DEMO, cli->out, reterr);
    if (result != OK && result != E_CONFLICT)
        return result;
    return out_flush(cli->out) ? OK : err_set(reterr, E_IO_WRITE, S("output"));
}

static code run(struct cli *cli,
    const struct config *config,
    struct arena *arena,
    struct err *reterr)
{
    struct log log = {STDERR_FILENO, LOG_JSON, LEVEL_INFO};
    struct platform platform;
    code result;

    if (!log_level_parse(config->text[CONFIG_LOG_LEVEL], &log.least))
        return err_set(reterr, E_CONFIG, S("log-level"));
    hold_signals();
    TRY(platform_open(config, arena, &platform, reterr));
    platform.log = &log;
    result = fill(cli, &platform, reterr);
    if (result == OK)
        result = serve(&platform, &log, wait_for_end, reterr);
    platform_close(&platform);
    return result;
}

int serve_run(struct cli *cli)
{
    struct err e = {0};
    struct config config;
    struct arena arena;
    int status = EXIT_GOOD;

    arena_init(&arena, SETTINGS_BYTES);
    if (settings_read(cli, &arena, &config, &status)) {
        if (cli_has(cli, "check-config"))
            show_settings(cli, &config);
        else if (run(cli, &config, &arena, &e) != OK)
            status = cli_complain(cli, NULL, &e);
    }
    arena_release(&arena);
    return status;
}
