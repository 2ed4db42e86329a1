/* Keys read from Multikey and JWK and written back, and all that is refused,
 * each for its own reason (RELIABILITY CR-04, CR-06). */
#include "crypto/key.h"

#include "crypto/jwk.h"
#include "crypto/provider.h"
#include "crypto/rsa.h"
#include "host/native.h"
#include "test/support/fail.h"
#include "test/support/test.h"
#include "text/base58.h"
#include "text/base64.h"

#include <string.h>

/* Keys of the test vectors of vc-di-eddsa and vc-di-ecdsa. */
#define ED25519 "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
#define ED25519_SECRET "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
#define P256 "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"
#define P256_SECRET "z42twTcNeSYcnqg1FLuSFs2bsGH3ZqbRHFmvS9XMsYhjxvHN"
#define P384                                                                   \
    "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ"
#define P384_SECRET                                                            \
    "z2fanyY7zgwNpZGxX5fXXibvScNaUWNprHU9dKx7qpVj7mws9J8LLt4mDB5TyH2GLHWkUc"

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 1 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

struct pair {
    enum key_type type;
    str public;
    str secret;
};

static const struct pair PAIRS[] = {
    {KEY_ED25519, STR(ED25519), STR(ED25519_SECRET)},
    {KEY_P256, STR(P256), STR(P256_SECRET)},
    {KEY_P384, STR(P384), STR(P384_SECRET)},
};

enum {
    N_PAIRS = sizeof(PAIRS) / sizeof(PAIRS[0]),
};

static void check_pair(const struct provider *p, const struct pair *pair)
{
    struct public_key public = {.type = KEY_NONE};
    struct secret_key secret = {.type = KEY_NONE};
    char text[MULTIKEY_TEXT_MAX];

    assert_int_equal(key_from_multikey(pair->public, &public, NULL), OK);
    assert_int_equal(public.type, pair->type);
    assert_int_equal(public.len, key_public_bytes(pair->type));
    key_to_multikey(&public, text);
    assert_true(str_eq(str_of(text), pair->public));

    assert_int_equal(key_secret_from_multikey(pair->secret, &secret, NULL), OK);
    assert_int_equal(secret.type, pair->type);
    assert_int_equal(secret.public.type, KEY_NONE);
    assert_int_equal(p->derive(p->self, &secret), OK);
    assert_true(key_eq(&secret.public, &public));
    key_secret_to_multikey(&secret, text);
    assert_true(str_eq(str_of(text), pair->secret));
    key_wipe(&secret);
    assert_int_equal(secret.bytes[0] | secret.bytes[secret.len], 0);
}

static void test_multikey_both_ways(void **state)
{
    struct native *n = NULL;
    size_t i;

    (void)state;
    assert_int_equal(native_new(&n, NULL), OK);
    for (i = 0; i < N_PAIRS; i++)
        check_pair(native_provider(n), &PAIRS[i]);
    native_free(n);
}

struct refusal {
    const char *label;
    str text;
    code wanted;
    str about;
};

static const struct refusal REFUSALS[] = {
    {"empty", STR(""), E_INVALID_VERIFICATION_METHOD,
        STR("key not in base58btc")},
    {"only the letter", STR("z"), E_INVALID_VERIFICATION_METHOD,
        STR("unknown kind of key")},
    {"base64url", STR("u7QHXWpgBgrELfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURGg"),
        E_INVALID_VERIFICATION_METHOD, STR("key not in base58btc")},
    {"not the alphabet", STR("z6Mk0OIl"), E_INVALID_VERIFICATION_METHOD,
        STR("key not base58")},
    {"no kind in the table", STR("z111111111111111111"),
        E_INVALID_VERIFICATION_METHOD, STR("unknown kind of key")},
    {"secret for public", STR(ED25519_SECRET), E_INVALID_VERIFICATION_METHOD,
        STR("secret key")},
    {"X25519", STR("z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F"),
        E_PROOF_UNSUPPORTED, STR("x25519-pub")},
    {"secp256k1", STR("zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"),
        E_PROOF_UNSUPPORTED, STR("secp256k1-pub")},
};

static void test_multikey_refusals_name_their_reason(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(REFUSALS) / sizeof(REFUSALS[0]); i++) {
        const struct refusal *r = &REFUSALS[i];
        struct public_key key = {.type = KEY_NONE};
        struct err err = {.code = OK};

        if (key_from_multikey(r->text, &key, &err) != r->wanted ||
            err.code != r->wanted || !str_eq(str_of(err.arg), r->about))
            fail_msg("%s: code %d, '%s'", r->label, (int)err.code, err.arg);
        assert_int_equal(key.type, KEY_NONE);
    }
}

/* Multicodec header, then n bytes that start with `first`. */
static code read_made(
    uint8_t high, uint8_t low, uint8_t first, size_t n, struct err *reterr)
{
    uint8_t data[200] = {low, high, first};
    struct public_key key = {.type = KEY_NONE};
    char text[300] = "z";
    size_t len;

    data[n + 1] |= 1; /* no two keys alike */
    len = base58_encode_into((bytes){data, 2 + n}, text + 1, sizeof(text) - 1);
    return key_from_multikey((str){text, len + 1}, &key, reterr);
}

static void test_multikey_cr_04_length_must_fit_the_codec(void **state)
{
    static const struct {
        uint8_t high;
        uint8_t low;
        uint8_t first;
        uint8_t n;
        code wanted;
    } cases[] = {
        {0x01, 0xed, 9, 32, OK},
        {0x01, 0xed, 9, 31, E_INVALID_VERIFICATION_METHOD},
        {0x01, 0xed, 9, 33, E_INVALID_VERIFICATION_METHOD},
        {0x24, 0x80, 2, 33, OK}, {0x24, 0x80, 3, 33, OK},
        {0x24, 0x80, 4, 33, E_INVALID_VERIFICATION_METHOD},
        {0x24, 0x80, 0, 33, E_INVALID_VERIFICATION_METHOD},
        {0x24, 0x80, 2, 49, E_INVALID_VERIFICATION_METHOD},
        {0x24, 0x80, 4, 65, E_INVALID_VERIFICATION_METHOD},
        {0x24, 0x81, 2, 49, OK},
        {0x24, 0x81, 2, 33, E_INVALID_VERIFICATION_METHOD},
        {0x24, 0x82, 2, 67, E_PROOF_UNSUPPORTED},
        {0x24, 0x82, 2, 66, E_INVALID_VERIFICATION_METHOD},
        {0x24, 0x85, 2, 67, E_INVALID_VERIFICATION_METHOD}, /* RSA, no DER */
        {0x01, 0xee, 2, 144, E_PROOF_UNSUPPORTED},
        {0x01, 0xee, 2, 96, E_INVALID_VERIFICATION_METHOD},
        {0x00, 0xed, 2, 32, E_INVALID_VERIFICATION_METHOD}, /* long varint */
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct err err = {.code = OK};
        code c = read_made(
            cases[i].high, cases[i].low, cases[i].first, cases[i].n, &err);

        if (c != cases[i].wanted)
            fail_msg("case %zu: code %d, '%s'", i, (int)c, err.arg);
    }
}

static void test_multikey_secret_with_public_half(void **state)
{
    static const char text[] =
        "zrv1LVooLpkdFmpCpatejqQZoDaHTjuahhQjeLS48FwyNJ8CW7M5wKgXh4pwBLoxFfh"
        "jk2QKtqjMeoLciShEFDpCy2x";
    struct secret_key secret = {.type = KEY_NONE};
    char public[MULTIKEY_TEXT_MAX];

    (void)state;
    assert_int_equal(key_secret_from_multikey(str_of(text), &secret, NULL), OK);
    assert_int_equal(secret.len, 32);
    key_to_multikey(&secret.public, public);
    assert_string_equal(
        public, "z6Mkh9LW7CbR6tZg7fZSpdeiVVCs93jrhZEAFvs6kRKnAtUx");
    assert_int_equal(key_secret_from_multikey(S(ED25519), &secret, NULL),
        E_INVALID_VERIFICATION_METHOD);
}

static struct json *parse(const char *text)
{
    struct budget budget = budget_default();
    struct json *value = NULL;

    assert_int_equal(
        json_parse(str_of(text), &budget, &arena, &value, NULL), OK);
    return value;
}

static void test_jwk_both_ways(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < N_PAIRS; i++) {
        struct public_key key = {.type = KEY_NONE};
        struct public_key again = {.type = KEY_NONE};
        struct json *jwk = NULL;

        assert_int_equal(key_from_multikey(PAIRS[i].public, &key, NULL), OK);
        assert_int_equal(key_to_jwk(&key, &arena, &jwk, NULL), OK);
        assert_int_equal(key_from_jwk(jwk, &again, NULL), OK);
        assert_true(key_eq(&key, &again));
    }
}

#define X256 "\"x\":\"igrFmi0whuihKnj9R3Om1SoMph72wUGeFaBbzG2vzns\""
#define Y256 "\"y\":\"efsX5b10x8yjyrj4ny3pGfLcY7Xby1KzgqOdqnsrJIM\""
#define XED "\"x\":\"J_ulXf2YvmUoXwZZY8fmRecfhsgUiVG7UukUhvppp3k\""
struct jwk_case {
    const char *text;
    code wanted;
    const char *about;
};

static const struct jwk_case JWKS[] = {
    {"{\"kty\":\"EC\",\"crv\":\"P-256\"," X256 "," Y256 "}", OK, ""},
    {"{\"kty\":\"OKP\",\"crv\":\"Ed25519\"," XED ",\"kid\":\"1\"}", OK, ""},
    {"[]", E_INVALID_VERIFICATION_METHOD, "kty"},
    {"{}", E_INVALID_VERIFICATION_METHOD, "kty"},
    {"{\"kty\":7}", E_INVALID_VERIFICATION_METHOD, "kty"},
    {"{\"kty\":\"AKP\"}", E_PROOF_UNSUPPORTED, "AKP"},
    {"{\"kty\":\"oct\"}", E_INVALID_VERIFICATION_METHOD, "symmetric key"},
    {"{\"kty\":\"oct\",\"k\":\"AAAA\"}", E_INVALID_VERIFICATION_METHOD,
        "private key published"},
    {"{\"kty\":\"OKP\",\"crv\":\"Ed25519\"," XED ",\"d\":\"AAAA\"}",
        E_INVALID_VERIFICATION_METHOD, "private key published"},
    {"{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\",\"qi\":\"AA\"}",
        E_INVALID_VERIFICATION_METHOD, "private key published"},
    {"{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}", E_INVALID_VERIFICATION_METHOD,
        "x"},
    {"{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}",
        E_INVALID_VERIFICATION_METHOD, "x"},
    {"{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"=!\"}",
        E_INVALID_VERIFICATION_METHOD, "x"},
    {"{\"kty\":\"OKP\",\"crv\":\"X25519\"," XED "}", E_PROOF_UNSUPPORTED,
        "X25519"},
    {"{\"kty\":\"EC\",\"crv\":\"P-521\"}", E_PROOF_UNSUPPORTED, "P-521"},
    {"{\"kty\":\"EC\",\"crv\":\"Ed25519\"}", E_PROOF_UNSUPPORTED, "Ed25519"},
    {"{\"kty\":\"EC\",\"crv\":\"P-256\"," X256 "}",
        E_INVALID_VERIFICATION_METHOD, "y"},
    {"{\"kty\":\"EC\",\"crv\":\"P-384\"," X256 "," Y256 "}",
        E_INVALID_VERIFICATION_METHOD, "x"},
    {"{\"kty\":\"EC\",\"crv\":\"P-256\"," X256
     ",\"y\":\"efsX5b10x8yjyrj4ny3pGfLcY7Xby1KzgqOdqnsrJIE\"}",
        E_INVALID_VERIFICATION_METHOD, "point not on its curve"},
};

static void test_jwk_cr_06_refusals_name_their_reason(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(JWKS) / sizeof(JWKS[0]); i++) {
        struct public_key key = {.type = KEY_NONE};
        struct err err = {.code = OK};
        code c = key_from_jwk(parse(JWKS[i].text), &key, &err);

        if (c != JWKS[i].wanted || err.code != c ||
            strcmp(err.arg, JWKS[i].about) != 0)
            fail_msg("%s: code %d, '%s'", JWKS[i].text, (int)c, err.arg);
    }
}

struct rsa_case {
    uint16_t n_bytes;
    uint8_t first;
    uint8_t last;
    code wanted;
    const char *e;
    const char *about;
};

static const struct rsa_case RSA_KEYS[] = {
    {128, 0x80, 1, E_WEAK_KEY, "AQAB", "RSA key under 2048 bits"},
    {256, 0x7f, 1, E_WEAK_KEY, "AQAB", "RSA key under 2048 bits"},
    {256, 0x80, 2, E_WEAK_KEY, "AQAB", "RSA modulus is even"},
    {256, 0x80, 1, E_WEAK_KEY, "AQ", "RSA exponent"},
    {256, 0x80, 1, E_WEAK_KEY, "Ag", "RSA exponent"},
    {256, 0x80, 1, E_INVALID_VERIFICATION_METHOD, "", "e"},
    {256, 0x80, 1, E_WEAK_KEY, "AA", "RSA exponent"},
    {2049, 0x80, 1, E_INVALID_VERIFICATION_METHOD, "AQAB", "n"},
    {256, 0x80, 1, E_PROOF_UNSUPPORTED, "AQAB", "RSA"},
    {257, 0, 1, E_WEAK_KEY, "Aw", "RSA key under 2048 bits"},
};

static void test_jwk_cr_06_weak_rsa_is_named(void **state)
{
    static uint8_t modulus[2049];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(RSA_KEYS) / sizeof(RSA_KEYS[0]); i++) {
        const struct rsa_case *r = &RSA_KEYS[i];
        struct json *jwk = json_new(&arena, JSON_OBJECT);
        struct public_key key = {.type = KEY_NONE};
        struct err err = {.code = OK};
        bytes n = {modulus, r->n_bytes};

        modulus[0] = r->first;
        modulus[r->n_bytes - 1] = r->last;
        json_add(jwk, S("kty"), json_new_string(&arena, S("RSA")));
        json_add(jwk, S("n"),
            json_new_string(&arena, base64_encode(n, BASE64URL, &arena)));
        json_add(jwk, S("e"), json_new_string(&arena, str_of(r->e)));
        if (key_from_jwk(jwk, &key, &err) != r->wanted ||
            strcmp(err.arg, r->about) != 0)
            fail_msg("case %zu: code %d, '%s'", i, (int)err.code, err.arg);
        modulus[r->n_bytes - 1] = 0;
    }
}

/* RSAPublicKey: what stands around the numbers must be DER. */
static void test_rsa_der_is_strict(void **state)
{
    static const struct {
        uint8_t der[12];
        uint8_t n;
        code wanted;
    } cases[] = {
        {{0x30, 6, 2, 1, 5, 2, 1, 3}, 8, E_WEAK_KEY},
        {{0}, 0, E_INVALID_VERIFICATION_METHOD},
        {{0x30}, 1, E_INVALID_VERIFICATION_METHOD},
        {{0x30, 6, 2, 1, 5, 2, 1}, 7, E_INVALID_VERIFICATION_METHOD},
        {{0x30, 6, 2, 1, 5, 2, 1, 3, 0}, 9, E_INVALID_VERIFICATION_METHOD},
        {{0x30, 7, 2, 1, 5, 2, 1, 3, 0}, 9, E_INVALID_VERIFICATION_METHOD},
        {{0x30, 6, 2, 1, 0x85, 2, 1, 3}, 8, E_INVALID_VERIFICATION_METHOD},
        {{0x30, 5, 2, 1, 5, 2, 0}, 7, E_INVALID_VERIFICATION_METHOD},
        {{0x30, 0x81, 6, 2, 1, 5, 2, 1, 3}, 9, E_INVALID_VERIFICATION_METHOD},
        {{0x30, 0x80, 2, 1, 5, 2, 1, 3}, 8, E_INVALID_VERIFICATION_METHOD},
        {{0x30, 0x83, 0, 0, 6, 2, 1, 5, 2, 1, 3}, 11,
            E_INVALID_VERIFICATION_METHOD},
        {{0x31, 6, 2, 1, 5, 2, 1, 3}, 8, E_INVALID_VERIFICATION_METHOD},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        code c = rsa_check_der((bytes){cases[i].der, cases[i].n}, NULL);

        if (c != cases[i].wanted)
            fail_msg("case %zu: code %d", i, (int)c);
    }
}

static void test_jwk_of_no_point_is_refused(void **state)
{
    struct public_key key = {.type = KEY_P256, .len = 33, .bytes = {2}};
    struct json *jwk = NULL;

    (void)state;
    memset(key.bytes + 1, 0xff, 32);
    assert_int_equal(
        key_to_jwk(&key, &arena, &jwk, NULL), E_INVALID_VERIFICATION_METHOD);
    assert_null(jwk);
}

/* Arena and all in one run; leaves the arena empty. */
static code read_and_write(struct arena *a)
{
    struct budget budget = budget_default();
    struct public_key key = {.type = KEY_NONE};
    struct json *jwk = NULL;

    TRY(json_parse(str_of(JWKS[0].text), &budget, a, &jwk, NULL));
    TRY(key_from_jwk(jwk, &key, NULL));
    return key_to_jwk(&key, a, &jwk, NULL);
}

static void test_jwk_os_01_every_allocation_fails_once(void **state)
{
    size_t n;
    size_t n_failures = 0;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_AFTER); n++) {
        struct arena a;

        arena_init(&a, 1 << 20);
        if (read_and_write(&a) != OK) {
            assert_int_equal(arena_status(&a), E_NO_MEMORY);
            n_failures++;
        }
        arena_release(&a);
    }
    fail_disarm();
    assert_true(n_failures > 0);
    for (n = 0; n < 1000; n += 8) {
        struct arena a;

        arena_init(&a, n);
        assert_int_not_equal(read_and_write(&a), OK);
        assert_int_equal(arena_status(&a), E_LIMIT_EXCEEDED);
        arena_release(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST_EACH(test_multikey_both_ways,
        test_multikey_refusals_name_their_reason,
        test_multikey_cr_04_length_must_fit_the_codec,
        test_multikey_secret_with_public_half, test_jwk_both_ways,
        test_jwk_cr_06_refusals_name_their_reason,
        test_jwk_cr_06_weak_rsa_is_named, test_rsa_der_is_strict,
        test_jwk_of_no_point_is_refused,
        test_jwk_os_01_every_allocation_fails_once)};

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
