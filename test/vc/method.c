/* Verification methods that stand in documents. */
#include "vc/method.h"

#include "test/support/test.h"
#include "test/support/workshop.h"

#include <stdio.h>

#define BASE "https://college.example/keys"
#define KEY "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
#define METHOD(id, controller, more)                                           \
    "{\"id\":\"" id "\",\"type\":\"Multikey\",\"controller\":\"" controller    \
    "\",\"publicKeyMultibase\":\"" KEY "\"" more "}"
#define DOCUMENT(id, methods, assertion)                                       \
    "{\"id\":\"" id "\",\"verificationMethod\":[" methods                      \
    "],\"assertionMethod\":[" assertion "]}"

struct lookup {
    const char *name;
    const char *document;
    code code;
};

static const struct lookup LOOKUPS[] = {
    {"by its whole id",
        DOCUMENT(BASE, METHOD(BASE "#key-1", BASE, ""), "\"" BASE "#key-1\""),
        OK},
    {"by a relative id",
        DOCUMENT(BASE, METHOD("#key-1", BASE, ""), "\"#key-1\""), OK},
    {"embedded in the relationship",
        DOCUMENT(BASE, "", METHOD(BASE "#key-1", BASE, "")), OK},
    {"DI-02 for another purpose",
        "{\"id\":\"" BASE "\",\"verificationMethod\":[" METHOD(
            "#key-1", BASE, "") "],\"authentication\":[\"#key-1\"]}",
        E_INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD},
    {"DI-05 of another identifier",
        DOCUMENT(BASE,
            METHOD("https://other.example/keys#key-1", BASE, ""),
            "\"https://other.example/keys#key-1\""),
        E_INVALID_VERIFICATION_METHOD},
    {"FE-06 the document is about something else",
        DOCUMENT("https://other.example/keys",
            METHOD(BASE "#key-1", BASE, ""),
            "\"" BASE "#key-1\""),
        E_INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID},
    {"no such method", DOCUMENT(BASE, METHOD("#key-2", BASE, ""), "\"#key-2\""),
        E_INVALID_VERIFICATION_METHOD},
    {"expires no day of the calendar",
        DOCUMENT(BASE,
            METHOD("#key-1", BASE, ",\"expires\":\"2026-02-30T00:00:00Z\""),
            "\"#key-1\""),
        E_INVALID_VERIFICATION_METHOD},
    {"revoked, but when?",
        DOCUMENT(BASE,
            METHOD("#key-1", BASE, ",\"revoked\":\"once\""),
            "\"#key-1\""),
        E_INVALID_VERIFICATION_METHOD},
    {"controller is no IRI",
        DOCUMENT(BASE, METHOD("#key-1", "college", ""), "\"#key-1\""),
        E_INVALID_VERIFICATION_METHOD},
    {"no key in it",
        "{\"id\":\"" BASE "\",\"verificationMethod\":[{\"id\":\"#key-1\","
        "\"controller\":\"" BASE "\"}],\"assertionMethod\":[\"#key-1\"]}",
        E_INVALID_VERIFICATION_METHOD},
    {"CR-06 a JWK that gives its secret away",
        "{\"id\":\"" BASE "\",\"verificationMethod\":[{\"id\":\"#key-1\","
        "\"controller\":\"" BASE "\",\"publicKeyJwk\":{\"kty\":\"OKP\","
        "\"crv\":\"Ed25519\","
        "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\","
        "\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"}}],"
        "\"assertionMethod\":[\"#key-1\"]}",
        E_INVALID_VERIFICATION_METHOD},
    {"not an object", "[]", E_INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID},
};

static void test_method_in_a_document(void **state)
{
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < sizeof(LOOKUPS) / sizeof(LOOKUPS[0]); i++) {
        struct vc_fact_document document = {.url = S(BASE)};
        struct vc_facts facts = {.documents = &document, .n_documents = 1};
        struct vc_needs needs = {.arena = &w.step};
        struct vc_method method;
        code result;

        workshop_begin(&w);
        document.json = workshop_json(&w, str_of(LOOKUPS[i].document));
        assert_non_null(document.json);
        result = vc_method_find(S(BASE "#key-1"), S("assertionMethod"), &facts,
            &needs, &method, NULL);
        if (result != LOOKUPS[i].code)
            print_error("%s: %s\n", LOOKUPS[i].name, workshop_code(result));
        assert_int_equal(result, LOOKUPS[i].code);
        assert_int_equal(needs.n, 0);
    }
    workshop_release(&w);
}

/* Without the document the answer is what is needed, once. */
static void test_method_says_which_document_it_needs(void **state)
{
    struct vc_facts facts = {0};
    struct vc_needs needs;
    struct vc_method method;
    struct workshop w;
    int i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    needs = (struct vc_needs){.arena = &w.step};
    for (i = 0; i < 2; i++)
        assert_int_equal(
            vc_method_find(S("did:web:college.example#key-1"),
                S("assertionMethod"), &facts, &needs, &method, NULL),
            E_DOCUMENT_NEEDED);
    assert_int_equal(needs.n, 1);
    assert_true(str_eq(
        needs.first->url, S("https://college.example/.well-known/did.json")));
    assert_int_equal(vc_method_find(S("http://college.example/k#1"),
                         S("assertionMethod"), &facts, &needs, &method, NULL),
        E_INVALID_VERIFICATION_METHOD);
    workshop_release(&w);
}

/* The second step: what was checked elsewhere counts as if checked here. */
static void test_method_signature_from_facts(void **state)
{
    const struct badge_policy policy = {.vc.now_unix_s = 1780272000};
    struct vc_facts facts = {0};
    struct vc_fact_signature fact;
    struct provider no_verify;
    struct badge_answer answer;
    struct workshop w;
    struct vc_env env;
    const struct json *badge;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    badge = workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL);
    no_verify = *w.env.provider;
    no_verify.verify = NULL;
    env = w.env;
    env.provider = &no_verify;
    assert_int_equal(
        badge_verify_json(badge, &policy, &facts, &env, &answer, NULL), OK);
    assert_int_equal(answer.report->verdict, VERDICT_UNDECIDED);
    assert_int_equal(answer.needs.n, 1);
    assert_int_equal(answer.needs.first->kind, NEED_SIGNATURE);
    fact = (struct vc_fact_signature){answer.needs.first->key,
        answer.needs.first->message, answer.needs.first->signature, false};
    facts = (struct vc_facts){.signatures = &fact, .n_signatures = 1};
    assert_int_equal(
        badge_verify_json(badge, &policy, &facts, &env, &answer, NULL), OK);
    assert_int_equal(answer.report->verdict, VERDICT_NOT_TRUSTED);
    fact.valid = true;
    assert_int_equal(
        badge_verify_json(badge, &policy, &facts, &env, &answer, NULL), OK);
    assert_int_equal(answer.report->verdict, VERDICT_VERIFIED);
    workshop_release(&w);
}

TEST_MAIN(test_method_in_a_document,
    test_method_says_which_document_it_needs,
    test_method_signature_from_facts)
