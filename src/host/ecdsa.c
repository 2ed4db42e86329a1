#include "host/ecdsa.h"

#include "crypto/curve.h"
#include "host/openssl.h"

#include <openssl/core_names.h>
#include <sodium.h>
#include <string.h>

enum {
    SLOTS = 16, /* one issuer's keys fit; a stranger's key costs one parse */
    DER_BYTES_MAX = 2 + 2 * (2 + 1 + CURVE_BYTES_MAX),
};

struct slot {
    struct public_key key;
    EVP_PKEY_CTX *context; /* ready to verify */
};

struct ecdsa {
    const struct openssl *ssl;
    struct slot slots[SLOTS];
    size_t next; /* the slot to give up next */
    EC_GROUP *group[KEY_P384 + 1];
    EVP_PKEY_CTX *signer;          /* ready to sign */
    struct secret_key *signer_key; /* with this, in locked memory */
};

struct ecdsa *ecdsa_new(const struct openssl *ssl, struct arena *arena)
{
    struct ecdsa *e = arena_new(arena, struct ecdsa);

    if (e)
        e->ssl = ssl;
    return e;
}

void ecdsa_release(struct ecdsa *e)
{
    size_t i;

    if (!e)
        return;
    for (i = 0; i < SLOTS; i++)
        e->ssl->EVP_PKEY_CTX_free(e->slots[i].context);
    for (i = 0; i <= KEY_P384; i++)
        e->ssl->EC_GROUP_free(e->group[i]);
    e->ssl->EVP_PKEY_CTX_free(e->signer);
    sodium_free(e->signer_key); /* wipes */
}

static const char *group_name(enum key_type type)
{
    return type == KEY_P384 ? "P-384" : "P-256";
}

/* A key from its parts; secret may be NULL. */
static EVP_PKEY *make_key(const struct openssl *ssl,
    const struct public_key *public,
    const BIGNUM *secret)
{
    OSSL_PARAM_BLD *build = ssl->OSSL_PARAM_BLD_new();
    OSSL_PARAM *params = NULL;
    EVP_PKEY_CTX *maker = ssl->EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    EVP_PKEY *key = NULL;

    if (build && maker &&
        ssl->OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME,
            group_name(public->type), 0) == 1 &&
        ssl->OSSL_PARAM_BLD_push_octet_string(
            build, OSSL_PKEY_PARAM_PUB_KEY, public->bytes, public->len) == 1 &&
        (!secret || ssl->OSSL_PARAM_BLD_push_BN(
                        build, OSSL_PKEY_PARAM_PRIV_KEY, secret) == 1))
        params = ssl->OSSL_PARAM_BLD_to_param(build);
    if (params && ssl->EVP_PKEY_fromdata_init(maker) == 1 &&
        ssl->EVP_PKEY_fromdata(maker, &key,
            secret ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, params) != 1)
        key = NULL;
    ssl->OSSL_PARAM_free(params);
    ssl->OSSL_PARAM_BLD_free(build);
    ssl->EVP_PKEY_CTX_free(maker);
    return key;
}

/* A context that holds the only reference to its key. */
static EVP_PKEY_CTX *make_context(
    const struct openssl *ssl, EVP_PKEY *key, int (*init)(EVP_PKEY_CTX *))
{
    EVP_PKEY_CTX *context = key ? ssl->EVP_PKEY_CTX_new(key, NULL) : NULL;

    ssl->EVP_PKEY_free(key);
    if (context && init(context) != 1) {
        ssl->EVP_PKEY_CTX_free(context);
        context = NULL;
    }
    return context;
}

static EVP_PKEY_CTX *verifier_of(struct ecdsa *e, const struct public_key *key)
{
    const struct openssl *ssl = e->ssl;
    struct slot *slot;
    size_t i;

    for (i = 0; i < SLOTS; i++) {
        if (e->slots[i].context && key_eq(&e->slots[i].key, key))
            return e->slots[i].context;
    }
    slot = &e->slots[e->next];
    ssl->EVP_PKEY_CTX_free(slot->context);
    slot->context =
        make_context(ssl, make_key(ssl, key, NULL), ssl->EVP_PKEY_verify_init);
    if (slot->context) {
        slot->key = *key;
        e->next = (e->next + 1) % SLOTS;
    }
    return slot->context;
}

/* DER of one number under 2^384: no leading zeros, but one in front of a
 * high bit. */
static size_t put_integer(uint8_t *to, const uint8_t *number, size_t n_bytes)
{
    size_t pad;

    while (n_bytes > 1 && *number == 0) {
        number++;
        n_bytes--;
    }
    pad = *number >> 7;
    to[0] = 0x02;
    to[1] = (uint8_t)(n_bytes + pad);
    to[2] = 0;
    memcpy(to + 2 + pad, number, n_bytes);
    return 2 + pad + n_bytes;
}

/* Ecdsa-Sig-Value (RFC 3279, 2.2.3) from r || s. All lengths are under 128:
 * one byte each. */
static size_t put_signature(uint8_t to[DER_BYTES_MAX], bytes signature)
{
    size_t half = signature.len / 2;
    size_t n = put_integer(to + 2, signature.ptr, half);

    n += put_integer(to + 2 + n, signature.ptr + half, half);
    to[0] = 0x30;
    to[1] = (uint8_t)n;
    return 2 + n;
}

code ecdsa_verify(struct ecdsa *e,
    const struct public_key *key,
    bytes digest,
    bytes signature,
    bool *ret_valid)
{
    uint8_t der[DER_BYTES_MAX];
    uint8_t y[CURVE_BYTES_MAX];
    EVP_PKEY_CTX *context = verifier_of(e, key);
    int answer;
    size_t n;

    if (!context) {
        e->ssl->ERR_clear_error();
        return curve_decompress(key->type, key->bytes, y)
                   ? E_NO_MEMORY
                   : E_INVALID_VERIFICATION_METHOD;
    }
    n = put_signature(der, signature);
    answer = e->ssl->EVP_PKEY_verify(context, der, n, digest.ptr, digest.len);
    if (answer != 1)
        e->ssl->ERR_clear_error();
    if (answer < 0) /* it is no answer: 0 is */
        return E_INTERNAL;
    *ret_valid = answer == 1;
    return OK;
}

/* The number in one DER integer, right-aligned in n_bytes; the rest after
 * it. False when it is none or too large. */
static bool take_integer(bytes *der, uint8_t *ret, size_t n_bytes)
{
    bytes number;

    if (der->len < 2 || der->ptr[0] != 0x02 || der->ptr[1] > der->len - 2)
        return false;
    number = (bytes){der->ptr + 2, der->ptr[1]};
    der->ptr += 2 + number.len;
    der->len -= 2 + number.len;
    while (number.len > n_bytes && *number.ptr == 0) {
        number.ptr++;
        number.len--;
    }
    if (number.len > n_bytes)
        return false;
    memset(ret, 0, n_bytes - number.len);
    memcpy(ret + n_bytes - number.len, number.ptr, number.len);
    return true;
}

static EVP_PKEY_CTX *signer_of(struct ecdsa *e, const struct secret_key *key)
{
    const struct openssl *ssl = e->ssl;
    struct secret_key *whole = e->signer_key;
    BIGNUM *secret = NULL;

    if (e->signer && whole->type == key->type &&
        sodium_memcmp(whole->bytes, key->bytes, key->len) == 0)
        return e->signer;
    ssl->EVP_PKEY_CTX_free(e->signer);
    e->signer = NULL;
    if (!whole)
        whole = sodium_malloc(sizeof(*whole));
    if (!whole)
        return NULL;
    e->signer_key = whole;
    *whole = *key;
    if (ecdsa_derive(e, whole) == OK)
        secret = ssl->BN_secure_new(); /* what is made from it is wiped, too */
    if (secret && ssl->BN_bin2bn(key->bytes, key->len, secret))
        e->signer = make_context(ssl, make_key(ssl, &whole->public, secret),
            ssl->EVP_PKEY_sign_init);
    ssl->BN_clear_free(secret);
    return e->signer;
}

code ecdsa_sign(struct ecdsa *e,
    const struct secret_key *key,
    bytes digest,
    uint8_t *ret_signature)
{
    uint8_t room[DER_BYTES_MAX];
    size_t n = sizeof(room);
    size_t half = curve_bytes(key->type);
    EVP_PKEY_CTX *context = signer_of(e, key);
    bytes der;

    if (!context) {
        e->ssl->ERR_clear_error();
        return curve_has_scalar(key->type, key->bytes) ? E_NO_MEMORY
                                                       : E_ARGUMENT;
    }
    if (e->ssl->EVP_PKEY_sign(context, room, &n, digest.ptr, digest.len) != 1) {
        e->ssl->ERR_clear_error();
        return E_RNG_FAILURE;
    }
    der = (bytes){room + 2, n - 2};
    return take_integer(&der, ret_signature, half) &&
                   take_integer(&der, ret_signature + half, half)
               ? OK
               : E_INTERNAL;
}

static const EC_GROUP *group_of(struct ecdsa *e, enum key_type type)
{
    int nid = type == KEY_P384 ? NID_secp384r1 : NID_X9_62_prime256v1;

    if (!e->group[type])
        e->group[type] = e->ssl->EC_GROUP_new_by_curve_name(nid);
    return e->group[type];
}

code ecdsa_derive(struct ecdsa *e, struct secret_key *key)
{
    const struct openssl *ssl = e->ssl;
    const EC_GROUP *group;
    EC_POINT *point = NULL;
    BIGNUM *secret = NULL;
    size_t n = 0;

    if (key->len != curve_bytes(key->type) ||
        !curve_has_scalar(key->type, key->bytes))
        return E_ARGUMENT;
    group = group_of(e, key->type);
    point = group ? ssl->EC_POINT_new(group) : NULL;
    secret = ssl->BN_secure_new();
    if (point && secret && ssl->BN_bin2bn(key->bytes, key->len, secret) &&
        ssl->EC_POINT_mul(group, point, secret, NULL, NULL, NULL) == 1)
        n = ssl->EC_POINT_point2oct(group, point, POINT_CONVERSION_COMPRESSED,
            key->public.bytes, sizeof(key->public.bytes), NULL);
    ssl->EC_POINT_free(point);
    ssl->BN_clear_free(secret);
    key->public.type = key->type;
    key->public.len = (uint8_t)n;
    return n == curve_bytes(key->type) + 1 ? OK : E_NO_MEMORY;
}
