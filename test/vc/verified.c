/* What was verified, as a document of its own. */
#include "vc/verified.h"

#include "test/support/test.h"
#include "test/support/workshop.h"

static const struct json *verified_of(
    struct workshop *w, const struct json *badge)
{
    const struct report *report = workshop_verify(w, badge, NULL, NULL);
    const struct json *verified = NULL;

    assert_int_equal(report->verdict, VERDICT_VERIFIED);
    assert_int_equal(vc_verified(report, &w->env, &verified, NULL), OK);
    return verified;
}

static str canonical(struct workshop *w, const struct json *document)
{
    const struct vc_digest *digest = NULL;
    struct vc_document d;

    assert_int_equal(vc_document_init(&d, document, &w->step), OK);
    assert_int_equal(vc_document_digest(&d, &w->env, TRANSFORM_RDFC,
                         HASH_SHA256, &digest, NULL),
        OK);
    return digest->text;
}

/* It says just what was signed: the same statements. */
static void test_vc_verified_has_the_same_statements(void **state)
{
    struct workshop w;
    const struct json *badge;
    const struct json *verified;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    badge = workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL);
    verified = verified_of(&w, badge);
    assert_null(json_get(verified, S("proof")));
    assert_true(str_eq(
        json_text(json_get(json_get(json_get(verified, S("credentialSubject")),
                               S("achievement")),
            S("name"))),
        S("Reading Data")));
    assert_true(str_eq(canonical(&w, verified), canonical(&w, badge)));
    workshop_release(&w);
}

/* LD-08: a holder repeats a value that the signature does not see twice. */
static void test_vc_verified_ld_08_repeated_value(void **state)
{
    struct workshop w;
    struct json *badge;
    struct json *tags;
    const struct json *before;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    badge = workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL);
    before = verified_of(&w, badge);
    tags = json_get(
        json_get(json_get(badge, S("credentialSubject")), S("achievement")),
        S("tag"));
    json_push(tags, json_new_string(&w.step, S("charts")));
    assert_true(json_equal(before, verified_of(&w, badge)));
    workshop_release(&w);
}

/* A JCS proof covers every byte: the document is the verified one. */
static void test_vc_verified_by_jcs_is_the_document(void **state)
{
    struct workshop w;
    const struct json *badge;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    badge = workshop_badge(&w);
    assert_true(json_equal(badge,
        verified_of(&w, workshop_sign(&w, badge, "eddsa-jcs-2022", NULL))));
    workshop_release(&w);
}

static void test_vc_verified_wants_a_good_proof(void **state)
{
    struct workshop w;
    struct json *badge;
    const struct json *verified = NULL;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    badge = workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL);
    json_get(badge, S("name"))->text = S("Other");
    assert_int_equal(vc_verified(workshop_verify(&w, badge, NULL, NULL), &w.env,
                         &verified, NULL),
        E_ARGUMENT);
    assert_null(verified);
    workshop_release(&w);
}

TEST_MAIN(test_vc_verified_has_the_same_statements,
    test_vc_verified_ld_08_repeated_value,
    test_vc_verified_by_jcs_is_the_document,
    test_vc_verified_wants_a_good_proof)
