/*
 * The JSON-LD 1.1 API suite: every manifest of suites/json-ld-api.
 */
#include "jsonld/jsonld.h"

#include "base/code_info.h"
#include "host/native.h"
#include "rdf/canon.h"
#include "rdf/nquads.h"
#include "test/support/same.h"
#include "test/support/site.h"

#include <stdlib.h>
#include <string.h>

enum {
    WHY_BYTES = 4096,
    NAME_BYTES = 64,
    TEST_ARENA_BYTES = 64 * 1024 * 1024,
};

struct test {
    const struct provider *provider;
    struct site *site;
    const struct json *entry; /* in the manifest */
    const struct json *option;
    struct jsonld_options options;
    struct arena *arena;
    struct err err;
    char why[WHY_BYTES];
};

/* --- what a test says --- */

static str entry_url(const struct test *t, const char *name)
{
    str parts[] = {t->site->base, json_text(json_get(t->entry, str_of(name)))};

    if (parts[1].len == 0)
        return (str){NULL, 0};
    return arena_join(t->arena, parts, 2);
}

static struct json *load_json(struct test *t, str url)
{
    struct json *json = NULL;
    str text = site_text(t->site, t->arena, url);

    if (!text.ptr ||
        json_parse(text, t->options.budget, t->arena, &json, &t->err) != OK) {
        fprintf(stderr, "%.*s: cannot be read\n", (int)url.len, url.ptr);
        exit(2);
    }
    return json;
}

static bool flag(const struct test *t, const char *name, bool usual)
{
    const struct json *value = json_get(t->option, str_of(name));

    return value ? value->type == JSON_TRUE : usual;
}

static str option_text(const struct test *t, const char *name)
{
    return json_text(json_get(t->option, str_of(name)));
}

static void read_answer(struct test *t)
{
    struct site_answer *answer = &t->site->answer;
    const struct json *link = json_get(t->option, S("httpLink"));

    *answer = (struct site_answer){
        .content_type = option_text(t, "contentType"),
        .link = json_text(link),
        .redirect = option_text(t, "redirectTo"),
    };
    if (json_is(link, JSON_ARRAY)) {
        str parts[] = {json_text(link->child.first), STR(", "),
            json_text(link->child.last)};
        answer->link = arena_join(t->arena, parts, 3);
    }
}

static void read_options(struct test *t)
{
    struct jsonld_options *options = &t->options;
    str direction = option_text(t, "rdfDirection");
    str context = option_text(t, "expandContext");

    options->loader = site_loader(t->site);
    options->base = option_text(t, "base");
    options->mode = str_eq(option_text(t, "processingMode"), S("json-ld-1.0"))
                        ? JSONLD_1_0
                        : JSONLD_1_1;
    options->keep_arrays = !flag(t, "compactArrays", true);
    options->keep_absolute = !flag(t, "compactToRelative", true);
    options->native_types = flag(t, "useNativeTypes", false);
    options->rdf_type = flag(t, "useRdfType", false);
    if (str_eq(direction, S("i18n-datatype")))
        options->rdf_direction = JSONLD_I18N_DATATYPE;
    else if (direction.len > 0)
        options->rdf_direction = JSONLD_COMPOUND_LITERAL;
    if (context.len > 0) {
        str parts[] = {t->site->base, context};
        options->expand_context = load_json(t, arena_join(t->arena, parts, 2));
    }
}

/* --- results --- */

static str written(struct test *t, const struct json *value)
{
    struct buf out;
    str text = {NULL, 0};

    buf_init(&out, t->arena, SIZE_MAX);
    json_write(&out, value, JSON_COMPACT);
    if (buf_finish_str(&out, &text) != OK)
        abort();
    return text;
}

static bool differ(struct test *t, str expected, str got)
{
    snprintf(t->why, sizeof(t->why), "\n    expected %.*s\n    got      %.*s",
        (int)(expected.len < WHY_BYTES / 3 ? expected.len : WHY_BYTES / 3),
        expected.ptr, (int)(got.len < WHY_BYTES / 3 ? got.len : WHY_BYTES / 3),
        got.ptr);
    return false;
}

/* Whether two documents say the same when expanded. */
static bool same_expanded(
    struct test *t, const struct json *a, const struct json *b)
{
    struct json *x;
    struct json *y;

    return jsonld_expand(a, &t->options, t->arena, &x, &t->err) == OK &&
           jsonld_expand(b, &t->options, t->arena, &y, &t->err) == OK &&
           same_jsonld(x, y);
}

static bool check_json(struct test *t, const struct json *got)
{
    const struct json *expected = load_json(t, entry_url(t, "expect"));
    bool compacted = json_get(t->entry, S("context")) != NULL;

    if (!same_jsonld(expected, got))
        return differ(t, written(t, expected), written(t, got));
    if (compacted && !same_expanded(t, expected, got)) {
        snprintf(t->why, sizeof(t->why), "differs after expansion");
        return false;
    }
    return true;
}

static code canonical(struct test *t, const struct dataset *ds, str *ret)
{
    const struct canon_options options = {
        HASH_SHA256, t->provider, t->options.budget};
    struct canon canon;

    TRY(canon_dataset(ds, &options, t->arena, &canon, &t->err));
    *ret = canon.nquads;
    return OK;
}

static bool check_quads(struct test *t, const struct dataset *got)
{
    struct dataset ds;
    str expected;
    str text;

    dataset_init(&ds, t->arena, t->options.budget->quads_max);
    if (nquads_parse(site_text(t->site, t->arena, entry_url(t, "expect")),
            t->options.budget, &ds, &t->err) != OK ||
        canonical(t, &ds, &expected) != OK || canonical(t, got, &text) != OK) {
        snprintf(t->why, sizeof(t->why), "no canonical form: %s", t->err.arg);
        return false;
    }
    return str_eq(expected, text) || differ(t, expected, text);
}

/* Whether the operation ended as the test says, as far as failing goes. */
static bool check_code(struct test *t, code got)
{
    str expected = json_text(json_get(t->entry, S("expectErrorCode")));
    str title = code_info(got)->title;

    if (expected.len == 0 ? got == OK : str_eq(expected, title))
        return true;
    snprintf(t->why, sizeof(t->why), "expected '%.*s', got '%.*s' (%s) at %s",
        (int)expected.len, expected.ptr, (int)title.len, title.ptr, t->err.arg,
        t->err.pointer);
    return false;
}

/* --- operations --- */

static bool finish(struct test *t, code c, const struct json *got)
{
    if (!check_code(t, c))
        return false;
    return c != OK || check_json(t, got);
}

/* The input, with the base URL and the context that come with it. */
static code load_input(struct test *t, struct json **ret)
{
    struct jsonld_document document;

    TRY(site_load(
        t->site, entry_url(t, "input"), t->arena, &document, &t->err));
    if (t->options.base.len == 0)
        t->options.base = document.url;
    if (document.context_url.len > 0)
        t->options.expand_context =
            json_new_string(t->arena, document.context_url);
    *ret = document.json;
    return OK;
}

static bool run_expand(struct test *t)
{
    struct json *input = NULL;
    struct json *got = NULL;
    code c = load_input(t, &input);

    if (c == OK)
        c = jsonld_expand(input, &t->options, t->arena, &got, &t->err);
    return finish(t, c, got);
}

static bool run_compact(struct test *t)
{
    struct json *input = NULL;
    struct json *got = NULL;
    code c = load_input(t, &input);

    if (c == OK)
        c = jsonld_compact(input, load_json(t, entry_url(t, "context")),
            &t->options, t->arena, &got, &t->err);
    return finish(t, c, got);
}

static bool run_flatten(struct test *t)
{
    struct json *input = NULL;
    struct json *got = NULL;
    str context = entry_url(t, "context");
    code c = load_input(t, &input);

    if (c == OK)
        c = jsonld_flatten(input,
            context.len > 0 ? load_json(t, context) : NULL, &t->options,
            t->arena, &got, &t->err);
    return finish(t, c, got);
}

static bool run_to_rdf(struct test *t)
{
    struct json *input = NULL;
    struct dataset ds;
    code c = load_input(t, &input);

    dataset_init(&ds, t->arena, t->options.budget->quads_max);
    if (c == OK)
        c = jsonld_to_rdf(input, &t->options, t->arena, &ds, &t->err);
    if (!check_code(t, c))
        return false;
    return c != OK || !json_get(t->entry, S("expect")) || check_quads(t, &ds);
}

static bool run_from_rdf(struct test *t)
{
    str text = site_text(t->site, t->arena, entry_url(t, "input"));
    struct json *got = NULL;
    struct dataset ds;
    code c;

    dataset_init(&ds, t->arena, t->options.budget->quads_max);
    c = nquads_parse(text, t->options.budget, &ds, &t->err);
    if (c == OK)
        c = jsonld_from_rdf(&ds, &t->options, t->arena, &got, &t->err);
    return finish(t, c, got);
}

/* --- manifests --- */

static const struct manifest {
    const char *file; /* without "-manifest.jsonld" */
    const char *suite;
    bool (*run)(struct test *t);
} manifests[] = {
    {"expand", "json-ld-api/expand", run_expand},
    {"compact", "json-ld-api/compact", run_compact},
    {"flatten", "json-ld-api/flatten", run_flatten},
    {"toRdf", "json-ld-api/to-rdf", run_to_rdf},
    {"fromRdf", "json-ld-api/from-rdf", run_from_rdf},
    {"remote-doc", "json-ld-api/remote-doc", run_expand},
};

static void run_test(struct suite *s,
    const struct manifest *manifest,
    const struct json *entry,
    const struct native *native,
    struct arena *arena)
{
    static const str base = STR("https://w3c.github.io/json-ld-api/tests/");
    struct budget budget = budget_default();
    struct site site = {
        .suite = s, .folder = "suites/json-ld-api", .base = base};
    struct test t = {
        .provider = native_provider(native),
        .site = &site,
        .entry = entry,
        .option = json_get(entry, S("option")),
        .options = {.budget = &budget},
        .arena = arena,
    };
    str id = json_text(json_get(entry, S("@id")));
    char name[NAME_BYTES];

    site.budget = &budget;
    snprintf(name, sizeof(name), "%.*s", (int)id.len - 1, id.ptr + 1);
    read_options(&t);
    read_answer(&t);
    suite_result(s, name, manifest->run(&t), t.why);
}

static void run_manifest(struct suite *s,
    const struct manifest *manifest,
    const struct native *native)
{
    struct budget budget = budget_default();
    struct arena arena;
    char path[NAME_BYTES];
    struct json *json;
    const struct json *tests;
    const struct json *entry;

    snprintf(path, sizeof(path), "suites/json-ld-api/%s-manifest.jsonld",
        manifest->file);
    if (json_parse(suite_read(s, &s->arena, path), &budget, &s->arena, &json,
            NULL) != OK)
        exit(2);
    tests = json_get(json, S("sequence"));
    suite_begin(s, manifest->suite, tests->n);
    arena_init(&arena, TEST_ARENA_BYTES);
    for (entry = tests->child.first; entry; entry = entry->next) {
        run_test(s, manifest, entry, native, &arena);
        arena_reset(&arena);
    }
    arena_release(&arena);
    suite_end(s);
}

int main(int argc, char **argv)
{
    struct native *native;
    struct suite s;
    size_t i;

    suite_start(&s, argc, argv);
    if (native_new(&native, NULL) != OK)
        return 2;
    for (i = 0; i < sizeof(manifests) / sizeof(manifests[0]); i++)
        run_manifest(&s, &manifests[i], native);
    native_free(native);
    return suite_finish(&s);
}
