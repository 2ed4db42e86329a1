/* rule: check, evaluate and explain requirement rules, and plan for them. */
#include "cli/command.h"
#include "host/clock.h"
#include "rule/explain.h"
#include "rule/publish.h"
#include "rule/vector.h"
#include "rule/wallet_json.h"

#include <string.h>

static const struct cli_option OPTIONS[] = {
    {"wallet", 'w', "FILE", "the awards that are held, a JSON array"},
    {"catalogue", 'c', "FILE", "what is on offer, other rules, equivalences"},
    {"as-of", 0, "DATE", "the day that is asked about; by default today"},
    {"weekly", 0, "HOURS", "hours a week, for the date of a plan's end"},
    {"json", 0, NULL, "the answer as JSON, for programs"},
    {"vectors", 0, "FILE", "run test vectors, one JSON object a line"},
};

static const struct cli_example EXAMPLES[] = {
    {"testamur rule check stack.json", "may it be published?"},
    {"testamur rule eval stack.json -w awards.json", "is it met?"},
    {"testamur rule explain stack.json -w awards.json -c catalogue.json",
        "what counts, what does not and why, what is missing"},
    {"testamur rule plan stack.json -w awards.json -c catalogue.json",
        "the cheapest and the shortest way to meet it"},
    {"testamur rule eval --vectors vectors.jsonl", "try the evaluator"},
};

enum {
    OUTPUT_BYTES_MAX = 16 * 1024 * 1024,
    HOUR = 60,
    WEEK_HOURS = 168,
};

/* One call: the rule and what it is evaluated on. */
struct work {
    struct cli *cli;
    struct vc_env env;
    const char *path; /* of the file that is being read */
    struct rule *rule;
    struct wallet wallet;
    struct world world;
    struct eval eval;
    struct answer answer;
    struct err err;
    int status; /* after a complaint */
};

/* Says what went wrong with the file that was read last. */
static bool fail(struct work *w, code result)
{
    w->err.code = result;
    w->status = cli_complain(w->cli, w->path, &w->err);
    return false;
}

static bool read_json(struct work *w, const char *path, struct json **ret)
{
    str text = {NULL, 0};
    code result;

    w->path = path;
    if (!cli_read(w->cli, path, &text, &w->status))
        return false;
    result = json_parse(text, w->env.budget, w->env.arena, ret, &w->err);
    return result == OK || fail(w, result);
}

static bool read_rule(struct work *w, const char *path)
{
    struct json *json = NULL;
    code result;

    if (!read_json(w, path, &json))
        return false;
    result = json_get(json, S("trl"))
                 ? rule_parse(json, w->env.arena, &w->rule, &w->err)
                 : rule_parse_node(json, w->env.arena, &w->rule, &w->err);
    return result == OK || fail(w, result);
}

static bool read_world(struct work *w)
{
    const char *wallet = cli_value(w->cli, "wallet");
    const char *catalogue = cli_value(w->cli, "catalogue");
    struct json *json = NULL;
    code result = OK;

    if (wallet && !read_json(w, wallet, &json))
        return false;
    if (wallet)
        result = wallet_read(json, w->env.arena, &w->wallet, &w->err);
    if (result != OK)
        return fail(w, result);
    json = NULL;
    if (catalogue && !read_json(w, catalogue, &json))
        return false;
    result = world_read(json, w->env.arena, &w->world, &w->err);
    return result == OK || fail(w, result);
}

static bool read_day(struct work *w, date *ret)
{
    const char *value = cli_value(w->cli, "as-of");

    *ret = value ? date_parse(str_of(value)) : date_of_unix(clock_now_unix_s());
    if (*ret != DATE_NONE)
        return true;
    w->status = cli_misuse(w->cli, "not a day like 2026-11-24", value);
    return false;
}

static bool read_weekly(struct work *w, int32_t *ret_minutes)
{
    const char *value = cli_value(w->cli, "weekly");
    int64_t hundredths = 0;

    *ret_minutes = 0;
    if (!value)
        return true;
    if (decimal_parse(str_of(value), &hundredths, NULL) == OK &&
        hundredths > 0 && hundredths <= (int64_t)WEEK_HOURS * 100) {
        *ret_minutes = (int32_t)(hundredths * HOUR / 100);
        return true;
    }
    w->status = cli_misuse(w->cli, "not a number of hours a week", value);
    return false;
}

static bool evaluate(struct work *w)
{
    int32_t weekly = 0;
    code result;

    w->eval = (struct eval){
        .rule = w->rule,
        .wallet = &w->wallet,
        .world = &w->world,
        .budget = w->env.budget,
        .arena = w->env.arena,
    };
    if (!read_day(w, &w->eval.as_of) || !read_weekly(w, &weekly))
        return false;
    result = eval_init(&w->eval, &w->err);
    if (result == OK)
        result = explain_answer(&w->eval, weekly, &w->answer, &w->err);
    return result == OK || fail(w, result);
}

/* --- for programs --- */

static int write_json(struct work *w, const struct json *json)
{
    struct buf out;

    buf_init(&out, w->env.arena, OUTPUT_BYTES_MAX);
    json_write(&out, json, JSON_PRETTY);
    if (out.failed) {
        fail(w, out.failed);
        return w->status;
    }
    return cli_write(w->cli, NULL, buf_bytes(&out));
}

static int verdict_status(enum rule_verdict v)
{
    if (v == RULE_TRUE)
        return EXIT_GOOD;
    return v == RULE_FALSE ? EXIT_NOT_TRUSTED : EXIT_CANNOT_DECIDE;
}

/* --- for people --- */

static void put_amount(struct out *o, int64_t hundredths)
{
    char digits[UNIT_TEXT_BYTES];
    size_t n = decimal_format(hundredths, digits);

    out_text(o, (str){digits, n});
}

static void show_verdict(struct work *w)
{
    struct out *o = w->cli->out;
    const struct assignment *a = &w->answer.assignment;

    if (w->answer.verdict == RULE_TRUE) {
        out_styled(o, OUT_GOOD, "Satisfied");
    } else if (w->answer.verdict == RULE_FALSE) {
        out_styled(o, OUT_BAD, "Not satisfied");
    } else if (w->answer.verdict == RULE_UNKNOWN) {
        out_styled(o, OUT_WARN, "Not satisfied: cannot be decided");
    } else {
        out_styled(o, OUT_WARN, "Undecided: the work budget is used up");
    }
    out_put(o, "  ");
    out_number(o, (uint64_t)a->n_filled);
    out_put(o, " of ");
    out_number(o, (uint64_t)a->n_needed);
    out_put(o, "\n");
}

/* The member of each entry, in two columns under a heading. */
static void show_list(struct work *w,
    const struct json *list,
    const char *heading,
    const char *left,
    const char *right)
{
    struct out *o = w->cli->out;
    const struct json *entry;
    size_t width = 0;

    if (!list || list->n == 0)
        return;
    out_put(o, "\n");
    out_styled(o, OUT_BOLD, heading);
    out_put(o, "\n");
    for (entry = list->child.first; entry; entry = entry->next) {
        size_t len = json_text(json_get(entry, str_of(left))).len;

        width = len > width ? len : width;
    }
    for (entry = list->child.first; entry; entry = entry->next) {
        str name = json_text(json_get(entry, str_of(left)));

        out_put(o, "  ");
        out_text(o, name);
        out_spaces(o, width - name.len + 2);
        out_text_styled(o, OUT_DIM, json_text(json_get(entry, str_of(right))));
        out_put(o, "\n");
    }
}

static void show_missing(struct work *w, const struct json *list)
{
    struct out *o = w->cli->out;
    const struct json *entry;
    const struct json *option;

    if (!list || list->n == 0)
        return;
    out_put(o, "\n");
    out_styled(o, OUT_BOLD, "Missing");
    out_put(o, "\n");
    for (entry = list->child.first; entry; entry = entry->next) {
        const struct json *label = json_get(entry, S("label"));

        out_put(o, "  ");
        out_text(o, json_text(label ? label : json_get(entry, S("leaf"))));
        out_put(o, ": ");
        out_text(o, json_get(entry, S("have"))->text);
        out_put(o, " of ");
        out_text(o, json_get(entry, S("need"))->text);
        option = json_get(entry, S("options"))->child.first;
        for (; option; option = option->next) {
            out_put(o, "\n    ");
            out_text(o, json_text(json_get(option, S("achievement"))));
            out_put(o, ", ");
            out_text(o, json_get(option, S("hours"))->text);
            out_put(o, " h, ");
            out_text(o, json_get(option, S("cost"))->text);
        }
        out_put(o, "\n");
    }
}

static void show_plan(struct work *w, const char *name, const struct plan *plan)
{
    struct out *o = w->cli->out;
    char day[DATE_BYTES];
    size_t i;

    out_put(o, "  ");
    out_styled(o, OUT_BOLD, name);
    out_put(o, "  ");
    for (i = 0; i < plan->n; i++) {
        out_text(o, plan->take[i]->id);
        out_put(o, i + 1 < plan->n ? " + " : "  ");
    }
    put_amount(o, plan->minutes * 100 / HOUR);
    out_put(o, " h, ");
    put_amount(o, plan->cost);
    if (plan->n > 0 && plan->take[0]->cost.currency.len > 0) {
        out_put(o, " ");
        out_text(o, plan->take[0]->cost.currency);
    }
    if (plan->finish_on != DATE_NONE) {
        date_format(plan->finish_on, day);
        out_put(o, ", done by ");
        out_text(o, (str){day, DATE_BYTES});
    }
    out_put(o, "\n");
}

static void show_plans(struct work *w)
{
    struct out *o = w->cli->out;
    const struct plans *plans = &w->answer.plans;

    out_put(o, "\n");
    if (!plans->possible) {
        out_styled(o, OUT_WARN, "Nothing on offer finishes it\n");
        return;
    }
    out_styled(o, OUT_BOLD, plans->exact ? "To finish" : "To finish, about");
    out_put(o, "\n");
    show_plan(w, "cheapest", &plans->cheapest);
    show_plan(w, "shortest", &plans->shortest);
}

/* --- the four verbs --- */

static int run_check(struct work *w)
{
    enum rule_class found = CLASS_L;
    struct json *json = json_new(w->env.arena, JSON_OBJECT);
    struct out *o = w->cli->out;
    code result = rule_check(w->rule, &w->world, w->env.arena, &found, &w->err);

    w->path = w->cli->files[1];
    if (result != OK) {
        fail(w, result);
        return w->status;
    }
    if (cli_has(w->cli, "json")) {
        json_add(json, S("publishable"), json_new_bool(w->env.arena, true));
        json_add(json, S("class"),
            json_new_string(w->env.arena, rule_class_word(found)));
        return write_json(w, json);
    }
    out_styled(o, OUT_GOOD, "May be published");
    out_put(o, ": class ");
    out_text(o, rule_class_word(found));
    out_put(o, ", ");
    out_number(o, w->rule->n_leaves);
    out_put(o, " requirements\n");
    return EXIT_GOOD;
}

static int run_answer(struct work *w, bool details, bool plans)
{
    struct json *json = NULL;
    code result;

    if (!evaluate(w))
        return w->status;
    result = explain_json(&w->eval, &w->answer, &json, &w->err);
    if (result != OK) {
        fail(w, result);
        return w->status;
    }
    if (cli_has(w->cli, "json")) {
        int status = write_json(w, json);

        return status == EXIT_GOOD ? verdict_status(w->answer.verdict) : status;
    }
    show_verdict(w);
    if (details) {
        show_list(
            w, json_get(json, S("counts")), "Counts", "credential", "leaf");
        show_list(w, json_get(json, S("notCounted")), "Does not count",
            "credential", "reason");
        show_missing(w, json_get(json, S("missing")));
    }
    if (plans && w->answer.verdict != RULE_TRUE)
        show_plans(w);
    return verdict_status(w->answer.verdict);
}

/* --- vectors --- */

static bool run_vector(struct work *w, str line, struct vector_result *ret)
{
    struct arena_mark mark = arena_mark(w->env.arena);
    struct budget budget = *w->env.budget;
    struct out *o = w->cli->out;
    code result;

    budget.work_left = UINT64_MAX; /* each vector has bounds of its own */
    result = vector_run(line, &budget, w->env.arena, ret, &w->err);
    arena_rewind(w->env.arena, mark);
    if (result != OK)
        return fail(w, result);
    if (ret->passed)
        return true;
    out_styled(o, OUT_BAD, "differs");
    out_put(o, " ");
    out_number(o, (uint64_t)ret->id);
    out_put(o, ": ");
    out_text(o, str_of(ret->why));
    out_put(o, "\n");
    return true;
}

static int run_vectors(struct work *w, const char *path)
{
    struct out *o = w->cli->out;
    str text = {NULL, 0};
    size_t n_passed = 0;
    size_t n = 0;
    size_t at = 0;

    w->path = path;
    if (!cli_read(w->cli, path, &text, &w->status))
        return w->status;
    while (at < text.len) {
        struct vector_result result = {0};
        size_t end = str_find(text, '\n', at);
        str line = str_sub(text, at, end);

        at = end == SIZE_MAX ? text.len : end + 1;
        if (line.len == 0)
            continue;
        if (!run_vector(w, line, &result))
            return w->status;
        n++;
        n_passed += result.passed;
    }
    out_number(o, n_passed);
    out_put(o, " passed, ");
    out_number(o, n - n_passed);
    out_put(o, " failed\n");
    return n_passed == n && n > 0 ? EXIT_GOOD : EXIT_NOT_TRUSTED;
}

static int run(struct cli *cli)
{
    struct work w = {.cli = cli, .env = engine_begin(cli->engine)};
    const char *verb = cli->n_files > 0 ? cli->files[0] : NULL;
    const char *vectors = cli_value(cli, "vectors");

    if (!verb)
        return cli_misuse(cli, "name one of check, eval, explain, plan", NULL);
    if (strcmp(verb, "eval") == 0 && vectors)
        return run_vectors(&w, vectors);
    if (cli->n_files != 2)
        return cli_misuse(cli, "name one file with a rule", NULL);
    if (!read_rule(&w, cli->files[1]) || !read_world(&w))
        return w.status;
    w.path = cli->files[1];
    if (strcmp(verb, "check") == 0)
        return run_check(&w);
    if (strcmp(verb, "eval") == 0)
        return run_answer(&w, false, false);
    if (strcmp(verb, "explain") == 0)
        return run_answer(&w, true, true);
    if (strcmp(verb, "plan") == 0)
        return run_answer(&w, false, true);
    return cli_misuse(cli, "no such verb of rule", verb);
}

const struct command command_rule = {
    .name = "rule",
    .usage = "check|eval|explain|plan [options] RULE",
    .summary = "evaluate a requirement rule and explain the answer",
    .about =
        "A rule says which awards make up a larger one. `check` asks whether\n"
        "it may be published, `eval` whether a wallet meets it, `explain` "
        "what\n"
        "counts and why, `plan` how to finish. Exit 0: met; 1: not met; 3:\n"
        "cannot be decided.\n",
    CLI_OPTIONS(OPTIONS),
    CLI_EXAMPLES(EXAMPLES),
    .run = run,
};
