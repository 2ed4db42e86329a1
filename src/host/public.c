/* The provider of this machine for other C programs: testamur/native.h. */
#include "host/native.h"
#include "testamur/native.h"

#include <stdlib.h>
#include <string.h>

struct testamur_native {
    struct native *native;
    struct testamur_provider provider;
};

static const struct provider *inner(void *self)
{
    return native_provider(((struct testamur_native *)self)->native);
}

static bool hash(void *self,
    enum testamur_hash alg,
    const void *data,
    size_t data_bytes,
    uint8_t *ret_digest)
{
    return provider_hash(inner(self), (enum hash_alg)alg,
               (bytes){data, data_bytes}, ret_digest) == OK;
}

static bool verify(
    void *self, const struct testamur_signature *s, bool *ret_valid)
{
    enum key_type key_type = (enum key_type)s->type;
    struct public_key key = {
        .type = key_type, .len = (uint8_t)key_public_bytes(key_type)};

    memcpy(key.bytes, s->public_key, key.len);
    return provider_verify(inner(self), &key,
               (bytes){s->message, s->message_bytes},
               (bytes){s->bytes, key_signature_bytes(key_type)},
               ret_valid) == OK;
}

static struct secret_key secret_of(
    enum testamur_key_type type, const uint8_t *secret_key)
{
    enum key_type key_type = (enum key_type)type;
    struct secret_key key = {
        .type = key_type, .len = (uint8_t)key_secret_bytes(key_type)};

    memcpy(key.bytes, secret_key, key.len);
    return key;
}

static bool sign(void *self,
    enum testamur_key_type type,
    const uint8_t *secret_key,
    const void *message,
    size_t message_bytes,
    uint8_t *ret_signature)
{
    struct secret_key key = secret_of(type, secret_key);
    size_t n = 0;
    code result = inner(self)->derive(inner(self)->self, &key);

    if (result == OK)
        result = provider_sign(inner(self), &key,
            (bytes){message, message_bytes}, ret_signature, &n);
    key_wipe(&key);
    return result == OK;
}

static bool random_bytes(void *self, uint8_t *ret, size_t n)
{
    return inner(self)->random(inner(self)->self, ret, n) == OK;
}

static bool derive(void *self,
    enum testamur_key_type type,
    const uint8_t *secret_key,
    uint8_t *ret_public_key)
{
    struct secret_key key = secret_of(type, secret_key);
    code result = inner(self)->derive(inner(self)->self, &key);

    if (result == OK)
        memcpy(ret_public_key, key.public.bytes, key.public.len);
    key_wipe(&key);
    return result == OK;
}

struct testamur_native *testamur_native_new(void)
{
    struct testamur_native *n = calloc(1, sizeof(*n));

    if (!n)
        return NULL;
    if (native_new(&n->native, NULL) != OK) {
        free(n);
        return NULL;
    }
    n->provider = (struct testamur_provider){.self = n,
        .hash = hash,
        .verify = verify,
        .sign = sign,
        .random = random_bytes,
        .derive = derive};
    return n;
}

const struct testamur_provider *testamur_native_provider(
    struct testamur_native *native)
{
    return &native->provider;
}

void testamur_native_free(struct testamur_native *native)
{
    if (!native)
        return;
    native_free(native->native);
    free(native);
}
