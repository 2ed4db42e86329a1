/* The published vectors with both providers, and both against each other on
 * every length around the block sizes, cut in two at many places. */
#include "crypto/plain.h"
#include "host/native.h"
#include "test/support/hex.h"
#include "test/support/test.h"

#include <string.h>

struct vector {
    enum hash_alg alg;
    const char *message;
    size_t times; /* the message that often */
    const char *digest;
};

static const char TWO_BLOCKS_256[] =
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
static const char TWO_BLOCKS_512[] =
    "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
    "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";

/* FIPS 180-4 examples; RFC 1321, A.5 */
static const struct vector VECTORS[] = {
    {HASH_SHA256, "", 1,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {HASH_SHA256, "abc", 1,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {HASH_SHA256, TWO_BLOCKS_256, 1,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {HASH_SHA256, "a", 1000000,
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    {HASH_SHA384, "abc", 1,
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163"
        "1a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"},
    {HASH_SHA384, TWO_BLOCKS_512, 1,
        "09330c33f71147e83d192fc782cd1b4753111b173b3b05d2"
        "2fa08086e3b0f712fcc7c71a557e2db966c3e9fa91746039"},
    {HASH_SHA384, "a", 1000000,
        "9d0e1809716474cb086e834e310a4a1ced149e9c00f24852"
        "7972cec5704c2a5b07b8b3dc38ecc4ebae97ddd87f3d8985"},
    {HASH_SHA512, "abc", 1,
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
    {HASH_SHA512, TWO_BLOCKS_512, 1,
        "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
        "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909"},
    {HASH_SHA512, "a", 1000000,
        "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
        "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b"},
    {HASH_MD5, "", 1, "d41d8cd98f00b204e9800998ecf8427e"},
    {HASH_MD5, "message digest", 1, "f96b697d7cb7938d525a2f31aaf161d0"},
    {HASH_MD5, "1234567890", 8, "57edf4a22be3c955ac49da2e2107b67a"},
};

enum {
    N_VECTORS = sizeof(VECTORS) / sizeof(VECTORS[0]),
    PARTS = 1000,
    LENGTH_MAX = 280,
};

/* One million letters are a thousand parts of a thousand. */
static void check_vector(const struct provider *p, const struct vector *v)
{
    static char room[PARTS];
    bytes parts[PARTS];
    uint8_t digest[HASH_BYTES_MAX];
    char digits[2 * HASH_BYTES_MAX + 1];
    size_t n_parts = v->times;
    size_t i;

    for (i = 0; i < PARTS; i++)
        parts[i] = str_bytes(str_of(v->message));
    if (v->times > PARTS) {
        memset(room, v->message[0], sizeof(room));
        for (i = 0; i < PARTS; i++)
            parts[i] = str_bytes((str){room, sizeof(room)});
        n_parts = v->times / PARTS;
    }
    assert_int_equal(p->hash(p->self, v->alg, parts, n_parts, digest), OK);
    hex_write((bytes){digest, hash_bytes(v->alg)}, digits);
    assert_string_equal(digits, v->digest);
}

static void test_hash_plain_vectors(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < N_VECTORS; i++)
        check_vector(plain_provider(), &VECTORS[i]);
}

static void test_hash_native_vectors(void **state)
{
    struct native *n = NULL;
    size_t i;

    (void)state;
    assert_int_equal(native_new(&n, NULL), OK);
    for (i = 0; i < N_VECTORS; i++)
        check_vector(native_provider(n), &VECTORS[i]);
    native_free(n);
}

static void compare_at(
    const struct provider *native, enum hash_alg alg, bytes whole, size_t cut)
{
    const struct provider *plain = plain_provider();
    bytes parts[3] = {
        {whole.ptr, cut}, {NULL, 0}, {whole.ptr + cut, whole.len - cut}};
    uint8_t a[HASH_BYTES_MAX];
    uint8_t b[HASH_BYTES_MAX];

    assert_int_equal(plain->hash(plain->self, alg, parts, 3, a), OK);
    assert_int_equal(provider_hash(native, alg, whole, b), OK);
    assert_memory_equal(a, b, hash_bytes(alg));
}

static void test_hash_plain_and_native_agree(void **state)
{
    struct native *n = NULL;
    uint8_t data[LENGTH_MAX];
    unsigned alg;
    size_t len;
    size_t cut;

    (void)state;
    assert_int_equal(native_new(&n, NULL), OK);
    for (len = 0; len < sizeof(data); len++)
        data[len] = (uint8_t)(len * 7 + 3);
    for (alg = HASH_SHA256; alg <= HASH_MD5; alg++) {
        for (len = 0; len <= sizeof(data); len++) {
            for (cut = 0; cut <= len; cut += 1 + len / 16)
                compare_at(native_provider(n), (enum hash_alg)alg,
                    (bytes){data, len}, cut);
        }
    }
    native_free(n);
}

static void test_hash_without_a_service_is_an_argument_error(void **state)
{
    static const struct provider none = {0};
    uint8_t digest[HASH_BYTES_MAX];
    uint8_t signature[SIGNATURE_BYTES_MAX];
    size_t n = 0;
    bool valid = false;
    struct public_key key = {.type = KEY_NONE};

    (void)state;
    assert_int_equal(
        provider_hash(&none, HASH_SHA256, (bytes){0}, digest), E_ARGUMENT);
    assert_int_equal(provider_sign(&none, &(struct secret_key){0}, (bytes){0},
                         signature, &n),
        E_ARGUMENT);
    assert_int_equal(
        provider_verify(&none, &key, (bytes){0}, (bytes){0}, &valid),
        E_PROOF_UNSUPPORTED);
}

TEST_MAIN(test_hash_plain_vectors,
    test_hash_native_vectors,
    test_hash_plain_and_native_agree,
    test_hash_without_a_service_is_an_argument_error)
