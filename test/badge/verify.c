/* Open Badges 3.0: the cases OB of the catalogue, and every class. */
#include "badge/model.h"
#include "test/support/test.h"
#include "test/support/workshop.h"
#include "vc/report_json.h"

#include <stdio.h>
#include <string.h>

/* --- the model: one change of the achievement or subject, one fault --- */

struct fault {
    const char *where; /* "", or the member of the badge to change in */
    const char *member;
    const char *value;   /* NULL: taken out */
    const char *pointer; /* of the fault; NULL: none */
};

#define SUBJECT "credentialSubject"
#define ACHIEVEMENT "achievement"

static const struct fault FAULTS[] = {
    {"", "id", NULL, "/id"},
    {"", "validFrom", NULL, "/validFrom"},
    {"", "awardedDate", "\"soon\"", "/awardedDate"},
    {"", "image", "{\"id\":\"https://x.example/i.png\"}", "/image/type"},
    {"", "image",
        "{\"id\":\"https://x.example/i.png\",\"type\":\"Image\","
        "\"more\":1}",
        "/image/more"},
    {"", "image", "{\"id\":\"https://x.example/i.png\",\"type\":[\"Image\"]}",
        "/image/type"},
    {SUBJECT, "identifier",
        "{\"type\":[\"IdentityObject\"],\"hashed\":false,"
        "\"identityHash\":\"x\",\"identityType\":\"name\"}",
        "/credentialSubject/identifier/type"},
    {"", "evidence", "[{\"type\":[\"Evidence\"],\"genre\":7}]",
        "/evidence/0/genre"},
    {"", "endorsementJwt", "\"not.a\"", "/endorsementJwt"},
    {"", "refreshService", "{\"type\":\"1EdTechCredentialRefresh\"}",
        "/refreshService/id"},
    {SUBJECT, "type", "\"Subject\"", "/credentialSubject/type"},
    {SUBJECT, "id", NULL, "/credentialSubject/id"},
    {SUBJECT, "achievement", NULL, "/credentialSubject/achievement"},
    {SUBJECT, "creditsEarned", "\"5\"", "/credentialSubject/creditsEarned"},
    {SUBJECT, "identifier",
        "{\"type\":\"IdentityObject\",\"hashed\":true,"
        "\"identityHash\":\"sha256$00\",\"identityType\":\"shoeSize\"}",
        "/credentialSubject/identifier/identityType"},
    {SUBJECT, "identifier",
        "{\"type\":\"IdentityObject\",\"hashed\":\"yes\","
        "\"identityHash\":\"x\",\"identityType\":\"ext:shoeSize\"}",
        "/credentialSubject/identifier/hashed"},
    {SUBJECT, "result", "[{\"type\":[\"Result\"],\"status\":\"Done\"}]",
        "/credentialSubject/result/0/status"},
    {SUBJECT, "source", "{\"id\":\"urn:x:1\",\"type\":[\"Person\"]}",
        "/credentialSubject/source/type"},
    {ACHIEVEMENT, "name", NULL, "/credentialSubject/achievement/name"},
    {ACHIEVEMENT, "criteria", NULL, "/credentialSubject/achievement/criteria"},
    {ACHIEVEMENT, "achievementType", "\"Medal\"",
        "/credentialSubject/achievement/achievementType"},
    {ACHIEVEMENT, "achievementType", "\"ext:Medal\"", NULL},
    {ACHIEVEMENT, "inLanguage", "\"x\"",
        "/credentialSubject/achievement/inLanguage"},
    {ACHIEVEMENT, "inLanguage", "\"de-AT\"", NULL},
    {ACHIEVEMENT, "alignment", "{\"type\":\"Alignment\",\"targetName\":\"x\"}",
        "/credentialSubject/achievement/alignment/targetUrl"},
    {ACHIEVEMENT, "alignment",
        "{\"type\":\"Alignment\",\"targetName\":\"x\","
        "\"targetUrl\":\"https://x.example/\",\"targetType\":\"Skill\"}",
        "/credentialSubject/achievement/alignment/targetType"},
    {ACHIEVEMENT, "resultDescription",
        "[{\"id\":\"urn:x:1\",\"type\":[\"ResultDescription\"],"
        "\"name\":\"Mark\",\"resultType\":\"Stars\"}]",
        "/credentialSubject/achievement/resultDescription/0/resultType"},
    {ACHIEVEMENT, "related", "[{\"id\":\"urn:x:1\",\"type\":[\"Thing\"]}]",
        "/credentialSubject/achievement/related/0/type"},
    {ACHIEVEMENT, "creator",
        "{\"id\":\"urn:x:1\",\"type\":\"Profile\",\"dateOfBirth\":\"1.1.70\"}",
        "/credentialSubject/achievement/creator/dateOfBirth"},
    {ACHIEVEMENT, "creator",
        "{\"id\":\"urn:x:1\",\"type\":\"Profile\",\"parentOrg\":"
        "{\"id\":\"urn:x:2\",\"type\":\"Profile\",\"address\":"
        "{\"type\":\"Address\",\"geo\":{\"type\":\"GeoCoordinates\","
        "\"latitude\":1}}}}",
        "/credentialSubject/achievement/creator/parentOrg/address/geo/"
        "longitude"},
    {ACHIEVEMENT, "tag", "[\"a\",7]", "/credentialSubject/achievement/tag/1"},
};

static struct json *part_of(struct json *badge, const char *where)
{
    struct json *subject = json_get(badge, S("credentialSubject"));

    if (strcmp(where, SUBJECT) == 0)
        return subject;
    return strcmp(where, ACHIEVEMENT) == 0 ? json_get(subject, S("achievement"))
                                           : badge;
}

static void test_badge_model_names_the_place(void **state)
{
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < sizeof(FAULTS) / sizeof(FAULTS[0]); i++) {
        const struct fault *f = &FAULTS[i];
        const struct check *check;
        struct report *report;
        struct json *badge;
        struct json *part;

        workshop_begin(&w);
        badge = workshop_badge(&w);
        part = part_of(badge, f->where);
        json_remove(part, str_of(f->member));
        if (f->value)
            json_add(
                part, str_of(f->member), workshop_json(&w, str_of(f->value)));
        report = report_new(&w.step);
        badge_check_model(badge, badge_class(badge), 32, report);
        check = report->first;
        if (!check != !f->pointer ||
            (check && !str_eq(check->pointer, str_of(f->pointer))))
            print_error("row %zu: %.*s\n", i,
                check ? (int)check->pointer.len : 4,
                check ? check->pointer.ptr : "none");
        assert_int_equal(!check, !f->pointer);
        if (check)
            assert_true(str_eq(check->pointer, str_of(f->pointer)));
    }
    workshop_release(&w);
}

/* --- who says so --- */

static const struct json *issuer_in_json(
    struct workshop *w, const struct report *report)
{
    return json_get(report_to_json(report, &w->step), S("issuer"));
}

/* OB-01: an own key and a famous name verify; the answer names the key's
 * owner, who is unknown until the one who asks has looked at it. */
static void test_badge_ob_01_famous_name(void **state)
{
    struct badge_policy policy = {.vc.now_unix_s = 1780272000};
    const struct json *issuer;
    const struct report *report;
    struct workshop w;
    struct json *badge;
    str known[2];

    (void)state;
    workshop_init(&w, KEY_ED25519);
    badge = workshop_badge(&w);
    json_get(json_get(badge, S("issuer")), S("name"))->text =
        S("Harvard University");
    badge = workshop_sign(&w, badge, "eddsa-rdfc-2022", NULL);
    report = workshop_verify(&w, badge, &policy, NULL);
    assert_int_equal(report->verdict, VERDICT_VERIFIED);
    assert_false(report->issuer_is_known);
    issuer = issuer_in_json(&w, report);
    assert_true(json_text_is(json_get(issuer, S("id")), str_of(w.did)));
    assert_true(
        json_text_is(json_get(issuer, S("trust")), S("unknown issuer")));
    known[0] = S("did:web:other.example");
    known[1] = str_of(w.did);
    policy.vc.known_issuers = known;
    policy.vc.n_known_issuers = 2;
    report = workshop_verify(&w, badge, &policy, NULL);
    assert_true(report->issuer_is_known);
    json_get(badge, S("name"))->text = S("Other");
    report = workshop_verify(&w, badge, &policy, NULL);
    assert_false(report->issuer_is_known);
    assert_null(issuer_in_json(&w, report));
    workshop_release(&w);
}

/* OB-11: each of the three, by its name. */
static void test_badge_ob_11_dates(void **state)
{
    static const struct {
        const char *member;
        const char *value;
        code code;
    } cases[] = {
        {"validFrom", "\"2026-06-02T00:00:00Z\"", E_NOT_YET_VALID},
        {"validUntil", "\"2026-05-31T23:00:00Z\"", E_EXPIRED},
        {"validUntil", "\"2026-01-15T08:59:59Z\"", E_MALFORMED_VALUE_ERROR},
    };
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct json *badge =
            workshop_with(&w, workshop_badge(&w), cases[i].member, //
                cases[i].value);
        const struct report *report = workshop_verify(
            &w, workshop_sign(&w, badge, "eddsa-rdfc-2022", NULL), NULL, NULL);

        assert_int_equal(report->verdict, VERDICT_NOT_TRUSTED);
        assert_true(workshop_has_fault(report, cases[i].code));
    }
    workshop_release(&w);
}

static bool has_warning(const struct report *report, code c)
{
    const struct check *at = report->first;

    while (at && (at->code != c || at->answer != ANSWER_WARNING))
        at = at->next;
    return at != NULL;
}

/* OB-16: the achievement of another institution. OB-07: an MD5 hash. */
static void test_badge_ob_16_and_07_warn(void **state)
{
    const struct report *report;
    struct workshop w;
    struct json *badge;
    struct json *subject;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    badge = workshop_badge(&w);
    subject = json_get(badge, S("credentialSubject"));
    json_add(json_get(subject, S("achievement")), S("creator"),
        workshop_json(&w,
            S("{\"id\":\"https://other.example/\",\"type\":[\"Profile\"]}")));
    json_add(subject, S("identifier"),
        workshop_json(
            &w, S("[{\"type\":\"IdentityObject\",\"hashed\":true,"
                  "\"identityHash\":\"md5$900150983cd24fb0d6963f7d28e17f72\","
                  "\"identityType\":\"emailAddress\"}]")));
    badge = workshop_sign(&w, badge, "eddsa-rdfc-2022", NULL);
    report = workshop_verify(&w, badge, NULL, NULL);
    assert_int_equal(report->verdict, VERDICT_VERIFIED);
    assert_true(has_warning(report, E_ACHIEVEMENT_CREATOR_MISMATCH));
    assert_true(has_warning(report, E_WEAK_HASH));
    workshop_release(&w);
}

/* OB-15: the short name of a badge with the meaning of something else. */
static void test_badge_ob_15_type_by_iri(void **state)
{
    struct badge_policy policy = {
        .vc = {.now_unix_s = 1780272000, .inline_contexts = true}};
    struct workshop w;
    const struct json *badge;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    badge = workshop_json(
        &w, S("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
              "{\"OpenBadgeCredential\":\"https://evil.example/Badge\"}],"
              "\"id\":\"urn:x:1\",\"type\":[\"VerifiableCredential\","
              "\"OpenBadgeCredential\"],\"issuer\":\"did:example:i\","
              "\"credentialSubject\":{\"id\":\"did:example:s\"}}"));
    badge = workshop_sign(&w, badge, "eddsa-rdfc-2022", NULL);
    assert_true(workshop_has_fault(
        workshop_verify(&w, badge, &policy, NULL), E_CREDENTIAL_TYPE_MISMATCH));
    workshop_release(&w);
}

/* --- endorsements --- */

static struct json *endorsement_about(struct workshop *w, const char *subject)
{
    char text[2048];
    int n = snprintf(text, sizeof(text),
        "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
        "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
        "\"id\":\"urn:uuid:5b1a3c2d-4e5f-4d6a-9e0e-0a4f1c9e1c5e\","
        "\"type\":[\"VerifiableCredential\",\"EndorsementCredential\"],"
        "\"name\":\"Endorsed\",\"issuer\":{\"id\":\"%s\",\"type\":"
        "[\"Profile\"]},\"validFrom\":\"2026-01-16T00:00:00Z\","
        "\"credentialSubject\":{\"id\":\"%s\","
        "\"type\":[\"EndorsementSubject\"]}}",
        w->did, subject);

    assert_in_range(n, 1, sizeof(text) - 1);
    return workshop_sign(w, workshop_json(w, arena_str(&w->step, str_of(text))),
        "eddsa-rdfc-2022", NULL);
}

/* A badge whose achievement carries this endorsement. */
static struct json *endorsed_badge(struct workshop *w, struct json *endorsement)
{
    struct json *badge = workshop_badge(w);
    struct json *all = json_new(&w->step, JSON_ARRAY);

    json_push(all, endorsement);
    json_add(
        json_get(json_get(badge, S("credentialSubject")), S("achievement")),
        S("endorsement"), all);
    return workshop_sign(w, badge, "eddsa-rdfc-2022", NULL);
}

#define ACHIEVEMENT_ID "https://northfield.example/a/data"

static void test_badge_endorsement_verifies(void **state)
{
    const struct report *report;
    struct workshop w;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    report = workshop_verify(&w,
        endorsed_badge(&w, endorsement_about(&w, ACHIEVEMENT_ID)), NULL, NULL);
    assert_int_equal(report->verdict, VERDICT_VERIFIED);
    assert_non_null(report->parts);
    assert_int_equal(report->parts->verdict, VERDICT_VERIFIED);
    assert_true(str_eq(report->parts->pointer,
        S("/credentialSubject/achievement/endorsement/0")));
    workshop_release(&w);
}

/* OB-09: a bad one; strict mode fails the badge, the other only says so.
 * OB-10: one about something else. */
static void test_badge_ob_09_and_10_bad_endorsement(void **state)
{
    static const struct {
        const char *about;
        bool tampered;
        code code;
    } cases[] = {
        {ACHIEVEMENT_ID, true, E_ENDORSEMENT_INVALID},
        {"https://other.example/a", false, E_ENDORSEMENT_SUBJECT_MISMATCH},
    };
    struct badge_policy strict = {
        .vc.now_unix_s = 1780272000, .endorsements = ENDORSEMENT_STRICT};
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct report *report;
        struct json *endorsement;
        struct json *badge;

        workshop_begin(&w);
        endorsement = endorsement_about(&w, cases[i].about);
        if (cases[i].tampered)
            json_get(endorsement, S("name"))->text = S("Other");
        badge = endorsed_badge(&w, endorsement);
        report = workshop_verify(&w, badge, NULL, NULL);
        assert_int_equal(report->verdict, VERDICT_VERIFIED);
        assert_true(has_warning(report, cases[i].code));
        report = workshop_verify(&w, badge, &strict, NULL);
        assert_int_equal(report->verdict, VERDICT_NOT_TRUSTED);
        assert_true(workshop_has_fault(report, cases[i].code));
    }
    workshop_release(&w);
}

TEST_MAIN(test_badge_model_names_the_place,
    test_badge_ob_01_famous_name,
    test_badge_ob_11_dates,
    test_badge_ob_16_and_07_warn,
    test_badge_ob_15_type_by_iri,
    test_badge_endorsement_verifies,
    test_badge_ob_09_and_10_bad_endorsement)
