#include "crypto/key.h"

#include "crypto/rsa.h"
#include "text/base58.h"

#include <string.h>

struct type_info {
    str name;
    enum multicodec public_codec;
    enum multicodec secret_codec;
    uint8_t public_bytes;
    uint8_t secret_bytes;
    uint8_t signature_bytes;
};

enum {
    N_TYPES = KEY_P384 + 1,
    DATA_BYTES_MAX = 1100, /* an RSA key of 8192 bits */
};

static const struct type_info TYPES[N_TYPES] = {
    [KEY_ED25519] = {STR("Ed25519"), MULTICODEC_ED25519_PUB,
        MULTICODEC_ED25519_PRIV, 32, 32, 64},
    [KEY_P256] = {STR("P-256"), MULTICODEC_P256_PUB, MULTICODEC_P256_PRIV, 33,
        32, 64},
    [KEY_P384] = {STR("P-384"), MULTICODEC_P384_PUB, MULTICODEC_P384_PRIV, 49,
        48, 96},
};

static const struct type_info *info_of(enum key_type type)
{
    return &TYPES[(unsigned)type < N_TYPES ? type : KEY_NONE];
}

size_t key_public_bytes(enum key_type type)
{
    return info_of(type)->public_bytes;
}

size_t key_secret_bytes(enum key_type type)
{
    return info_of(type)->secret_bytes;
}

size_t key_signature_bytes(enum key_type type)
{
    return info_of(type)->signature_bytes;
}

str key_type_name(enum key_type type)
{
    return info_of(type)->name;
}

enum key_type key_type_of(str name)
{
    unsigned type;

    for (type = KEY_ED25519; type < N_TYPES; type++) {
        if (str_eq(TYPES[type].name, name))
            return (enum key_type)type;
    }
    return KEY_NONE;
}

static code refuse(str about, struct err *reterr)
{
    err_set(reterr, E_INVALID_VERIFICATION_METHOD, about);
    return E_INVALID_VERIFICATION_METHOD; /* for the analyser: never OK */
}

/* Takes `z` text apart: the multicodec and the bytes after it, in `room`. */
static code open_multikey(str multikey,
    uint8_t room[DATA_BYTES_MAX],
    struct multicodec_info *ret_info,
    bytes *ret_key,
    struct err *reterr)
{
    const str rest = str_sub(multikey, 1, multikey.len);
    const struct multicodec_info *found;
    uint64_t codec = 0;
    size_t n;
    size_t n_codec;

    if (!str_starts(multikey, S("z")))
        return refuse(S("key not in base58btc"), reterr);
    n = base58_decode_into(rest, room, DATA_BYTES_MAX);
    if (n == SIZE_MAX)
        return refuse(S("key not base58"), reterr);
    n_codec = varint_decode((bytes){room, n}, &codec);
    found = n_codec > 0 ? multicodec_find(codec) : NULL;
    if (!found)
        return refuse(S("unknown kind of key"), reterr);
    *ret_info = *found;
    *ret_key = (bytes){room + n_codec, n - n_codec};
    return OK;
}

static enum key_type type_of_codec(enum multicodec codec, bool is_secret)
{
    unsigned type;

    for (type = KEY_ED25519; type < N_TYPES; type++) {
        const struct type_info *info = &TYPES[type];

        if ((is_secret ? info->secret_codec : info->public_codec) == codec)
            return (enum key_type)type;
    }
    return KEY_NONE;
}

static bool type_is_curve(enum key_type type)
{
    return type == KEY_P256 || type == KEY_P384;
}

/* The form of a public key by its kind: its length, and what its first byte
 * may be. */
static code check_public(
    const struct multicodec_info *info, bytes key, struct err *reterr)
{
    if (info->is_secret)
        return refuse(S("secret key"), reterr);
    if (info->codec == MULTICODEC_RSA_PUB)
        return rsa_check_der(key, reterr);
    if (key.len != info->data_bytes)
        return refuse(info->name, reterr);
    /* SEC 1, 2.3.3: a compressed point */
    if (type_is_curve(type_of_codec(info->codec, false)) && key.ptr[0] != 2 &&
        key.ptr[0] != 3)
        return refuse(info->name, reterr);
    return OK;
}

code key_kind_of_multikey(
    str multikey, enum multicodec *ret, struct err *reterr)
{
    uint8_t room[DATA_BYTES_MAX];
    struct multicodec_info info = {.data_bytes = 0};
    bytes data = {0};

    TRY(open_multikey(multikey, room, &info, &data, reterr));
    TRY(check_public(&info, data, reterr));
    *ret = info.codec;
    return OK;
}

code key_from_multikey(str multikey, struct public_key *ret, struct err *reterr)
{
    uint8_t room[DATA_BYTES_MAX];
    struct multicodec_info info = {.data_bytes = 0};
    struct public_key key = {.type = KEY_NONE};
    bytes data = {0};

    TRY(open_multikey(multikey, room, &info, &data, reterr));
    TRY(check_public(&info, data, reterr));
    key.type = type_of_codec(info.codec, false);
    if (key.type == KEY_NONE)
        return err_set(reterr, E_PROOF_UNSUPPORTED, info.name);
    key.len = (uint8_t)data.len;
    memcpy(key.bytes, data.ptr, data.len);
    *ret = key;
    return OK;
}

static code open_secret(
    str multikey, uint8_t *room, struct secret_key *ret, struct err *reterr)
{
    struct multicodec_info info = {.data_bytes = 0};
    enum key_type type;
    bytes data = {0};
    size_t n;

    TRY(open_multikey(multikey, room, &info, &data, reterr));
    type = type_of_codec(info.codec, true);
    if (type == KEY_NONE)
        return err_set(reterr,
            info.is_secret ? E_PROOF_UNSUPPORTED
                           : E_INVALID_VERIFICATION_METHOD,
            info.name);
    n = key_secret_bytes(type);
    if (data.len != n && (type != KEY_ED25519 || data.len != 2 * n))
        return refuse(info.name, reterr);
    *ret = (struct secret_key){.type = type, .len = (uint8_t)n};
    memcpy(ret->bytes, data.ptr, n);
    if (data.len > n) {
        ret->public = (struct public_key){.type = type, .len = (uint8_t)n};
        memcpy(ret->public.bytes, data.ptr + n, n);
    }
    return OK;
}

code key_secret_from_multikey(
    str multikey, struct secret_key *ret, struct err *reterr)
{
    uint8_t room[DATA_BYTES_MAX];
    code c = open_secret(multikey, room, ret, reterr);

    key_wipe_bytes(room, sizeof(room));
    return c;
}

/* NUL-terminated text of a codec and the key's bytes. */
static void write_multikey(
    enum multicodec codec, const uint8_t *key, size_t n, char *ret)
{
    uint8_t room[VARINT_BYTES_MAX + KEY_PUBLIC_BYTES_MAX];
    size_t n_codec = varint_encode((uint64_t)codec, room);
    size_t len;

    memcpy(room + n_codec, key, n);
    ret[0] = 'z';
    len = base58_encode_into(
        (bytes){room, n_codec + n}, ret + 1, MULTIKEY_TEXT_MAX - 2);
    ret[len == SIZE_MAX ? 0 : len + 1] = '\0';
    key_wipe_bytes(room, sizeof(room));
}

void key_to_multikey(const struct public_key *key, char ret[MULTIKEY_TEXT_MAX])
{
    write_multikey(info_of(key->type)->public_codec, key->bytes, key->len, ret);
}

void key_secret_to_multikey(
    const struct secret_key *key, char ret[MULTIKEY_TEXT_MAX])
{
    write_multikey(info_of(key->type)->secret_codec, key->bytes, key->len, ret);
}

bool key_eq(const struct public_key *a, const struct public_key *b)
{
    return a->type == b->type && a->len == b->len &&
           memcmp(a->bytes, b->bytes, a->len) == 0;
}

void key_wipe_bytes(void *secret, size_t n_bytes)
{
    volatile uint8_t *at = secret;

    while (n_bytes-- > 0)
        *at++ = 0;
}

void key_wipe(struct secret_key *key)
{
    key_wipe_bytes(key, sizeof(*key));
}
