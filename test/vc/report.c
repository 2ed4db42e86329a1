/* The report: one structure, one JSON, which conforms to its schema. */
#include "vc/report.h"

#include "badge/schema.h"
#include "test/support/test.h"
#include "test/support/workshop.h"
#include "vc/report_json.h"

#include <stdio.h>

#define SCHEMA_URL "https://testamur.example/schema/report.json"

struct sample {
    const char *name;
    const char *member; /* changed in the badge before it is signed */
    const char *value;
    bool tampered;
    const char *status; /* the answer about it, and about the issuer */
    const char *issuer;
    const char *verdict;
    const char *on_award;
};

static const struct sample SAMPLES[] = {
    {"good", "name", "\"Reading Data\"", false, "not asked", "good", "verified",
        "verified"},
    {"tampered", "name", "\"Reading Data\"", true, "not asked", "not asked",
        "not to be trusted", "not to be trusted"},
    {"expired", "validUntil", "\"2026-05-01T00:00:00Z\"", false, "not asked",
        "good", "not to be trusted", "verified"},
    {"its status is not known", "credentialStatus",
        "{\"type\":\"https://x.example/S\"}", false, "undecided", "good",
        "cannot be decided", "cannot be decided"},
    {"issuer is another", "issuer",
        "{\"id\":\"https://college.example/\",\"type\":[\"Profile\"]}", false,
        "not asked", "bad", "not to be trusted", "not to be trusted"},
};

static void assert_conforms(struct workshop *w, const struct json *object)
{
    struct badge_schemas schemas;
    const struct schema *schema = NULL;
    struct schema_report found;
    struct arena arena;

    arena_init(&arena, ARENA_REQUEST_BYTES);
    badge_schemas_init(&schemas, &arena);
    assert_int_equal(
        badge_schema_get(&schemas, S(SCHEMA_URL), &schema, NULL), OK);
    assert_int_equal(
        schema_check(schema, object, &w->budget, &arena, &found, NULL), OK);
    if (found.verdict != SCHEMA_VALID && found.n_failures > 0)
        print_error("%.*s %.*s\n", (int)found.failures[0].keyword.len,
            found.failures[0].keyword.ptr, (int)found.failures[0].name.len,
            found.failures[0].name.ptr);
    assert_int_equal(found.verdict, SCHEMA_VALID);
    arena_release(&arena);
}

static void assert_word(const struct json *object, str name, const char *word)
{
    assert_true(json_text_is(json_get(object, name), str_of(word)));
}

static void test_report_answers_each_question(void **state)
{
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < sizeof(SAMPLES) / sizeof(SAMPLES[0]); i++) {
        const struct sample *s = &SAMPLES[i];
        struct json *object;
        struct json *badge;
        struct json *answers;

        workshop_begin(&w);
        badge = workshop_with(&w, workshop_badge(&w), s->member, s->value);
        badge = workshop_sign(&w, badge, "eddsa-rdfc-2022", NULL);
        if (s->tampered)
            json_get(badge, S("name"))->text = S("Other");
        object =
            report_to_json(workshop_verify(&w, badge, NULL, NULL), &w.step);
        answers = json_get(object, S("answers"));
        assert_word(object, S("verdict"), s->verdict);
        assert_word(json_get(object, S("onAward")), S("verdict"), s->on_award);
        assert_word(answers, S("form"), "good");
        assert_word(answers, S("status"), s->status);
        assert_word(answers, S("issuer"), s->issuer);
        assert_word(answers, S("recipient"), "not asked");
        assert_conforms(&w, object);
    }
    workshop_release(&w);
}

/* A presentation has parts, which are reports. */
static void test_report_of_parts_conforms(void **state)
{
    struct vc_proof_options options = {.purpose = S("authentication")};
    struct workshop w;
    struct json *presentation;
    struct json *held;
    struct json *object;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    presentation = workshop_json(
        &w, S("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
              "\"type\":[\"VerifiablePresentation\"]}"));
    held = json_add(
        presentation, S("verifiableCredential"), json_new(&w.step, JSON_ARRAY));
    json_push(
        held, workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL));
    presentation = workshop_sign(&w, presentation, "eddsa-rdfc-2022", &options);
    object =
        report_to_json(workshop_verify(&w, presentation, NULL, NULL), &w.step);
    assert_word(object, S("verdict"), "verified");
    assert_null(json_get(object, S("onAward")));
    assert_int_equal(json_get(object, S("parts"))->n, 1);
    assert_conforms(&w, object);
    workshop_release(&w);
}

TEST_MAIN(test_report_answers_each_question, test_report_of_parts_conforms)
