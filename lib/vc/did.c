#include "vc/did.h"

#include <string.h>

static const str PREFIX = STR("did:key:");

/* The Multikey in a did:key without fragment. */
static code take_multikey(str did, str *ret, struct err *reterr)
{
    str multikey = str_sub(did, PREFIX.len, did.len);

    if (!str_starts(did, PREFIX) || !str_starts(multikey, S("z")))
        return err_set(reterr, E_INVALID_DID, did);
    *ret = multikey;
    return OK;
}

code did_key_parse(str did, struct public_key *ret, struct err *reterr)
{
    str multikey = {NULL, 0};

    TRY(take_multikey(did, &multikey, reterr));
    return key_from_multikey(multikey, ret, reterr);
}

void did_key_write(const struct public_key *key, char ret[DID_KEY_BYTES])
{
    memcpy(ret, PREFIX.ptr, PREFIX.len);
    key_to_multikey(key, ret + PREFIX.len);
}

void did_key_write_method(
    const struct public_key *key, char ret[DID_KEY_METHOD_BYTES])
{
    size_t n;

    did_key_write(key, ret);
    n = strlen(ret);
    ret[n] = '#';
    memcpy(ret + n + 1, ret + PREFIX.len, n - PREFIX.len);
    ret[2 * n + 1 - PREFIX.len] = '\0';
}

static bool can_sign(enum multicodec kind)
{
    return kind != MULTICODEC_X25519_PUB && kind != MULTICODEC_X448_PUB;
}

/* Edwards keys sign only, and so do BLS keys. */
static bool can_agree(enum multicodec kind)
{
    return kind != MULTICODEC_ED25519_PUB && kind != MULTICODEC_ED448_PUB &&
           kind != MULTICODEC_BLS12_381_G1_PUB &&
           kind != MULTICODEC_BLS12_381_G2_PUB &&
           kind != MULTICODEC_BLS12_381_G1G2_PUB;
}

static void add_list(
    struct json *object, str name, struct json *only, struct arena *arena)
{
    json_push(json_add(object, name, json_new(arena, JSON_ARRAY)), only);
}

static void add_relationships(
    struct json *document, str id, enum multicodec kind, struct arena *arena)
{
    static const str signing[] = {
        STR("assertionMethod"),
        STR("authentication"),
        STR("capabilityInvocation"),
        STR("capabilityDelegation"),
    };
    size_t i;

    for (i = 0; can_sign(kind) && i < sizeof(signing) / sizeof(str); i++)
        add_list(document, signing[i], json_new_string(arena, id), arena);
    if (can_agree(kind))
        add_list(
            document, S("keyAgreement"), json_new_string(arena, id), arena);
}

struct json *did_method(
    str id, str controller, str multikey, struct arena *arena)
{
    struct json *method = json_new(arena, JSON_OBJECT);

    json_put_text(method, S("id"), id, arena);
    json_put_text(method, S("type"), S("Multikey"), arena);
    json_put_text(method, S("controller"), controller, arena);
    json_put_text(method, S("publicKeyMultibase"), multikey, arena);
    return method;
}

code did_key_document(
    str did, struct arena *arena, struct json **ret, struct err *reterr)
{
    struct json *document;
    str multikey = {NULL, 0};
    enum multicodec kind = MULTICODEC_ED25519_PUB;
    str id;

    TRY(take_multikey(did, &multikey, reterr));
    TRY(key_kind_of_multikey(multikey, &kind, reterr));
    id = arena_join(arena, (const str[]){did, S("#"), multikey}, 3);
    document = json_new(arena, JSON_OBJECT);
    add_list(document, S("@context"),
        json_new_string(arena, S("https://www.w3.org/ns/cid/v1")), arena);
    json_put_text(document, S("id"), did, arena);
    add_list(document, S("verificationMethod"),
        did_method(id, did, multikey, arena), arena);
    add_relationships(document, id, kind, arena);
    if (arena_status(arena) != OK)
        return err_set(reterr, arena_status(arena), did);
    *ret = document;
    return OK;
}
