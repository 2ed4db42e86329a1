/*
 * did:key: every identifier of the method's vectors resolves to a document
 * whose key is the one given there, under the relationships given there; the
 * vectors' documents are in older forms (2018, 2020, JWK), so keys are
 * compared by their bytes. And the method's test suite, refusals included.
 */
#include "crypto/jwk.h"
#include "test/support/suite.h"
#include "text/base58.h"
#include "text/base64.h"
#include "vc/did.h"

#include <string.h>

static struct json *read_json(struct suite *s, const char *path)
{
    struct budget budget = budget_default();
    struct json *root = NULL;

    if (json_parse(suite_read(s, &s->arena, path), &budget, &s->arena, &root,
            NULL) != OK)
        fprintf(stderr, "%s: not JSON\n", path);
    return root;
}

static const char *name_of(str text, char name[SUITE_NAME_BYTES])
{
    snprintf(name, SUITE_NAME_BYTES, "%.*s", (int)text.len,
        text.len > 0 ? text.ptr : "");
    return name;
}

/* The bytes behind the multicodec, which takes two bytes for all of these. */
static bytes multikey_bytes(str multikey, struct arena *arena)
{
    bytes data = {0};

    if (base58_decode(str_sub(multikey, 1, multikey.len), arena, &data) != OK)
        return (bytes){NULL, 0};
    return data.len > 2 ? (bytes){data.ptr + 2, data.len - 2}
                        : (bytes){NULL, 0};
}

static bytes jwk_bytes(const struct json *jwk, str name, struct arena *arena)
{
    bytes data = {0};

    if (base64_decode(
            json_text(json_get(jwk, name)), BASE64URL, arena, &data) != OK)
        return (bytes){NULL, 0};
    return data;
}

/* RSAPublicKey ends in INTEGER n, INTEGER e. */
static bool is_rsa(bytes key, bytes n, bytes e)
{
    const uint8_t *at = key.ptr + key.len - e.len;

    return key.len > n.len + e.len + 2 && e.len > 0 &&
           memcmp(at, e.ptr, e.len) == 0 && at[-1] == e.len &&
           memcmp(at - 2 - n.len, n.ptr, n.len) == 0;
}

static bool is_jwk(bytes key, const struct json *jwk, struct arena *arena)
{
    bytes x = jwk_bytes(jwk, S("x"), arena);
    bytes y = jwk_bytes(jwk, S("y"), arena);

    if (json_text_is(json_get(jwk, S("kty")), S("RSA")))
        return is_rsa(
            key, jwk_bytes(jwk, S("n"), arena), jwk_bytes(jwk, S("e"), arena));
    if (json_text_is(json_get(jwk, S("crv")), S("BLS12381_G1")))
        return x.len == 48 && key.len == 144 &&
               memcmp(key.ptr, x.ptr, x.len) == 0;
    if (key.len == 0 || x.len == 0)
        return false;
    if (y.len > 0) /* a point, compressed */
        return key.len == x.len + 1 &&
               key.ptr[0] == (y.ptr[y.len - 1] & 1) + 2 &&
               memcmp(key.ptr + 1, x.ptr, x.len) == 0;
    return bytes_eq(key, x);
}

static bool is_same_key(
    const struct json *made, const struct json *wanted, struct arena *arena)
{
    bytes key = multikey_bytes(
        json_text(json_get(made, S("publicKeyMultibase"))), arena);
    const struct json *base58 = json_get(wanted, S("publicKeyBase58"));
    bytes data = {0};

    if (!base58)
        return is_jwk(key, json_get(wanted, S("publicKeyJwk")), arena);
    return base58_decode(json_text(base58), arena, &data) == OK &&
           bytes_eq(key, data);
}

/* Where keys can be used here, reading them gives the same as well. */
static bool is_read_alike(str did, const struct json *wanted)
{
    const struct json *jwk = json_get(wanted, S("publicKeyJwk"));
    struct public_key a = {.type = KEY_NONE};
    struct public_key b = {.type = KEY_NONE};
    code from_did = did_key_parse(did, &a, NULL);
    code from_jwk = jwk ? key_from_jwk(jwk, &b, NULL) : from_did;

    if (from_did != from_jwk)
        return false;
    if (from_did != OK)
        return from_did == E_PROOF_UNSUPPORTED;
    return !jwk || key_eq(&a, &b);
}

static bool stands_under(const struct json *document, str name, str id)
{
    const struct json *list = json_get(document, name);
    const struct json *entry = list ? list->child.first : NULL;

    while (entry && !json_text_is(entry, id))
        entry = entry->next;
    return entry != NULL;
}

static const char *compare_relationships(const struct json *made,
    const struct json *wanted,
    str made_id,
    str wanted_id)
{
    static const str names[] = {STR("assertionMethod"), STR("authentication"),
        STR("capabilityInvocation"), STR("capabilityDelegation"),
        STR("keyAgreement")};
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (stands_under(made, names[i], made_id) !=
            stands_under(wanted, names[i], wanted_id))
            return names[i].ptr;
    }
    return NULL;
}

/* What is wrong, or NULL. */
static const char *check(
    str did, const struct json *wanted, struct arena *arena)
{
    struct json *made = NULL;
    const struct json *made_method;
    const struct json *wanted_method;

    if (did_key_document(did, arena, &made, NULL) != OK)
        return "does not resolve";
    if (!json_text_is(json_get(made, S("id")), did))
        return "another id";
    made_method = json_get(made, S("verificationMethod"))->child.first;
    wanted_method = json_get(wanted, S("verificationMethod"))->child.first;
    if (!is_same_key(made_method, wanted_method, arena))
        return "another key";
    if (!is_read_alike(did, wanted_method))
        return "read otherwise than its JWK";
    return compare_relationships(made, wanted,
        json_text(json_get(made_method, S("id"))),
        json_text(json_get(wanted_method, S("id"))));
}

/* {did: {didDocument}}, or for X25519 {didDocument: {did: document}}. */
static void run_vectors(struct suite *s, const char *path)
{
    struct json *root = read_json(s, path);
    const struct json *outer = json_get(root, S("didDocument"));
    const struct json *entry = outer ? outer->child.first : root->child.first;
    char name[SUITE_NAME_BYTES];

    for (; entry; entry = entry->next) {
        const struct json *wanted =
            outer ? entry : json_get(entry, S("didDocument"));
        const char *wrong = check(entry->name, wanted, &s->arena);

        suite_result(s, name_of(entry->name, name), !wrong, wrong);
    }
}

static void run_case(struct suite *s, const char *path)
{
    struct json *root = read_json(s, path);
    bool is_negative = json_is(json_get(root, S("negative")), JSON_TRUE);
    struct public_key key = {.type = KEY_NONE};
    struct json *document = NULL;
    struct err err = {.code = OK};
    str did = json_text(json_get(root, S("did")));
    bool resolves = did_key_document(did, &s->arena, &document, &err) == OK &&
                    did_key_parse(did, &key, &err) == OK;
    bool is_refused =
        err.code == E_INVALID_DID || err.code == E_INVALID_VERIFICATION_METHOD;

    suite_result(s, path, is_negative ? !resolves && is_refused : resolves,
        "another answer");
}

int main(int argc, char **argv)
{
    static const char *const vectors[] = {
        "data/did-key/ed25519-x25519.json",
        "data/did-key/x25519.json",
        "data/did-key/nist-curves.json",
        "data/did-key/secp256k1.json",
        "data/did-key/bls12381.json",
        "data/did-key/rsa.json",
    };
    static const char *const cases[] = {
        "data/did-key/did-key-test-suite/validDid.json",
        "data/did-key/did-key-test-suite/invalidDid.json",
        "data/did-key/did-key-test-suite/incorrectEncoding.json",
        "data/did-key/did-key-test-suite/notMultibase.json",
    };
    struct suite s;
    size_t i;

    suite_start(&s, argc, argv);
    suite_begin(&s, "did-key", 5 + 4 + 7 + 6 + 6 + 2 + 4);
    for (i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++)
        run_vectors(&s, vectors[i]);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        run_case(&s, cases[i]);
    suite_end(&s);
    return suite_finish(&s);
}
