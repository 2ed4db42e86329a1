#include "crypto/provider.h"

#include "crypto/signature.h"

size_t hash_bytes(enum hash_alg alg)
{
    switch (alg) {
    case HASH_SHA256:
        return 32;
    case HASH_SHA384:
        return 48;
    case HASH_SHA512:
        return 64;
    case HASH_MD5:
        return 16;
    default:
        return 0;
    }
}

code provider_hash(const struct provider *p,
    enum hash_alg alg,
    bytes data,
    uint8_t *ret_digest)
{
    return p->hash ? p->hash(p->self, alg, &data, 1, ret_digest) : E_ARGUMENT;
}

code provider_verify(const struct provider *p,
    const struct public_key *key,
    bytes message,
    bytes signature,
    bool *ret_valid)
{
    if (key_signature_bytes(key->type) == 0)
        return E_PROOF_UNSUPPORTED;
    if (!signature_is_sound(key, signature)) {
        *ret_valid = false;
        return OK;
    }
    return p->verify ? p->verify(p->self, key, message, signature, ret_valid)
                     : E_ARGUMENT;
}

code provider_sign(const struct provider *p,
    const struct secret_key *key,
    bytes message,
    uint8_t ret_signature[SIGNATURE_BYTES_MAX],
    size_t *ret_bytes)
{
    return p->sign ? p->sign(p->self, key, message, ret_signature, ret_bytes)
                   : E_ARGUMENT;
}

/* Random bytes are a secret key unless they are zero or not under the order
 * of the curve; for P-384, the worse, that is one draw in 2^194. More than a
 * few misses mean that the source is broken. */
enum {
    DRAWS_MAX = 8,
};

code provider_generate(
    const struct provider *p, enum key_type type, struct secret_key *ret)
{
    struct secret_key key = {.type = type};
    code c = E_RNG_FAILURE;
    int draw;

    key.len = (uint8_t)key_secret_bytes(type);
    if (!p->random || !p->derive || key.len == 0)
        return E_ARGUMENT;
    for (draw = 0; draw < DRAWS_MAX; draw++) {
        c = p->random(p->self, key.bytes, key.len);
        if (c != OK)
            break;
        c = p->derive(p->self, &key);
        if (c == OK) {
            *ret = key;
            break;
        }
        if (c != E_ARGUMENT)
            break;
        c = E_RNG_FAILURE;
    }
    key_wipe(&key);
    return c;
}
