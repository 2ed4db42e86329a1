#include "crypto/plain.h"

#include "crypto/md5.h"
#include "crypto/sha2.h"

static void hash_sha256(const bytes *parts, size_t n_parts, uint8_t *ret)
{
    struct sha256 s;
    size_t i;

    sha256_init(&s);
    for (i = 0; i < n_parts; i++)
        sha256_put(&s, parts[i]);
    sha256_finish(&s, ret);
}

static void hash_sha512(
    enum hash_alg alg, const bytes *parts, size_t n_parts, uint8_t *ret)
{
    struct sha512 s;
    size_t i;

    if (alg == HASH_SHA384)
        sha384_init(&s);
    else
        sha512_init(&s);
    for (i = 0; i < n_parts; i++)
        sha512_put(&s, parts[i]);
    sha512_finish(&s, ret, hash_bytes(alg));
}

static void hash_md5(const bytes *parts, size_t n_parts, uint8_t *ret)
{
    struct md5 s;
    size_t i;

    md5_init(&s);
    for (i = 0; i < n_parts; i++)
        md5_put(&s, parts[i]);
    md5_finish(&s, ret);
}

static code plain_hash(void *self,
    enum hash_alg alg,
    const bytes *parts,
    size_t n_parts,
    uint8_t *ret_digest)
{
    (void)self;
    switch (alg) {
    case HASH_SHA256:
        hash_sha256(parts, n_parts, ret_digest);
        return OK;
    case HASH_SHA384:
    case HASH_SHA512:
        hash_sha512(alg, parts, n_parts, ret_digest);
        return OK;
    case HASH_MD5:
        hash_md5(parts, n_parts, ret_digest);
        return OK;
    default:
        return E_ARGUMENT;
    }
}

const struct provider *plain_provider(void)
{
    static const struct provider plain = {.hash = plain_hash};

    return &plain;
}
