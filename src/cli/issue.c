/* issue: a credential that is there, or an achievement and its learners. */
#include "app/issue.h"

#include "app/picture.h"
#include "base/code_info.h"
#include "cli/command.h"
#include "cli/key.h"
#include "cli/progress.h"
#include "cli/show.h"
#include "host/clock.h"
#include "text/datetime.h"

#include <stdio.h>
#include <string.h>

static const struct cli_option OPTIONS[] = {
    {"key", 'k', "FILE", "the issuer's key, made by 'testamur key new'"},
    {"passphrase-file", 0, "FILE", "the passphrase of the key, on one line"},
    {"issuer", 'p', "FILE", "the issuer's profile (JSON)"},
    {"suite", 's', "NAME", "cryptosuite; by default the rdfc one of the key"},
    {"created", 0, "TIME", "the instant of signing instead of now"},
    {"achievement", 'a', "FILE", "award this achievement (JSON) to ..."},
    {"learner", 'l', "ID", "... this DID, IRI or e-mail address, or to ..."},
    {"learners", 0, "FILE",
        "... everybody in this CSV: id or email, and "
        "perhaps validFrom, validUntil, evidence"},
    {"valid-until", 0, "TIME", "when it ends, unless the CSV says"},
    {"plain-email", 0, NULL, "write addresses in clear, not hashed"},
    {"output", 'o', "FILE", "the result; with --learners a folder"},
};

static const struct cli_example EXAMPLES[] = {
    {"testamur issue -k key.json credential.json -o badge.json",
        "signs a credential that is written already"},
    {"testamur issue -k key.json -p college.json -a course.json -l "
     "anna@example.org",
        "awards one"},
    {"testamur issue -k key.json -p college.json -a course.json --learners "
     "class.csv -o badges",
        "awards a class"},
};

enum {
    PATH_BYTES = 4096,
};

struct job {
    struct cli *cli;
    struct keyfile key;
    struct arena kept; /* what lasts over all awards */
    struct award_table table;
    char created[DATETIME_BYTES];
};

/* --- what it is made from --- */

static bool read_json(
    struct job *job, const char *path, struct json **ret, int *ret_exit)
{
    struct budget budget = budget_default();
    struct err e = {0};
    str text = {NULL, 0};
    code result;

    if (!cli_read(job->cli, path, &text, ret_exit))
        return false;
    text = arena_str(&job->kept, text);
    result = json_parse(text, &budget, &job->kept, ret, &e);
    if (result == OK)
        return true;
    e.code = result;
    *ret_exit = cli_complain(job->cli, path, &e);
    return false;
}

static bool read_suite(struct job *job, int *ret_exit)
{
    const char *name = cli_value(job->cli, "suite");
    bool eddsa = job->key.key.type == KEY_ED25519;
    const struct vc_suite *suite =
        vc_suite_named(name    ? str_of(name)
                       : eddsa ? S("eddsa-rdfc-2022")
                               : S("ecdsa-rdfc-2019"));

    if (!suite) {
        *ret_exit = cli_misuse(job->cli, "no such cryptosuite", name);
        return false;
    }
    job->table.issuer.suite = suite;
    return true;
}

static bool read_issuer(struct job *job, int *ret_exit)
{
    const char *path = cli_value(job->cli, "issuer");
    struct json *profile = NULL;

    job->table.issuer.key = &job->key.key;
    job->table.issuer.method = str_of(job->key.id);
    if (!path) {
        job->table.issuer.profile =
            json_new_string(&job->kept, str_of(job->key.controller));
        return true;
    }
    if (!read_json(job, path, &profile, ret_exit))
        return false;
    /* A profile without an id is the key's own. */
    if (json_is(profile, JSON_OBJECT) && !json_get(profile, S("id")))
        json_add(profile, S("id"),
            json_new_string(&job->kept, str_of(job->key.controller)));
    job->table.issuer.profile = profile;
    return true;
}

static bool read_created(struct job *job, int *ret_exit)
{
    struct datetime when = {0};

    if (!cli_time(job->cli, "created", &when.unix_s)) {
        *ret_exit = EXIT_BAD_INPUT;
        return false;
    }
    job->table.issuer.created.len = datetime_format(&when, job->created);
    job->table.issuer.created.ptr = job->created;
    return true;
}

/* --- one result --- */

static int write_badge(
    struct job *job, const struct json *badge, const char *path)
{
    struct buf out;

    buf_init(&out, &job->cli->engine->step, (size_t)16 * 1024 * 1024);
    json_write(&out, badge, JSON_PRETTY);
    return cli_write(job->cli, path, buf_bytes(&out));
}

/* Signs and writes; faults are said with the name of what they are in. */
static int finish(struct job *job,
    const struct json *document,
    const char *about,
    const char *path)
{
    struct report *faults = NULL;
    struct json *badge = NULL;
    struct err e = {0};
    code result = app_sign(
        job->cli->engine, &job->table.issuer, document, &badge, &faults, &e);

    if (result != OK) {
        e.code = result;
        return cli_complain(job->cli, about, &e);
    }
    if (badge)
        return write_badge(job, badge, path);
    show_faults(job->cli->err, str_of(about), faults);
    return EXIT_BAD_INPUT;
}

/* --- three ways --- */

static int issue_document(struct job *job)
{
    struct cli *cli = job->cli;
    const char *path = cli->n_files > 0 ? cli->files[0] : "-";
    struct json *document = NULL;
    int status = EXIT_GOOD;

    if (cli->n_files > 1)
        return cli_misuse(cli, "one credential at a time", cli->files[1]);
    engine_begin(cli->engine);
    if (!read_json(job, path, &document, &status))
        return status;
    return finish(job, document, path, cli_value(cli, "output"));
}

static int award(struct job *job, size_t row, const char *path)
{
    struct json *document = NULL;
    struct err e = {0};
    char about[64];
    code result;

    snprintf(about, sizeof(about), "line %u of the table",
        job->table.rows.lines[row]);
    engine_begin(job->cli->engine);
    result = app_award_row(job->cli->engine, &job->table, row, &document, &e);
    if (result != OK) {
        e.code = result;
        return cli_complain(job->cli, about, &e);
    }
    return finish(job, document, about, path);
}

/* A table of one row, from --learner. */
static int issue_one(struct job *job)
{
    static str names[] = {STR("id"), STR("email")};
    static uint32_t lines[] = {1};
    str learner = str_of(cli_value(job->cli, "learner"));
    bool is_iri = str_find(learner, ':', 0) != SIZE_MAX;
    str cells[2] = {is_iri ? learner : S(""), is_iri ? S("") : learner};

    job->table.rows = (struct csv){.cells = cells,
        .names = names,
        .n_rows = 1,
        .n_columns = 2,
        .lines = lines};
    return award(job, 0, cli_value(job->cli, "output"));
}

static bool read_rows(struct job *job, int *ret_exit)
{
    const char *path = cli_value(job->cli, "learners");
    struct budget budget = budget_default();
    struct err e = {0};
    str text = {NULL, 0};
    code result;

    if (!cli_read(job->cli, path, &text, ret_exit))
        return false;
    budget.nodes_left = UINT32_MAX;
    result = csv_parse(
        arena_str(&job->kept, text), &budget, &job->kept, &job->table.rows, &e);
    if (result == OK && !csv_has(&job->table.rows, S("id")) &&
        !csv_has(&job->table.rows, S("email")))
        result = err_set(&e, E_CSV_SYNTAX, S("no column named id or email"));
    if (result == OK)
        return true;
    e.code = result;
    *ret_exit = cli_complain(job->cli, path, &e);
    return false;
}

/* Every row; a bad one stops none of the others, but a disk that takes no more
 * does. */
static int issue_table(struct job *job)
{
    const char *folder = cli_value(job->cli, "output");
    struct progress progress;
    char path[PATH_BYTES];
    int status = EXIT_GOOD;
    size_t n;
    size_t n_good = 0;
    size_t i;

    if (!folder)
        return cli_misuse(job->cli, "name a folder with --output", NULL);
    if (!read_rows(job, &status))
        return status;
    status = cli_folder(job->cli, folder);
    if (status != EXIT_GOOD)
        return status;
    n = job->table.rows.n_rows;
    progress_begin(&progress, job->cli->err, "issuing", n);
    for (i = 0; i < n && status != EXIT_IO; i++) {
        int one;

        snprintf(path, sizeof(path), "%s/%05zu.json", folder, i + 1);
        one = award(job, i, path);
        n_good += one == EXIT_GOOD;
        status = cli_worse(status, one);
        progress_step(&progress);
    }
    progress_end(&progress);
    out_number(job->cli->err, n_good);
    out_put(job->cli->err, " issued, ");
    out_number(job->cli->err, i - n_good);
    out_put(job->cli->err, " refused\n");
    return status;
}

static int issue(struct job *job)
{
    struct cli *cli = job->cli;
    const char *achievement = cli_value(cli, "achievement");
    struct json *tree = NULL;
    int status = EXIT_GOOD;

    if (!read_suite(job, &status) || !read_created(job, &status) ||
        !read_issuer(job, &status))
        return status;
    if (!achievement)
        return issue_document(job);
    if (cli_has(cli, "learner") == cli_has(cli, "learners"))
        return cli_misuse(cli, "name --learner or --learners", NULL);
    if (!read_json(job, achievement, &tree, &status))
        return status;
    if (cli->n_files > 0)
        return cli_misuse(
            cli, "either --achievement or a credential", cli->files[0]);
    job->table.achievement = tree;
    job->table.valid_until = str_of(cli_value(cli, "valid-until"));
    job->table.hash_email = !cli_has(cli, "plain-email");
    return cli_has(cli, "learner") ? issue_one(job) : issue_table(job);
}

static int run(struct cli *cli)
{
    struct job job = {.cli = cli};
    int status = EXIT_GOOD;

    if (!cli_has(cli, "key"))
        return cli_misuse(cli, "name the issuer's key with --key", NULL);
    engine_begin(cli->engine);
    arena_init(&job.kept, ARENA_REQUEST_BYTES);
    if (cli_read_key(cli, cli_value(cli, "key"), &job.key, &status))
        status = issue(&job);
    keyfile_wipe(&job.key);
    arena_release(&job.kept);
    return status;
}

const struct command command_issue = {
    .name = "issue",
    .usage = "--key FILE [options] [CREDENTIAL]",
    .summary = "sign a credential, or award an achievement",
    .about =
        "Holds it against the data models, the contexts and the rules of\n"
        "lossless signing first, and names every fault with its place. What\n"
        "is not in order is not signed.\n",
    CLI_OPTIONS(OPTIONS),
    CLI_EXAMPLES(EXAMPLES),
    .run = run,
};
