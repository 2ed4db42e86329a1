/* The provider of this machine where it meets the world: random, inflating,
 * new keys, keys kept, memory that runs out. */
#include "host/native.h"

#include "crypto/plain.h"
#include "test/support/fail.h"
#include "test/support/test.h"

#include <libdeflate.h>
#include <stdio.h>
#include <string.h>

static const bytes MESSAGE = {(const uint8_t *)"testamur", 8};

static struct native *native;
static const struct provider *provider;

static int set_up(void **state)
{
    (void)state;
    if (native_new(&native, NULL) != OK)
        return -1;
    provider = native_provider(native);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    native_free(native);
    native = NULL;
    return 0;
}

/* --- random --- */

static void test_random_fills_all_of_it(void **state)
{
    static uint8_t a[100000];
    static uint8_t b[100000];
    size_t n_alike = 0;
    size_t i;

    (void)state;
    assert_int_equal(provider->random(provider->self, a, sizeof(a)), OK);
    assert_int_equal(provider->random(provider->self, b, sizeof(b)), OK);
    for (i = 0; i < sizeof(a); i++)
        n_alike += a[i] == b[i];
    assert_in_range(n_alike, 200, 600); /* one in 256: 391, 8 sigma = 158 */
    assert_memory_not_equal(a + sizeof(a) - 16, b + sizeof(b) - 16, 16);
}

struct broken {
    const struct provider *inner;
    bool says_zero;
};

static code broken_random(void *self, uint8_t *ret, size_t n)
{
    struct broken *b = self;

    if (b->says_zero) {
        memset(ret, 0, n);
        return OK;
    }
    memset(ret, 0x5a, n / 2); /* part of it, then the failure */
    return E_RNG_FAILURE;
}

static code broken_derive(void *self, struct secret_key *key)
{
    struct broken *b = self;

    return b->inner->derive(b->inner->self, key);
}

static void test_generate_cr_07_no_key_without_random(void **state)
{
    static const enum key_type types[] = {KEY_ED25519, KEY_P256, KEY_P384};
    static const struct secret_key untouched = {.type = KEY_NONE};
    struct broken broken = {.inner = provider};
    struct provider p = {
        .self = &broken, .random = broken_random, .derive = broken_derive};
    struct secret_key key = untouched;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        assert_int_equal(provider_generate(&p, types[i], &key), E_RNG_FAILURE);
        assert_memory_equal(&key, &untouched, sizeof(key));
    }
    /* A source stuck at zero gives no EC key: zero is none. */
    broken.says_zero = true;
    assert_int_equal(provider_generate(&p, KEY_P256, &key), E_RNG_FAILURE);
    assert_int_equal(provider_generate(&p, KEY_P384, &key), E_RNG_FAILURE);
    p.random = NULL;
    assert_int_equal(provider_generate(&p, KEY_P256, &key), E_ARGUMENT);
    assert_int_equal(provider_generate(provider, KEY_NONE, &key), E_ARGUMENT);
    assert_memory_equal(&key, &untouched, sizeof(key));
}

/* --- keys --- */

static void sign_and_verify(const struct secret_key *key)
{
    uint8_t signature[SIGNATURE_BYTES_MAX];
    bytes s = {signature, 0};
    bool valid = false;

    assert_int_equal(
        provider_sign(provider, key, MESSAGE, signature, &s.len), OK);
    assert_int_equal(s.len, key_signature_bytes(key->type));
    assert_int_equal(
        provider_verify(provider, &key->public, MESSAGE, s, &valid), OK);
    assert_true(valid);
}

/* More keys than are kept, signing in turns: no key answers for another. */
/* At first without OpenSSL, then with it: the digests are the same. */
static void test_native_hashes_alike_before_and_after_loading(void **state)
{
    static uint8_t block[100 * 1000];
    struct native *fresh = NULL;
    int turn;

    (void)state;
    assert_int_equal(native_new(&fresh, NULL), OK);
    for (turn = 0; turn < 8; turn++) {
        enum hash_alg alg = (enum hash_alg)(turn % (HASH_MD5 + 1));
        bytes parts[] = {{block, sizeof(block)}, {block, (size_t)turn}};
        const struct provider *p = native_provider(fresh);
        uint8_t got[HASH_BYTES_MAX];
        uint8_t expected[HASH_BYTES_MAX];

        block[turn] = (uint8_t)(turn + 1);
        assert_int_equal(p->hash(p->self, alg, parts, 2, got), OK);
        assert_int_equal(
            plain_provider()->hash(NULL, alg, parts, 2, expected), OK);
        assert_memory_equal(got, expected, hash_bytes(alg));
    }
    native_free(fresh);
}

static void test_native_keeps_keys_apart(void **state)
{
    static struct secret_key keys[60];
    size_t n = sizeof(keys) / sizeof(keys[0]);
    uint8_t signature[SIGNATURE_BYTES_MAX];
    size_t len = 0;
    size_t i;

    (void)state;
    for (i = 0; i < n; i++)
        assert_int_equal(provider_generate(provider,
                             (enum key_type)(KEY_ED25519 + i % 3), &keys[i]),
            OK);
    for (i = 0; i < 3 * n; i++)
        sign_and_verify(&keys[i * 7 % n]);
    for (i = 0; i < n; i++) {
        bool valid = true;

        assert_int_equal(
            provider_sign(provider, &keys[i], MESSAGE, signature, &len), OK);
        assert_int_equal(provider_verify(provider, &keys[(i + 3) % n].public,
                             MESSAGE, (bytes){signature, len}, &valid),
            OK);
        assert_false(valid);
    }
}

/* A false public half beside a seed would make Ed25519 give the seed away. */
static void test_native_signs_by_the_secret_alone(void **state)
{
    struct secret_key key = {.type = KEY_NONE};
    struct secret_key other = {.type = KEY_NONE};
    uint8_t honest[SIGNATURE_BYTES_MAX];
    uint8_t again[SIGNATURE_BYTES_MAX];
    size_t n = 0;

    (void)state;
    assert_int_equal(provider_generate(provider, KEY_ED25519, &key), OK);
    assert_int_equal(provider_generate(provider, KEY_ED25519, &other), OK);
    assert_int_equal(provider_sign(provider, &key, MESSAGE, honest, &n), OK);
    key.public = other.public;
    assert_int_equal(provider_sign(provider, &key, MESSAGE, again, &n), OK);
    assert_memory_equal(honest, again, n);
}

static void test_native_refuses_what_is_no_key(void **state)
{
    struct secret_key key = {.type = KEY_P256, .len = 32};
    struct public_key point = {.type = KEY_P256, .len = 33, .bytes = {2}};
    uint8_t signature[SIGNATURE_BYTES_MAX] = {0};
    size_t n = 0;
    bool valid = true;

    (void)state;
    assert_int_equal(
        provider_sign(provider, &key, MESSAGE, signature, &n), E_ARGUMENT);
    memset(key.bytes, 0xff, sizeof(key.bytes)); /* over the order */
    assert_int_equal(
        provider_sign(provider, &key, MESSAGE, signature, &n), E_ARGUMENT);
    assert_int_equal(provider->derive(provider->self, &key), E_ARGUMENT);
    key.type = KEY_NONE;
    assert_int_equal(provider_sign(provider, &key, MESSAGE, signature, &n),
        E_PROOF_UNSUPPORTED);
    assert_int_equal(provider->derive(provider->self, &key), E_ARGUMENT);
    memset(point.bytes + 1, 0xff, 32);
    signature[31] = 1;
    signature[63] = 1;
    assert_int_equal(provider_verify(provider, &point, MESSAGE,
                         (bytes){signature, 64}, &valid),
        E_INVALID_VERIFICATION_METHOD);
}

/* --- inflate --- */

enum {
    INFLATED = 100000,
    ROOM = 200000,
};

static uint8_t plain[INFLATED];
static uint8_t packed[ROOM];

static bytes pack(bool gzip, size_t n)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
    size_t len;
    size_t i;

    assert_non_null(c);
    for (i = 0; i < n; i++)
        plain[i] = (uint8_t)(i % 251 < 100 ? 0 : i);
    len = gzip ? libdeflate_gzip_compress(c, plain, n, packed, ROOM)
               : libdeflate_zlib_compress(c, plain, n, packed, ROOM);
    libdeflate_free_compressor(c);
    assert_true(len > 0);
    return (bytes){packed, len};
}

static void check_inflate(bool gzip, size_t n)
{
    struct arena arena;
    bytes p = pack(gzip, n);
    bytes got = {0};

    arena_init(&arena, (size_t)1 << 20);
    assert_int_equal(
        provider->inflate(provider->self, p, ROOM, &arena, &got), OK);
    assert_true(bytes_eq(got, (bytes){plain, n}));
    assert_int_equal(provider->inflate(provider->self, p, n, &arena, &got), OK);
    if (n > 0)
        assert_int_equal(
            provider->inflate(provider->self, p, n - 1, &arena, &got),
            E_LIMIT_EXCEEDED);
    p.len--;
    assert_int_equal(
        provider->inflate(provider->self, p, ROOM, &arena, &got), E_SYNTAX);
    packed[++p.len] = 'x'; /* whole again, and one byte that nobody checked */
    p.len++;
    assert_int_equal(
        provider->inflate(provider->self, p, ROOM, &arena, &got), E_SYNTAX);
    arena_release(&arena);
}

static void test_inflate_gzip_and_zlib_up_to_the_cap(void **state)
{
    static const size_t sizes[] = {0, 1, 1000, 1024, 1025, 65536, INFLATED};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        check_inflate(true, sizes[i]);
        check_inflate(false, sizes[i]);
    }
}

/* gzip says how long it will be; it may lie. */
static void test_inflate_believes_no_length(void **state)
{
    struct arena arena;
    bytes p = pack(true, INFLATED);
    bytes got = {0};
    int b;

    (void)state;
    arena_init(&arena, (size_t)1 << 20);
    for (b = 0; b < 256; b += 51) {
        memset(packed + p.len - 4, b, 4);
        assert_int_equal(
            provider->inflate(provider->self, p, INFLATED, &arena, &got),
            E_SYNTAX);
    }
    assert_int_equal(
        provider->inflate(provider->self, (bytes){0}, 10, &arena, &got),
        E_SYNTAX);
    arena_release(&arena);
    arena_init(&arena, 1000);
    p = pack(true, INFLATED);
    assert_int_equal(
        provider->inflate(provider->self, p, INFLATED, &arena, &got),
        E_LIMIT_EXCEEDED);
    arena_release(&arena);
}

/* --- memory --- */

/* CR-10: the expanded signing key lies in pages that are locked and left out
 * of core dumps. Some mapping of this process must then have both flags. */
static void test_native_cr_10_signer_is_locked_and_not_dumped(void **state)
{
    FILE *maps = fopen("/proc/self/smaps", "r");
    struct secret_key key = {.type = KEY_NONE};
    char line[512];
    bool found = false;

    (void)state;
#ifdef __SANITIZE_ADDRESS__
    skip(); /* AddressSanitizer makes mlock do nothing */
#endif
    assert_non_null(maps);
    assert_int_equal(provider_generate(provider, KEY_ED25519, &key), OK);
    while (fgets(line, sizeof(line), maps)) {
        if (strncmp(line, "VmFlags:", 8) == 0 && strstr(line, " lo") &&
            strstr(line, " dd"))
            found = true;
    }
    (void)fclose(maps);
    assert_true(found);
}

/* OS-01: at every allocation of ours that can fail, an error and no leak. */
static void test_native_os_01_every_allocation_fails_once(void **state)
{
    size_t n;
    size_t n_failures = 0;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
        struct native *other = NULL;
        code c = native_new(&other, NULL);

        if (c != OK) {
            assert_int_equal(c, E_NO_MEMORY);
            assert_null(other);
            n_failures++;
        }
        native_free(other);
    }
    fail_disarm();
    assert_true(n_failures > 0);
    native_free(NULL);
}

/* After the first use, none of these asks the system for memory. */
static void test_native_warm_provider_allocates_nothing(void **state)
{
    uint8_t digest[HASH_BYTES_MAX];
    uint8_t signature[SIGNATURE_BYTES_MAX];
    struct secret_key key = {.type = KEY_NONE};
    size_t n = 0;
    bool valid = false;
    int turn;

    (void)state;
    assert_int_equal(provider_generate(provider, KEY_ED25519, &key), OK);
    for (turn = 0; turn < 2; turn++) {
        fail_disarm();
        assert_int_equal(
            provider_hash(provider, HASH_SHA256, MESSAGE, digest), OK);
        assert_int_equal(
            provider_sign(provider, &key, MESSAGE, signature, &n), OK);
        assert_int_equal(provider_verify(provider, &key.public, MESSAGE,
                             (bytes){signature, n}, &valid),
            OK);
    }
    assert_int_equal(fail_calls(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_fills_all_of_it),
        cmocka_unit_test(test_generate_cr_07_no_key_without_random),
        cmocka_unit_test(test_native_hashes_alike_before_and_after_loading),
        cmocka_unit_test(test_native_keeps_keys_apart),
        cmocka_unit_test(test_native_signs_by_the_secret_alone),
        cmocka_unit_test(test_native_refuses_what_is_no_key),
        cmocka_unit_test(test_inflate_gzip_and_zlib_up_to_the_cap),
        cmocka_unit_test(test_inflate_believes_no_length),
        cmocka_unit_test(test_native_cr_10_signer_is_locked_and_not_dumped),
        cmocka_unit_test(test_native_os_01_every_allocation_fails_once),
        cmocka_unit_test(test_native_warm_provider_allocates_nothing),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
