/* did:web: from the identifier to a place, the document made and read. */
#include "vc/did_web.h"

#include "test/support/test.h"
#include "test/support/workshop.h"
#include "vc/method.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *did;
    const char *url; /* NULL: INVALID_DID */
} PLACES[] = {
    {"did:web:college.example", "https://college.example/.well-known/did.json"},
    {"did:web:college.example:a:b", "https://college.example/a/b/did.json"},
    {"did:web:college.example%3A8443",
        "https://college.example:8443/.well-known/did.json"},
    {"did:web:college.example%3A8443:a",
        "https://college.example:8443/a/did.json"},
    {"did:web:xn--bcher-kva.example:o_1:a-b.c",
        "https://xn--bcher-kva.example/o_1/a-b.c/did.json"},
    {"did:web:college.example:%C3%A9",
        "https://college.example/%C3%A9/did.json"},
    {"did:web:127.0.0.1", "https://127.0.0.1/.well-known/did.json"},
    {"did:web:", NULL},
    {"did:web:college.example:", NULL},
    {"did:web::a", NULL},
    {"did:web:college.example::a", NULL},
    {"did:web:college.example:..", NULL},
    {"did:web:college.example:a:..:b", NULL},
    {"did:web:college.example:.", NULL},
    {"did:web:college.example:%2e%2e", NULL},
    {"did:web:college.example:a%2Fb", NULL},
    {"did:web:college.example%2Fa", NULL},
    {"did:web:college.example/a", NULL},
    {"did:web:college.example:a/b", NULL},
    {"did:web:college.example:a?b", NULL},
    {"did:web:college.example?b", NULL},
    {"did:web:college.example#b", NULL},
    {"did:web:user@college.example", NULL},
    {"did:web:user%40college.example", NULL},
    {"did:web:user%3Apass@college.example", NULL},
    {"did:web:college.example%3A", NULL},
    {"did:web:college.example%3A0", NULL},
    {"did:web:college.example%3A65536", NULL},
    {"did:web:college.example%3A080", NULL},
    {"did:web:college.example%3a80", NULL},
    {"did:web:college.example%3A80%3A80", NULL},
    {"did:web:college.example.", NULL},
    {"did:web:.college.example", NULL},
    {"did:web:college..example", NULL},
    {"did:web:-college.example", NULL},
    {"did:web:coll\xc3\xa9ge.example", NULL},
    {"did:web:[::1]", NULL},
    {"did:web:college.example:a b", NULL},
    {"did:web:college.example:a\\b", NULL},
    {"did:web:a:b:c:d:e:f:g:h:i:j:k:l:m:n:o:p:q:r", NULL},
    {"did:webs:college.example", NULL},
};

static void test_did_web_fe_10_place(void **state)
{
    char long_label[8 + 300 + 1] = "did:web:";
    struct arena arena;
    size_t i;
    str url;

    (void)state;
    arena_init(&arena, (size_t)1024 * 1024);
    for (i = 0; i < sizeof(PLACES) / sizeof(PLACES[0]); i++) {
        code result = did_web_url(str_of(PLACES[i].did), &arena, &url, NULL);

        if ((result == OK) != (PLACES[i].url != NULL))
            print_error("%s\n", PLACES[i].did);
        assert_int_equal(result, PLACES[i].url ? OK : E_INVALID_DID);
        if (PLACES[i].url)
            assert_true(str_eq(url, str_of(PLACES[i].url)));
    }
    memset(long_label + 8, 'a', 300);
    assert_int_equal(
        did_web_url(str_of(long_label), &arena, &url, NULL), E_INVALID_DID);
    arena_release(&arena);
}

/* FE-10 in the decision: refused, and nothing is asked for. */
static void test_did_web_fe_10_asks_for_nothing(void **state)
{
    struct vc_facts facts = {0};
    struct vc_needs needs;
    struct vc_method method;
    struct workshop w;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    needs = (struct vc_needs){.arena = &w.step};
    assert_int_equal(vc_method_find(S("did:web:college.example:..:other#key-1"),
                         S("assertionMethod"), &facts, &needs, &method, NULL),
        E_INVALID_DID);
    assert_int_equal(needs.n, 0);
    workshop_release(&w);
}

static void test_did_web_covers_its_folder(void **state)
{
    static const struct {
        const char *id;
        const char *url;
        bool covers;
    } cases[] = {
        {"did:web:a.example", "https://a.example/status/1", true},
        {"did:web:a.example:o:x", "https://a.example/o/x/status/1", true},
        {"did:web:a.example:o:x", "https://a.example/o/y/status/1", false},
        {"did:web:a.example:o:x", "https://a.example/o/xy/status/1", false},
        {"did:web:a.example", "https://a.example.evil.example/1", false},
        {"did:web:a.example", "http://a.example/1", false},
        {"did:web:a.example", "https://a.example:8443/1", false},
        {"https://a.example/issuer", "https://a.example/status/1", true},
        {"https://a.example/o/x?p=/y/", "https://a.example/o/z", true},
        {"https://a.example/o/x", "https://a.example/p/z", false},
        {"https://a.example", "https://a.example.evil.example/", false},
        {"did:key:z6Mk", "https://a.example/status/1", false},
    };
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, (size_t)1024 * 1024);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        bool covers =
            did_web_covers(str_of(cases[i].id), str_of(cases[i].url), &arena);

        if (covers != cases[i].covers)
            print_error("%s, %s\n", cases[i].id, cases[i].url);
        assert_int_equal(covers, cases[i].covers);
    }
    arena_release(&arena);
}

/* --- keys that have ended (LG-08, LG-09) --- */

#define DID "did:web:northfield.example"
#define PLACE "https://northfield.example/.well-known/did.json"

struct ending {
    const char *id;
    const char *expires;
    const char *revoked;
    int64_t seen_unix_s;
    code code; /* of the proof */
    enum verdict now;
    enum verdict on_award;
};

/* The proof is of 2026-01-15, the check of 2026-06-01. */
static const struct ending ENDINGS[] = {
    {"in use", "", "", 0, OK, VERDICT_VERIFIED, VERDICT_VERIFIED},
    {"to expire", "2027-01-01T00:00:00Z", "", 0, OK, VERDICT_VERIFIED,
        VERDICT_VERIFIED},
    {"LG-08 retired after it signed", "2026-03-01T00:00:00Z", "", 0,
        E_KEY_RETIRED, VERDICT_VERIFIED, VERDICT_VERIFIED},
    {"retired before it signed", "2026-01-01T00:00:00Z", "", 0,
        E_INVALID_VERIFICATION_METHOD, VERDICT_NOT_TRUSTED,
        VERDICT_NOT_TRUSTED},
    {"LG-09 revoked after the date in the proof", "", "2026-03-01T00:00:00Z", 0,
        E_KEY_REVOKED, VERDICT_NOT_TRUSTED, VERDICT_UNDECIDED},
    {"LG-09 revoked, seen before", "", "2026-03-01T00:00:00Z", 1769000000,
        E_KEY_RETIRED, VERDICT_VERIFIED, VERDICT_VERIFIED},
    {"LG-09 revoked, seen only later", "", "2026-03-01T00:00:00Z", 1775000000,
        E_KEY_REVOKED, VERDICT_NOT_TRUSTED, VERDICT_UNDECIDED},
    {"revoked before the date in the proof", "", "2026-01-01T00:00:00Z", 0,
        E_INVALID_VERIFICATION_METHOD, VERDICT_NOT_TRUSTED,
        VERDICT_NOT_TRUSTED},
};

static bool has_code(const struct report *report, code c)
{
    const struct check *at = report->first;

    while (at && (at->kind != CHECK_PROOF || at->code != c))
        at = at->next;
    return at != NULL;
}

static void run_ending(struct workshop *w, const struct ending *c)
{
    struct did_web_key key = {.name = S("key-1"),
        .expires = str_of(c->expires),
        .revoked = str_of(c->revoked)};
    struct vc_proof_options made = {.verification_method = S(DID "#key-1")};
    struct badge_policy policy = {.vc = {
                                      .now_unix_s = 1780272000,
                                      .seen_unix_s = c->seen_unix_s,
                                  }};
    struct vc_fact_document fact = {.url = S(PLACE)};
    struct vc_facts facts = {.documents = &fact, .n_documents = 1};
    const struct report *report;
    struct json *document = NULL;
    struct json *badge;

    workshop_begin(w);
    key.key = w->key.public;
    assert_int_equal(
        did_web_document(S(DID), &key, 1, &w->step, &document, NULL), OK);
    fact.json = document;
    badge = workshop_badge(w);
    json_get(json_get(badge, S("issuer")), S("id"))->text = S(DID);
    badge = workshop_sign(w, badge, "eddsa-rdfc-2022", &made);
    report = workshop_verify(w, badge, &policy, &facts);
    if (report->verdict != c->now || report->on_award != c->on_award ||
        !has_code(report, c->code))
        print_error("%s\n", c->id);
    assert_true(has_code(report, c->code));
    assert_int_equal(report->verdict, c->now);
    assert_int_equal(report->on_award, c->on_award);
    assert_int_equal(report_answer(report, CHECK_ISSUER), ANSWER_GOOD);
}

static void test_did_web_lg_08_and_09_ended_keys(void **state)
{
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < sizeof(ENDINGS) / sizeof(ENDINGS[0]); i++)
        run_ending(&w, &ENDINGS[i]);
    workshop_release(&w);
}

/* FE-06: the document that the place gave is about another DID. */
static void test_did_web_fe_06_another_document(void **state)
{
    struct did_web_key key = {.name = S("key-1")};
    struct vc_fact_document fact = {.url = S(PLACE)};
    struct vc_facts facts = {.documents = &fact, .n_documents = 1};
    struct vc_needs needs;
    struct vc_method method;
    struct json *document = NULL;
    struct workshop w;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    needs = (struct vc_needs){.arena = &w.step};
    key.key = w.key.public;
    assert_int_equal(did_web_document(S("did:web:other.example"), &key, 1,
                         &w.step, &document, NULL),
        OK);
    fact.json = document;
    assert_int_equal(vc_method_find(S(DID "#key-1"), S("assertionMethod"),
                         &facts, &needs, &method, NULL),
        E_INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID);
    workshop_release(&w);
}

TEST_MAIN(test_did_web_fe_10_place,
    test_did_web_fe_10_asks_for_nothing,
    test_did_web_covers_its_folder,
    test_did_web_lg_08_and_09_ended_keys,
    test_did_web_fe_06_another_document)
