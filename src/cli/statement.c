/* statement: check a clarifying statement, and compare two. */
#include "base/code_info.h"
#include "cli/command.h"
#include "rule/compare.h"
#include "rule/profile.h"
#include "rule/statement_json.h"

#include <string.h>

static const struct cli_option OPTIONS[] = {
    {"profile", 'p', "NAME", "hold it against EU, CMF, NZ or NMF as well"},
    {"json", 0, NULL, "the answer as JSON, for programs"},
};

static const struct cli_example EXAMPLES[] = {
    {"testamur statement check course.json", "may it be published so?"},
    {"testamur statement check -p EU course.json", "has it what Annex I asks?"},
    {"testamur statement compare a.json b.json", "two side by side"},
};

enum {
    OUTPUT_BYTES_MAX = 4 * 1024 * 1024,
};

struct work {
    struct cli *cli;
    struct vc_env env;
    int status; /* after a complaint */
};

static bool fail(struct work *w, const char *path, code result, struct err *e)
{
    e->code = result;
    w->status = cli_complain(w->cli, path, e);
    return false;
}

static bool read_statement(
    struct work *w, const char *path, struct statement *ret)
{
    struct json *json = NULL;
    struct err e = {0};
    str text = {NULL, 0};
    code result;

    if (!cli_read(w->cli, path, &text, &w->status))
        return false;
    result = json_parse(text, w->env.budget, w->env.arena, &json, &e);
    if (result == OK)
        result = statement_read(json, w->env.arena, ret, &e);
    return result == OK || fail(w, path, result, &e);
}

static int write_json(struct work *w, const struct json *json)
{
    struct err e = {0};
    struct buf out;

    buf_init(&out, w->env.arena, OUTPUT_BYTES_MAX);
    json_write(&out, json, JSON_PRETTY);
    if (out.failed) {
        fail(w, NULL, out.failed, &e);
        return w->status;
    }
    return cli_write(w->cli, NULL, buf_bytes(&out));
}

static void add_text(
    struct work *w, struct json *into, const char *name, str text)
{
    if (text.len > 0)
        json_add(into, str_of(name), json_new_string(w->env.arena, text));
}

static void add_code(struct work *w, struct json *into, code c)
{
    if (c != OK)
        add_text(w, into, "code", code_info(c)->name);
}

/* --- check --- */

static struct json *points_json(
    struct work *w, const struct statement_report *report)
{
    struct arena *arena = w->env.arena;
    struct json *list = json_new(arena, JSON_ARRAY);
    size_t i;

    for (i = 0; i < report->n_points; i++) {
        const struct point_answer *p = &report->points[i];
        struct json *entry = json_push(list, json_new(arena, JSON_OBJECT));

        add_text(w, entry, "condition", condition_word(p->condition));
        add_text(w, entry, "point", point_word(p->point));
        json_add(entry, S("pass"), json_new_bool(arena, p->pass));
        add_code(w, entry, p->code);
        add_text(w, entry, "offer", p->offer);
        add_text(w, entry, "about", p->about);
        add_text(w, entry, "stated", p->stated);
        add_text(w, entry, "needed", p->needed);
        add_text(w, entry, "source", p->source);
    }
    return list;
}

static struct json *elements_json(
    struct work *w, const struct profile_report *report)
{
    struct arena *arena = w->env.arena;
    struct json *list = json_new(arena, JSON_ARRAY);
    size_t i;

    for (i = 0; i < report->n_answers; i++) {
        const struct element_answer *a = &report->answers[i];
        struct json *entry = json_push(list, json_new(arena, JSON_OBJECT));

        add_text(w, entry, "element", element_name(a->element));
        json_add(entry, S("pass"), json_new_bool(arena, a->pass));
        add_code(w, entry, a->code);
        add_text(w, entry, "stated", a->stated);
        add_text(w, entry, "needed", a->needed);
    }
    return list;
}

static void put_mark(struct out *o, bool pass)
{
    out_put(o, "  ");
    out_styled(o, pass ? OUT_GOOD : OUT_BAD, pass ? "ok    " : "FAILS ");
}

/* "80 h, needed 90 h". */
static void put_facts(struct out *o, str stated, str needed)
{
    if (stated.len > 0 || needed.len > 0)
        out_put(o, ": ");
    out_text(o, stated.len > 0 || needed.len == 0 ? stated : S("not stated"));
    if (needed.len > 0) {
        out_put(o, ", needed ");
        out_text(o, needed);
    }
}

static void show_point(struct out *o, const struct point_answer *p)
{
    put_mark(o, p->pass);
    out_text(o, condition_word(p->condition));
    out_put(o, " ");
    out_text_styled(o, OUT_BOLD, point_word(p->point));
    if (p->offer.len > 0) {
        out_put(o, " (");
        out_text(o, p->offer);
        out_put(o, ")");
    }
    put_facts(o, p->stated, p->needed);
    if (p->about.len > 0 && !p->pass) {
        out_put(o, "; ");
        out_text(o, p->about);
    }
    if (!p->pass) {
        out_styled(o, OUT_DIM, " [");
        out_text_styled(o, OUT_DIM, code_info(p->code)->name);
        out_styled(o, OUT_DIM, "]");
    }
    out_put(o, "\n");
}

static void show_report(
    struct work *w, const struct statement *s, const struct statement_report *r)
{
    struct out *o = w->cli->out;
    size_t i;

    for (i = 0; i < r->n_points; i++)
        show_point(o, &r->points[i]);
    if (r->credit_bearing)
        out_styled(o, OUT_GOOD, "Credit-bearing\n");
    else if (r->publishable)
        out_styled(o, OUT_GOOD, "May be published, non credit-bearing\n");
    else if (s->credit_bearing)
        out_styled(o, OUT_BAD, "Not credit-bearing as it stands\n");
    else
        out_styled(o, OUT_BAD, "May not be published as it stands\n");
}

static void show_profile(struct work *w,
    const struct profile *profile,
    const struct profile_report *r)
{
    struct out *o = w->cli->out;
    size_t i;

    out_styled(o, OUT_BOLD, "\n");
    out_text_styled(o, OUT_BOLD, profile->name);
    out_put(o, profile->confirmed ? "\n" : " (not confirmed)\n");
    for (i = 0; i < r->n_answers; i++) {
        put_mark(o, r->answers[i].pass);
        out_text(o, element_name(r->answers[i].element));
        put_facts(o, r->answers[i].stated, r->answers[i].needed);
        out_put(o, "\n");
    }
    out_number(o, r->n_present);
    out_put(o, " of ");
    out_number(o, r->n_required);
    out_put(o, " elements present\n");
}

static int run_check(struct work *w, const struct profile *profile)
{
    struct statement s = {0};
    struct statement_rules rules = statement_rules_default();
    struct statement_report report = {0};
    struct profile_report held = {.pass = true};
    struct json *json = json_new(w->env.arena, JSON_OBJECT);
    struct err e = {0};
    const char *path = w->cli->files[1];
    code result;
    int status;

    if (!read_statement(w, path, &s))
        return w->status;
    result = statement_check(&s, &rules, w->env.arena, &report, &e);
    if (result == OK && profile)
        result = profile_check(profile, &s, NULL, w->env.arena, &held, &e);
    if (result != OK) {
        fail(w, path, result, &e);
        return w->status;
    }
    status = report.publishable && held.pass ? EXIT_GOOD : EXIT_NOT_TRUSTED;
    if (!cli_has(w->cli, "json")) {
        show_report(w, &s, &report);
        if (profile)
            show_profile(w, profile, &held);
        return status;
    }
    json_add(json, S("creditBearing"),
        json_new_bool(w->env.arena, report.credit_bearing));
    json_add(json, S("publishable"),
        json_new_bool(w->env.arena, report.publishable));
    json_add(json, S("points"), points_json(w, &report));
    if (profile)
        json_add(json, S("elements"), elements_json(w, &held));
    return cli_worse(write_json(w, json), status);
}

/* --- compare --- */

static struct json *comparison_json(struct work *w, const struct comparison *c)
{
    struct arena *arena = w->env.arena;
    struct json *root = json_new(arena, JSON_OBJECT);
    struct json *list = json_add(root, S("rows"), json_new(arena, JSON_ARRAY));
    size_t i;

    for (i = 0; i < c->n_rows; i++) {
        const struct compare_row *row = &c->rows[i];
        struct json *entry = json_push(list, json_new(arena, JSON_OBJECT));

        add_text(w, entry, "row", compare_field_word(row->field));
        add_text(w, entry, "about", row->about);
        add_text(w, entry, "result", compare_result_word(row->result));
        add_text(w, entry, "a", row->a);
        add_text(w, entry, "b", row->b);
        add_text(w, entry, "reason", row->reason);
    }
    list = json_add(root, S("verdicts"), json_new(arena, JSON_ARRAY));
    for (i = 0; i < c->n_verdicts; i++) {
        struct json *entry = json_push(list, json_new(arena, JSON_OBJECT));

        add_text(
            w, entry, "verdict", compare_verdict_words(c->verdicts[i].kind));
        add_text(w, entry, "about", c->verdicts[i].about);
        add_text(
            w, entry, "because", compare_field_word(c->verdicts[i].because));
    }
    return root;
}

enum {
    FIELD_WIDTH = 22,
    VALUE_WIDTH = 22,
};

static void put_column(struct out *o, str text, size_t width)
{
    out_text(o, text);
    out_spaces(o, text.len < width ? width - text.len : 1);
}

static void show_comparison(struct work *w, const struct comparison *c)
{
    struct out *o = w->cli->out;
    size_t i;

    for (i = 0; i < c->n_rows; i++) {
        const struct compare_row *row = &c->rows[i];

        put_column(o,
            row->about.len > 0 ? row->about : compare_field_word(row->field),
            FIELD_WIDTH);
        put_column(o, row->a.len > 0 ? row->a : S("not stated"), VALUE_WIDTH);
        put_column(o, row->b.len > 0 ? row->b : S("not stated"), VALUE_WIDTH);
        out_text_styled(o, OUT_BOLD, compare_result_word(row->result));
        if (row->reason.len > 0) {
            out_put(o, ": ");
            out_text(o, row->reason);
        }
        out_put(o, "\n");
    }
    for (i = 0; i < c->n_verdicts; i++) {
        out_put(o, "- ");
        out_text(o, compare_verdict_words(c->verdicts[i].kind));
        out_put(o, " ");
        out_text(o, c->verdicts[i].about);
        out_put(o, "\n");
    }
}

static int run_compare(struct work *w)
{
    struct statement a = {0};
    struct statement b = {0};
    struct compare_side side_a = {.statement = &a};
    struct compare_side side_b = {.statement = &b};
    struct level_map levels = level_map_builtin();
    struct comparison comparison = {0};
    struct err e = {0};
    code result;

    if (!read_statement(w, w->cli->files[1], &a) ||
        !read_statement(w, w->cli->files[2], &b))
        return w->status;
    result = compare_statements(
        &side_a, &side_b, &levels, w->env.arena, &comparison, &e);
    if (result != OK) {
        fail(w, NULL, result, &e);
        return w->status;
    }
    if (cli_has(w->cli, "json"))
        return write_json(w, comparison_json(w, &comparison));
    show_comparison(w, &comparison);
    return EXIT_GOOD;
}

static int run(struct cli *cli)
{
    struct work w = {.cli = cli, .env = engine_begin(cli->engine)};
    const char *verb = cli->n_files > 0 ? cli->files[0] : "";
    const char *name = cli_value(cli, "profile");
    const struct profile *profile = name ? profile_find(str_of(name)) : NULL;

    if (name && !profile)
        return cli_misuse(cli, "name EU, CMF, NZ or NMF", name);
    if (strcmp(verb, "check") == 0) {
        if (cli->n_files != 2)
            return cli_misuse(cli, "name one statement", NULL);
        return run_check(&w, profile);
    }
    if (strcmp(verb, "compare") == 0) {
        if (cli->n_files != 3)
            return cli_misuse(cli, "name two statements", NULL);
        return run_compare(&w);
    }
    return cli_misuse(cli, "say check or compare", cli->n_files ? verb : NULL);
}

const struct command command_statement = {
    .name = "statement",
    .usage = "check [options] FILE | compare [options] A B",
    .summary = "check a clarifying statement, or compare two",
    .about =
        "`check` asks what a micro-credential must keep, and the four\n"
        "conditions of a credit-bearing one; each point with its facts. Exit "
        "0:\n"
        "it may be published as what it claims; 1: it may not. `compare` sets\n"
        "two side by side, row by row, and never gives a total.\n",
    CLI_OPTIONS(OPTIONS),
    CLI_EXAMPLES(EXAMPLES),
    .run = run,
};
