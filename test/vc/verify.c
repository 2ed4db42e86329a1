/*
 * The decision, case by case: RELIABILITY part 2, LD and DI. Each case takes
 * a badge that is good, does one thing to it before or after it is signed,
 * and must get just that one code.
 */
#include "test/support/test.h"
#include "test/support/workshop.h"

#include <stdio.h>
#include <string.h>

enum when {
    BEFORE, /* the member is set, then the badge is signed */
    AFTER,  /* the badge is signed, then the member is set */
};

struct change {
    const char *id;
    enum when when;
    const char *member; /* at the top */
    const char *value;  /* JSON; NULL: taken out */
    code code;
    enum verdict verdict;
};

#define CONTEXT_2 "\"https://www.w3.org/ns/credentials/v2\""
#define CONTEXT_OB                                                             \
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\""

static const struct change CHANGES[] = {
    {"untouched", AFTER, "name", "\"Reading Data\"", OK, VERDICT_VERIFIED},
    {"tampered", AFTER, "name", "\"Writing Data\"", E_PROOF_VERIFICATION_ERROR,
        VERDICT_NOT_TRUSTED},
    {"LD-01 undefined term", AFTER, "undefinedTerm", "\"x\"",
        E_DATA_LOSS_DETECTION_ERROR, VERDICT_NOT_TRUSTED},
    {"LD-02 undefined type", AFTER, "type",
        "[\"VerifiableCredential\",\"AchievementCredential\",\"FooBadge\"]",
        E_DATA_LOSS_DETECTION_ERROR, VERDICT_NOT_TRUSTED},
    {"LD-03 relative id", AFTER, "evidence",
        "[{\"id\":\"evidence/1\",\"type\":[\"Evidence\"]}]",
        E_DATA_LOSS_DETECTION_ERROR, VERDICT_NOT_TRUSTED},
    {"LD-04 context swapped", AFTER, "@context",
        "[" CONTEXT_2 "," CONTEXT_OB
        ",{\"name\":\"https://schema.org/description\","
        "\"description\":\"https://schema.org/name\"}]",
        E_CONTEXT_NOT_APPROVED, VERDICT_NOT_TRUSTED},
    {"LD-05 context in a subtree", AFTER, "evidence",
        "[{\"@context\":" CONTEXT_2
        ",\"id\":\"urn:x:1\",\"type\":[\"Evidence\"]}]",
        E_CONTEXT_NOT_APPROVED, VERDICT_NOT_TRUSTED},
    {"LD-06 vocabulary appended", AFTER, "@context",
        "[" CONTEXT_2 "," CONTEXT_OB ",{\"@vocab\":\"https://evil.example/\"}]",
        E_CONTEXT_NOT_APPROVED, VERDICT_NOT_TRUSTED},
    {"LD-09 id and @id", AFTER, "@id", "\"urn:x:2\"",
        E_JSONLD_COLLIDING_KEYWORDS, VERDICT_NOT_TRUSTED},
    {"LD-09 type and @type", AFTER, "@type", "\"VerifiableCredential\"",
        E_DOCUMENT_SHAPE_ERROR, VERDICT_NOT_TRUSTED},
    {"LD-11 unknown context", AFTER, "@context",
        "[" CONTEXT_2 "," CONTEXT_OB ",\"https://unknown.example/v1\"]",
        E_CONTEXT_NOT_APPROVED, VERDICT_NOT_TRUSTED},
    {"DI-03 issuer is another", BEFORE, "issuer",
        "{\"id\":\"https://college.example/\",\"type\":[\"Profile\"]}",
        E_ISSUER_CONTROLLER_MISMATCH, VERDICT_NOT_TRUSTED},
    {"DI-06 no proof", AFTER, "proof", NULL, E_PARSING_ERROR,
        VERDICT_NOT_TRUSTED},
    {"DI-06 null", AFTER, "proof", "null", E_PARSING_ERROR,
        VERDICT_NOT_TRUSTED},
    {"DI-06 empty", AFTER, "proof", "[]", E_PARSING_ERROR, VERDICT_NOT_TRUSTED},
    {"DI-06 string", AFTER, "proof", "\"proof\"", E_PARSING_ERROR,
        VERDICT_NOT_TRUSTED},
    {"DI-06 number", AFTER, "proof", "7", E_PARSING_ERROR, VERDICT_NOT_TRUSTED},
    {"DI-06 array of strings", AFTER, "proof", "[\"proof\"]", E_PARSING_ERROR,
        VERDICT_NOT_TRUSTED},
    {"not yet valid", BEFORE, "validFrom", "\"2026-08-01T00:00:00Z\"",
        E_NOT_YET_VALID, VERDICT_NOT_TRUSTED},
    {"expired", BEFORE, "validUntil", "\"2026-05-01T00:00:00+02:00\"",
        E_EXPIRED, VERDICT_NOT_TRUSTED},
    {"OB-11 until before from", BEFORE, "validUntil",
        "\"2025-05-01T00:00:00Z\"", E_MALFORMED_VALUE_ERROR,
        VERDICT_NOT_TRUSTED},
    {"status cannot be checked", BEFORE, "credentialStatus",
        "{\"id\":\"https://x.example/s#1\","
        "\"type\":\"BitstringStatusListEntry\","
        "\"statusPurpose\":\"revocation\",\"statusListIndex\":\"1\","
        "\"statusListCredential\":\"https://x.example/s\"}",
        E_STATUS_RETRIEVAL_ERROR, VERDICT_UNDECIDED},
    {"ST-17 a status of an unknown kind", BEFORE, "credentialStatus",
        "{\"id\":\"https://x.example/s#1\","
        "\"type\":\"https://x.example/Status\"}",
        E_UNKNOWN_STATUS_TYPE, VERDICT_UNDECIDED},
};

static void run_change(
    struct workshop *w, const struct change *c, const char *suite)
{
    const struct json *document;
    const struct report *report;
    const struct check *fault;

    workshop_begin(w);
    document = workshop_badge(w);
    if (c->when == BEFORE)
        document = workshop_with(w, document, c->member, c->value);
    document = workshop_sign(w, document, suite, NULL);
    assert_non_null(document);
    if (c->when == AFTER)
        document = workshop_with(w, document, c->member, c->value);
    report = workshop_verify(w, document, NULL, NULL);
    fault = workshop_fault(report);
    if (c->code != OK && workshop_has_fault(report, c->code))
        fault = NULL;
    if (report->verdict != c->verdict || fault)
        print_error("%s, %s: %s\n", c->id, suite,
            fault ? workshop_code(fault->code) : "verified");
    assert_int_equal(report->verdict, c->verdict);
    assert_null(fault);
}

static void test_vc_verify_one_change(void **state)
{
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < sizeof(CHANGES) / sizeof(CHANGES[0]); i++) {
        run_change(&w, &CHANGES[i], "eddsa-rdfc-2022");
        run_change(&w, &CHANGES[i], "eddsa-jcs-2022");
    }
    workshop_release(&w);
}

static void test_vc_verify_every_suite(void **state)
{
    static const struct {
        enum key_type key;
        const char *suite;
    } cases[] = {
        {KEY_ED25519, "eddsa-rdfc-2022"},
        {KEY_ED25519, "eddsa-jcs-2022"},
        {KEY_P256, "ecdsa-rdfc-2019"},
        {KEY_P256, "ecdsa-jcs-2019"},
        {KEY_P384, "ecdsa-rdfc-2019"},
        {KEY_P384, "ecdsa-jcs-2019"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct workshop w;

        workshop_init(&w, cases[i].key);
        run_change(&w, &CHANGES[0], cases[i].suite);
        run_change(&w, &CHANGES[1], cases[i].suite);
        workshop_release(&w);
    }
}

/* --- the proof itself --- */

struct proof_change {
    const char *id;
    const char *member; /* of the proof */
    const char *value;
    code code;
};

static const struct proof_change PROOF_CHANGES[] = {
    {"DI-01 purpose", "proofPurpose", "\"authentication\"",
        E_PROOF_VERIFICATION_ERROR},
    {"purpose missing", "proofPurpose", NULL, E_PARSING_ERROR},
    {"type missing", "type", NULL, E_PARSING_ERROR},
    {"unknown type", "type", "\"UnknownProof\"", E_PROOF_UNSUPPORTED},
    {"unknown suite", "cryptosuite", "\"unknown-2030\"", E_PROOF_UNSUPPORTED},
    {"method missing", "verificationMethod", NULL, E_PARSING_ERROR},
    {"method is no URL", "verificationMethod", "\"key-1\"",
        E_INVALID_VERIFICATION_METHOD},
    {"DI-05 fragment of another key", "verificationMethod",
        "\"did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6Mk\"",
        E_INVALID_VERIFICATION_METHOD},
    {"method of a document that nobody has", "verificationMethod",
        "\"did:web:college.example#key-1\"", E_DOCUMENT_NEEDED},
    {"CR-04 key of another suite", "verificationMethod",
        "\"did:key:zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"
        "#zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP\"",
        E_INVALID_VERIFICATION_METHOD},
    {"DI-11 made in the future", "created", "\"2026-06-01T00:10:00Z\"",
        E_PROOF_NOT_YET_VALID},
    {"an end that nobody signed", "expires", "\"2036-05-31T23:50:00Z\"",
        E_PROOF_VERIFICATION_ERROR},
    {"created is no instant", "created", "\"yesterday\"",
        E_MALFORMED_VALUE_ERROR},
    {"DI-13 wrong multibase", "proofValue", "\"uAAAA\"",
        E_PROOF_VERIFICATION_ERROR},
    {"DI-13 short", "proofValue", "\"z2222\"", E_PROOF_VERIFICATION_ERROR},
    {"DI-13 empty", "proofValue", "\"\"", E_PARSING_ERROR},
    {"proofValue null", "proofValue", "null", E_MALFORMED_VALUE_ERROR},
    {"DI-09 previous proof is not there", "previousProof",
        "\"urn:uuid:00000000-0000-4000-8000-000000000000\"",
        E_PROOF_VERIFICATION_ERROR},
};

static void test_vc_verify_one_change_of_the_proof(void **state)
{
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < sizeof(PROOF_CHANGES) / sizeof(PROOF_CHANGES[0]); i++) {
        const struct proof_change *c = &PROOF_CHANGES[i];
        const struct json *document;
        const struct report *report;
        const struct check *fault;
        struct json *changed;
        struct json *bare;

        workshop_begin(&w);
        document =
            workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL);
        changed = workshop_with(
            &w, json_get(document, S("proof")), c->member, c->value);
        bare = vc_without(&w.step, document, S("proof"));
        json_add(bare, S("proof"), changed);
        report = workshop_verify(&w, bare, NULL, NULL);
        fault = workshop_fault(report);
        if (!fault || fault->code != c->code)
            print_error("%s: %s\n", c->id,
                fault ? workshop_code(fault->code) : "verified");
        assert_int_equal(fault ? fault->code : OK, c->code);
    }
    workshop_release(&w);
}

/* DI-04: the college's badge, a stranger's proof. */
static void test_vc_verify_di_04_stranger(void **state)
{
    struct workshop college;
    struct workshop stranger;
    const struct json *document;
    const struct report *report;

    (void)state;
    workshop_init(&college, KEY_ED25519);
    workshop_init(&stranger, KEY_P256);
    document = workshop_badge(&college);
    document = workshop_sign(&stranger, document, "ecdsa-rdfc-2019", NULL);
    report = workshop_verify(&college, document, NULL, NULL);
    assert_int_equal(report->verdict, VERDICT_NOT_TRUSTED);
    assert_int_equal(report_answer(report, CHECK_PROOF), ANSWER_GOOD);
    assert_int_equal(
        workshop_fault(report)->code, E_ISSUER_CONTROLLER_MISMATCH);
    workshop_release(&stranger);
    workshop_release(&college);
}

/* DI-07, DI-08: a set with one bad proof; one that was stripped. */
static void test_vc_verify_di_07_proof_set(void **state)
{
    struct badge_policy any = {
        .vc = {.now_unix_s = 1780272000, .any_proof = true}};
    struct badge_policy two = {
        .vc = {.now_unix_s = 1780272000, .proofs_min = 2}};
    struct workshop w;
    struct json *document;
    struct json *value;
    const struct report *report;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    document = workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL);
    report = workshop_verify(&w, document, &two, NULL);
    assert_int_equal(workshop_fault(report)->code, E_REQUIRED_PROOF_MISSING);
    document = workshop_sign(&w, document, "eddsa-jcs-2022", NULL);
    report = workshop_verify(&w, document, &two, NULL);
    assert_int_equal(report->verdict, VERDICT_VERIFIED);
    value =
        json_get(json_get(document, S("proof"))->child.first, S("proofValue"));
    value->text = S("z2222");
    report = workshop_verify(&w, document, NULL, NULL);
    assert_int_equal(report->verdict, VERDICT_NOT_TRUSTED);
    assert_true(str_eq(workshop_fault(report)->pointer, S("/proof/0")));
    report = workshop_verify(&w, document, &any, NULL);
    assert_int_equal(report->verdict, VERDICT_VERIFIED);
    workshop_release(&w);
}

/* DI-08: in the place of the proof that was stripped stands something that
 * anybody can put there. */
static void test_vc_verify_di_08_stripped_and_replaced(void **state)
{
    struct badge_policy two = {
        .vc = {.now_unix_s = 1780272000, .proofs_min = 2}};
    struct workshop w;
    struct json *document;
    struct json *both;
    struct json *proof;
    const struct report *report;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    document = workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL);
    proof = json_get(document, S("proof"));
    json_remove(document, S("proof"));
    both = json_add(document, S("proof"), json_new(&w.step, JSON_ARRAY));
    json_push(both, json_alias(&w.step, proof));
    json_push(both, json_alias(&w.step, proof));
    report = workshop_verify(&w, document, &two, NULL);
    assert_int_equal(report->verdict, VERDICT_NOT_TRUSTED);
    assert_int_equal(workshop_fault(report)->code, E_REQUIRED_PROOF_MISSING);
    *both->child.last = *workshop_json(&w, S("{\"type\":\"OtherProof\"}"));
    report = workshop_verify(&w, document, &two, NULL);
    assert_int_equal(report->verdict, VERDICT_UNDECIDED);
    assert_int_equal(workshop_fault(report)->code, E_PROOF_UNSUPPORTED);
    workshop_release(&w);
}

/* One good proof is enough, but it must be the issuer's: one of the issuer
 * that is over does not lend its name to that of a stranger. */
static void test_vc_verify_di_04_over_and_stranger(void **state)
{
    struct vc_proof_options over = {.expires = S("2026-05-31T23:50:00Z")};
    struct badge_policy any = {
        .vc = {.now_unix_s = 1780272000, .any_proof = true}};
    struct workshop college;
    struct workshop stranger;
    const struct json *document;
    const struct report *report;

    (void)state;
    workshop_init(&college, KEY_ED25519);
    workshop_init(&stranger, KEY_P256);
    document = workshop_sign(
        &college, workshop_badge(&college), "eddsa-rdfc-2022", &over);
    document = workshop_sign(&stranger, document, "ecdsa-rdfc-2019", NULL);
    report = workshop_verify(&college, document, &any, NULL);
    assert_int_equal(report->verdict, VERDICT_NOT_TRUSTED);
    assert_int_equal(
        workshop_fault(report)->code, E_ISSUER_CONTROLLER_MISMATCH);
    document = workshop_sign(&college, document, "eddsa-jcs-2022", NULL);
    report = workshop_verify(&college, document, &any, NULL);
    assert_int_equal(report->verdict, VERDICT_VERIFIED);
    workshop_release(&stranger);
    workshop_release(&college);
}

/* At the limit of proofs, and one past it. */
static void test_vc_verify_limit_of_proofs(void **state)
{
    struct workshop w;
    struct json *document;
    struct json *proof;
    struct json *all;
    uint32_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    document = workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL);
    proof = json_get(document, S("proof"));
    json_remove(document, S("proof"));
    all = json_add(document, S("proof"), json_new(&w.step, JSON_ARRAY));
    for (i = 0; i < w.budget.proofs_max; i++)
        json_push(all, json_alias(&w.step, proof));
    assert_int_equal(
        workshop_verify(&w, document, NULL, NULL)->verdict, VERDICT_VERIFIED);
    json_push(all, json_alias(&w.step, proof));
    assert_null(workshop_verify(&w, document, NULL, NULL));
    workshop_release(&w);
}

/* DI-14: domain and challenge, exactly. */
static void test_vc_verify_di_14_domain_and_challenge(void **state)
{
    struct vc_proof_options made = {
        .domain = S("college.example"), .challenge = S("c-1")};
    struct badge_policy policy = {.vc = {.now_unix_s = 1780272000,
                                      .domain = S("college.example"),
                                      .challenge = S("c-1")}};
    struct workshop w;
    const struct json *document;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    document = workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", &made);
    assert_int_equal(workshop_verify(&w, document, &policy, NULL)->verdict,
        VERDICT_VERIFIED);
    policy.vc.challenge = S("c-2");
    assert_int_equal(
        workshop_fault(workshop_verify(&w, document, &policy, NULL))->code,
        E_INVALID_CHALLENGE_ERROR);
    policy.vc.domain = S("other.example");
    assert_int_equal(
        workshop_fault(workshop_verify(&w, document, &policy, NULL))->code,
        E_INVALID_DOMAIN_ERROR);
    document = workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL);
    assert_int_equal(
        workshop_fault(workshop_verify(&w, document, &policy, NULL))->code,
        E_INVALID_DOMAIN_ERROR);
    workshop_release(&w);
}

/* DI-11: a proof that says its own end. It was good on the day of award. */
static void test_vc_verify_di_11_proof_is_over(void **state)
{
    struct vc_proof_options made = {.expires = S("2026-05-31T23:50:00Z")};
    const struct report *report;
    struct workshop w;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    report = workshop_verify(&w,
        workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", &made), NULL,
        NULL);
    assert_int_equal(report->verdict, VERDICT_NOT_TRUSTED);
    assert_int_equal(workshop_fault(report)->code, E_PROOF_EXPIRED);
    assert_int_equal(report->on_award, VERDICT_VERIFIED);
    assert_true(str_eq(report->award, S("2026-01-15T09:00:00Z")));
    workshop_release(&w);
}

/* The second answer: what came after the award does not touch it. */
static void test_vc_verify_on_the_day_of_award(void **state)
{
    static const struct {
        enum when when;
        const char *member;
        const char *value;
        enum verdict now;
        enum verdict on_award;
    } cases[] = {
        {BEFORE, "name", "\"Reading Data\"", VERDICT_VERIFIED,
            VERDICT_VERIFIED},
        {BEFORE, "validUntil", "\"2026-05-01T00:00:00Z\"", VERDICT_NOT_TRUSTED,
            VERDICT_VERIFIED},
        {BEFORE, "validFrom", "\"2026-08-01T00:00:00Z\"", VERDICT_NOT_TRUSTED,
            VERDICT_NOT_TRUSTED},
        {AFTER, "validUntil", "\"2026-05-01T00:00:00Z\"", VERDICT_NOT_TRUSTED,
            VERDICT_NOT_TRUSTED},
        {BEFORE, "credentialStatus", "{\"type\":\"https://x.example/S\"}",
            VERDICT_UNDECIDED, VERDICT_UNDECIDED},
    };
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct json *document;
        const struct report *report;

        workshop_begin(&w);
        document = workshop_badge(&w);
        if (cases[i].when == BEFORE)
            document =
                workshop_with(&w, document, cases[i].member, cases[i].value);
        document = workshop_sign(&w, document, "eddsa-rdfc-2022", NULL);
        if (cases[i].when == AFTER)
            document =
                workshop_with(&w, document, cases[i].member, cases[i].value);
        report = workshop_verify(&w, document, NULL, NULL);
        assert_int_equal(report->verdict, cases[i].now);
        assert_int_equal(report->on_award, cases[i].on_award);
    }
    workshop_release(&w);
}

/* DI-15: a valid proof deep inside counts for nothing. */
static void test_vc_verify_di_15_nested_proof(void **state)
{
    struct workshop w;
    struct json *document;
    struct json *proof;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    document = workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL);
    proof = json_get(document, S("proof"));
    json_remove(document, S("proof"));
    json_add(
        json_get(json_get(document, S("credentialSubject")), S("achievement")),
        S("proof"), proof);
    assert_true(workshop_has_fault(
        workshop_verify(&w, document, NULL, NULL), E_PARSING_ERROR));
    workshop_release(&w);
}

TEST_MAIN(test_vc_verify_one_change,
    test_vc_verify_every_suite,
    test_vc_verify_one_change_of_the_proof,
    test_vc_verify_di_04_stranger,
    test_vc_verify_di_07_proof_set,
    test_vc_verify_di_08_stripped_and_replaced,
    test_vc_verify_di_04_over_and_stranger,
    test_vc_verify_limit_of_proofs,
    test_vc_verify_di_14_domain_and_challenge,
    test_vc_verify_di_11_proof_is_over,
    test_vc_verify_on_the_day_of_award,
    test_vc_verify_di_15_nested_proof)
