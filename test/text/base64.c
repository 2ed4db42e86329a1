#include "text/base64.h"

#include "test/support/test.h"

#include <string.h>

struct pair {
    str plain;
    str text;
    enum base64_form form;
};

static const struct pair PAIRS[] = {
    /* RFC 4648 section 10 */
    {STR(""), STR(""), BASE64},
    {STR("f"), STR("Zg=="), BASE64},
    {STR("fo"), STR("Zm8="), BASE64},
    {STR("foo"), STR("Zm9v"), BASE64},
    {STR("foob"), STR("Zm9vYg=="), BASE64},
    {STR("fooba"), STR("Zm9vYmE="), BASE64},
    {STR("foobar"), STR("Zm9vYmFy"), BASE64},
    {STR("f"), STR("Zg"), BASE64URL},
    {STR("fo"), STR("Zm8"), BASE64_RAW},
    {STR("fooba"), STR("Zm9vYmE"), BASE64URL},
    {STR("fooba"), STR("Zm9vYmE="), BASE64URL_PADDED},
    {STR("\xfb\xff\xbf"), STR("-_-_"), BASE64URL},
    {STR("\xfb\xff\xbf"), STR("+/+/"), BASE64},
    {STR("\x00\x10\x83"), STR("ABCD"), BASE64URL},
};

static void test_base64_both_directions(void **state)
{
    struct arena arena;
    bytes data = {0};
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (i = 0; i < sizeof(PAIRS) / sizeof(PAIRS[0]); i++) {
        const struct pair *p = &PAIRS[i];
        str text = base64_encode(str_bytes(p->plain), p->form, &arena);

        assert_true(str_eq(text, p->text));
        assert_int_equal(base64_decode(text, p->form, &arena, &data), OK);
        assert_true(bytes_eq(data, str_bytes(p->plain)));
    }
    arena_release(&arena);
}

static const struct pair BAD[] = {
    {STR(""), STR("Z"), BASE64URL},
    {STR(""), STR("Zg="), BASE64},
    {STR(""), STR("Zg"), BASE64},
    {STR(""), STR("Zg=="), BASE64URL},
    {STR(""), STR("Zg==="), BASE64},
    {STR(""), STR("===="), BASE64},
    {STR(""), STR("Z==="), BASE64},
    {STR(""), STR("Zm9v===="), BASE64},
    {STR(""), STR("Z=g="), BASE64},
    {STR(""), STR("Zh=="), BASE64},   /* unused bits */
    {STR(""), STR("Zh"), BASE64URL},  /* unused bits */
    {STR(""), STR("Zm9"), BASE64URL}, /* unused bits */
    {STR(""), STR("Zm 9v"), BASE64URL},
    {STR(""), STR("Zm9v\n"), BASE64URL},
    {STR(""), STR("-_-_"), BASE64},
    {STR(""), STR("+/+/"), BASE64URL},
    {STR(""), STR("Zm9\xc3"), BASE64URL},
    {STR(""), STR("Zm9\0"), BASE64URL},
};

static void test_base64_is_strict(void **state)
{
    struct arena arena;
    bytes data = {NULL, 7};
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        if (base64_decode(BAD[i].text, BAD[i].form, &arena, &data) != E_SYNTAX)
            fail_msg("takes '%s'", BAD[i].text.ptr);
    }
    assert_int_equal(data.len, 7);
    arena_release(&arena);
}

static void test_base64_every_byte_goes_round(void **state)
{
    uint8_t raw[259];
    struct arena arena;
    bytes back = {0};
    size_t n;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (n = 0; n < sizeof(raw); n++)
        raw[n] = (uint8_t)(n * 7);
    for (n = 0; n < sizeof(raw); n++) {
        bytes data = {raw, n};
        str text = base64_encode(data, BASE64URL, &arena);

        assert_int_equal(base64_decode(text, BASE64URL, &arena, &back), OK);
        assert_true(bytes_eq(back, data));
        text = hex_encode(data, &arena);
        assert_int_equal(hex_decode(text, &arena, &back), OK);
        assert_true(bytes_eq(back, data));
    }
    arena_release(&arena);
}

static void test_hex_digits(void **state)
{
    struct arena arena;
    bytes data = {0};

    (void)state;
    arena_init(&arena, 1 << 20);
    assert_true(
        str_eq(hex_encode(str_bytes(S("\x00\x7f\xff")), &arena), S("007fff")));
    assert_int_equal(hex_decode(S("aBcD"), &arena, &data), OK);
    assert_true(bytes_eq(data, str_bytes(S("\xab\xcd"))));
    assert_int_equal(hex_decode(S("abc"), &arena, &data), E_SYNTAX);
    assert_int_equal(hex_decode(S("0g"), &arena, &data), E_SYNTAX);
    assert_int_equal(hex_decode(S(" 0"), &arena, &data), E_SYNTAX);
    arena_release(&arena);
}

static void test_base64_reports_the_arena(void **state)
{
    struct arena arena;
    bytes data = {0};

    (void)state;
    arena_init(&arena, 8);
    assert_int_equal(
        base64_decode(S("Zm9vYmFyZm9vYmFy"), BASE64, &arena, &data),
        E_LIMIT_EXCEEDED);
    assert_null(base64_encode(str_bytes(S("foobar")), BASE64, &arena).ptr);
    assert_int_equal(hex_decode(S("00"), &arena, &data), E_LIMIT_EXCEEDED);
    arena_release(&arena);
}

TEST_MAIN(test_base64_both_directions,
    test_base64_is_strict,
    test_base64_every_byte_goes_round,
    test_hex_digits,
    test_base64_reports_the_arena)
