#include "host/keyfile.h"

#include "host/file.h"
#include "host/native.h"
#include "test/support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PATH_BYTES = 256,
    FILE_BYTES_MAX = 64 * 1024,
};

static struct keyfile make(const struct provider *provider)
{
    struct keyfile made = {
        .id = "did:example:i#key-1", .controller = "did:example:i"};

    assert_int_equal(provider_generate(provider, KEY_ED25519, &made.key), OK);
    return made;
}

static void new_path(char path[PATH_BYTES])
{
    snprintf(path, PATH_BYTES, "/tmp/keyfile-%ld-XXXXXX", (long)getpid());
    close(mkstemp(path));
    unlink(path);
}

/* The text of a file; the caller releases the arena. */
static str text_of(const char *path, struct arena *arena)
{
    bytes text = {NULL, 0};

    arena_init(arena, (size_t)4 * FILE_BYTES_MAX);
    assert_int_equal(file_read(path, FILE_BYTES_MAX, arena, &text, NULL), OK);
    return bytes_str(text);
}

static bool contains(str text, const char *part)
{
    str wanted = str_of(part);
    size_t i;

    for (i = 0; i + wanted.len <= text.len; i++) {
        if (str_eq(str_sub(text, i, i + wanted.len), wanted))
            return true;
    }
    return false;
}

static void test_keyfile_round_trip(void **state)
{
    static const char *const passphrases[] = {"", "correct horse"};
    struct native *native = NULL;
    const struct provider *provider;
    size_t i;

    (void)state;
    assert_int_equal(native_new(&native, NULL), OK);
    provider = native_provider(native);
    for (i = 0; i < 2; i++) {
        str passphrase = str_of(passphrases[i]);
        struct keyfile made = make(provider);
        struct keyfile read = {0};
        struct stat about;
        char path[PATH_BYTES];

        new_path(path);
        assert_int_equal(
            keyfile_write(path, &made, passphrase, provider, NULL), OK);
        assert_int_equal(stat(path, &about), 0);
        assert_int_equal(about.st_mode & 0777, 0600);
        assert_int_equal(
            keyfile_read(path, passphrase, provider, &read, NULL), OK);
        assert_memory_equal(read.key.bytes, made.key.bytes, made.key.len);
        assert_string_equal(read.id, made.id);
        /* What is there is never replaced. */
        assert_int_not_equal(
            keyfile_write(path, &made, passphrase, provider, NULL), OK);
        unlink(path);
    }
    native_free(native);
}

/* The secret is nowhere in a sealed file; only its passphrase opens it. */
static void test_keyfile_seals(void **state)
{
    char secret[MULTIKEY_TEXT_MAX];
    struct native *native = NULL;
    const struct provider *provider;
    struct keyfile made;
    struct keyfile read = {0};
    struct arena arena;
    struct err e = {0};
    char path[PATH_BYTES];
    str text;

    (void)state;
    assert_int_equal(native_new(&native, NULL), OK);
    provider = native_provider(native);
    made = make(provider);
    key_secret_to_multikey(&made.key, secret);
    new_path(path);
    assert_int_equal(
        keyfile_write(path, &made, S("right"), provider, NULL), OK);
    text = text_of(path, &arena);
    assert_false(contains(text, secret));
    assert_int_equal(
        keyfile_read(path, S("wrong"), provider, &read, &e), E_KEY_FILE);
    assert_string_equal(e.arg, "passphrase");
    assert_int_equal(
        keyfile_read(path, S(""), provider, &read, &e), E_KEY_FILE);
    assert_string_equal(e.arg, "passphrase");
    arena_release(&arena);
    unlink(path);
    native_free(native);
}

/* CR-09: the same key and passphrase twice share neither salt nor nonce. */
static void test_keyfile_cr_09_fresh_nonces(void **state)
{
    struct native *native = NULL;
    struct keyfile made;
    struct arena arenas[2];
    str nonces[2];
    str salts[2];
    size_t i;

    (void)state;
    assert_int_equal(native_new(&native, NULL), OK);
    made = make(native_provider(native));
    for (i = 0; i < 2; i++) {
        struct budget budget = budget_default();
        struct json *file = NULL;
        char path[PATH_BYTES];

        new_path(path);
        assert_int_equal(keyfile_write(path, &made, S("right"),
                             native_provider(native), NULL),
            OK);
        assert_int_equal(json_parse(text_of(path, &arenas[i]), &budget,
                             &arenas[i], &file, NULL),
            OK);
        file = json_get(file, S("secretKeyEncrypted"));
        nonces[i] = json_text(json_get(file, S("nonce")));
        salts[i] = json_text(json_get(file, S("salt")));
        unlink(path);
    }
    assert_int_not_equal(nonces[0].len, 0);
    assert_false(str_eq(nonces[0], nonces[1]));
    assert_false(str_eq(salts[0], salts[1]));
    arena_release(&arenas[0]);
    arena_release(&arenas[1]);
    native_free(native);
}

/* OS-11: what others can read is no key any more. */
static void test_keyfile_os_11_permissions(void **state)
{
    static const mode_t modes[] = {0640, 0604, 0660, 0644};
    struct native *native = NULL;
    struct keyfile made;
    struct keyfile read;
    struct err e = {0};
    char path[PATH_BYTES];
    size_t i;

    (void)state;
    assert_int_equal(native_new(&native, NULL), OK);
    made = make(native_provider(native));
    new_path(path);
    assert_int_equal(
        keyfile_write(path, &made, S(""), native_provider(native), NULL), OK);
    for (i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
        assert_int_equal(chmod(path, modes[i]), 0);
        assert_int_equal(
            keyfile_read(path, S(""), native_provider(native), &read, &e),
            E_KEY_FILE);
        assert_string_equal(e.arg, "permissions");
    }
    unlink(path);
    native_free(native);
}

TEST_MAIN(test_keyfile_round_trip,
    test_keyfile_seals,
    test_keyfile_cr_09_fresh_nonces,
    test_keyfile_os_11_permissions)
