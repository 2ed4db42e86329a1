#include "text/multibase.h"

#include "text/base58.h"
#include "text/base64.h"

static const struct multicodec_info TABLE[] = {
    {STR("secp256k1-pub"), MULTICODEC_SECP256K1_PUB, 33, false},
    {STR("bls12_381-g1-pub"), MULTICODEC_BLS12_381_G1_PUB, 48, false},
    {STR("bls12_381-g2-pub"), MULTICODEC_BLS12_381_G2_PUB, 96, false},
    {STR("x25519-pub"), MULTICODEC_X25519_PUB, 32, false},
    {STR("ed25519-pub"), MULTICODEC_ED25519_PUB, 32, false},
    {STR("bls12_381-g1g2-pub"), MULTICODEC_BLS12_381_G1G2_PUB, 144, false},
    {STR("p256-pub"), MULTICODEC_P256_PUB, 33, false},
    {STR("p384-pub"), MULTICODEC_P384_PUB, 49, false},
    {STR("p521-pub"), MULTICODEC_P521_PUB, 67, false},
    {STR("ed448-pub"), MULTICODEC_ED448_PUB, 57, false},
    {STR("x448-pub"), MULTICODEC_X448_PUB, 56, false},
    {STR("rsa-pub"), MULTICODEC_RSA_PUB, 0, false},
    {STR("ed25519-priv"), MULTICODEC_ED25519_PRIV, 32, true},
    {STR("secp256k1-priv"), MULTICODEC_SECP256K1_PRIV, 32, true},
    {STR("x25519-priv"), MULTICODEC_X25519_PRIV, 32, true},
    {STR("rsa-priv"), MULTICODEC_RSA_PRIV, 0, true},
    {STR("p256-priv"), MULTICODEC_P256_PRIV, 32, true},
    {STR("p384-priv"), MULTICODEC_P384_PRIV, 48, true},
    {STR("p521-priv"), MULTICODEC_P521_PRIV, 66, true},
    {STR("bls12_381-g2-priv"), MULTICODEC_BLS12_381_G2_PRIV, 32, true},
};

const struct multicodec_info *multicodec_table(size_t *ret_n)
{
    *ret_n = sizeof(TABLE) / sizeof(TABLE[0]);
    return TABLE;
}

const struct multicodec_info *multicodec_find(uint64_t codec)
{
    size_t i;

    for (i = 0; i < sizeof(TABLE) / sizeof(TABLE[0]); i++) {
        if ((uint64_t)TABLE[i].codec == codec)
            return &TABLE[i];
    }
    return NULL;
}

size_t varint_decode(bytes data, uint64_t *ret)
{
    uint64_t value = 0;
    size_t i;

    for (i = 0; i < data.len && i < VARINT_BYTES_MAX; i++) {
        value |= (uint64_t)(data.ptr[i] & 0x7f) << 7 * i;
        if (data.ptr[i] & 0x80)
            continue;
        if (i > 0 && data.ptr[i] == 0) /* a shorter form exists */
            return 0;
        *ret = value;
        return i + 1;
    }
    return 0;
}

size_t varint_encode(uint64_t value, uint8_t ret[VARINT_BYTES_MAX])
{
    size_t n = 0;

    if (value >> 7 * VARINT_BYTES_MAX)
        return 0;
    do {
        ret[n++] = (uint8_t)((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
        value >>= 7;
    } while (value > 0);
    return n;
}

/* The form of base64 that the letter stands for. */
static bool base64_form_of(enum multibase base, enum base64_form *ret)
{
    switch (base) {
    case MULTIBASE_BASE64URL:
        *ret = BASE64URL;
        return true;
    case MULTIBASE_BASE64URL_PADDED:
        *ret = BASE64URL_PADDED;
        return true;
    case MULTIBASE_BASE64:
        *ret = BASE64_RAW;
        return true;
    case MULTIBASE_BASE64_PADDED:
        *ret = BASE64;
        return true;
    case MULTIBASE_BASE58BTC:
    case MULTIBASE_BASE16:
    case MULTIBASE_BASE16_UPPER:
        break;
    }
    return false;
}

static str upper(str text, struct arena *arena)
{
    char *copy = arena_alloc(arena, text.len);
    size_t i;

    if (!copy)
        return (str){NULL, 0};
    for (i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        copy[i] = (char)(c >= 'a' && c <= 'f' ? c - ('a' - 'A') : c);
    }
    return (str){copy, text.len};
}

str multibase_encode(enum multibase base, bytes data, struct arena *arena)
{
    enum base64_form form = BASE64;
    char letter = (char)base;
    str parts[2] = {{&letter, 1}, {NULL, 0}};

    if (base64_form_of(base, &form))
        parts[1] = base64_encode(data, form, arena);
    else if (base == MULTIBASE_BASE58BTC)
        parts[1] = base58_encode(data, arena);
    else
        parts[1] = hex_encode(data, arena);
    if (base == MULTIBASE_BASE16_UPPER)
        parts[1] = upper(parts[1], arena);
    if (data.len > 0 && parts[1].len == 0)
        return (str){NULL, 0};
    return arena_join(arena, parts, 2);
}

static bool has_letter(str text, char first, char last)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] >= first && text.ptr[i] <= last)
            return true;
    }
    return false;
}

code multibase_decode(
    str text, struct arena *arena, bytes *ret, enum multibase *ret_base)
{
    str rest = str_sub(text, 1, text.len);
    enum base64_form form = BASE64;
    enum multibase base;

    if (text.len == 0)
        return E_SYNTAX;
    base = (enum multibase)text.ptr[0];
    if (base64_form_of(base, &form))
        TRY(base64_decode(rest, form, arena, ret));
    else if (base == MULTIBASE_BASE58BTC)
        TRY(base58_decode(rest, arena, ret));
    else if ((base == MULTIBASE_BASE16 && !has_letter(rest, 'A', 'F')) ||
             (base == MULTIBASE_BASE16_UPPER && !has_letter(rest, 'a', 'f')))
        TRY(hex_decode(rest, arena, ret));
    else
        return E_SYNTAX;
    if (ret_base)
        *ret_base = base;
    return OK;
}
