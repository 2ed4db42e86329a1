#include "crypto/jwk.h"

#include "crypto/curve.h"
#include "crypto/rsa.h"
#include "text/base64.h"

#include <string.h>

/* RFC 7518, 6.2.2, 6.3.2, 6.4.1 and RFC 8037, 2. */
static const str PRIVATE_MEMBERS[] = {
    STR("d"),
    STR("p"),
    STR("q"),
    STR("dp"),
    STR("dq"),
    STR("qi"),
    STR("oth"),
    STR("k"),
};

static code refuse(str about, struct err *reterr)
{
    return err_set(reterr, E_INVALID_VERIFICATION_METHOD, about);
}

/* The bytes of a base64url member. */
static code read_member(const struct json *jwk,
    str name,
    struct arena *scratch,
    bytes *ret,
    struct err *reterr)
{
    const struct json *value = json_get(jwk, name);
    code c;

    if (!json_is(value, JSON_STRING))
        return refuse(name, reterr);
    c = base64_decode(json_text(value), BASE64URL, scratch, ret);
    if (c == E_SYNTAX)
        return refuse(name, reterr);
    return c == OK ? OK : err_set(reterr, c, name);
}

static code read_okp(const struct json *jwk,
    struct arena *scratch,
    struct public_key *ret,
    struct err *reterr)
{
    bytes x = {0};

    if (!json_text_is(json_get(jwk, S("crv")), S("Ed25519")))
        return err_set(
            reterr, E_PROOF_UNSUPPORTED, json_text(json_get(jwk, S("crv"))));
    TRY(read_member(jwk, S("x"), scratch, &x, reterr));
    if (x.len != key_public_bytes(KEY_ED25519))
        return refuse(S("x"), reterr);
    *ret = (struct public_key){.type = KEY_ED25519, .len = (uint8_t)x.len};
    memcpy(ret->bytes, x.ptr, x.len);
    return OK;
}

static code read_ec(const struct json *jwk,
    struct arena *scratch,
    struct public_key *ret,
    struct err *reterr)
{
    str curve = json_text(json_get(jwk, S("crv")));
    enum key_type type = key_type_of(curve);
    size_t n = curve_bytes(type);
    bytes x = {0};
    bytes y = {0};

    if (n == 0)
        return err_set(reterr, E_PROOF_UNSUPPORTED, curve);
    TRY(read_member(jwk, S("x"), scratch, &x, reterr));
    TRY(read_member(jwk, S("y"), scratch, &y, reterr));
    /* RFC 7518, 6.2.1.2: full length, also with leading zeros */
    if (x.len != n || y.len != n || !curve_has_point(type, x.ptr, y.ptr))
        return refuse(S("point not on its curve"), reterr);
    *ret = (struct public_key){.type = type, .len = (uint8_t)(n + 1)};
    ret->bytes[0] = 2 | (y.ptr[n - 1] & 1);
    memcpy(ret->bytes + 1, x.ptr, n);
    return OK;
}

static code refuse_rsa(
    const struct json *jwk, struct arena *scratch, struct err *reterr)
{
    bytes n = {0};
    bytes e = {0};

    TRY(read_member(jwk, S("n"), scratch, &n, reterr));
    TRY(read_member(jwk, S("e"), scratch, &e, reterr));
    TRY(rsa_check(n, e, reterr));
    return err_set(reterr, E_PROOF_UNSUPPORTED, S("RSA"));
}

static code read_by_type(const struct json *jwk,
    struct arena *scratch,
    struct public_key *ret,
    struct err *reterr)
{
    const struct json *kty = json_get(jwk, S("kty"));
    size_t i;

    if (!json_is(kty, JSON_STRING))
        return refuse(S("kty"), reterr);
    for (i = 0; i < sizeof(PRIVATE_MEMBERS) / sizeof(str); i++) {
        if (json_get(jwk, PRIVATE_MEMBERS[i]))
            return refuse(S("private key published"), reterr);
    }
    if (json_text_is(kty, S("oct")))
        return refuse(S("symmetric key"), reterr);
    if (json_text_is(kty, S("OKP")))
        return read_okp(jwk, scratch, ret, reterr);
    if (json_text_is(kty, S("EC")))
        return read_ec(jwk, scratch, ret, reterr);
    if (json_text_is(kty, S("RSA")))
        return refuse_rsa(jwk, scratch, reterr);
    return err_set(reterr, E_PROOF_UNSUPPORTED, json_text(kty));
}

code jwk_read(const struct json *jwk,
    struct arena *scratch,
    struct public_key *ret,
    struct err *reterr)
{
    struct arena_mark mark = arena_mark(scratch);
    code c = read_by_type(jwk, scratch, ret, reterr);

    arena_rewind(scratch, mark);
    return c;
}

static void add_text(
    struct json *object, str name, str text, struct arena *arena)
{
    json_add(object, name, json_new_string(arena, text));
}

static void add_bytes(
    struct json *object, str name, bytes data, struct arena *arena)
{
    add_text(object, name, base64_encode(data, BASE64URL, arena), arena);
}

code jwk_new(const struct public_key *key,
    struct arena *arena,
    struct json **ret,
    struct err *reterr)
{
    uint8_t y[CURVE_BYTES_MAX];
    size_t n = curve_bytes(key->type);
    struct json *jwk = json_new(arena, JSON_OBJECT);

    if (n > 0 && !curve_decompress(key->type, key->bytes, y))
        return refuse(S("point not on its curve"), reterr);
    add_text(jwk, S("kty"), n > 0 ? S("EC") : S("OKP"), arena);
    add_text(jwk, S("crv"), key_type_name(key->type), arena);
    if (n > 0) {
        add_bytes(jwk, S("x"), (bytes){key->bytes + 1, n}, arena);
        add_bytes(jwk, S("y"), (bytes){y, n}, arena);
    } else {
        add_bytes(jwk, S("x"), (bytes){key->bytes, key->len}, arena);
    }
    if (arena_status(arena) != OK)
        return err_set(reterr, arena_status(arena), S("JWK"));
    *ret = jwk;
    return OK;
}
