/* Signed notes and checkpoints: there and back, and what is refused. */
#include "crypto/note.h"

#include "host/native.h"
#include "test/support/test.h"

#include <string.h>

#define DASH "\xe2\x80\x94 "

static struct native *native;
static struct arena arena;
static struct secret_key key;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 1 << 20);
    if (native_new(&native, NULL) != OK)
        return -1;
    return provider_generate(native_provider(native), KEY_ED25519, &key) == OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    key_wipe(&key);
    native_free(native);
    arena_release(&arena);
    return 0;
}

static code verify(str note, str name)
{
    const struct note_verifier v = {name, &key.public};
    str text = {0};
    const code c = note_verify(native_provider(native), &v, note, &text, NULL);

    if (c == OK)
        assert_true(str_eq(text, S("a\n\nb\n")));
    return c;
}

/* The example in the documentation of Go's sumdb/note, which the
 * specification was made of. */
static void test_note_of_another_program(void **state)
{
    static const struct public_key neumann = {KEY_ED25519, 32,
        {0x1a, 0x5c, 0xd9, 0x07, 0x14, 0x3c, 0x38, 0x4c, 0x41, 0xe8, 0x30, 0xc5,
            0xbc, 0xe1, 0x2a, 0xa8, 0x81, 0x7e, 0xc5, 0x64, 0x9a, 0xaa, 0xbf,
            0x2c, 0x31, 0x38, 0x8b, 0x35, 0xb2, 0xd7, 0x44, 0xd6}};
    static const struct note_verifier v = {STR("PeterNeumann"), &neumann};
    const str note =
        S("If you think cryptography is the answer to your problem,\n"
          "then you don't know what your problem is.\n\n" DASH
          "PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1F"
          "FYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n");
    str text = {0};

    (void)state;
    assert_int_equal(
        note_verify(native_provider(native), &v, note, &text, NULL), OK);
    assert_true(str_ends(text, S("your problem is.\n")));
}

static void test_note_round_trip(void **state)
{
    const struct note_signer signer = {S("example.org/log"), &key};
    const struct provider *p = native_provider(native);
    str note = {0};
    str changed[2] = {STR("c")};
    str other;

    (void)state;
    assert_int_equal(
        note_sign(p, &signer, S("a\n\nb\n"), &arena, &note, NULL), OK);
    assert_true(str_starts(note, S("a\n\nb\n\n" DASH "example.org/log ")));
    assert_int_equal(verify(note, S("example.org/log")), OK);
    assert_int_equal(
        verify(note, S("example.org/lag")), E_PROOF_VERIFICATION_ERROR);
    changed[1] = str_sub(note, 1, note.len);
    other = arena_join(&arena, changed, 2);
    assert_int_equal(
        verify(other, S("example.org/log")), E_PROOF_VERIFICATION_ERROR);
}

static void test_note_other_signatures_are_passed_over(void **state)
{
    const struct note_signer signer = {S("log"), &key};
    const struct provider *p = native_provider(native);
    str note = {0};
    str parts[3] = {S("a\n\nb\n\n" DASH "witness AAAAAAAA\n")};

    (void)state;
    assert_int_equal(
        note_sign(p, &signer, S("a\n\nb\n"), &arena, &note, NULL), OK);
    parts[1] = str_sub(note, 6, note.len);
    assert_int_equal(verify(arena_join(&arena, parts, 2), S("log")), OK);
}

static void test_note_refuses(void **state)
{
    static const str notes[] = {STR(""), STR("a\n"), STR("a\n\n"),
        STR("a\n\n" DASH "log\n"), STR("a\n\n" DASH "log AAAA\n"),
        STR("a\n\n" DASH "log AAAA"), STR("\n\n")};
    static const struct {
        str name;
        str text;
    } wrong[] = {
        {STR("a b"), STR("x\n")},
        {STR("a+b"), STR("x\n")},
        {STR(""), STR("x\n")},
        {STR("log"), STR("x")},
    };
    str note = {0};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(notes) / sizeof(notes[0]); i++)
        assert_int_equal(
            verify(notes[i], S("log")), E_PROOF_VERIFICATION_ERROR);
    for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        const struct note_signer signer = {wrong[i].name, &key};

        assert_int_equal(note_sign(native_provider(native), &signer,
                             wrong[i].text, &arena, &note, NULL),
            E_ARGUMENT);
    }
}

static void test_checkpoint_round_trip(void **state)
{
    static const str wrong[] = {STR(""), STR("log\n"), STR("log\n1\n"),
        STR("log\n01\nAAAA\n"), STR("log\n1\nAAAA\n"), STR("lag\n1\n")};
    struct merkle_tree tree = {20852163, {{0x0a, 0xc5}}};
    struct merkle_tree back = {0};
    const str text = checkpoint_text(S("log"), &tree, &arena);
    size_t i;

    (void)state;
    assert_true(
        str_eq(text, S("log\n20852163\n"
                       "CsUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")));
    assert_int_equal(checkpoint_parse(text, S("log"), &back, NULL), OK);
    assert_int_equal(back.size, tree.size);
    assert_true(merkle_eq(&back.root, &tree.root));
    for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        assert_int_equal(
            checkpoint_parse(wrong[i], S("log"), &back, NULL), E_SYNTAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_note_of_another_program),
        cmocka_unit_test(test_note_round_trip),
        cmocka_unit_test(test_note_other_signatures_are_passed_over),
        cmocka_unit_test(test_note_refuses),
        cmocka_unit_test(test_checkpoint_round_trip),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
