#include "host/native.h"

#include "crypto/plain.h"
#include "host/ecdsa.h"
#include "host/inflate.h"
#include "host/openssl.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/random.h>

enum {
    N_HASHES = HASH_MD5 + 1,
    ARENA_BYTES_MAX = 64 * 1024,
    PLAIN_BYTES = 256 * 1024, /* OpenSSL is some times as fast, but takes
                                 milliseconds to load: first this much is
                                 hashed without it */
    DEFLATE_LEVEL = 9,        /* a status list is made once and fetched often */
};

/* The key that signed last, in locked memory. */
struct signer {
    uint8_t seed[crypto_sign_SEEDBYTES];
    uint8_t expanded[crypto_sign_SECRETKEYBYTES];
};

struct native {
    struct arena arena; /* holds this, and what it keeps */
    struct provider provider;
    size_t plain_bytes_left;
    bool is_loaded; /* ssl is what loading gave */
    const struct openssl *ssl;
    struct ecdsa *ecdsa;
    struct signer *signer; /* NULL: none yet */
    struct libdeflate_decompressor *inflater;
    struct libdeflate_compressor *deflater;
};

static const struct openssl *openssl_of(struct native *n)
{
    if (!n->is_loaded)
        n->ssl = openssl_load(&n->arena);
    n->is_loaded = true;
    return n->ssl;
}

static struct ecdsa *ecdsa_of(struct native *n)
{
    if (!n->ecdsa && openssl_of(n))
        n->ecdsa = ecdsa_new(n->ssl, &n->arena);
    return n->ecdsa;
}

/* Counts down, and says whether OpenSSL should not be started yet. */
static bool is_worth_no_start(
    struct native *n, const bytes *parts, size_t n_parts)
{
    size_t i;

    for (i = 0; i < n_parts; i++)
        n->plain_bytes_left -= parts[i].len < n->plain_bytes_left
                                   ? parts[i].len
                                   : n->plain_bytes_left;
    return n->plain_bytes_left > 0;
}

static code sha256(const struct openssl *ssl,
    const bytes *parts,
    size_t n_parts,
    uint8_t *ret_digest)
{
    SHA256_CTX context;
    int good = ssl->SHA256_Init(&context);
    size_t i;

    for (i = 0; i < n_parts; i++)
        good &= ssl->SHA256_Update(&context, parts[i].ptr, parts[i].len);
    return (good & ssl->SHA256_Final(ret_digest, &context)) == 1 ? OK
                                                                 : E_INTERNAL;
}

/* SHA-512, or SHA-384, which is the same from other numbers. */
static code sha512(const struct openssl *ssl,
    enum hash_alg alg,
    const bytes *parts,
    size_t n_parts,
    uint8_t *ret_digest)
{
    SHA512_CTX context;
    int good = alg == HASH_SHA384 ? ssl->SHA384_Init(&context)
                                  : ssl->SHA512_Init(&context);
    size_t i;

    for (i = 0; i < n_parts; i++)
        good &= ssl->SHA512_Update(&context, parts[i].ptr, parts[i].len);
    return (good & ssl->SHA512_Final(ret_digest, &context)) == 1 ? OK
                                                                 : E_INTERNAL;
}

/* By the old functions of OpenSSL, with a context on the stack: those of EVP
 * ask the system for memory at each digest, also when they are given a context
 * to use again. */
static code native_hash(void *self,
    enum hash_alg alg,
    const bytes *parts,
    size_t n_parts,
    uint8_t *ret_digest)
{
    struct native *n = self;

    if ((unsigned)alg >= N_HASHES)
        return E_ARGUMENT;
    if (alg == HASH_MD5 || /* read in old badges only */
        (n->plain_bytes_left > 0 && is_worth_no_start(n, parts, n_parts)) ||
        !openssl_of(n))
        return plain_provider()->hash(NULL, alg, parts, n_parts, ret_digest);
    return alg == HASH_SHA256 ? sha256(n->ssl, parts, n_parts, ret_digest)
                              : sha512(n->ssl, alg, parts, n_parts, ret_digest);
}

/* What ECDSA signs: the digest that goes with the curve. */
static code digest_for(struct native *n,
    enum key_type type,
    bytes message,
    uint8_t ret_digest[HASH_BYTES_MAX],
    bytes *ret)
{
    enum hash_alg alg = type == KEY_P384 ? HASH_SHA384 : HASH_SHA256;

    TRY(native_hash(n, alg, &message, 1, ret_digest));
    *ret = (bytes){ret_digest, hash_bytes(alg)};
    return OK;
}

static code native_verify(void *self,
    const struct public_key *key,
    bytes message,
    bytes signature,
    bool *ret_valid)
{
    struct native *n = self;
    uint8_t room[HASH_BYTES_MAX];
    bytes digest = {0};

    if (signature.len != key_signature_bytes(key->type)) {
        *ret_valid = false;
        return OK;
    }
    switch (key->type) {
    case KEY_ED25519:
        *ret_valid = crypto_sign_verify_detached(signature.ptr, message.ptr,
                         message.len, key->bytes) == 0;
        return OK;
    case KEY_P256:
    case KEY_P384:
        if (!ecdsa_of(n))
            return E_INTERNAL;
        TRY(digest_for(n, key->type, message, room, &digest));
        return ecdsa_verify(n->ecdsa, key, digest, signature, ret_valid);
    case KEY_NONE:
    default:
        return E_PROOF_UNSUPPORTED;
    }
}

/* Never with a public half from outside: a false one would make the
 * signature give the secret away. */
static code expand(struct native *n, const uint8_t *seed)
{
    uint8_t public[crypto_sign_PUBLICKEYBYTES];
    struct signer *s = n->signer;

    if (s && sodium_memcmp(s->seed, seed, sizeof(s->seed)) == 0)
        return OK;
    if (!s)
        s = sodium_malloc(sizeof(*s));
    if (!s)
        return E_NO_MEMORY;
    n->signer = s;
    memcpy(s->seed, seed, sizeof(s->seed));
    crypto_sign_seed_keypair(public, s->expanded, seed);
    return OK;
}

static code native_sign(void *self,
    const struct secret_key *key,
    bytes message,
    uint8_t *ret_signature,
    size_t *ret_bytes)
{
    struct native *n = self;
    uint8_t room[HASH_BYTES_MAX];
    bytes digest = {0};

    switch (key->type) {
    case KEY_ED25519:
        TRY(expand(n, key->bytes));
        crypto_sign_detached(
            ret_signature, NULL, message.ptr, message.len, n->signer->expanded);
        break;
    case KEY_P256:
    case KEY_P384:
        if (!ecdsa_of(n))
            return E_INTERNAL;
        TRY(digest_for(n, key->type, message, room, &digest));
        TRY(ecdsa_sign(n->ecdsa, key, digest, ret_signature));
        break;
    case KEY_NONE:
    default:
        return E_PROOF_UNSUPPORTED;
    }
    *ret_bytes = key_signature_bytes(key->type);
    return OK;
}

static code native_derive(void *self, struct secret_key *key)
{
    struct native *n = self;

    switch (key->type) {
    case KEY_ED25519:
        TRY(expand(n, key->bytes));
        key->public.type = KEY_ED25519;
        key->public.len = crypto_sign_PUBLICKEYBYTES;
        memcpy(key->public.bytes, n->signer->expanded + crypto_sign_SEEDBYTES,
            key->public.len);
        return OK;
    case KEY_P256:
    case KEY_P384:
        return ecdsa_of(n) ? ecdsa_derive(n->ecdsa, key) : E_INTERNAL;
    case KEY_NONE:
    default:
        return E_ARGUMENT;
    }
}

/* getrandom blocks until the kernel is seeded; a request over 256 bytes may
 * be interrupted or short. */
static code native_random(void *self, uint8_t *ret, size_t n)
{
    size_t done = 0;

    (void)self;
    while (done < n) {
        ssize_t got = getrandom(ret + done, n - done, 0);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return E_RNG_FAILURE;
        done += (size_t)got;
    }
    return OK;
}

static code native_inflate(
    void *self, bytes packed, size_t bytes_max, struct arena *arena, bytes *ret)
{
    struct native *n = self;

    if (!n->inflater)
        n->inflater = libdeflate_alloc_decompressor();
    if (!n->inflater)
        return E_NO_MEMORY;
    return inflate(n->inflater, packed, bytes_max, arena, ret);
}

static code native_deflate(
    void *self, bytes data, struct arena *arena, bytes *ret)
{
    struct native *n = self;

    if (!n->deflater)
        n->deflater = libdeflate_alloc_compressor(DEFLATE_LEVEL);
    if (!n->deflater)
        return E_NO_MEMORY;
    return deflate(n->deflater, data, arena, ret);
}

code native_new(struct native **ret, struct err *reterr)
{
    struct arena arena;
    struct native *n;

    if (sodium_init() < 0)
        return err_set(reterr, E_RNG_FAILURE, S("libsodium"));
    arena_init(&arena, ARENA_BYTES_MAX);
    n = arena_new(&arena, struct native);
    if (!n)
        return err_set(reterr, E_NO_MEMORY, S("provider"));
    n->provider = (struct provider){
        .self = n,
        .hash = native_hash,
        .verify = native_verify,
        .sign = native_sign,
        .random = native_random,
        .inflate = native_inflate,
        .deflate = native_deflate,
        .derive = native_derive,
    };
    n->plain_bytes_left = PLAIN_BYTES;
    n->arena = arena;
    *ret = n;
    return OK;
}

void native_free(struct native *n)
{
    struct arena arena;

    if (!n)
        return;
    arena = n->arena;
    ecdsa_release(n->ecdsa);
    sodium_free(n->signer); /* wipes */
    libdeflate_free_decompressor(n->inflater);
    libdeflate_free_compressor(n->deflater);
    arena_release(&arena);
}

const struct provider *native_provider(const struct native *n)
{
    return &n->provider;
}
