/* Secrets at rest, and passwords. */
#include "host/seal.h"

#include "test/support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct seal_key KEY = {{1, 2, 3}};

static void test_seal_opens_what_it_closed(void **state)
{
    struct arena arena;
    bytes sealed;
    uint8_t text[8];

    (void)state;
    arena_init(&arena, 65536);
    assert_int_equal(seal_close(&KEY, str_bytes(S("a secret")), S("org/key"),
                         &arena, &sealed),
        OK);
    assert_int_equal(sealed.len, 8 + SEAL_EXTRA_BYTES);
    assert_int_equal(
        seal_open(&KEY, sealed, S("org/key"), text, sizeof(text)), OK);
    assert_memory_equal(text, "a secret", sizeof(text));
    assert_int_equal(
        seal_open(&KEY, sealed, S("org/key"), text, 7), E_SEAL_BROKEN);
    arena_release(&arena);
}

/* RELIABILITY TN-04: a row of one tenant copied to another does not open. */
static void test_seal_tn_04_refuses_what_was_moved_or_altered(void **state)
{
    const struct seal_key other = {{9}};
    struct arena arena;
    uint8_t changed[64];
    bytes sealed;
    uint8_t text[1];
    size_t i;

    (void)state;
    arena_init(&arena, 65536);
    assert_int_equal(
        seal_close(&KEY, str_bytes(S("x")), S("a"), &arena, &sealed), OK);
    assert_int_equal(seal_open(&KEY, sealed, S("b"), text, 1), E_SEAL_BROKEN);
    assert_int_equal(seal_open(&other, sealed, S("a"), text, 1), E_SEAL_BROKEN);
    assert_int_equal(seal_open(&KEY, (bytes){sealed.ptr, 39}, S("a"), text, 1),
        E_SEAL_BROKEN);
    for (i = 0; i < sealed.len; i++) {
        memcpy(changed, sealed.ptr, sealed.len);
        changed[i] ^= 1;
        assert_int_equal(
            seal_open(&KEY, (bytes){changed, sealed.len}, S("a"), text, 1),
            E_SEAL_BROKEN);
    }
    arena_release(&arena);
}

static void test_seal_key_is_made_once_and_kept_to_its_owner(void **state)
{
    char folder[] = "/tmp/testamur-seal-XXXXXX";
    char path[64];
    struct seal_key first;
    struct seal_key second;
    struct err e = {0};
    struct stat about;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/secret", folder);
    assert_int_equal(seal_key_open(path, &first, NULL), OK);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(seal_key_open(path, &second, NULL), OK);
    assert_memory_equal(&first, &second, sizeof(first));
    assert_int_equal(chmod(path, 0644), 0);
    assert_int_equal(seal_key_open(path, &second, &e), E_KEY_FILE_EXPOSED);
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(truncate(path, 31), 0);
    assert_int_equal(seal_key_open(path, &second, &e), E_KEY_FILE);
    unlink(path);
    rmdir(folder);
}

static void test_seal_password_is_compared(void **state)
{
    char hash[PASSWORD_HASH_BYTES];

    (void)state;
    assert_int_equal(password_hash(S("correct horse"), hash, NULL), OK);
    assert_true(password_matches(S("correct horse"), str_of(hash)));
    assert_false(password_matches(S("correct horsf"), str_of(hash)));
    assert_false(password_matches(S(""), S("")));
    assert_false(password_matches(S("x"), S("$argon2id$broken")));
}

static void test_seal_digest_depends_on_the_key(void **state)
{
    const struct seal_key other = {{9}};
    uint8_t a[SEAL_KEY_BYTES];
    uint8_t b[SEAL_KEY_BYTES];

    (void)state;
    seal_digest(&KEY, str_bytes(S("token")), a);
    seal_digest(&KEY, str_bytes(S("token")), b);
    assert_true(seal_equal((bytes){a, sizeof(a)}, (bytes){b, sizeof(b)}));
    seal_digest(&other, str_bytes(S("token")), b);
    assert_false(seal_equal((bytes){a, sizeof(a)}, (bytes){b, sizeof(b)}));
}

TEST_MAIN(test_seal_opens_what_it_closed,
    test_seal_tn_04_refuses_what_was_moved_or_altered,
    test_seal_key_is_made_once_and_kept_to_its_owner,
    test_seal_password_is_compared,
    test_seal_digest_depends_on_the_key)
