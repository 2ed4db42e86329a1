#include "host/ecdsa.h"

#include "base/code_info.h"
#include "host/native.h"
#include "host/openssl.h"
#include "test/support/test.h"

#include <malloc.h>
#include <openssl/crypto.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* A secret of which any eight bytes in a row are known on sight. */
static const uint8_t SECRET[] = {0x5a, 0xc1, 0x9e, 0x03, 0xd7, 0x44, 0xb8, 0x6f,
    0x21, 0xe9, 0x7c, 0x35, 0x8a, 0x1d, 0xf0, 0x62, 0x97, 0x4b, 0xae, 0x58,
    0x0c, 0xd3, 0x69, 0xb4, 0x2e, 0x81, 0xf7, 0x1a, 0x53, 0xc6, 0x3d, 0x90};

enum {
    WINDOW = 8, /* bytes; the size of a limb, too */
};

static size_t n_taken;
static size_t fail_from; /* the n-th allocation and all after it; 0: none */
static unsigned n_freed;
static unsigned n_with_secret; /* among those */

/* Bytes of the secret in either order: a number is kept by limbs. */
static bool shows_secret(const uint8_t *block, size_t n_bytes)
{
    uint8_t forward[WINDOW];
    uint8_t backward[WINDOW];
    size_t part;
    size_t i;

    for (part = 0; part + WINDOW <= sizeof(SECRET); part += WINDOW) {
        for (i = 0; i < WINDOW; i++) {
            forward[i] = SECRET[part + i];
            backward[WINDOW - 1 - i] = SECRET[part + i];
        }
        for (i = 0; i + WINDOW <= n_bytes; i++) {
            if (memcmp(block + i, forward, WINDOW) == 0 ||
                memcmp(block + i, backward, WINDOW) == 0)
                return true;
        }
    }
    return false;
}

static void *take(size_t n_bytes, const char *file, int line)
{
    (void)file;
    (void)line;
    n_taken++;
    return fail_from > 0 && n_taken >= fail_from ? NULL : calloc(1, n_bytes);
}

static void give(void *block, const char *file, int line)
{
    (void)file;
    (void)line;
    if (!block)
        return;
    n_freed++;
    n_with_secret += shows_secret(block, malloc_usable_size(block));
    free(block);
}

static void *change(void *block, size_t n_bytes, const char *file, int line)
{
    void *other = take(n_bytes, file, line);
    size_t held = block ? malloc_usable_size(block) : 0;

    if (!other)
        return NULL;
    if (held > 0)
        memcpy(other, block, held < n_bytes ? held : n_bytes);
    give(block, file, line);
    return other;
}

/* Whatever OpenSSL gives back to the system, the secret is not in it. */
static void test_ecdsa_cr_10_secret_is_wiped(void **state)
{
    struct secret_key key = {.type = KEY_P256, .len = sizeof(SECRET)};
    uint8_t digest[32] = {1};
    uint8_t signature[64];
    const struct openssl *ssl;
    struct arena arena;
    struct ecdsa *e;

    (void)state;
    memcpy(key.bytes, SECRET, sizeof(SECRET));
    arena_init(&arena, 65536);
    ssl = openssl_load(&arena);
    assert_non_null(ssl);
    e = ecdsa_new(ssl, &arena);
    assert_non_null(e);
    assert_int_equal(ecdsa_derive(e, &key), OK);
    assert_int_equal(
        ecdsa_sign(e, &key, (bytes){digest, sizeof(digest)}, signature), OK);
    ecdsa_release(e);
    assert_true(n_freed > 0);
    assert_int_equal(n_with_secret, 0);
    arena_release(&arena);
    key_wipe(&key);
}

/* OS-01: OpenSSL without memory is a fault of the machine: a good signature
 * is never called bad, nor its key. */
static void test_ecdsa_os_01_no_verdict_without_memory(void **state)
{
    struct secret_key key = {.type = KEY_P256, .len = sizeof(SECRET)};
    uint8_t text[32] = {1};
    const bytes digest = {text, sizeof(text)};
    uint8_t signature[64];
    const struct openssl *ssl;
    struct arena arena;
    size_t n_failed = 0;
    bool done = false;

    (void)state;
    memcpy(key.bytes, SECRET, sizeof(SECRET));
    arena_init(&arena, 65536);
    ssl = openssl_load(&arena);
    assert_non_null(ssl);
    for (fail_from = 0; !done; fail_from++) {
        struct arena step;
        struct ecdsa *e;
        bool valid = false;
        code result;

        arena_init(&step, 65536);
        e = ecdsa_new(ssl, &step);
        assert_non_null(e);
        n_taken = 0;
        result = ecdsa_derive(e, &key);
        if (result == OK)
            result = ecdsa_sign(e, &key, digest, signature);
        if (result == OK)
            result = ecdsa_verify(e, &key.public, digest,
                (bytes){signature, sizeof(signature)}, &valid);
        if (result == OK && !valid)
            fail_msg("allocation %zu: a good signature is bad", fail_from);
        if (result != OK && code_info(result)->kind != KIND_INTERNAL)
            fail_msg("allocation %zu: code %d", fail_from, (int)result);
        n_failed += result != OK;
        done = fail_from > 0 && n_taken < fail_from;
        ecdsa_release(e);
        arena_release(&step);
    }
    fail_from = 0;
    assert_true(n_failed > 20);
    arena_release(&arena);
    key_wipe(&key);
}

/* Verifying with Ed25519 takes no memory once warm: its digests do not. */
static void test_ecdsa_digests_take_no_memory(void **state)
{
    static uint8_t text[300 * 1024]; /* more than is hashed without OpenSSL */
    uint8_t digest[HASH_BYTES_MAX];
    struct native *native = NULL;
    enum hash_alg alg;
    size_t before;

    (void)state;
    assert_int_equal(native_new(&native, NULL), OK);
    assert_int_equal(provider_hash(native_provider(native), HASH_SHA256,
                         (bytes){text, sizeof(text)}, digest),
        OK);
    before = n_taken;
    for (alg = HASH_SHA256; alg <= HASH_MD5; alg++)
        assert_int_equal(provider_hash(native_provider(native), alg,
                             (bytes){text, 64}, digest),
            OK);
    assert_int_equal(n_taken, before);
    native_free(native);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ecdsa_cr_10_secret_is_wiped),
        cmocka_unit_test(test_ecdsa_os_01_no_verdict_without_memory),
        cmocka_unit_test(test_ecdsa_digests_take_no_memory),
    };

    /* Before OpenSSL takes its first byte. */
    if (CRYPTO_set_mem_functions(take, change, give) != 1 || sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
