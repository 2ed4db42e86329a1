#include "crypto/jwk.h"

#include "crypto/curve.h"
#include "crypto/rsa.h"
#include "text/base64.h"

#include <string.h>

enum {
    RSA_BYTES_MAX = 2048,
};

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

/* The bytes of a base64url member: at most size_bytes. */
static code read_member(const struct json *jwk,
    str name,
    uint8_t *room,
    size_t size_bytes,
    bytes *ret)
{
    size_t n = base64_decode_into(
        json_text(json_get(jwk, name)), BASE64URL, room, size_bytes);

    if (n == SIZE_MAX || n == 0)
        return E_INVALID_VERIFICATION_METHOD;
    *ret = (bytes){room, n};
    return OK;
}

static code read_okp(
    const struct json *jwk, struct public_key *ret, struct err *reterr)
{
    struct public_key key = {.type = KEY_ED25519};
    str curve = json_text(json_get(jwk, S("crv")));
    bytes x = {0};

    if (!str_eq(curve, key_type_name(KEY_ED25519)))
        return err_set(reterr, E_PROOF_UNSUPPORTED, curve);
    key.len = (uint8_t)key_public_bytes(KEY_ED25519);
    if (read_member(jwk, S("x"), key.bytes, key.len, &x) != OK ||
        x.len != key.len)
        return refuse(S("x"), reterr);
    *ret = key;
    return OK;
}

static code read_ec(
    const struct json *jwk, struct public_key *ret, struct err *reterr)
{
    str curve = json_text(json_get(jwk, S("crv")));
    struct public_key key = {.type = key_type_of(curve)};
    size_t n = curve_bytes(key.type);
    uint8_t room[CURVE_BYTES_MAX];
    bytes x = {0};
    bytes y = {0};

    if (n == 0)
        return err_set(reterr, E_PROOF_UNSUPPORTED, curve);
    /* RFC 7518, 6.2.1.2: full length, also with leading zeros */
    if (read_member(jwk, S("x"), key.bytes + 1, n, &x) != OK || x.len != n)
        return refuse(S("x"), reterr);
    if (read_member(jwk, S("y"), room, n, &y) != OK || y.len != n)
        return refuse(S("y"), reterr);
    if (!curve_has_point(key.type, x.ptr, y.ptr))
        return refuse(S("point not on its curve"), reterr);
    key.bytes[0] = 2 | (y.ptr[n - 1] & 1);
    key.len = (uint8_t)(n + 1);
    *ret = key;
    return OK;
}

static code refuse_rsa(const struct json *jwk, struct err *reterr)
{
    uint8_t modulus[RSA_BYTES_MAX];
    uint8_t exponent[RSA_BYTES_MAX];
    bytes n = {0};
    bytes e = {0};

    if (read_member(jwk, S("n"), modulus, sizeof(modulus), &n) != OK)
        return refuse(S("n"), reterr);
    if (read_member(jwk, S("e"), exponent, sizeof(exponent), &e) != OK)
        return refuse(S("e"), reterr);
    TRY(rsa_check(n, e, reterr));
    return err_set(reterr, E_PROOF_UNSUPPORTED, S("RSA"));
}

code key_from_jwk(
    const struct json *jwk, struct public_key *ret, struct err *reterr)
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
        return read_okp(jwk, ret, reterr);
    if (json_text_is(kty, S("EC")))
        return read_ec(jwk, ret, reterr);
    if (json_text_is(kty, S("RSA")))
        return refuse_rsa(jwk, reterr);
    return err_set(reterr, E_PROOF_UNSUPPORTED, json_text(kty));
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

code key_to_jwk(const struct public_key *key,
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
