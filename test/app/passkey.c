/* Passkeys: a device of our own makes and uses one; whatever is bent is
 * refused. */
#include "app/passkey.h"

#include "crypto/sha2.h"
#include "test/support/desk.h"
#include "test/support/test.h"
#include "text/base64.h"

#include <sodium.h>
#include <string.h>

enum {
    DATA_BYTES = 256,
    SIGNED_BYTES = DATA_BYTES + SHA256_BYTES,
    VERIFIED = 0x05, /* there, and verified */
    ATTESTED = 0x40,
};

static const str HOST = STR("127.0.0.1");
static const str ORIGIN = STR("http://127.0.0.1:8080");
static const str EMAIL = STR("aroha@learner.example");

/* What may be wrong with what the device says; the empty text: nothing. */
struct bend {
    str host;
    str origin;
    str type;
    str challenge;
    uint8_t flags;
    bool signature;
    bool id;
};

struct device {
    uint8_t public[crypto_sign_PUBLICKEYBYTES];
    uint8_t secret[crypto_sign_SECRETKEYBYTES];
    uint32_t count;
};

static struct device device_new(void)
{
    struct device device = {.count = 1};

    assert_true(sodium_init() >= 0);
    crypto_sign_keypair(device.public, device.secret);
    return device;
}

static str or (str bent, str sound)
{
    return bent.len > 0 ? bent : sound;
}

static void digest(str text, uint8_t ret[SHA256_BYTES])
{
    struct sha256 hash;

    sha256_init(&hash);
    sha256_put(&hash, str_bytes(text));
    sha256_finish(&hash, ret);
}

static str base64(const struct act *act, const uint8_t *data, size_t n)
{
    return base64_encode((bytes){data, n}, BASE64URL, act->arena);
}

static str client_data(struct act *act,
    str challenge,
    const char *type,
    const struct bend *bend,
    str *ret_text)
{
    const str parts[] = {S("{\"type\":\""), or (bend->type, str_of(type)),
        S("\",\"challenge\":\""), or (bend->challenge, challenge),
        S("\",\"origin\":\""), or (bend->origin, ORIGIN),
        S("\",\"crossOrigin\":false}")};

    *ret_text = arena_join(act->arena, parts, sizeof(parts) / sizeof(parts[0]));
    return base64(act, (const uint8_t *)ret_text->ptr, ret_text->len);
}

/* Digest of the host, flags, count. */
static size_t put_head(const struct device *device,
    uint8_t flags,
    const struct bend *bend,
    uint8_t ret[DATA_BYTES])
{
    digest(or (bend->host, HOST), ret);
    ret[SHA256_BYTES] = bend->flags ? bend->flags : flags;
    ret[SHA256_BYTES + 1] = (uint8_t)(device->count >> 24);
    ret[SHA256_BYTES + 2] = (uint8_t)(device->count >> 16);
    ret[SHA256_BYTES + 3] = (uint8_t)(device->count >> 8);
    ret[SHA256_BYTES + 4] = (uint8_t)device->count;
    return SHA256_BYTES + 5;
}

static code make(
    struct act *act, const struct device *device, const struct bend *bend)
{
    /* No name of a maker, an id of two bytes, an Ed25519 key in COSE. */
    static const uint8_t KEY_HEAD[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 2, 'i', 'd', 0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21,
        0x58, 0x20};
    struct passkey_question question;
    struct passkey_answer answer = {0};
    uint8_t data[DATA_BYTES];
    size_t n = put_head(device, VERIFIED | ATTESTED, bend, data);
    str text;

    assert_int_equal(passkey_ask(act, true, &question, NULL), OK);
    assert_true(str_eq(question.rp, HOST));
    memcpy(data + n, KEY_HEAD, sizeof(KEY_HEAD));
    n += sizeof(KEY_HEAD);
    memcpy(data + n, device->public, sizeof(device->public));
    n += sizeof(device->public);
    answer.client_data =
        client_data(act, question.challenge, "webauthn.create", bend, &text);
    answer.data = base64(act, data, n);
    return passkey_add(act, &answer, S("the laptop"), NULL);
}

static code use(struct act *act,
    const struct device *device,
    const struct bend *bend,
    struct session_opened *ret)
{
    struct passkey_question question;
    struct passkey_answer answer = {.id = bend->id ? S("eA") : S("aWQ")};
    uint8_t data[SIGNED_BYTES];
    uint8_t signature[crypto_sign_BYTES];
    const size_t n = put_head(device, VERIFIED, bend, data);
    str text;

    assert_int_equal(passkey_ask(act, false, &question, NULL), OK);
    answer.client_data =
        client_data(act, question.challenge, "webauthn.get", bend, &text);
    answer.data = base64(act, data, n);
    digest(text, data + n);
    crypto_sign_detached(
        signature, NULL, data, n + SHA256_BYTES, device->secret);
    signature[0] ^= (uint8_t)bend->signature;
    answer.signature = base64(act, signature, sizeof(signature));
    return passkey_open(act, &answer, S("a browser"), ret, NULL);
}

static const struct bend SOUND = {.flags = 0};

static void test_passkey_signs_in(void **state)
{
    struct act act = desk_act(*state);
    const str person = desk_person(&act, EMAIL, S(""), ROLE_NONE);
    struct device device = device_new();
    struct session_opened opened;
    struct session session;
    struct login *known;
    size_t n;

    act.actor.person = person;
    assert_int_equal(make(&act, &device, &SOUND), OK);
    act.actor.person = S("");
    device.count++;
    assert_int_equal(use(&act, &device, &SOUND, &opened), OK);
    assert_int_equal(session_resume(&act, opened.secret, &session, NULL), OK);
    assert_true(str_eq(act.actor.person, person));

    assert_int_equal(passkey_list(&act, &known, &n, NULL), OK);
    assert_int_equal(n, 1);
    assert_true(str_eq(known[0].label, S("the laptop")));
    assert_int_equal(known[0].sign_count, 2);
    assert_int_equal(passkey_remove(&act, S("another"), NULL), E_NOT_FOUND);
    db_rollback(act.db);
    assert_int_equal(passkey_remove(&act, known[0].id, NULL), OK);
    device.count++;
    assert_int_equal(use(&act, &device, &SOUND, &opened), E_PASSKEY);
}

/* A copy of the device counts as its model did (WebAuthn 7.2, step 21). */
static void test_passkey_refuses_a_copy(void **state)
{
    struct act act = desk_act(*state);
    struct device device = device_new();
    struct session_opened opened;

    act.actor.person = desk_person(&act, EMAIL, S(""), ROLE_NONE);
    assert_int_equal(make(&act, &device, &SOUND), OK);
    assert_int_equal(use(&act, &device, &SOUND, &opened), E_PASSKEY);
    device.count = 0;
    assert_int_equal(use(&act, &device, &SOUND, &opened), E_PASSKEY);
    device.count = 2;
    assert_int_equal(use(&act, &device, &SOUND, &opened), OK);
}

static void test_passkey_refuses_what_is_bent(void **state)
{
    static const struct {
        const char *label;
        struct bend bend;
        bool in_making; /* also refused there */
    } CASES[] = {
        {"another host", {.host = STR("elsewhere.example")}, true},
        {"another page", {.origin = STR("https://elsewhere.example")}, true},
        {"another type", {.type = STR("payment.get")}, true},
        {"a challenge never given", {.challenge = STR("AAAA")}, true},
        {"not verified", {.flags = 0x01}, true},
        {"nobody there", {.flags = 0x04}, true},
        {"another signature", {.signature = true}, false},
        {"an unknown key", {.id = true}, false},
    };
    struct act act = desk_act(*state);
    const str person = desk_person(&act, EMAIL, S(""), ROLE_NONE);
    struct device device = device_new();
    struct session_opened opened;
    size_t i;

    act.actor.person = person;
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        if (CASES[i].in_making &&
            make(&act, &device, &CASES[i].bend) != E_PASSKEY)
            fail_msg("made: %s", CASES[i].label);
    }
    assert_int_equal(make(&act, &device, &SOUND), OK);
    device.count++;
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        if (use(&act, &device, &CASES[i].bend, &opened) != E_PASSKEY)
            fail_msg("used: %s", CASES[i].label);
    }
    assert_int_equal(use(&act, &device, &SOUND, &opened), OK);
}

/* A challenge serves whom it was given to, and once. */
static void test_passkey_wb_08_challenge_once(void **state)
{
    struct act act = desk_act(*state);
    const str person = desk_person(&act, EMAIL, S(""), ROLE_NONE);
    struct device device = device_new();
    struct passkey_question question;
    struct bend bend = {.flags = 0};
    struct session_opened opened;

    act.actor.person = person;
    assert_int_equal(passkey_ask(&act, false, &question, NULL), OK);
    bend.challenge = question.challenge;
    assert_int_equal(make(&act, &device, &bend), E_PASSKEY);
    assert_int_equal(make(&act, &device, &SOUND), OK);
    device.count++;
    assert_int_equal(use(&act, &device, &bend, &opened), OK);
    device.count++;
    assert_int_equal(use(&act, &device, &bend, &opened), E_PASSKEY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_passkey_signs_in, front_open, front_close),
        cmocka_unit_test_setup_teardown(
            test_passkey_refuses_a_copy, front_open, front_close),
        cmocka_unit_test_setup_teardown(
            test_passkey_refuses_what_is_bent, front_open, front_close),
        cmocka_unit_test_setup_teardown(
            test_passkey_wb_08_challenge_once, front_open, front_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
