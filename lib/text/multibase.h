/*
 * Multibase (Controlled Identifiers 1.0, 2.4): a letter that names the base,
 * then the text. And multicodec: a varint that names what the bytes are.
 */
#ifndef TEXT_MULTIBASE_H
#define TEXT_MULTIBASE_H

#include "base/arena.h"

enum multibase {
    MULTIBASE_BASE58BTC = 'z',
    MULTIBASE_BASE64URL = 'u',
    MULTIBASE_BASE64 = 'm', /* no padding */
    MULTIBASE_BASE64URL_PADDED = 'U',
    MULTIBASE_BASE64_PADDED = 'M',
    MULTIBASE_BASE16 = 'f', /* lower case */
    MULTIBASE_BASE16_UPPER = 'F',
};

/* The empty slice after a failure of the arena. */
str multibase_encode(enum multibase base, bytes data, struct arena *arena);

/* E_SYNTAX for an unknown letter or a wrong text, E_TOO_LARGE, or the
 * failure of the arena. *ret_base may be NULL. */
MUST_USE code multibase_decode(
    str text, struct arena *arena, bytes *ret, enum multibase *ret_base);

/* Codes of keys, multiformats table.csv. */
enum multicodec {
    MULTICODEC_SECP256K1_PUB = 0xe7,
    MULTICODEC_BLS12_381_G1_PUB = 0xea,
    MULTICODEC_BLS12_381_G2_PUB = 0xeb,
    MULTICODEC_X25519_PUB = 0xec,
    MULTICODEC_ED25519_PUB = 0xed,
    MULTICODEC_BLS12_381_G1G2_PUB = 0xee,
    MULTICODEC_P256_PUB = 0x1200,
    MULTICODEC_P384_PUB = 0x1201,
    MULTICODEC_P521_PUB = 0x1202,
    MULTICODEC_ED448_PUB = 0x1203,
    MULTICODEC_X448_PUB = 0x1204,
    MULTICODEC_RSA_PUB = 0x1205,
    MULTICODEC_ED25519_PRIV = 0x1300,
    MULTICODEC_SECP256K1_PRIV = 0x1301,
    MULTICODEC_X25519_PRIV = 0x1302,
    MULTICODEC_RSA_PRIV = 0x1305,
    MULTICODEC_P256_PRIV = 0x1306,
    MULTICODEC_P384_PRIV = 0x1307,
    MULTICODEC_P521_PRIV = 0x1308,
    MULTICODEC_BLS12_381_G2_PRIV = 0x130a,
};

struct multicodec_info {
    str name; /* of the multiformats table */
    enum multicodec codec;
    uint16_t data_bytes; /* after the code; 0: any length */
    bool is_secret;
};

/* The whole table, in the order of the codes. */
const struct multicodec_info *multicodec_table(size_t *ret_n);

/* NULL for a code that is not in the table. */
const struct multicodec_info *multicodec_find(uint64_t codec);

enum {
    VARINT_BYTES_MAX = 9,
};

/* Unsigned varint (multiformats): shortest form only, at most nine bytes.
 * Returns the bytes used, 0 when malformed. */
size_t varint_decode(bytes data, uint64_t *ret);
size_t varint_encode(uint64_t value, uint8_t ret[VARINT_BYTES_MAX]);

#endif
