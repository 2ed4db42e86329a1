/* did:key to key and document, and what is refused. */
#include "vc/did.h"

#include "test/support/test.h"

#include <string.h>

#define KEY "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
#define DID "did:key:" KEY
#define METHOD DID "#" KEY

static const char DOCUMENT[] =
    "{\"@context\":[\"https://www.w3.org/ns/cid/v1\"],\"id\":\"" DID
    "\",\"verificationMethod\":[{\"id\":\"" METHOD
    "\",\"type\":\"Multikey\",\"controller\":\"" DID
    "\",\"publicKeyMultibase\":\"" KEY "\"}],\"assertionMethod\":[\"" METHOD
    "\"],\"authentication\":[\"" METHOD
    "\"],\"capabilityInvocation\":[\"" METHOD
    "\"],\"capabilityDelegation\":[\"" METHOD "\"]}";

static void test_did_key_document_in_multikey_form(void **state)
{
    struct arena arena;
    struct json *document = NULL;
    struct buf text;

    (void)state;
    arena_init(&arena, 1 << 20);
    buf_init(&text, &arena, 4096);
    assert_int_equal(did_key_document(S(DID), &arena, &document, NULL), OK);
    json_write(&text, document, JSON_COMPACT);
    assert_true(str_eq(bytes_str(buf_bytes(&text)), str_of(DOCUMENT)));
    arena_release(&arena);
}

static void test_did_key_is_written_back(void **state)
{
    struct public_key key = {.type = KEY_NONE};
    char did[DID_KEY_BYTES];
    char method[DID_KEY_METHOD_BYTES];

    (void)state;
    assert_int_equal(did_key_parse(S(DID), &key, NULL), OK);
    did_key_write(&key, did);
    assert_string_equal(did, DID);
    did_key_write_method(&key, method);
    assert_string_equal(method, METHOD);
}

static void test_did_key_refusals(void **state)
{
    static const struct {
        str did;
        code parsed;
        code resolved;
    } cases[] = {
        {STR(""), E_INVALID_DID, E_INVALID_DID},
        {STR("did:key:"), E_INVALID_DID, E_INVALID_DID},
        {STR("did:web:example.org"), E_INVALID_DID, E_INVALID_DID},
        {STR("did:key:u7QHXWpgBgrELfVS_"), E_INVALID_DID, E_INVALID_DID},
        {STR("DID:KEY:" KEY), E_INVALID_DID, E_INVALID_DID},
        {STR(METHOD), E_INVALID_VERIFICATION_METHOD,
            E_INVALID_VERIFICATION_METHOD},
        {STR("did:key:z"), E_INVALID_VERIFICATION_METHOD,
            E_INVALID_VERIFICATION_METHOD},
        {STR("did:key:z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F"),
            E_PROOF_UNSUPPORTED, OK},
    };
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct public_key key = {.type = KEY_NONE};
        struct json *document = NULL;

        assert_int_equal(
            did_key_parse(cases[i].did, &key, NULL), cases[i].parsed);
        assert_int_equal(
            did_key_document(cases[i].did, &arena, &document, NULL),
            cases[i].resolved);
    }
    arena_release(&arena);
}

/* OS-01: an arena that is full at any point gives an error, no document. */
static void test_did_key_os_01_full_arena(void **state)
{
    code c = E_LIMIT_EXCEEDED;
    size_t n;

    (void)state;
    for (n = 0; c != OK; n += 8) {
        struct arena arena;
        struct json *document = NULL;

        arena_init(&arena, n);
        c = did_key_document(S(DID), &arena, &document, NULL);
        assert_true(
            c == OK ? document != NULL : c == E_LIMIT_EXCEEDED && !document);
        arena_release(&arena);
    }
    assert_true(n > 1000);
}

TEST_MAIN(test_did_key_document_in_multikey_form,
    test_did_key_is_written_back,
    test_did_key_refusals,
    test_did_key_os_01_full_arena)
