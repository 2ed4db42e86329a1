#include "cli/platform.h"

#include "host/file.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char NAME[] = "testamur-server";

/* --- the commands, as the help shows them --- */

static const struct cli_option SERVE_OPTIONS[] = {
    {"data", 'd', "DIR", "where everything is kept; made if it is not there"},
    {"listen", 'l', "ADDRESS", "host and port; 127.0.0.1:8080 by default"},
    {"base-url", 'b', "URL",
        "how browsers reach it; http://ADDRESS by default"},
    {"config", 'c', "FILE", "more settings, one 'name = value' a line"},
    {"smtp", 0, "URL",
        "the mail server; without one, mail waits in the outbox"},
    {"mail-from", 0, "ADDRESS", "the sender of mail"},
    {"proxies", 0, "LIST",
        "addresses of proxies in front, whose X-Forwarded-For is believed"},
    {"metrics-token", 0, "WORD",
        "who sends it may read /metrics; without one, this machine"},
    {"threads", 0, "N", "how many requests at once; one a core by default"},
    {"log-level", 0, "LEVEL", "error, warning, info (the default) or debug"},
    {"demo", 0, NULL, "fill an empty DIR with the demo data"},
    {"check-config", 0, NULL, "say what is set, and whether it would start"},
};

static const struct cli_example SERVE_EXAMPLES[] = {
    {"testamur serve --data demo/data --demo",
        "a college to look at, on http://127.0.0.1:8080"},
    {"testamur serve --data /var/lib/testamur --base-url "
     "https://badges.example.edu",
        "behind a proxy that speaks TLS"},
};

const struct command command_serve = {
    .name = "serve",
    .usage = "--data DIR [options]",
    .summary = "run the platform",
    .about =
        "Serves pages and API on one address, from one folder. Every\n"
        "option is also a line of the settings file and a variable of the\n"
        "environment: --base-url is base-url and TESTAMUR_BASE_URL. The\n"
        "option wins, then the variable, then the file.",
    CLI_OPTIONS(SERVE_OPTIONS),
    CLI_EXAMPLES(SERVE_EXAMPLES),
};

static const struct cli_option DEMO_OPTIONS[] = {
    {"data", 'd', "DIR", "where it goes; must be empty or not there"},
    {"size", 's', "SIZE", "tiny, demo (the default) or load"},
    {"base-url", 'b', "URL", "how browsers will reach it"},
};

static const struct cli_example DEMO_EXAMPLES[] = {
    {"testamur demo --data demo/data --size tiny", "the smallest set"},
};

const struct command command_demo = {
    .name = "demo",
    .usage = "--data DIR [--size SIZE]",
    .summary = "make the demo data",
    .about = "A career college with forty short courses, its first cohort, an\n"
             "employer, a professional body and a register. No real person or\n"
             "brand; the same bytes each time, but for keys and signatures.",
    CLI_OPTIONS(DEMO_OPTIONS),
    CLI_EXAMPLES(DEMO_EXAMPLES),
};

static const struct cli_option BACKUP_OPTIONS[] = {
    {"data", 'd', "DIR", "where everything is kept"},
    {"output", 'o', "FILE", "the copy; must not be there yet"},
    {"secret", 0, "FILE",
        "a copy of the secret that keys are sealed with; keep it elsewhere"},
    {"config", 'c', "FILE", "more settings, as for serve"},
};

static const struct cli_example BACKUP_EXAMPLES[] = {
    {"testamur backup --data /var/lib/testamur -o monday.db",
        "while it is served"},
};

const struct command command_backup = {
    .name = "backup",
    .usage = "--data DIR --output FILE [--secret FILE]",
    .summary = "copy the platform's data while it is served",
    .about =
        "One file with everything, as of one moment. The secret that keys\n"
        "are sealed with is not in it: whoever finds the copy can sign\n"
        "nothing. Copy it once with --secret, and keep it apart.",
    CLI_OPTIONS(BACKUP_OPTIONS),
    CLI_EXAMPLES(BACKUP_EXAMPLES),
};

static const struct cli_option RESTORE_OPTIONS[] = {
    {"data", 'd', "DIR", "where it goes; must be empty or not there"},
    {"secret", 0, "FILE", "the copy of the secret"},
    {"config", 'c', "FILE", "more settings, as for serve"},
};

static const struct cli_example RESTORE_EXAMPLES[] = {
    {"testamur restore monday.db --secret secret --data /var/lib/testamur",
        "onto an empty machine"},
};

const struct command command_restore = {
    .name = "restore",
    .usage = "FILE --data DIR [--secret FILE]",
    .summary = "make the platform's data of a copy",
    .about = "The copy is looked at first, and the secret tried on its keys.\n"
             "Nothing is ever replaced: what is in the way is moved by you.",
    CLI_OPTIONS(RESTORE_OPTIONS),
    CLI_EXAMPLES(RESTORE_EXAMPLES),
};

static const struct cli_option CHECK_OPTIONS[] = {
    {"data", 'd', "DIR", "where everything is kept"},
    {"base-url", 'b', "URL", "how browsers reach it, as for serve"},
    {"config", 'c', "FILE", "more settings, as for serve"},
};

static const struct cli_example CHECK_EXAMPLES[] = {
    {"testamur check --data /var/lib/testamur --base-url "
     "https://badges.example.edu",
        "also while it is served"},
};

const struct command command_check = {
    .name = "check",
    .usage = "--data DIR [--base-url URL]",
    .summary = "look at everything that the platform keeps",
    .about =
        "Data file, award log, audit, keys, files; and each badge that was\n"
        "ever signed is verified, and held against the log. Nothing is\n"
        "changed. The exit status is 74 when there are faults.",
    CLI_OPTIONS(CHECK_OPTIONS),
    CLI_EXAMPLES(CHECK_EXAMPLES),
};

/* --- starting the other program --- */

/* Beside this program, wherever that lies. */
static bool find_beside(char path[PATH_MAX])
{
    const ssize_t n = readlink("/proc/self/exe", path, PATH_MAX - 1);
    char *slash;

    if (n <= 0)
        return false;
    path[n] = '\0';
    slash = strrchr(path, '/');
    if (!slash || (size_t)(slash + 1 - path) + sizeof(NAME) > PATH_MAX)
        return false;
    memcpy(slash + 1, NAME, sizeof(NAME));
    return true;
}

const char *platform_environment(const char *variable)
{
    return getenv(variable); /* NOLINT(concurrency-mt-unsafe) */
}

int platform_start(struct cli *cli, char **argv)
{
    char path[PATH_MAX];
    struct err e = {0};

    if (find_beside(path))
        execv(path, argv);
    else
        errno = ENOENT;
    (void)file_failed(E_IO_READ, &e);
    return cli_misuse(cli, e.arg, NAME);
}
