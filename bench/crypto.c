/*
 * What the provider adds to the bare calls of libsodium and OpenSSL over 64
 * bytes (Ed25519) and the digest of 64 bytes (ECDSA), hashing beside plain C,
 * and what reading a key costs.
 */
#include "bench/bench.h"
#include "crypto/curve.h"
#include "crypto/plain.h"
#include "host/native.h"

#include <openssl/evp.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MESSAGE_BYTES = 64,
    LONG_BYTES = 4096,
};

static const struct provider *native;

static uint8_t data[LONG_BYTES];

struct job {
    enum key_type type;
    const struct provider *provider;
    size_t n_bytes;
    struct secret_key key;
    uint8_t signature[SIGNATURE_BYTES_MAX];
    size_t signature_bytes;
    char multikey[MULTIKEY_TEXT_MAX];
};

static void check(bool good, const char *what)
{
    if (!good) {
        fprintf(stderr, "bench/crypto: %s failed\n", what);
        exit(1);
    }
}

static void run_verify(void *arg, size_t n)
{
    const struct job *job = arg;
    const bytes message = {data, MESSAGE_BYTES};
    const bytes signature = {job->signature, job->signature_bytes};
    size_t i;

    for (i = 0; i < n; i++) {
        bool valid = false;

        check(provider_verify(
                  native, &job->key.public, message, signature, &valid) == OK &&
                  valid,
            "verify");
    }
}

static void run_sign(void *arg, size_t n)
{
    struct job *job = arg;
    const bytes message = {data, MESSAGE_BYTES};
    size_t i;

    for (i = 0; i < n; i++)
        check(provider_sign(native, &job->key, message, job->signature,
                  &job->signature_bytes) == OK,
            "sign");
}

static void run_bare_verify(void *arg, size_t n)
{
    const struct job *job = arg;
    size_t i;

    for (i = 0; i < n; i++)
        check(crypto_sign_verify_detached(job->signature, data, MESSAGE_BYTES,
                  job->key.public.bytes) == 0,
            "bare verify");
}

static void run_bare_sign(void *arg, size_t n)
{
    const struct job *job = arg;
    uint8_t public[crypto_sign_PUBLICKEYBYTES];
    uint8_t secret[crypto_sign_SECRETKEYBYTES];
    uint8_t signature[crypto_sign_BYTES];
    size_t i;

    crypto_sign_seed_keypair(public, secret, job->key.bytes);
    for (i = 0; i < n; i++) {
        crypto_sign_detached(signature, NULL, data, MESSAGE_BYTES, secret);
        bench_use(signature);
    }
}

/* A key and a DER signature of OpenSSL's own making, over 32 bytes. */
static void run_bare_p256(void *arg, size_t n)
{
    EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
    uint8_t signature[128];
    size_t len = sizeof(signature);
    size_t i;

    (void)arg;
    check(EVP_PKEY_sign_init(context) == 1 &&
              EVP_PKEY_sign(context, signature, &len, data, 32) == 1 &&
              EVP_PKEY_verify_init(context) == 1,
        "bare P-256 key");
    for (i = 0; i < n; i++)
        check(EVP_PKEY_verify(context, signature, len, data, 32) == 1,
            "bare P-256 verify");
    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(key);
}

static void run_hash(void *arg, size_t n)
{
    const struct job *job = arg;
    uint8_t digest[HASH_BYTES_MAX];
    size_t i;

    for (i = 0; i < n; i++) {
        check(provider_hash(job->provider, HASH_SHA256,
                  (bytes){data, job->n_bytes}, digest) == OK,
            "hash");
        bench_use(digest);
    }
}

/* A context that is kept, as fast as OpenSSL goes. */
static void run_bare_hash(void *arg, size_t n)
{
    const struct job *job = arg;
    EVP_MD *md = EVP_MD_fetch(NULL, "SHA256", NULL);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    uint8_t digest[HASH_BYTES_MAX];
    size_t i;

    check(EVP_DigestInit_ex2(context, md, NULL) == 1, "digest");
    for (i = 0; i < n; i++) {
        check(EVP_DigestInit_ex2(context, NULL, NULL) == 1 &&
                  EVP_DigestUpdate(context, data, job->n_bytes) == 1 &&
                  EVP_DigestFinal_ex(context, digest, NULL) == 1,
            "bare hash");
        bench_use(digest);
    }
    EVP_MD_CTX_free(context);
    EVP_MD_free(md);
}

static void run_read(void *arg, size_t n)
{
    const struct job *job = arg;
    struct public_key key;
    size_t i;

    for (i = 0; i < n; i++) {
        check(key_from_multikey(str_of(job->multikey), &key, NULL) == OK,
            "multikey");
        bench_use(&key);
    }
}

static void run_decompress(void *arg, size_t n)
{
    const struct job *job = arg;
    uint8_t y[CURVE_BYTES_MAX];
    size_t i;

    for (i = 0; i < n; i++) {
        check(curve_decompress(job->type, job->key.public.bytes, y),
            "decompress");
        bench_use(y);
    }
}

static struct job start(enum key_type type)
{
    struct job job = {.type = type, .provider = native};

    check(provider_generate(native, type, &job.key) == OK, "generate");
    key_to_multikey(&job.key.public, job.multikey);
    run_sign(&job, 1);
    return job;
}

int main(int argc, char **argv)
{
    struct native *n = NULL;
    struct job ed;
    struct job p256;
    struct job p384;
    struct job small;
    struct job large;
    struct job small_plain;
    struct job large_plain;

    check(native_new(&n, NULL) == OK, "provider");
    native = native_provider(n);
    memset(data, 0xa5, sizeof(data));
    ed = start(KEY_ED25519);
    p256 = start(KEY_P256);
    p384 = start(KEY_P384);
    small = (struct job){.provider = native, .n_bytes = MESSAGE_BYTES};
    large = (struct job){.provider = native, .n_bytes = LONG_BYTES};
    small_plain = small;
    small_plain.provider = plain_provider();
    large_plain = large;
    large_plain.provider = plain_provider();

    const struct bench_row rows[] = {
        {.name = "crypto.ed25519.verify.bare",
            .run = run_bare_verify,
            .arg = &ed},
        {.name = "crypto.ed25519.verify",
            .run = run_verify,
            .arg = &ed,
            .floor = "crypto.ed25519.verify.bare"},
        {.name = "crypto.ed25519.sign.bare", .run = run_bare_sign, .arg = &ed},
        {.name = "crypto.ed25519.sign",
            .run = run_sign,
            .arg = &ed,
            .floor = "crypto.ed25519.sign.bare"},
        {.name = "crypto.p256.verify.bare", .run = run_bare_p256},
        {.name = "crypto.p256.verify",
            .run = run_verify,
            .arg = &p256,
            .floor = "crypto.p256.verify.bare"},
        {.name = "crypto.p256.sign", .run = run_sign, .arg = &p256},
        {.name = "crypto.p384.verify", .run = run_verify, .arg = &p384},
        {.name = "crypto.p384.sign", .run = run_sign, .arg = &p384},
        {.name = "crypto.sha256.64.bare", .run = run_bare_hash, .arg = &small},
        {.name = "crypto.sha256.64",
            .run = run_hash,
            .arg = &small,
            .floor = "crypto.sha256.64.bare"},
        {.name = "crypto.sha256.64.plain",
            .run = run_hash,
            .arg = &small_plain,
            .floor = "crypto.sha256.64.bare"},
        {.name = "crypto.sha256.4096.bare",
            .run = run_bare_hash,
            .arg = &large},
        {.name = "crypto.sha256.4096",
            .run = run_hash,
            .arg = &large,
            .floor = "crypto.sha256.4096.bare"},
        {.name = "crypto.sha256.4096.plain",
            .run = run_hash,
            .arg = &large_plain,
            .floor = "crypto.sha256.4096.bare"},
        {.name = "crypto.multikey.ed25519", .run = run_read, .arg = &ed},
        {.name = "crypto.multikey.p384", .run = run_read, .arg = &p384},
        {.name = "crypto.decompress.p256", .run = run_decompress, .arg = &p256},
        {.name = "crypto.decompress.p384", .run = run_decompress, .arg = &p384},
    };
    return bench_main(argc, argv, rows, sizeof(rows) / sizeof(rows[0]));
}
