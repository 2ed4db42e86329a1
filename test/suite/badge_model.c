/*
 * badge/model.h against the published JSON Schemas. Each sample that its
 * schema finds valid is changed in every place in every way below; whatever
 * the schema refuses then, the checks of form must refuse too. (They may
 * refuse more: the data model of the W3C does.)
 */
#include "badge/model.h"
#include "badge/schema.h"
#include "test/support/suite.h"
#include "vc/credential.h"

#include <string.h>

enum {
    PATH_BYTES = 512,
    DEPTH_MAX = 32,
};

#define N(array) (sizeof(array) / sizeof((array)[0]))
#define VALIDATOR "data/samples-1edtech-validator/ob30/"
#define EXAMPLE "data/samples-ob30-spec-examples/"

static const char *const SAMPLES[] = {
    VALIDATOR "complete.json",
    VALIDATOR "credential-status-revoked.json",
    VALIDATOR "endorsement-valid.json",
    VALIDATOR "simple-context-alias.json",
    VALIDATOR "simple-did-key-method.json",
    VALIDATOR "simple-eddsa-2022.json",
    VALIDATOR "simple.json",
    VALIDATOR "simple_v1.json",
    EXAMPLE "alignment_case.json",
    EXAMPLE "alignment_credential_engine.json",
    EXAMPLE "basic_achievement_credential.json",
    EXAMPLE "endorsement_credential.json",
    EXAMPLE "full_achievement_credential.json",
    EXAMPLE "skill_assertion_case.json",
    EXAMPLE "skill_assertion_credential_engine.json",
    "bench/docs/small.signed.json",
    "bench/docs/medium.signed.json",
};

/* What each value is replaced by in turn. */
static const char *const VALUES[] = {
    "1", "\"x\"", "[]", "{}", "null", "true", "\"2024-02-30T00:00:00Z\""};

struct trial {
    struct suite *suite;
    const struct schema *schema;
    struct json *badge;
    struct json *values[N(VALUES)];
    size_t n_missed;
    char missed[PATH_BYTES]; /* the first */
};

static bool is_valid(struct trial *t, struct schema_report *report)
{
    struct budget budget = budget_default();

    return schema_check(t->schema, t->badge, &budget, &t->suite->arena, report,
               NULL) == OK &&
           report->verdict == SCHEMA_VALID;
}

static bool has_good_form(struct trial *t)
{
    struct report *report = report_new(&t->suite->arena);

    vc_check_credential(t->badge, DEPTH_MAX, report);
    badge_check_model(t->badge, badge_class(t->badge), DEPTH_MAX, report);
    return report_answer(report, CHECK_FORM) == ANSWER_GOOD;
}

/* Both are asked about the badge as it stands. */
static void compare(struct trial *t)
{
    struct arena_mark mark = arena_mark(&t->suite->arena);
    struct schema_report report;
    struct err err = {0};

    if (!is_valid(t, &report) && has_good_form(t) && t->n_missed++ == 0) {
        schema_failure_err(&report.failures[0], t->badge, report.verdict, &err);
        snprintf(t->missed, sizeof(t->missed), "missed: %s at '%s'", err.arg,
            err.pointer);
    }
    arena_rewind(&t->suite->arena, mark);
}

/* A proof is judged where it is verified, an endorsement as a credential of
 * its own; the type decides which schema it is. */
static bool is_left_out(
    const struct trial *t, const struct json *parent, const struct json *value)
{
    return str_eq(value->name, S("endorsement")) ||
           (parent == t->badge && (str_eq(value->name, S("proof")) ||
                                      str_eq(value->name, S("type"))));
}

/* VCDM 2.0 allows several, none included, where the schema wants one. */
static bool may_be_many(const struct json *value)
{
    return str_eq(value->name, S("refreshService")) ||
           str_eq(value->name, S("credentialStatus"));
}

static void replace(struct trial *t, struct json *value)
{
    struct json saved = *value;
    size_t i;

    for (i = 0; i < N(VALUES); i++) {
        if (json_is(t->values[i], JSON_ARRAY) && may_be_many(&saved))
            continue;
        *value = *t->values[i];
        value->next = saved.next;
        value->name = saved.name;
        compare(t);
        *value = saved;
    }
}

/* The first member is taken out and put back again. */
static void take_out(struct trial *t, struct json **link, struct json *parent)
{
    struct json *taken = *link;

    *link = taken->next;
    parent->n--;
    compare(t);
    parent->n++;
    *link = taken;
}

static void change(struct trial *t, struct json *parent)
{
    struct json **link = &parent->child.first;

    for (; *link; link = &(*link)->next) {
        struct json *value = *link;

        if (is_left_out(t, parent, value))
            continue;
        if (json_is(parent, JSON_OBJECT))
            take_out(t, link, parent);
        replace(t, value);
        if (json_is(value, JSON_OBJECT) || json_is(value, JSON_ARRAY))
            change(t, value);
    }
}

static bool prepare(
    struct trial *t, struct badge_schemas *schemas, const char *path)
{
    struct budget budget = budget_default();
    struct schema_report report;
    size_t i;

    if (json_parse(suite_read(t->suite, &t->suite->arena, path), &budget,
            &t->suite->arena, &t->badge, NULL) != OK ||
        badge_schema_get(
            schemas, badge_schema_url(t->badge), &t->schema, NULL) != OK ||
        !t->schema || !is_valid(t, &report))
        return false;
    for (i = 0; i < N(VALUES); i++) {
        if (json_parse(str_of(VALUES[i]), &budget, &t->suite->arena,
                &t->values[i], NULL) != OK)
            return false;
    }
    return has_good_form(t);
}

int main(int argc, char **argv)
{
    struct badge_schemas schemas;
    struct suite s;
    size_t i;

    suite_start(&s, argc, argv);
    badge_schemas_init(&schemas, &s.arena);
    suite_begin(&s, "badge-model", N(SAMPLES));
    for (i = 0; i < N(SAMPLES); i++) {
        struct trial t = {.suite = &s, .missed = "the sample is refused"};
        bool is_good = prepare(&t, &schemas, SAMPLES[i]);

        if (is_good)
            change(&t, t.badge);
        suite_result(&s, SAMPLES[i], is_good && t.n_missed == 0, t.missed);
    }
    suite_end(&s);
    return suite_finish(&s);
}
