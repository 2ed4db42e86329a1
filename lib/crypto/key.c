#include "crypto/key.h"

#include <string.h>

struct type_info {
    str name;
    uint16_t public_codec; /* multicodec, multiformats table.csv */
    uint16_t secret_codec;
    uint8_t public_bytes;
    uint8_t secret_bytes;
    uint8_t signature_bytes;
};

enum {
    N_TYPES = KEY_P384 + 1,
};

static const struct type_info TYPES[N_TYPES] = {
    [KEY_ED25519] = {STR("Ed25519"), 0xed, 0x1300, 32, 32, 64},
    [KEY_P256] = {STR("P-256"), 0x1200, 0x1306, 33, 32, 64},
    [KEY_P384] = {STR("P-384"), 0x1201, 0x1307, 49, 48, 96},
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
