#include "text/base58.h"

#include "test/support/test.h"
#include "text/base64.h"

#include <string.h>

struct pair {
    str hex;
    str text;
};

static const struct pair PAIRS[] = {
    {STR(""), STR("")},
    {STR("00"), STR("1")},
    {STR("39"), STR("z")},
    {STR("3a"), STR("21")},
    {STR("61"), STR("2g")},
    {STR("626262"), STR("a3gV")},
    {STR("636363"), STR("aPEr")},
    {STR("572e4794"), STR("3EFU7m")},
    {STR("10c8511e"), STR("Rt5zm")},
    {STR("00000000000000000000"), STR("1111111111")},
    {STR("0000287fb4cd"), STR("11233QC4")}, /* draft-msporny-base58 */
    {STR("48656c6c6f20576f726c6421"), STR("2NEpo7TZRRrLZSi2U")},
    {STR("00eb15231dfceb60925886b67d065299925915aeb172c06647"),
        STR("1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L")},
};

static void test_base58_both_directions(void **state)
{
    struct arena arena;
    bytes data = {0};
    bytes back = {0};
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (i = 0; i < sizeof(PAIRS) / sizeof(PAIRS[0]); i++) {
        assert_int_equal(hex_decode(PAIRS[i].hex, &arena, &data), OK);
        assert_true(str_eq(base58_encode(data, &arena), PAIRS[i].text));
        assert_int_equal(base58_decode(PAIRS[i].text, &arena, &back), OK);
        assert_true(bytes_eq(back, data));
    }
    arena_release(&arena);
}

static void test_base58_every_length_goes_round(void **state)
{
    uint8_t raw[BASE58_DATA_BYTES_MAX];
    struct arena arena;
    bytes back = {0};
    size_t n;

    (void)state;
    arena_init(&arena, 1 << 24);
    memset(raw, 0xff, sizeof(raw));
    for (n = 0; n <= sizeof(raw); n = n < 200 ? n + 1 : n + 77) {
        bytes data = {raw + sizeof(raw) - n, n};
        str text = base58_encode(data, &arena);

        assert_int_equal(base58_decode(text, &arena, &back), OK);
        assert_true(bytes_eq(back, data));
        raw[sizeof(raw) - 1 - n % sizeof(raw)] = (uint8_t)n;
    }
    arena_release(&arena);
}

static void test_base58_refuses(void **state)
{
    char ones[BASE58_TEXT_BYTES_MAX + 1];
    uint8_t raw[BASE58_DATA_BYTES_MAX + 1] = {0};
    uint8_t small[4];
    struct arena arena;
    bytes data = {0};
    const char *bad;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (bad = "0OIl+/ _-\n\x80"; *bad; bad++) {
        char text[] = {'z', *bad, 'z'};

        assert_int_equal(
            base58_decode((str){text, sizeof(text)}, &arena, &data), E_SYNTAX);
        assert_int_equal(
            base58_decode_into((str){text, sizeof(text)}, small, sizeof(small)),
            SIZE_MAX);
    }
    memset(ones, '1', sizeof(ones));
    assert_int_equal(
        base58_decode((str){ones, sizeof(ones)}, &arena, &data), E_TOO_LARGE);
    assert_int_equal(
        base58_decode((str){ones, sizeof(ones) - 1}, &arena, &data),
        E_TOO_LARGE);
    memset(ones, 'z', sizeof(ones));
    assert_int_equal(
        base58_decode((str){ones, sizeof(ones) - 1}, &arena, &data),
        E_TOO_LARGE);
    assert_int_equal(
        base58_decode_into(S("2NEpo7TZRRrLZSi2U"), small, sizeof(small)),
        SIZE_MAX);
    assert_int_equal(base58_decode_into(S("a3gV"), small, sizeof(small)), 3);
    assert_null(base58_encode((bytes){raw, sizeof(raw)}, &arena).ptr);
    arena_release(&arena);
}

TEST_MAIN(test_base58_both_directions,
    test_base58_every_length_goes_round,
    test_base58_refuses)
