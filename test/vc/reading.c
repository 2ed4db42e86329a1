/*
 * LD-08 from the side of the decision: whoever holds a signed document may
 * write it anew so that the statements, and with them the signature, stay,
 * and the names in the JSON do not. None of it may verify.
 */
#include "test/support/test.h"
#include "test/support/workshop.h"

#include <stdio.h>

#define CREDENTIALS "https://www.w3.org/2018/credentials#"
#define DATE_TIME "http://www.w3.org/2001/XMLSchema#dateTime"
#define OVER "2026-02-01T00:00:00Z"
#define BADGE_ID "urn:uuid:0a4f1c9e-1c5e-4d6a-9e0e-5b1a3c2d4e5f"
#define STATUS                                                                 \
    "{\"id\":\"https://x.example/s#1\","                                       \
    "\"type\":\"BitstringStatusListEntry\",\"statusPurpose\":\"revocation\","  \
    "\"statusListIndex\":\"1\","                                               \
    "\"statusListCredential\":\"https://x.example/s\"}"
#define NODE(members)                                                          \
    "{\"id\":\"" BADGE_ID "\",\"type\":\"VerifiableCredential\"," members "}"

struct rewriting {
    const char *id;
    const char *member; /* signed under this name, and then taken out */
    const char *value;
    const char *name; /* what is written in its place */
    const char *written;
    code code; /* of the honest document */
};

static const struct rewriting REWRITINGS[] = {
    {"end under its IRI", "validUntil", "\"" OVER "\"",
        CREDENTIALS "validUntil",
        "{\"@value\":\"" OVER "\",\"@type\":\"" DATE_TIME "\"}", E_EXPIRED},
    {"end in a nest", "validUntil", "\"" OVER "\"", "@nest",
        "{\"validUntil\":\"" OVER "\"}", E_EXPIRED},
    {"end in another place", "validUntil", "\"" OVER "\"", "@included",
        NODE("\"validUntil\":\"" OVER "\""), E_EXPIRED},
    {"begin under its IRI", "validFrom", "\"2026-08-01T00:00:00Z\"",
        CREDENTIALS "validFrom",
        "{\"@value\":\"2026-08-01T00:00:00Z\",\"@type\":\"" DATE_TIME "\"}",
        E_NOT_YET_VALID},
    {"status under its IRI", "credentialStatus", STATUS,
        CREDENTIALS "credentialStatus", STATUS, E_STATUS_RETRIEVAL_ERROR},
    {"status in another place", "credentialStatus", STATUS, "@included",
        NODE("\"credentialStatus\":" STATUS), E_STATUS_RETRIEVAL_ERROR},
    {"status in a set", "credentialStatus", STATUS, "credentialStatus",
        "{\"@set\":[" STATUS "]}", E_STATUS_RETRIEVAL_ERROR},
};

static void run_rewriting(struct workshop *w, const struct rewriting *r)
{
    const struct json *honest;
    const struct json *written;
    const struct report *report;

    workshop_begin(w);
    honest = workshop_with(w, workshop_badge(w), r->member, r->value);
    honest = workshop_sign(w, honest, "eddsa-rdfc-2022", NULL);
    report = workshop_verify(w, honest, NULL, NULL);
    assert_true(workshop_has_fault(report, r->code));
    written = workshop_with(w, honest, r->member, NULL);
    written = workshop_with(w, written, r->name, r->written);
    report = workshop_verify(w, written, NULL, NULL);
    if (report->verdict != VERDICT_NOT_TRUSTED ||
        !workshop_has_fault(report, E_DOCUMENT_SHAPE_ERROR))
        fail_msg("%s: %s", r->id, verdict_name(report->verdict).ptr);
}

static void test_reading_ld_08_written_anew(void **state)
{
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < sizeof(REWRITINGS) / sizeof(REWRITINGS[0]); i++)
        run_rewriting(&w, &REWRITINGS[i]);
    workshop_release(&w);
}

/* The id of the badge stands in a signed document twice: what belongs to the
 * one place is moved to the other. */
static void test_reading_ld_08_moved_to_the_same_id(void **state)
{
    struct workshop w;
    struct json *badge;
    struct json *signed_badge;
    struct json *subject;
    const struct report *report;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    badge = workshop_with(&w, workshop_badge(&w), "validUntil", "\"" OVER "\"");
    json_add(
        json_get(json_get(badge, S("credentialSubject")), S("achievement")),
        S("related"),
        workshop_json(
            &w, S("[{\"id\":\"" BADGE_ID "\",\"type\":[\"Related\"]}]")));
    signed_badge = workshop_sign(&w, badge, "eddsa-rdfc-2022", NULL);
    report = workshop_verify(&w, signed_badge, NULL, NULL);
    assert_int_equal(workshop_fault(report)->code, E_EXPIRED);
    json_remove(signed_badge, S("validUntil"));
    subject = json_get(signed_badge, S("credentialSubject"));
    json_add(json_get(json_get(subject, S("achievement")), S("related"))
                 ->child.first,
        S(CREDENTIALS "validUntil"),
        workshop_json(
            &w, S("{\"@value\":\"" OVER "\",\"@type\":\"" DATE_TIME "\"}")));
    report = workshop_verify(&w, signed_badge, NULL, NULL);
    assert_int_equal(report->verdict, VERDICT_NOT_TRUSTED);
    assert_int_equal(workshop_fault(report)->code, E_DOCUMENT_SHAPE_ERROR);
    workshop_release(&w);
}

/* A credential of version 1.1, given the first context of 2.0, where its end
 * has another name. */
static void test_reading_of_the_other_version(void **state)
{
    struct workshop w;
    const struct json *document;
    const struct report *report;
    char text[1024];

    (void)state;
    workshop_init(&w, KEY_ED25519);
    snprintf(text, sizeof(text),
        "{\"@context\":[\"https://www.w3.org/2018/credentials/v1\","
        "\"https://w3id.org/security/data-integrity/v2\"],"
        "\"type\":[\"VerifiableCredential\"],\"issuer\":\"%s\","
        "\"issuanceDate\":\"2026-01-01T00:00:00Z\","
        "\"expirationDate\":\"" OVER "\","
        "\"credentialSubject\":{\"id\":\"did:example:s\"}}",
        w.did);
    document = workshop_json(&w, arena_str(&w.step, str_of(text)));
    document = workshop_sign(&w, document, "eddsa-rdfc-2022", NULL);
    report = workshop_verify(&w, document, NULL, NULL);
    assert_true(workshop_has_fault(report, E_EXPIRED));
    document = workshop_with(
        &w, document, "@context", "[\"https://www.w3.org/ns/credentials/v2\"]");
    document = workshop_with(&w, document, "issuanceDate", NULL);
    document = workshop_with(&w, document, "expirationDate", NULL);
    document = workshop_with(&w, document, CREDENTIALS "issuanceDate",
        "{\"@value\":\"2026-01-01T00:00:00Z\",\"@type\":\"" DATE_TIME "\"}");
    document = workshop_with(&w, document, CREDENTIALS "expirationDate",
        "{\"@value\":\"" OVER "\",\"@type\":\"" DATE_TIME "\"}");
    report = workshop_verify(&w, document, NULL, NULL);
    assert_int_equal(report->verdict, VERDICT_NOT_TRUSTED);
    assert_int_equal(workshop_fault(report)->code, E_DOCUMENT_SHAPE_ERROR);
    workshop_release(&w);
}

/* The same with the proof's own statements: DI-11 under another name. */
static void test_reading_of_a_proof(void **state)
{
    static const struct {
        const char *name;
        const char *value;
    } cases[] = {
        {"https://w3id.org/security#expiration",
            "{\"@value\":\"2026-05-31T23:50:00Z\",\"@type\":\"" DATE_TIME
            "\"}"},
        {"@nest", "{\"expires\":\"2026-05-31T23:50:00Z\"}"},
    };
    struct vc_proof_options made = {.expires = S("2026-05-31T23:50:00Z")};
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct json *document;
        struct json *proof;
        const struct report *report;

        workshop_begin(&w);
        document =
            workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", &made);
        report = workshop_verify(&w, document, NULL, NULL);
        assert_int_equal(workshop_fault(report)->code, E_PROOF_EXPIRED);
        proof = json_get(document, S("proof"));
        json_remove(proof, S("expires"));
        json_add(proof, str_of(cases[i].name),
            workshop_json(&w, str_of(cases[i].value)));
        report = workshop_verify(&w, document, NULL, NULL);
        assert_int_equal(report->verdict, VERDICT_NOT_TRUSTED);
        assert_int_equal(workshop_fault(report)->code, E_DOCUMENT_SHAPE_ERROR);
    }
    workshop_release(&w);
}

/* DI-03 by another door: a badge that calls itself a presentation, too. That
 * would be signed by its holder, which anybody is. */
static void test_reading_one_thing_only(void **state)
{
    static const char *const types[] = {
        "[\"VerifiableCredential\",\"AchievementCredential\","
        "\"VerifiablePresentation\"]",
        "[\"VerifiablePresentation\",\"AchievementCredential\"]",
        "[\"VerifiablePresentation\",\"AchievementCredential\","
        "\"https://www.w3.org/2018/credentials#VerifiableCredential\"]",
        "[\"VerifiablePresentation\"]",
    };
    struct vc_proof_options as_holder = {.purpose = S("authentication")};
    struct workshop college;
    struct workshop stranger;
    size_t i;

    (void)state;
    workshop_init(&college, KEY_ED25519);
    workshop_init(&stranger, KEY_P256);
    for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        const struct json *badge =
            workshop_with(&college, workshop_badge(&college), "type", types[i]);
        const struct report *report;

        badge = workshop_sign(&stranger, badge, "ecdsa-jcs-2019", &as_holder);
        report = workshop_verify(&college, badge, NULL, NULL);
        assert_int_equal(report->verdict, VERDICT_NOT_TRUSTED);
    }
    workshop_release(&stranger);
    workshop_release(&college);
}

/* --- presentations --- */

static struct json *presentation_of(
    struct workshop *holder, const struct json *credential)
{
    struct vc_proof_options as_holder = {.purpose = S("authentication")};
    struct json *all = json_new(&holder->step, JSON_ARRAY);
    struct json *vp = workshop_json(
        holder, S("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
                  "\"type\":[\"VerifiablePresentation\"]}"));

    json_push(all, json_alias(&holder->step, credential));
    json_add(vp, S("verifiableCredential"), all);
    return workshop_sign(holder, vp, "eddsa-rdfc-2022", &as_holder);
}

/* A tampered credential under the IRI would not be looked at. */
static void test_reading_of_a_presentation(void **state)
{
    struct workshop w;
    struct json *badge;
    struct json *vp;
    struct json *held;
    const struct report *report;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    badge = workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL);
    vp = presentation_of(&w, badge);
    report = workshop_verify(&w, vp, NULL, NULL);
    assert_int_equal(report->verdict, VERDICT_VERIFIED);
    json_get(badge, S("name"))->text = S("Writing Data");
    vp = presentation_of(&w, badge);
    assert_true(workshop_has_fault(
        workshop_verify(&w, vp, NULL, NULL), E_PROOF_VERIFICATION_ERROR));
    held = json_new(&w.step, JSON_OBJECT);
    json_add(held, S("@graph"),
        json_alias(
            &w.step, json_get(vp, S("verifiableCredential"))->child.first));
    json_remove(vp, S("verifiableCredential"));
    json_add(vp, S(CREDENTIALS "verifiableCredential"), held);
    report = workshop_verify(&w, vp, NULL, NULL);
    assert_int_equal(report->verdict, VERDICT_NOT_TRUSTED);
    assert_int_equal(workshop_fault(report)->code, E_DOCUMENT_SHAPE_ERROR);
    workshop_release(&w);
}

/* What is asked of a badge is asked of one that is presented. */
static void test_reading_badge_in_a_presentation(void **state)
{
    struct workshop w;
    struct json *badge;
    const struct report *report;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    badge = workshop_badge(&w);
    json_get(
        json_get(json_get(badge, S("credentialSubject")), S("achievement")),
        S("achievementType"))
        ->text = S("Medal");
    badge = workshop_sign(&w, badge, "eddsa-rdfc-2022", NULL);
    report = workshop_verify(&w, presentation_of(&w, badge), NULL, NULL);
    assert_int_equal(report->verdict, VERDICT_NOT_TRUSTED);
    assert_non_null(report->parts);
    assert_true(workshop_has_fault(report->parts, E_MALFORMED_VALUE_ERROR));
    assert_true(str_eq(report->parts->type, S("AchievementCredential")));
    workshop_release(&w);
}

TEST_MAIN(test_reading_ld_08_written_anew,
    test_reading_ld_08_moved_to_the_same_id,
    test_reading_of_the_other_version,
    test_reading_of_a_proof,
    test_reading_one_thing_only,
    test_reading_of_a_presentation,
    test_reading_badge_in_a_presentation)
