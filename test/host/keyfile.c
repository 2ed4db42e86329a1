/* Keys that go into a file and come back, in clear and under a passphrase,
 * and every file that is refused, each for its reason. */
#include "host/keyfile.h"

#include "host/file.h"
#include "host/native.h"
#include "test/support/fail.h"
#include "test/support/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ID "did:example:a#1"
#define PUBLIC "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
#define SECRET "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
#define OTHER "z6Mkh9LW7CbR6tZg7fZSpdeiVVCs93jrhZEAFvs6kRKnAtUx"

enum {
    CORE_DUMPED = 0x80, /* in the status of wait(2) */
};

static char folder[] = "/tmp/testamur-key-XXXXXX";
static char path[64];
static struct native *native;
static const struct provider *provider;
static const str NO_PASSPHRASE = {NULL, 0};

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(folder) || native_new(&native, NULL) != OK)
        return -1;
    (void)snprintf(path, sizeof(path), "%s/key", folder);
    provider = native_provider(native);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    native_free(native);
    (void)unlink(path);
    return rmdir(folder);
}

static int start_test(void **state)
{
    (void)state;
    (void)unlink(path);
    return 0;
}

static struct keyfile make_key(enum key_type type)
{
    struct keyfile k = {.id = ID, .controller = "did:example:a"};

    assert_int_equal(provider_generate(provider, type, &k.key), OK);
    return k;
}

static void put_text(const char *text)
{
    (void)unlink(path);
    assert_int_equal(
        file_write(path, str_bytes(str_of(text)), FILE_SECRET, NULL), OK);
}

/* True when the bytes of the file hold that text. */
static bool file_has(const char *text)
{
    struct arena arena;
    bytes data = {0};
    char copy[4096] = {0};

    arena_init(&arena, 1 << 20);
    assert_int_equal(
        file_read(path, sizeof(copy) - 1, &arena, &data, NULL), OK);
    memcpy(copy, data.ptr, data.len);
    arena_release(&arena);
    return strstr(copy, text) != NULL;
}

static void check_round_trip(enum key_type type, str passphrase)
{
    struct keyfile k = make_key(type);
    struct keyfile again = {.key = {.type = KEY_NONE}};
    char secret[MULTIKEY_TEXT_MAX];
    struct stat s;

    (void)unlink(path);
    assert_int_equal(keyfile_write(path, &k, passphrase, provider, NULL), OK);
    assert_int_equal(stat(path, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0600);
    assert_int_equal(
        keyfile_read(path, passphrase, provider, &again, NULL), OK);
    assert_memory_equal(again.key.bytes, k.key.bytes, k.key.len);
    assert_true(key_eq(&again.key.public, &k.key.public));
    assert_string_equal(again.id, k.id);
    assert_string_equal(again.controller, k.controller);
    key_secret_to_multikey(&k.key, secret);
    assert_int_equal(file_has(secret), passphrase.len == 0);
    keyfile_wipe(&again);
    assert_int_equal(again.key.bytes[0] | again.key.bytes[31], 0);
}

static void test_keyfile_round_trip(void **state)
{
    (void)state;
    check_round_trip(KEY_ED25519, NO_PASSPHRASE);
    check_round_trip(KEY_P256, NO_PASSPHRASE);
    check_round_trip(KEY_P384, NO_PASSPHRASE);
    check_round_trip(KEY_ED25519, S("correct horse"));
    check_round_trip(KEY_P384, S("p\xc3\xa4ss w\0rd"));
}

static void assert_refused(str passphrase, code wanted, const char *about)
{
    struct keyfile k = {.key = {.type = KEY_NONE}};
    struct err err = {.code = OK};
    code c = keyfile_read(path, passphrase, provider, &k, &err);

    if (c != wanted || strcmp(err.arg, about) != 0)
        fail_msg("code %d, '%s', not '%s'", (int)c, err.arg, about);
    assert_int_equal(k.key.type, KEY_NONE);
}

static void test_keyfile_wants_the_right_passphrase(void **state)
{
    struct keyfile k = make_key(KEY_ED25519);

    (void)state;
    assert_int_equal(keyfile_write(path, &k, S("right"), provider, NULL), OK);
    assert_refused(NO_PASSPHRASE, E_KEY_FILE, "passphrase");
    assert_refused(S("wrong"), E_KEY_FILE, "passphrase");
    assert_refused(S("right "), E_KEY_FILE, "passphrase");
}

static void test_keyfile_is_never_replaced(void **state)
{
    struct keyfile k = make_key(KEY_ED25519);
    struct err err = {.code = OK};

    (void)state;
    put_text("precious");
    assert_int_equal(
        keyfile_write(path, &k, NO_PASSPHRASE, provider, &err), E_IO_WRITE);
    assert_string_equal(err.arg, "File exists");
    assert_true(file_has("precious"));
}

static void test_keyfile_os_11_others_must_not_read_it(void **state)
{
    static const mode_t modes[] = {0640, 0604, 0660, 0620, 0644, 0610, 0601};
    struct keyfile k = make_key(KEY_ED25519);
    size_t i;

    (void)state;
    assert_int_equal(
        keyfile_write(path, &k, NO_PASSPHRASE, provider, NULL), OK);
    for (i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
        assert_int_equal(chmod(path, modes[i]), 0);
        assert_refused(NO_PASSPHRASE, E_KEY_FILE_EXPOSED, "permissions");
    }
    assert_int_equal(chmod(path, 0400), 0);
    assert_int_equal(keyfile_read(path, NO_PASSPHRASE, provider, &k, NULL), OK);
    keyfile_wipe(&k);
}

#define PAIR(id, public, secret)                                               \
    "{" id "\"publicKeyMultibase\":\"" public "\",\"" secret "\"}"
#define BOX(more)                                                              \
    "{\"publicKeyMultibase\":\"" PUBLIC "\",\"secretKeyEncrypted\":{\"kdf\":"  \
    "\"argon2id\",\"cipher\":\"xsalsa20-poly1305\",\"salt\":"                  \
    "\"uAAAAAAAAAAAAAAAAAAAAAA\",\"nonce\":"                                   \
    "\"uAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"text\":"                          \
    "\"uAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"" more "}}"

static void test_keyfile_reads_pairs_of_test_suites(void **state)
{
    static const char *const texts[] = {
        PAIR("", PUBLIC, "privateKeyMultibase\":\"" SECRET),
        PAIR("", PUBLIC, "secretKeyMultibase\":\"" SECRET),
        "{\"publicKeyMultibase\":\"" OTHER "\",\"secretKeyMultibase\":"
        "\"zrv1LVooLpkdFmpCpatejqQZoDaHTjuahhQjeLS48FwyNJ8CW7M5wKgXh4pwBLoxF"
        "fhjk2QKtqjMeoLciShEFDpCy2x\",\"note\":\"seed and public half\"}",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct keyfile k = {.key = {.type = KEY_NONE}};

        put_text(texts[i]);
        assert_int_equal(
            keyfile_read(path, NO_PASSPHRASE, provider, &k, NULL), OK);
        assert_int_equal(k.key.type, KEY_ED25519);
        assert_string_equal(k.id, "");
        assert_string_equal(k.controller, "");
        keyfile_wipe(&k);
    }
}

static void test_keyfile_refuses_other_forms(void **state)
{
    static const struct {
        const char *text;
        code wanted;
        const char *about;
    } cases[] = {
        {"[]", E_KEY_FILE, "form"},
        {"{}", E_KEY_FILE, "form"},
        {"{\"publicKeyMultibase\":\"" PUBLIC "\"}", E_KEY_FILE, "form"},
        {PAIR("", OTHER, "secretKeyMultibase\":\"" SECRET), E_KEY_FILE, "form"},
        {PAIR("", PUBLIC, "secretKeyMultibase\":\"" PUBLIC), E_KEY_FILE,
            "form"},
        {PAIR("", PUBLIC, "secretKeyMultibase\":\"z1"), E_KEY_FILE, "form"},
        {PAIR("\"id\":\"\",", PUBLIC, "secretKeyMultibase\":\"" SECRET),
            E_KEY_FILE, "form"},
        {PAIR("\"controller\":7,", PUBLIC, "secretKeyMultibase\":\"" SECRET),
            E_KEY_FILE, "form"},
        {"{\"secretKeyMultibase\":\"" SECRET "\"}", E_KEY_FILE, "form"},
        {BOX(""), E_KEY_FILE, "form"},
        {BOX(",\"operations\":0,\"memoryBytes\":8192"), E_KEY_FILE, "form"},
        {BOX(",\"operations\":21,\"memoryBytes\":8192"), E_KEY_FILE, "form"},
        {BOX(",\"operations\":1,\"memoryBytes\":1073741825"), E_KEY_FILE,
            "form"},
        {BOX(",\"operations\":-1,\"memoryBytes\":8192"), E_KEY_FILE, "form"},
        {BOX(",\"operations\":1,\"memoryBytes\":8192"), E_KEY_FILE,
            "passphrase"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        put_text(cases[i].text);
        assert_refused(S("passphrase"), cases[i].wanted, cases[i].about);
    }
    put_text("{\"a\":");
    assert_int_equal(keyfile_read(path, NO_PASSPHRASE, provider,
                         &(struct keyfile){.id = ""}, NULL),
        E_JSON_SYNTAX);
}

/* CR-09: the same key and passphrase twice share neither salt nor nonce. */
static void test_keyfile_cr_09_fresh_nonces(void **state)
{
    struct keyfile k = make_key(KEY_ED25519);
    struct arena arena;
    str texts[2][2];
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (i = 0; i < 2; i++) {
        struct budget budget = budget_default();
        struct json *file = NULL;
        bytes text = {0};

        (void)unlink(path);
        assert_int_equal(
            keyfile_write(path, &k, S("same"), provider, NULL), OK);
        assert_int_equal(file_read(path, 4096, &arena, &text, NULL), OK);
        assert_int_equal(
            json_parse(bytes_str(text), &budget, &arena, &file, NULL), OK);
        file = json_get(file, S("secretKeyEncrypted"));
        texts[i][0] = json_text(json_get(file, S("salt")));
        texts[i][1] = json_text(json_get(file, S("nonce")));
    }
    for (i = 0; i < 2; i++) {
        assert_true(texts[0][i].len > 0);
        assert_false(str_eq(texts[0][i], texts[1][i]));
    }
    arena_release(&arena);
}

static code no_random(void *self, uint8_t *ret, size_t n)
{
    (void)self;
    memset(ret, 0, n);
    return E_RNG_FAILURE;
}

static void test_keyfile_cr_07_no_salt_no_file(void **state)
{
    struct keyfile k = make_key(KEY_ED25519);
    struct provider broken = *provider;

    (void)state;
    broken.random = no_random;
    assert_int_equal(
        keyfile_write(path, &k, S("passphrase"), &broken, NULL), E_RNG_FAILURE);
    assert_int_not_equal(access(path, F_OK), 0);
}

/* A child that reads the key and dies of an abort. */
static int die_with_key(void)
{
    const struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
    struct keyfile k = {.key = {.type = KEY_NONE}};
    int status = 0;
    pid_t child = fork();

    if (child != 0)
        return waitpid(child, &status, 0) == child ? status : -1;
    (void)setrlimit(RLIMIT_CORE, &all);
    (void)prctl(PR_SET_DUMPABLE, 1);
    if (chdir(folder) != 0 ||
        keyfile_read(path, NO_PASSPHRASE, provider, &k, NULL) != OK)
        _exit(1);
    if (prctl(PR_GET_DUMPABLE) != 0)
        _exit(2);
    signal(SIGABRT, SIG_DFL);
    abort();
}

static void test_keyfile_cr_10_no_core_dump(void **state)
{
    struct keyfile k = make_key(KEY_ED25519);
    int status;

    (void)state;
    assert_int_equal(
        keyfile_write(path, &k, NO_PASSPHRASE, provider, NULL), OK);
    status = die_with_key();
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
    assert_int_equal(status & CORE_DUMPED, 0);
}

static void test_keyfile_os_01_every_allocation_fails_once(void **state)
{
    struct keyfile k = make_key(KEY_P256);
    size_t n;
    size_t n_failures = 0;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
        struct keyfile again = {.key = {.type = KEY_NONE}};
        code c = keyfile_write(path, &k, NO_PASSPHRASE, provider, NULL);

        assert_int_equal(access(path, F_OK) == 0, c == OK);
        if (c == OK)
            c = keyfile_read(path, NO_PASSPHRASE, provider, &again, NULL);
        assert_true(c == OK || c == E_NO_MEMORY);
        n_failures += c != OK;
        keyfile_wipe(&again);
        (void)unlink(path);
    }
    fail_disarm();
    assert_true(n_failures >= 2);
}

#define TEST(f) cmocka_unit_test_setup(f, start_test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_keyfile_round_trip),
        TEST(test_keyfile_wants_the_right_passphrase),
        TEST(test_keyfile_is_never_replaced),
        TEST(test_keyfile_os_11_others_must_not_read_it),
        TEST(test_keyfile_reads_pairs_of_test_suites),
        TEST(test_keyfile_refuses_other_forms),
        TEST(test_keyfile_cr_09_fresh_nonces),
        TEST(test_keyfile_cr_07_no_salt_no_file),
        TEST(test_keyfile_cr_10_no_core_dump),
        TEST(test_keyfile_os_01_every_allocation_fails_once),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
