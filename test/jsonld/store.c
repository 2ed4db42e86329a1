#include "test/support/ld.h"
#include "test/support/test.h"

#include <string.h>

static const char CREDENTIAL[] =
    "{'@context':['https://www.w3.org/ns/credentials/v2',"
    "'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],"
    "'id':'urn:uuid:1','type':['VerifiableCredential','OpenBadgeCredential'],"
    "'name':'n','credentialSubject':{'type':'AchievementSubject',"
    "'achievement':{'id':'urn:a','type':'Achievement','name':'x',"
    "'criteria':{'narrative':'y'}}},"
    "'proof':{'type':'DataIntegrityProof','cryptosuite':'eddsa-rdfc-2022',"
    "'created':'2025-01-01T00:00:00Z','proofPurpose':'assertionMethod',"
    "'verificationMethod':'did:key:x#x','proofValue':'z1'}}";

/* Every built-in context has its digest, is JSON, and can be used alone. */
static void test_store_contexts_are_usable(void **state)
{
    static const char *const need_others[] = {
        /* uses the prefix xsd, which another context defines */
        "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
    };
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    assert_true(jsonld_context_data.n >= 50);
    for (i = 0; i < jsonld_context_data.n; i++) {
        struct json *document;
        struct json *result = NULL;
        str url = jsonld_context_data.items[i].name;
        code c;

        ld_reset(&ld);
        document = json_new(&ld.arena, JSON_OBJECT);
        json_add(document, S("@context"), json_new_string(&ld.arena, url));
        c = jsonld_expand(document, &ld.options, &ld.arena, &result, &ld.err);
        if (c != OK && !str_eq(url, str_of(need_others[0])))
            fail_msg(
                "%.*s: code %d, %s", (int)url.len, url.ptr, (int)c, ld.err.arg);
    }
    ld_release(&ld);
}

static void test_store_ld_12_refuses_other_bytes(void **state)
{
    struct ld ld;
    struct asset asset = {STR("https://example.com/c"), STR("{}"), {0}};
    const struct assets assets = {&asset, 1};
    struct jsonld_store *store = NULL;
    struct source *source = NULL;

    (void)state;
    ld_init(&ld);
    assert_int_equal(store_new(&ld.arena, &assets, native_provider(ld.native),
                         &store, &ld.err),
        OK);
    assert_int_equal(store_get(store, asset.name, &source, &ld.err),
        E_CONTEXT_HASH_MISMATCH);
    assert_string_equal(ld.err.arg, "https://example.com/c");
    assert_null(source);
    ld_release(&ld);
}

static void test_store_ld_11_loads_nothing(void **state)
{
    struct ld ld;
    struct ld_web web = {.ld = &ld};
    struct json *result = NULL;

    (void)state;
    ld_init(&ld);
    assert_int_equal(
        ld_expand(&ld, "{'@context':'https://example.com/c'}", &result),
        E_JSONLD_LOADING_REMOTE_CONTEXT_FAILED);
    assert_string_equal(ld.err.arg, "https://example.com/c");
    assert_string_equal(ld.err.pointer, "/@context");
    ld.options.loader = ld_loader(&web);
    assert_int_equal(ld_expand(&ld, CREDENTIAL, &result), OK);
    assert_int_equal(web.n_loads, 0);
    ld_release(&ld);
}

/* From the second document on, nothing is compiled and little is made. */
static void test_store_compiles_once(void **state)
{
    struct ld ld;
    struct json *first = NULL;
    struct json *second = NULL;
    size_t used;

    (void)state;
    ld_init(&ld);
    ld.options.safe = true;
    assert_int_equal(ld_expand(&ld, CREDENTIAL, &first), OK);
    used = arena_used_bytes(&ld.store_arena);
    assert_int_equal(ld_expand(&ld, CREDENTIAL, &second), OK);
    assert_int_equal(arena_used_bytes(&ld.store_arena), used);
    assert_true(json_equal(first, second));
    ld_release(&ld);
}

/* A base IRI of the document does not get into what the store keeps. */
static void test_store_is_free_of_documents(void **state)
{
    static const char text[] = "{'@context':'urn:rel','p':1}";
    static const str context = STR("{\"@context\":{\"@vocab\":\"x/\"}}");
    struct ld ld;
    struct asset asset = {STR("urn:rel"), {NULL, 0}, {0}};
    const struct assets assets = {&asset, 1};
    struct jsonld_store *store = NULL;
    struct json *result = NULL;

    (void)state;
    ld_init(&ld);
    asset.text = context;
    assert_int_equal(provider_hash(native_provider(ld.native), HASH_SHA256,
                         str_bytes(context), asset.sha256),
        OK);
    assert_int_equal(store_new(&ld.store_arena, &assets,
                         native_provider(ld.native), &store, &ld.err),
        OK);
    ld.options.store = store;
    ld.options.base = S("https://a.example/");
    assert_int_equal(ld_expand(&ld, text, &result), OK);
    ld_assert_same(
        &ld, "a", result, "[{'https://a.example/x/p':[{'@value':1}]}]");
    ld.options.base = S("https://b.example/");
    assert_int_equal(ld_expand(&ld, text, &result), OK);
    ld_assert_same(
        &ld, "b", result, "[{'https://b.example/x/p':[{'@value':1}]}]");
    ld_release(&ld);
}

/* What was compiled without safe mode is not taken for safe. */
static void test_store_keeps_safe_apart(void **state)
{
    static const char text[] = "{'@context':'urn:res','p':1}";
    static const str context =
        STR("{\"@context\":{\"@foo\":\"urn:f\",\"p\":\"urn:p\"}}");
    struct ld ld;
    struct asset asset = {STR("urn:res"), {NULL, 0}, {0}};
    const struct assets assets = {&asset, 1};
    struct jsonld_store *store = NULL;
    struct json *result = NULL;
    int i;

    (void)state;
    ld_init(&ld);
    asset.text = context;
    assert_int_equal(provider_hash(native_provider(ld.native), HASH_SHA256,
                         str_bytes(context), asset.sha256),
        OK);
    assert_int_equal(store_new(&ld.store_arena, &assets,
                         native_provider(ld.native), &store, &ld.err),
        OK);
    ld.options.store = store;
    for (i = 0; i < 4; i++) {
        ld.options.safe = i % 2 == 1;
        assert_int_equal(ld_expand(&ld, text, &result),
            i % 2 == 1 ? E_DATA_LOSS_DETECTION_ERROR : OK);
    }
    ld_release(&ld);
}

/* A full store goes on working, in the arena of each call. */
static void test_store_full(void **state)
{
    struct ld ld;
    struct jsonld_store *store = NULL;
    struct json *kept = NULL;
    struct json *made = NULL;
    struct arena small;
    size_t used;

    (void)state;
    ld_init(&ld);
    arena_init(&small, STORE_BYTES_LEFT);
    assert_int_equal(store_new(&small, &jsonld_context_data,
                         native_provider(ld.native), &store, &ld.err),
        OK);
    assert_int_equal(ld_expand(&ld, CREDENTIAL, &kept), OK);
    ld.options.store = store;
    assert_int_equal(ld_expand(&ld, CREDENTIAL, &made), OK);
    assert_true(json_equal(kept, made));
    used = arena_used_bytes(&small);
    assert_int_equal(ld_expand(&ld, CREDENTIAL, &made), OK);
    assert_int_equal(arena_used_bytes(&small), used);
    arena_release(&small);
    ld_release(&ld);
}

static void test_store_text_is_as_published(void **state)
{
    struct ld ld;
    str text;

    (void)state;
    ld_init(&ld);
    text = store_text(ld.store, S("https://www.w3.org/ns/credentials/v2"));
    assert_int_equal(text.len, 10131);
    assert_null(store_text(ld.store, S("https://example.com/")).ptr);
    ld_release(&ld);
}

TEST_MAIN(test_store_contexts_are_usable,
    test_store_ld_12_refuses_other_bytes,
    test_store_ld_11_loads_nothing,
    test_store_compiles_once,
    test_store_is_free_of_documents,
    test_store_keeps_safe_apart,
    test_store_full,
    test_store_text_is_as_published)
