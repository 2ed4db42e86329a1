/*
 * JSON Schemas: those of Open Badges 3.0 against the samples, those of the
 * W3C against their examples, and all schemas of the data compiled.
 */
#include "badge/schema.h"

#include "test/support/suite.h"

#include <dirent.h>
#include <string.h>

enum {
    PATH_BYTES = 512,
    N_COLUMNS = 6,
    N_SCHEMAS = 136, /* files with a "$schema" in FOLDERS */
    DEPTH_MAX = 8,   /* of folders */
};

#define N(array) (sizeof(array) / sizeof((array)[0]))

static code read_json(struct suite *s, const char *path, struct json **ret)
{
    struct budget budget = budget_default();
    char whole[PATH_BYTES];

    snprintf(whole, sizeof(whole), "data/%s", path);
    return json_parse(
        suite_read(s, &s->arena, whole), &budget, &s->arena, ret, NULL);
}

static struct schema *read_schema(struct suite *s, const char *path)
{
    struct budget budget = budget_default();
    struct schema *schema = NULL;
    struct json *root = NULL;
    struct err err = {0};

    if (read_json(s, path, &root) != OK ||
        schema_compile(root, NULL, &budget, &s->arena, &schema, &err) != OK)
        fprintf(stderr, "%s: %s at '%s'\n", path, err.arg, err.pointer);
    return schema;
}

/* '+', '-' or '?', and the first failure as text. */
static char answer(struct suite *s,
    const struct schema *schema,
    const struct json *document,
    char why[PATH_BYTES])
{
    struct budget budget = budget_default();
    struct schema_report report;
    struct err err = {0};

    snprintf(why, PATH_BYTES, "valid");
    if (!schema ||
        schema_check(schema, document, &budget, &s->arena, &report, &err) != OK)
        return '!';
    if (report.n_failures > 0) {
        schema_failure_err(&report.failures[0], document, report.verdict, &err);
        snprintf(why, PATH_BYTES, "%s at '%s'", err.arg, err.pointer);
    }
    return "+?-"[report.verdict];
}

/* --- Open Badges 3.0 --- */

static const char *const COLUMNS[N_COLUMNS] = {
    "ob30-schemas/published/ob_v3p0_achievementcredential_schema.json",
    "ob30-schemas/gh-pages/achievementcredential.json",
    "ob30-schemas/spec-appendix-E-repaired/"
    "ob_v3p0_achievementcredentialv1p1-jsonschema1.json",
    "ob30-schemas/spec-appendix-E-repaired/"
    "ob_v3p0_anyachievementcredential-jsonschema1.json",
    "ob30-schemas/spec-appendix-E-repaired/"
    "ob_v3p0_endorsementcredential-jsonschema1.json",
    "ob30-schemas/spec-appendix-E-repaired/"
    "ob_v3p0_endorsementcredentialv1p1-jsonschema1.json",
};

/* What python3-jsonschema 4.26 (Draft201909Validator) answers. */
static const struct {
    const char *file;
    const char *answers; /* one a column */
} ROWS[] = {
    {"samples-1edtech-validator/ob30/complete.json", "++-+--"},
    {"samples-1edtech-validator/ob30/complete_v1.json", "------"},
    {"samples-1edtech-validator/ob30/credential-status-revoked.json", "--++--"},
    {"samples-1edtech-validator/ob30/"
     "endorsement-err-schema-status-refresh.json",
        "-----+"},
    {"samples-1edtech-validator/ob30/endorsement-valid.json", "----+-"},
    {"samples-1edtech-validator/ob30/simple-context-alias.json", "++-+--"},
    {"samples-1edtech-validator/ob30/simple-context-version.json", "++-+--"},
    {"samples-1edtech-validator/ob30/simple-did-key-method.json", "++-+--"},
    {"samples-1edtech-validator/ob30/simple-did-web-method.json", "+--+--"},
    {"samples-1edtech-validator/ob30/simple-eddsa-2022.json", "--++--"},
    {"samples-1edtech-validator/ob30/simple-err-context.json", "------"},
    {"samples-1edtech-validator/ob30/"
     "simple-err-credential-subject-achievement-result-description-type.json",
        "+--+--"},
    {"samples-1edtech-validator/ob30/"
     "simple-err-credential-subject-identifier-type.json",
        "------"},
    {"samples-1edtech-validator/ob30/"
     "simple-err-credential-subject-profile-type.json",
        "+--+--"},
    {"samples-1edtech-validator/ob30/"
     "simple-err-credential-subject-result-type.json",
        "------"},
    {"samples-1edtech-validator/ob30/simple-err-credential-subject-type.json",
        "------"},
    {"samples-1edtech-validator/ob30/simple-err-evidence-type.json", "+--+--"},
    {"samples-1edtech-validator/ob30/simple-err-expired.json", "++-+--"},
    {"samples-1edtech-validator/ob30/simple-err-issued.json", "------"},
    {"samples-1edtech-validator/ob30/"
     "simple-err-issuer-otheridentifier-type.json",
        "------"},
    {"samples-1edtech-validator/ob30/simple-err-issuer-parentorg-type.json",
        "------"},
    {"samples-1edtech-validator/ob30/simple-err-issuer-type.json", "------"},
    {"samples-1edtech-validator/ob30/simple-err-issuer.json", "------"},
    {"samples-1edtech-validator/ob30/simple-err-proof-method-no-scheme.json",
        "++-+--"},
    {"samples-1edtech-validator/ob30/"
     "simple-err-proof-method-unknown-did-method.json",
        "++-+--"},
    {"samples-1edtech-validator/ob30/"
     "simple-err-proof-method-unknown-scheme.json",
        "++-+--"},
    {"samples-1edtech-validator/ob30/simple-err-proof-method.json", "+--+--"},
    {"samples-1edtech-validator/ob30/simple-err-proof-value.json", "++-+--"},
    {"samples-1edtech-validator/ob30/simple-err-type.json", "------"},
    {"samples-1edtech-validator/ob30/simple-multiple-proofs.json", "++-+--"},
    {"samples-1edtech-validator/ob30/simple-noproof.json", "------"},
    {"samples-1edtech-validator/ob30/simple.json", "++-+--"},
    {"samples-1edtech-validator/ob30/simple_v1.json", "--++--"},
    {"samples-ob30-spec-examples/alignment_case.json", "--++--"},
    {"samples-ob30-spec-examples/alignment_credential_engine.json", "--++--"},
    {"samples-ob30-spec-examples/basic_achievement_credential.json", "--++--"},
    {"samples-ob30-spec-examples/endorsement_credential.json", "-----+"},
    {"samples-ob30-spec-examples/full_achievement_credential.json", "--++--"},
    {"samples-ob30-spec-examples/skill_assertion_case.json", "--++--"},
    {"samples-ob30-spec-examples/skill_assertion_credential_engine.json",
        "--++--"},
};

static void run_ob30(struct suite *s)
{
    const struct schema *schemas[N_COLUMNS];
    char why[PATH_BYTES];
    char name[PATH_BYTES];
    size_t i;
    size_t k;

    for (k = 0; k < N_COLUMNS; k++)
        schemas[k] = read_schema(s, COLUMNS[k]);
    suite_begin(s, "ob30-schemas", N(ROWS) * N_COLUMNS);
    for (i = 0; i < N(ROWS); i++) {
        struct json *document = NULL;
        bool is_read = read_json(s, ROWS[i].file, &document) == OK;

        for (k = 0; k < N_COLUMNS; k++) {
            char got = '!';

            if (is_read)
                got = answer(s, schemas[k], document, why);

            snprintf(name, sizeof(name), "%s:%zu", ROWS[i].file, k);
            suite_result(s, name, got == ROWS[i].answers[k], why);
        }
    }
    suite_end(s);
}

/* --- the expectations of 1EdTech's validator --- */

static bool has_assert(const struct json *row, str word)
{
    const struct json *asserts = json_get(row, S("asserts"));
    const struct json *one = asserts ? asserts->child.first : NULL;

    for (; one; one = one->next) {
        if (str_starts(json_text(one), word))
            return true;
    }
    return false;
}

/* '+' or '-' where the row speaks of the schema, else 0. */
static char expectation(const struct json *row)
{
    str sample = json_text(json_get(row, S("sample")));

    if (!str_starts(sample, S("ob30/")) || !str_ends(sample, S(".json")) ||
        str_starts(sample, S("ob30/sd/")))
        return 0;
    if (has_assert(row, S("assertHasProbeID(JsonSchemaProbe")))
        return '-';
    if (has_assert(row, S("assertValid")) ||
        has_assert(row, S("assertWarning")))
        return '+';
    return 0;
}

static void run_row(
    struct suite *s, struct badge_schemas *schemas, const struct json *row)
{
    str sample = json_text(json_get(row, S("sample")));
    const struct schema *schema = NULL;
    struct json *document = NULL;
    char path[PATH_BYTES];
    char why[PATH_BYTES] = "cannot be read";
    bool passed = false;

    snprintf(path, sizeof(path), "samples-1edtech-validator/%.*s",
        (int)sample.len, sample.ptr);
    if (read_json(s, path, &document) == OK &&
        badge_schema_get(schemas, badge_schema_url(document), &schema, NULL) ==
            OK)
        passed = answer(s, schema, document, why) == expectation(row);
    suite_result(s, path, passed, why);
}

/* With the built-in schemas, chosen by the credential. */
static void run_expectations(struct suite *s)
{
    struct badge_schemas schemas;
    struct json *rows = NULL;
    const struct json *row;
    size_t n = 0;

    badge_schemas_init(&schemas, &s->arena);
    if (read_json(s, "samples-1edtech-validator/expectations.derived.json",
            &rows) != OK)
        fprintf(stderr, "expectations.derived.json: not JSON\n");
    for (row = rows ? rows->child.first : NULL; row; row = row->next)
        n += expectation(row) != 0;
    suite_begin(s, "ob30-schemas/expectations", n);
    for (row = rows ? rows->child.first : NULL; row; row = row->next) {
        if (expectation(row))
            run_row(s, &schemas, row);
    }
    suite_end(s);
}

/* --- W3C --- */

static void run_w3c(struct suite *s)
{
    static const struct {
        const char *folder;
        const char *url;
        const char *examples[10];
    } kinds[] = {
        {"vc-json-schemas/verifiable-credential",
            "https://www.w3.org/2022/credentials/v2/"
            "verifiable-credential-schema.json",
            {"1", "4", "11", "12", "13", "18", "20", "21", "23", NULL}},
        {"vc-json-schemas/verifiable-presentation",
            "https://www.w3.org/2022/credentials/v2/"
            "verifiable-presentation-schema.json",
            {"2", "25", "45", NULL}},
    };
    struct badge_schemas schemas;
    size_t i;
    size_t k;

    badge_schemas_init(&schemas, &s->arena);
    suite_begin(s, "vc-json-schemas", 9 + 3);
    for (i = 0; i < N(kinds); i++) {
        for (k = 0; kinds[i].examples[k]; k++) {
            const struct schema *schema = NULL;
            struct json *document = NULL;
            char path[PATH_BYTES];
            char why[PATH_BYTES] = "cannot be read";

            snprintf(path, sizeof(path), "%s/example-%s.json", kinds[i].folder,
                kinds[i].examples[k]);
            suite_result(s, path,
                read_json(s, path, &document) == OK &&
                    badge_schema_get(
                        &schemas, str_of(kinds[i].url), &schema, NULL) == OK &&
                    answer(s, schema, document, why) == '+',
                why);
        }
    }
    suite_end(s);
}

/* --- every schema there is --- */

static const char *const FOLDERS[] = {"ob30-schemas", "vc-json-schemas",
    "ob2-schemas", "ob30-extension-schemas", "hropen-ler-rs", "case-schemas",
    "vc-api", "elm"};

/* A source error: "required" stands among the properties. */
static const char BROKEN[] =
    "ob2-schemas/extensions/accessibilityExtension/schema.json";
static const char BROKEN_AT[] = "/properties/required";

static void run_file(struct suite *s, const char *path)
{
    struct arena_mark mark = arena_mark(&s->arena);
    struct budget budget = budget_default();
    struct schema *schema = NULL;
    struct json *root = NULL;
    struct err err = {0};
    code status;

    if (read_json(s, path, &root) == OK && json_get(root, S("$schema"))) {
        status = schema_compile(root, NULL, &budget, &s->arena, &schema, &err);
        suite_result(s, path,
            strcmp(path, BROKEN) == 0
                ? status == E_SYNTAX && strcmp(err.pointer, BROKEN_AT) == 0
                : status == OK,
            err.pointer);
    }
    arena_rewind(&s->arena, mark);
}

static void run_folder(struct suite *s, const char *folder, size_t depth)
{
    char path[PATH_BYTES];
    DIR *dir;
    const struct dirent *entry;

    snprintf(path, sizeof(path), "%s/data/%s", s->shared, folder);
    dir = depth < DEPTH_MAX ? opendir(path) : NULL;
    if (!dir)
        return;
    while ((entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        if (str_ends(str_of(path), S(".json")))
            run_file(s, path);
        else
            run_folder(s, path, depth + 1);
    }
    closedir(dir);
}

static void run_all_schemas(struct suite *s)
{
    size_t i;

    suite_begin(s, "schemas/compile", N_SCHEMAS);
    for (i = 0; i < N(FOLDERS); i++)
        run_folder(s, FOLDERS[i], 0);
    suite_end(s);
}

int main(int argc, char **argv)
{
    struct suite s;

    suite_start(&s, argc, argv);
    run_ob30(&s);
    run_expectations(&s);
    run_w3c(&s);
    run_all_schemas(&s);
    return suite_finish(&s);
}
