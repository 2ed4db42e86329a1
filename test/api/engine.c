/* The public API, as a stranger's program uses it. */
#include "test/support/test.h"
#include "testamur/native.h"
#include "testamur/testamur.h"

#include <stdio.h>
#include <string.h>

static const char UNSIGNED[] =
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
    "\"id\":\"urn:uuid:0a4f1c9e-1c5e-4d6a-9e0e-5b1a3c2d4e5f\","
    "\"type\":[\"VerifiableCredential\"],"
    "\"issuer\":\"%s\",\"validFrom\":\"2026-01-15T09:00:00Z\","
    "\"credentialSubject\":{\"id\":\"did:example:learner\"}}";

/* did:key of the seed 07 07 ... (tests only). */
static const uint8_t SECRET[48] = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};

static void issue_text(char *text, size_t size, const char *issuer)
{
    int n = snprintf(text, size, UNSIGNED, issuer);

    assert_in_range(n, 1, size - 1);
}

static void test_api_issues_and_verifies(void **state)
{
    struct testamur_native *native = testamur_native_new();
    struct testamur_engine *engine =
        testamur_engine_new(testamur_native_provider(native));
    const struct testamur_issuer issuer = {
        TESTAMUR_ED25519, SECRET, "eddsa-rdfc-2022", "2026-01-15T09:00:01Z"};
    struct testamur_policy policy = {.now_unix_s = 1780272000};
    char text[1024];
    char badge[4096];
    const char *signed_text;

    (void)state;
    assert_non_null(engine);
    issue_text(text, sizeof(text),
        "did:key:z6MkvVVzDkTWHkp7u6hJjQ7JSvNUYYQGH4hbxqKjsMMwnUuB");
    signed_text = testamur_issue(engine, text, strlen(text), &issuer);
    assert_non_null(signed_text);
    assert_in_range(strlen(signed_text), 1, sizeof(badge) - 1);
    memcpy(badge, signed_text, strlen(signed_text) + 1);
    /* The issuer is somebody else's did:key: the signature is good, but the
     * key does not belong to the issuer. */
    assert_int_equal(testamur_verify(engine, badge, strlen(badge), &policy),
        TESTAMUR_NOT_TRUSTED);
    assert_non_null(
        strstr(testamur_report(engine), "\"ISSUER_CONTROLLER_MISMATCH\""));
    assert_null(testamur_credential(engine));
    testamur_engine_free(engine);
    testamur_native_free(native);
}

static void test_api_says_why_it_does_not_issue(void **state)
{
    struct testamur_native *native = testamur_native_new();
    struct testamur_engine *engine =
        testamur_engine_new(testamur_native_provider(native));
    struct testamur_issuer issuer = {
        TESTAMUR_ED25519, SECRET, "eddsa-rdfc-2022", NULL};
    static const char bad[] = "{\"@context\":[]}";

    (void)state;
    assert_null(testamur_issue(engine, bad, strlen(bad), &issuer));
    assert_non_null(strstr(testamur_report(engine), "\"/@context\""));
    issuer.cryptosuite = "no-such-suite";
    assert_null(testamur_issue(engine, bad, strlen(bad), &issuer));
    assert_non_null(strstr(testamur_report(engine), "\"PROOF_UNSUPPORTED\""));
    assert_null(testamur_issue(engine, "{", 1, &issuer));
    testamur_engine_free(engine);
    testamur_native_free(native);
}

static void test_api_reads_no_nonsense(void **state)
{
    static const struct {
        const char *text;
        enum testamur_verdict verdict;
    } cases[] = {
        {"", TESTAMUR_UNREADABLE},
        {"{", TESTAMUR_UNREADABLE},
        {"[]", TESTAMUR_NOT_TRUSTED},
        {"{}", TESTAMUR_NOT_TRUSTED},
        {"eyJhbGciOiJub25lIn0.e30.", TESTAMUR_UNDECIDED},
    };
    struct testamur_native *native = testamur_native_new();
    struct testamur_engine *engine =
        testamur_engine_new(testamur_native_provider(native));
    struct testamur_policy policy = {.now_unix_s = 1780272000};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(testamur_verify(engine, cases[i].text,
                             strlen(cases[i].text), &policy),
            cases[i].verdict);
        assert_non_null(strstr(testamur_report(engine), "\"verdict\""));
        assert_null(testamur_credential(engine));
    }
    testamur_engine_free(engine);
    testamur_native_free(native);
    testamur_engine_free(NULL);
    testamur_native_free(NULL);
}

TEST_MAIN(test_api_issues_and_verifies,
    test_api_says_why_it_does_not_issue,
    test_api_reads_no_nonsense)
