/* verify: is it genuine, current, and whose? */
#include "app/verify.h"

#include "base/code_info.h"
#include "base/num.h"
#include "cli/command.h"
#include "cli/show.h"
#include "text/datetime.h"
#include "vc/report_json.h"
#include "vc/verified.h"

static const struct cli_option OPTIONS[] = {
    {"at", 0, "TIME", "verify as of this instant instead of now"},
    {"recipient", 'r', "ID", "it must be about this address or identifier"},
    {"with", 'w', "FILE", "key documents and status lists to use"},
    {"strict", 0, NULL, "a bad endorsement fails the badge"},
    {"any-proof", 0, NULL, "one good proof of several is enough"},
    {"proofs", 0, "N", "at least N proofs must be there"},
    {"domain", 0, "TEXT", "a presentation must be made for this domain"},
    {"challenge", 0, "TEXT", "and answer this challenge"},
    {"json", 'j', NULL, "the report as JSON, one line a file"},
    {"offline", 0, NULL, "fetch nothing: key documents and status lists"},
    {"quiet", 'q', NULL, "say nothing: only the exit status"},
};

static const struct cli_example EXAMPLES[] = {
    {"testamur verify badge.png", "a baked badge"},
    {"testamur verify --json *.json", "many, for a program"},
    {"testamur verify --at 2027-01-01T00:00:00Z badge.json",
        "will it still be valid then?"},
    {"testamur verify https://college.example/a/1/badge.json",
        "one that is on the web"},
    {"testamur verify -r anna@example.org badge.json", "is it about her?"},
};

struct job {
    struct cli *cli;
    struct verify_request request;
    struct arena kept;  /* documents given with --with, and the fetcher */
    struct arena found; /* of one file: its bytes, what was fetched for it */
    char when[DATETIME_BYTES];
    str when_text;
};

/* The exit status that a verdict stands for. */
static int exit_of(const struct report *report)
{
    switch (report->verdict) {
    case VERDICT_VERIFIED:
        return EXIT_GOOD;
    case VERDICT_UNDECIDED:
        return EXIT_CANNOT_DECIDE;
    case VERDICT_NOT_TRUSTED:
        break;
    }
    return EXIT_NOT_TRUSTED;
}

static void put_json(struct job *job, str name, const struct report *report)
{
    struct arena *a = &job->cli->engine->step;
    struct json *object = json_new(a, JSON_OBJECT);
    struct json *body = report_to_json(report, a);
    struct json *member = body ? body->child.first : NULL;
    struct json *next;
    struct buf line;

    json_add(object, S("file"), json_new_string(a, name));
    json_add(object, S("checked"), json_new_string(a, job->when_text));
    for (; member; member = next) {
        next = member->next;
        json_add(object, member->name, member);
    }
    buf_init(&line, a, (size_t)8 * 1024 * 1024);
    json_write(&line, object, JSON_COMPACT);
    buf_byte(&line, '\n');
    out_bytes(job->cli->out, buf_bytes(&line));
}

static void put_json_error(struct job *job, str name, const struct err *e)
{
    struct report *report = report_new(&job->cli->engine->step);

    if (!report)
        return;
    report_err(report, CHECK_FORM, e);
    put_json(job, name, report);
}

/* What may be read of it; NULL when no proof is good. */
static const struct json *verified_of(
    const struct job *job, const struct report *report)
{
    struct vc_env env = engine_env(job->cli->engine);
    const struct json *verified = NULL;

    return vc_verified(report, &env, &verified, NULL) == OK ? verified : NULL;
}

static int complain(struct job *job, const char *path, struct err *e, code c)
{
    e->code = c;
    if (cli_has(job->cli, "json"))
        put_json_error(job, str_of(path), e);
    else
        cli_complain(job->cli, path, e);
    return code_info(c)->exit_status;
}

/* The badge at a path or an https address. */
static code read_input(struct job *job,
    const char *path,
    struct fetch_budget *budget,
    struct err *reterr)
{
    struct verify_request *request = &job->request;
    struct fetched fetched = {0};
    str text = {NULL, 0};

    if (!request->fetcher || !str_starts(str_of(path), S("https://"))) {
        TRY(cli_load(job->cli, path, &job->found, &text, reterr));
        request->input = str_bytes(text);
        return OK;
    }
    TRY(fetch_get(
        request->fetcher, str_of(path), budget, &job->found, &fetched, reterr));
    request->input = fetched.body;
    return OK;
}

static int verify_file(struct job *job, const char *path)
{
    struct cli *cli = job->cli;
    struct fetch_budget budget = fetch_budget();
    struct badge_answer answer;
    struct err e = {0};
    code result;

    engine_begin(cli->engine);
    arena_reset(&job->found);
    job->request.budget = &budget;
    result = read_input(job, path, &budget, &e);
    if (result == OK)
        result = app_verify(cli->engine, &job->request, &answer, &e);
    if (result != OK)
        return complain(job, path, &e, result);
    if (cli_has(cli, "json"))
        put_json(job, str_of(path), answer.report);
    else if (!cli_has(cli, "quiet"))
        show_report(cli->out, str_of(path), answer.report,
            verified_of(job, answer.report), job->when_text);
    return exit_of(answer.report);
}

static bool read_with(struct job *job, int *ret_exit)
{
    const char *path = cli_value(job->cli, "with");
    struct err e = {0};
    str text = {NULL, 0};
    code result;

    if (!path)
        return true;
    if (!cli_read(job->cli, path, &text, ret_exit))
        return false;
    result = app_read_documents(
        arena_str(&job->kept, text), &job->kept, &job->request, &e);
    if (result != OK) {
        e.code = result;
        *ret_exit = cli_complain(job->cli, path, &e);
        return false;
    }
    return true;
}

static str option_text(const struct cli *cli, const char *name)
{
    return str_of(cli_value(cli, name));
}

static bool read_policy(struct job *job)
{
    struct cli *cli = job->cli;
    struct badge_policy *policy = &job->request.policy;
    uint64_t n = 0;
    struct datetime now = {0};

    if (!cli_time(cli, "at", &policy->vc.now_unix_s))
        return false;
    if (cli_has(cli, "proofs") &&
        !num_parse_u64(option_text(cli, "proofs"), UINT32_MAX, &n)) {
        cli_misuse(cli, "not a number", cli_value(cli, "proofs"));
        return false;
    }
    policy->vc.proofs_min = (uint32_t)n;
    policy->vc.any_proof = cli_has(cli, "any-proof");
    policy->vc.domain = option_text(cli, "domain");
    policy->vc.challenge = option_text(cli, "challenge");
    policy->recipient = option_text(cli, "recipient");
    if (cli_has(cli, "strict"))
        policy->endorsements = ENDORSEMENT_STRICT;
    now.unix_s = policy->vc.now_unix_s;
    job->when_text.len = datetime_format(&now, job->when);
    job->when_text.ptr = job->when;
    return true;
}

/* Loads nothing before something is fetched. */
static bool make_fetcher(struct job *job, int *ret_exit)
{
    const struct fetch_options options = {.timeout_ms = 0};
    struct err e = {0};

    if (cli_has(job->cli, "offline") ||
        fetcher_new(&options, &job->kept, &job->request.fetcher, &e) == OK)
        return true;
    *ret_exit = cli_complain(job->cli, NULL, &e);
    return false;
}

static int verify_files(struct job *job)
{
    struct cli *cli = job->cli;
    int status = EXIT_GOOD;
    int i;

    if (!read_with(job, &status) || !make_fetcher(job, &status))
        return status;
    for (i = 0; i < cli->n_files; i++) {
        if (i > 0 && !cli_has(cli, "json") && !cli_has(cli, "quiet"))
            out_put(cli->out, "\n");
        status = cli_worse(status, verify_file(job, cli->files[i]));
    }
    if (job->request.fetcher)
        fetcher_release(job->request.fetcher);
    return status;
}

static int run(struct cli *cli)
{
    struct job job = {.cli = cli};
    int status;

    if (cli->n_files == 0)
        return cli_misuse(cli, "name at least one file", NULL);
    if (!read_policy(&job))
        return EXIT_BAD_INPUT;
    arena_init(&job.kept, ARENA_REQUEST_BYTES);
    arena_init(&job.found, ARENA_REQUEST_BYTES);
    job.request.memory = &job.found;
    status = verify_files(&job);
    arena_release(&job.found);
    arena_release(&job.kept);
    return status;
}

const struct command command_verify = {
    .name = "verify",
    .usage = "[options] FILE|URL...",
    .summary = "check that a credential is genuine and current",
    .about =
        "Reads Open Badges 3.0 and other verifiable credentials and\n"
        "presentations secured by Data Integrity, from JSON, PNG or SVG, and\n"
        "answers: verified (exit status 0), not to be trusted (1), or cannot\n"
        "be decided (3), with every check and its reason. Documents of keys\n"
        "(did:web, https) and status lists are fetched over https, nothing\n"
        "else; what cannot be had leaves the answer undecided.\n",
    CLI_OPTIONS(OPTIONS),
    CLI_EXAMPLES(EXAMPLES),
    .run = run,
};
