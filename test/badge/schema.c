#include "badge/schema.h"

#include "test/support/test.h"

#include <string.h>

#define OB "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_"
#define HEAD                                                                   \
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","                 \
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"         \
    "\"id\":\"urn:uuid:1\",\"type\":[\"VerifiableCredential\","                \
    "\"OpenBadgeCredential\"],\"issuer\":{\"id\":\"did:example:1\","           \
    "\"type\":\"Profile\"},\"validFrom\":"
#define SUBJECT                                                                \
    ",\"credentialSubject\":{\"type\":\"AchievementSubject\","                 \
    "\"achievement\":{\"id\":\"urn:uuid:2\",\"type\":[\"Achievement\"],"       \
    "\"name\":\"N\",\"description\":\"D\",\"criteria\":{\"narrative\":\"C\"}"  \
    "}}}"

struct badge {
    str text;
    str url;
    enum schema_verdict verdict;
    const char *pointer;
    const char *what;
};

static const struct badge BADGES[] = {
    {STR(HEAD "\"2024-01-01T00:00:00Z\"" SUBJECT),
        STR(OB "achievementcredential_schema.json"), SCHEMA_VALID, "", ""},
    {STR(HEAD "\"yesterday\"" SUBJECT),
        STR(OB "achievementcredential_schema.json"), SCHEMA_INVALID,
        "/validFrom", "format"},
    {STR(HEAD "\"2024-01-01T00:00:00Z\",\"credentialSubject\":{\"type\":"
              "\"AchievementSubject\",\"achievement\":{\"id\":\"urn:uuid:2\","
              "\"type\":[\"Achievement\"],\"name\":\"N\",\"description\":"
              "\"D\"}}}"),
        STR(OB "achievementcredential_schema.json"), SCHEMA_INVALID,
        "/credentialSubject/achievement", "required criteria"},
    {STR("{\"@context\":[\"https://www.w3.org/2018/credentials/v1\"],"
         "\"type\":[\"VerifiableCredential\",\"AchievementCredential\"]}"),
        STR(OB "achievementcredentialv1p1_schema.json"), SCHEMA_INVALID, "",
        "required id"},
    {STR("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
         "\"type\":[\"VerifiableCredential\",\"EndorsementCredential\"]}"),
        STR(OB "endorsementcredential_schema.json"), SCHEMA_INVALID, "",
        "required id"},
    {STR("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
         "\"type\":[\"VerifiableCredential\"],\"issuer\":\"did:example:1\","
         "\"credentialSubject\":{\"id\":\"did:example:2\"}}"),
        STR("https://www.w3.org/2022/credentials/v2/"
            "verifiable-credential-schema.json"),
        SCHEMA_VALID, "", ""},
};

static void test_schema_of_a_badge_is_found_and_applied(void **state)
{
    struct badge_schemas schemas;
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 26);
    badge_schemas_init(&schemas, &arena);
    for (i = 0; i < sizeof(BADGES) / sizeof(BADGES[0]); i++) {
        const struct badge *b = &BADGES[i];
        struct budget budget = budget_default();
        struct json *credential = NULL;
        const struct schema *schema = NULL;
        struct schema_report report;
        struct err err = {0};
        str url;

        assert_int_equal(
            json_parse(b->text, &budget, &arena, &credential, &err), OK);
        url = badge_schema_url(credential);
        assert_true(str_eq(url, b->url));
        assert_int_equal(badge_schema_get(&schemas, url, &schema, &err), OK);
        assert_non_null(schema);
        assert_int_equal(
            schema_check(schema, credential, &budget, &arena, &report, &err),
            OK);
        assert_int_equal(report.verdict, b->verdict);
        if (report.n_failures > 0)
            schema_failure_err(
                &report.failures[0], credential, report.verdict, &err);
        assert_string_equal(err.pointer, b->pointer);
        assert_string_equal(err.arg, b->what);
    }
    arena_release(&arena);
}

static void test_schema_all_built_in_ones_compile(void **state)
{
    struct badge_schemas schemas;
    const struct schema *again = NULL;
    const struct schema *schema = NULL;
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 26);
    badge_schemas_init(&schemas, &arena);
    assert_true(badge_schema_data.n <= BADGE_SCHEMAS_MAX);
    for (i = 0; i < badge_schema_data.n; i++) {
        str url = badge_schema_data.items[i].name;

        assert_int_equal(badge_schema_get(&schemas, url, &schema, NULL), OK);
        assert_non_null(schema);
        assert_int_equal(badge_schema_get(&schemas, url, &again, NULL), OK);
        assert_ptr_equal(again, schema);
    }
    assert_int_equal(
        badge_schema_get(&schemas, S("https://x/"), &schema, NULL), OK);
    assert_null(schema);
    arena_release(&arena);
    arena_init(&arena, 100000);
    badge_schemas_init(&schemas, &arena);
    assert_int_equal(badge_schema_get(&schemas, badge_schema_data.items[0].name,
                         &schema, NULL),
        E_LIMIT_EXCEEDED);
    arena_release(&arena);
}

static void test_schema_there_is_none_for_plain_version_1(void **state)
{
    struct budget budget = budget_default();
    struct json *credential = NULL;
    struct arena arena;

    (void)state;
    arena_init(&arena, 1 << 20);
    assert_int_equal(
        json_parse(S("{\"@context\":\"https://www.w3.org/2018/credentials/"
                     "v1\",\"type\":\"VerifiableCredential\"}"),
            &budget, &arena, &credential, NULL),
        OK);
    assert_int_equal(badge_schema_url(credential).len, 0);
    arena_release(&arena);
}

TEST_MAIN(test_schema_of_a_badge_is_found_and_applied,
    test_schema_all_built_in_ones_compile,
    test_schema_there_is_none_for_plain_version_1)
