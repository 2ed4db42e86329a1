/* Published signatures verify, made again where the scheme fixes them, and
 * every unsound form is refused before any library is asked (RELIABILITY
 * CR-01, CR-02). */
#include "crypto/signature.h"

#include "crypto/curve.h"
#include "crypto/provider.h"
#include "host/native.h"
#include "test/support/hex.h"
#include "test/support/test.h"

#include <string.h>

struct vector {
    enum key_type type;
    const char *secret;
    const char *public;
    const char *message; /* hexadecimal too */
    const char *signature;
};

/* RFC 8032, 7.1; RFC 6979, A.2.5 and A.2.6 ("sample" and "test"). */
static const struct vector VECTORS[] = {
    {KEY_ED25519,
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {KEY_ED25519,
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {KEY_ED25519,
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
    {KEY_P256,
        "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
        "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
        "73616d706c65",
        "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
        "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"},
    {KEY_P256,
        "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
        "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
        "74657374",
        "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367"
        "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"},
    {KEY_P384,
        "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d8"
        "96d5724e4c70a825f872c9ea60d2edf5",
        "02ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c"
        "64def8f0ea9055866064a254515480bc13",
        "73616d706c65",
        "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c"
        "81a648152e44acf96e36dd1e80fabe46"
        "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94f"
        "a329c145786e679e7b82c71a38628ac8"},
};

struct refusal {
    const char *label;
    enum key_type type;
    bool is_sound; /* nothing wrong with the form: the equation decides */
    const char *public;
    const char *signature;
};

#define ZEROS_32                                                               \
    "0000000000000000000000000000000000000000000000000000000000000000"
#define ONE_32                                                                 \
    "0000000000000000000000000000000000000000000000000000000000000001"
#define N_256 "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
#define OVER_256                                                               \
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
#define ZEROS_48 ZEROS_32 "00000000000000000000000000000000"
#define ONE_48 "00000000000000000000000000000000" ONE_32
#define N_384                                                                  \
    "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf"         \
    "581a0db248b0a77aecec196accc52973"
#define KEY_256                                                                \
    "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
#define KEY_384                                                                \
    "02ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c"         \
    "64def8f0ea9055866064a254515480bc13"
#define KEY_ED                                                                 \
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
/* R and S of a good signature over "testamur" by KEY_ED. */
#define R_ED "1d84c09c915b1e355f4130b3950f6754270b37696f36f1b6ca5d4a9b4cf48860"
#define S_ED "97668ab1e7e39741d369719f6a5652cc587b401b54e27c5690e97f26ac034708"
#define IDENTITY                                                               \
    "0100000000000000000000000000000000000000000000000000000000000000"

static const struct refusal REFUSALS[] = {
    {"CR-01 r = 0, s = 0", KEY_P256, false, KEY_256, ZEROS_32 ZEROS_32},
    {"CR-01 r = 0", KEY_P256, false, KEY_256, ZEROS_32 ONE_32},
    {"CR-01 s = 0", KEY_P256, false, KEY_256, ONE_32 ZEROS_32},
    {"CR-01 r = n", KEY_P256, false, KEY_256, N_256 ONE_32},
    {"CR-01 s = n", KEY_P256, false, KEY_256, ONE_32 N_256},
    {"CR-01 r over n", KEY_P256, false, KEY_256, OVER_256 ONE_32},
    {"CR-01 s over n", KEY_P256, false, KEY_256, ONE_32 OVER_256},
    {"CR-01 r = s = 1", KEY_P256, true, KEY_256, ONE_32 ONE_32},
    {"CR-01 too short", KEY_P256, false, KEY_256, ONE_32},
    {"CR-01 too long", KEY_P256, false, KEY_256, ONE_32 ONE_32 "00"},
    {"CR-01 empty", KEY_P256, false, KEY_256, ""},
    {"CR-01 r = 0", KEY_P384, false, KEY_384, ZEROS_48 ONE_48},
    {"CR-01 s = 0", KEY_P384, false, KEY_384, ONE_48 ZEROS_48},
    {"CR-01 r = n", KEY_P384, false, KEY_384, N_384 ONE_48},
    {"CR-01 s = n", KEY_P384, false, KEY_384, ONE_48 N_384},
    {"CR-01 r = s = 1", KEY_P384, true, KEY_384, ONE_48 ONE_48},
    {"CR-02 S + order", KEY_ED25519, false, KEY_ED,
        R_ED
        "843a800e0247aa99a9066942495031e1587b401b54e27c5690e97f26ac034718"},
    {"CR-02 S = order", KEY_ED25519, false, KEY_ED,
        R_ED
        "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"},
    {"CR-02 R of order 1, equation holds", KEY_ED25519, false, KEY_ED,
        IDENTITY
        "1d50f964f7efedef7aaa9c448399fec80b422d5bbb1c081da685bcf77029aa01"},
    {"CR-02 R of order 1 as p + 1", KEY_ED25519, false, KEY_ED,
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7"
        "f" S_ED},
    {"CR-02 R = 2^255 - 1", KEY_ED25519, false, KEY_ED, OVER_256 S_ED},
    {"CR-02 A of order 1, equation holds for any message", KEY_ED25519, false,
        IDENTITY, IDENTITY ZEROS_32},
    {"CR-02 A of order 1 with a sign", KEY_ED25519, false,
        "0100000000000000000000000000000000000000000000000000000000000080",
        R_ED S_ED},
    {"CR-02 A of order 2", KEY_ED25519, false,
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        R_ED S_ED},
    {"CR-02 A of order 4", KEY_ED25519, false, ZEROS_32, R_ED S_ED},
    {"CR-02 A of order 4, other sign", KEY_ED25519, false,
        "0000000000000000000000000000000000000000000000000000000000000080",
        R_ED S_ED},
    {"CR-02 A of order 8", KEY_ED25519, false,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        R_ED S_ED},
    {"CR-02 A of order 8", KEY_ED25519, false,
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        R_ED S_ED},
    {"CR-02 A of order 4 as p", KEY_ED25519, false,
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        R_ED S_ED},
    {"CR-02 A not canonical", KEY_ED25519, false,
        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        R_ED S_ED},
    {"CR-02 R with a part of order 8: only the cofactored equation holds",
        KEY_ED25519, true, KEY_ED,
        "2856536c4aeeeb789bd4c703a54587280a914c7e7b9054f42dda4012e369282c"
        "3b62c088fb914e91e14d36ffd4c752d62a96c3e70316bf5a5a07fe9aec58ef02"},
    {"CR-02 A with a part of order 8: only the cofactored equation holds",
        KEY_ED25519, true,
        "3b5b475c4b82dd1572799fc546f4c6c03e478c6654aa4c7f945b347ea32af60d",
        "aee32c13edce6441f623b0aad7c4b5926df1343a86976ea76e378d4d033fbbe7"
        "188db7a6694ff1ef67773c58650e9abd0c961b2806a33ca1733df180f80dcc07"},
    {"Ed25519 too short", KEY_ED25519, false, KEY_ED, R_ED},
    {"Ed25519 too long", KEY_ED25519, false, KEY_ED, R_ED S_ED "00"},
    {"Ed25519 A no point", KEY_ED25519, true,
        "0200000000000000000000000000000000000000000000000000000000000000",
        R_ED S_ED},
};

enum {
    N_VECTORS = sizeof(VECTORS) / sizeof(VECTORS[0]),
    N_REFUSALS = sizeof(REFUSALS) / sizeof(REFUSALS[0]),
    ROOM = 128,
};

static const bytes MESSAGE = {(const uint8_t *)"testamur", 8};

static struct public_key public_of(enum key_type type, const char *digits)
{
    struct public_key key = {.type = type};

    key.len = (uint8_t)hex_read(digits, key.bytes, sizeof(key.bytes));
    assert_int_equal(key.len, key_public_bytes(type));
    return key;
}

static struct native *open_native(void)
{
    struct native *n = NULL;

    assert_int_equal(native_new(&n, NULL), OK);
    return n;
}

static void check_vector(const struct provider *p, const struct vector *v)
{
    struct public_key key = public_of(v->type, v->public);
    uint8_t signature[ROOM];
    uint8_t message[ROOM];
    size_t n = hex_read(v->signature, signature, sizeof(signature));
    bytes m = {message, hex_read(v->message, message, sizeof(message))};
    bytes s = {signature, n};
    bool valid = false;
    size_t bit;

    assert_int_equal(provider_verify(p, &key, m, s, &valid), OK);
    assert_true(valid);
    for (bit = 0; bit < n * 8; bit += 37) {
        signature[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_int_equal(provider_verify(p, &key, m, s, &valid), OK);
        assert_false(valid);
        signature[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    message[m.len] = 0;
    m.len++;
    assert_int_equal(provider_verify(p, &key, m, s, &valid), OK);
    assert_false(valid);
}

static void test_signature_vectors_verify_and_changes_do_not(void **state)
{
    struct native *n = open_native();
    size_t i;

    (void)state;
    for (i = 0; i < N_VECTORS; i++)
        check_vector(native_provider(n), &VECTORS[i]);
    native_free(n);
}

static void check_signing(const struct provider *p, const struct vector *v)
{
    struct secret_key key = {.type = v->type};
    struct public_key public = public_of(v->type, v->public);
    uint8_t message[ROOM];
    uint8_t wanted[ROOM];
    uint8_t made[SIGNATURE_BYTES_MAX];
    size_t n = 0;
    bool valid = false;
    bytes m = {message, hex_read(v->message, message, sizeof(message))};

    key.len = (uint8_t)hex_read(v->secret, key.bytes, sizeof(key.bytes));
    assert_int_equal(p->derive(p->self, &key), OK);
    assert_true(key_eq(&key.public, &public));
    assert_int_equal(provider_sign(p, &key, m, made, &n), OK);
    assert_int_equal(n, key_signature_bytes(v->type));
    assert_int_equal(
        provider_verify(p, &public, m, (bytes){made, n}, &valid), OK);
    assert_true(valid);
    hex_read(v->signature, wanted, sizeof(wanted));
    if (v->type == KEY_ED25519)
        assert_memory_equal(made, wanted, n);
}

static void test_signature_is_made_and_the_public_half_derived(void **state)
{
    struct native *n = open_native();
    size_t i;

    (void)state;
    for (i = 0; i < N_VECTORS; i++)
        check_signing(native_provider(n), &VECTORS[i]);
    native_free(n);
}

/* The form is judged without a provider; the native one refuses all the
 * same when it is asked directly. */
static void test_signature_cr_01_cr_02_unsound_is_refused(void **state)
{
    struct native *n = open_native();
    const struct provider *p = native_provider(n);
    size_t i;

    (void)state;
    for (i = 0; i < N_REFUSALS; i++) {
        const struct refusal *r = &REFUSALS[i];
        struct public_key key = public_of(r->type, r->public);
        uint8_t room[ROOM];
        bytes s = {room, hex_read(r->signature, room, sizeof(room))};
        bool valid = true;

        if (signature_is_sound(&key, s) != r->is_sound)
            fail_msg("%s: judged wrongly", r->label);
        if (provider_verify(p, &key, MESSAGE, s, &valid) != OK || valid)
            fail_msg("%s: not refused", r->label);
        valid = true;
        if (p->verify(p->self, &key, MESSAGE, s, &valid) != OK || valid)
            fail_msg("%s: not refused by the native provider", r->label);
    }
    native_free(n);
}

/* The strict equation is the one without cofactor: a key with a part of
 * order 8 passes where the hash makes that part vanish. */
static void test_signature_cr_02_mixed_order_passes_by_equation(void **state)
{
    struct native *n = open_native();
    struct public_key key = public_of(KEY_ED25519,
        "3b5b475c4b82dd1572799fc546f4c6c03e478c6654aa4c7f945b347ea32af60d");
    uint8_t room[ROOM];
    bool valid = false;
    bytes s = {room, 0};

    (void)state;
    s.len = hex_read(
        "b2da70d71d3c406f574970caf89edf08fa01d3f408ccf4bd0fa2e859de41162b"
        "e989aaad876845183be632628ee6f5a4ad7d17c549b28d565a4d035e6cde610e",
        room, sizeof(room));
    assert_int_equal(
        provider_verify(native_provider(n), &key, MESSAGE, s, &valid), OK);
    assert_true(valid);
    native_free(n);
}

struct point {
    const char *label;
    enum key_type type;
    const char *x;
    const char *y; /* NULL: no point has this x */
};

/* RFC 6979, A.2.5 and A.2.6. */
static const struct point POINTS[] = {
    {"P-256", KEY_P256,
        "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
        "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"},
    {"P-384", KEY_P384,
        "ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64"
        "def8f0ea9055866064a254515480bc13",
        "8015d9b72d7d57244ea8ef9ac0c621896708a59367f9dfb9f54ca84b3f1c9db1"
        "288b231c3ae0d4fe7344fd2533264720"},
    {"P-256 x that is none", KEY_P256,
        "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb7",
        NULL},
    {"P-256 x = p", KEY_P256,
        "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        NULL},
    {"P-256 x over p", KEY_P256, OVER_256, NULL},
    {"P-384 x over p", KEY_P384, OVER_256 "ffffffffffffffffffffffffffffffff",
        NULL},
};

static void check_point(const struct point *p)
{
    uint8_t packed[1 + CURVE_BYTES_MAX];
    uint8_t y[CURVE_BYTES_MAX] = {0};
    uint8_t made[CURVE_BYTES_MAX];
    size_t n = curve_bytes(p->type);

    assert_int_equal(hex_read(p->x, packed + 1, n), n);
    packed[0] = 2;
    if (!p->y) {
        if (curve_decompress(p->type, packed, made) ||
            curve_has_point(p->type, packed + 1, y))
            fail_msg("%s: taken for a point", p->label);
        return;
    }
    assert_int_equal(hex_read(p->y, y, n), n);
    packed[0] = 2 | (y[n - 1] & 1);
    assert_true(curve_has_point(p->type, packed + 1, y));
    assert_true(curve_decompress(p->type, packed, made));
    assert_memory_equal(made, y, n);
    packed[0] ^= 1; /* the other root: p - y */
    assert_true(curve_decompress(p->type, packed, made));
    assert_true(curve_has_point(p->type, packed + 1, made));
    assert_memory_not_equal(made, y, n);
    packed[0] = 4;
    assert_false(curve_decompress(p->type, packed, made));
    y[n - 1] ^= 2;
    assert_false(curve_has_point(p->type, packed + 1, y));
}

static void test_curve_points(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(POINTS) / sizeof(POINTS[0]); i++)
        check_point(&POINTS[i]);
    assert_int_equal(curve_bytes(KEY_ED25519), 0);
    assert_false(curve_has_scalar(KEY_ED25519, (const uint8_t *)"1"));
}

/* Random keys: OpenSSL compresses what we must take apart again. */
static void test_curve_agrees_with_native_on_new_keys(void **state)
{
    struct native *n = open_native();
    int i;

    (void)state;
    for (i = 0; i < 40; i++) {
        struct secret_key key = {.type = KEY_NONE};
        uint8_t y[CURVE_BYTES_MAX];
        enum key_type type = i % 2 ? KEY_P256 : KEY_P384;

        assert_int_equal(provider_generate(native_provider(n), type, &key), OK);
        assert_true(curve_decompress(type, key.public.bytes, y));
        assert_true(curve_has_point(type, key.public.bytes + 1, y));
    }
    native_free(n);
}

TEST_MAIN(test_signature_vectors_verify_and_changes_do_not,
    test_signature_is_made_and_the_public_half_derived,
    test_signature_cr_01_cr_02_unsound_is_refused,
    test_signature_cr_02_mixed_order_passes_by_equation,
    test_curve_points,
    test_curve_agrees_with_native_on_new_keys)
