#include "text/multibase.h"

#include "test/support/test.h"

#include <string.h>

struct pair {
    str text;
    str plain;
};

static const struct pair PAIRS[] = {
    {STR("zUXE7GvtEk8XTXs1GF8HSGbVA9FCX9SEBPe"),
        STR("Decentralize everything!!")},
    {STR("uRGVjZW50cmFsaXplIGV2ZXJ5dGhpbmchIQ"),
        STR("Decentralize everything!!")},
    {STR("mRGVjZW50cmFsaXplIGV2ZXJ5dGhpbmchIQ"),
        STR("Decentralize everything!!")},
    {STR("URGVjZW50cmFsaXplIGV2ZXJ5dGhpbmchIQ=="),
        STR("Decentralize everything!!")},
    {STR("MRGVjZW50cmFsaXplIGV2ZXJ5dGhpbmchIQ=="),
        STR("Decentralize everything!!")},
    {STR("f446563656e7472616c697a652065766572797468696e672121"),
        STR("Decentralize everything!!")},
    {STR("F446563656E7472616C697A652065766572797468696E672121"),
        STR("Decentralize everything!!")},
    {STR("z"), STR("")},
    {STR("u"), STR("")},
};

static void test_multibase_both_directions(void **state)
{
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (i = 0; i < sizeof(PAIRS) / sizeof(PAIRS[0]); i++) {
        enum multibase base = MULTIBASE_BASE64;
        bytes data = {0};

        assert_int_equal(
            multibase_decode(PAIRS[i].text, &arena, &data, &base), OK);
        assert_true(bytes_eq(data, str_bytes(PAIRS[i].plain)));
        assert_int_equal(base, PAIRS[i].text.ptr[0]);
        assert_true(
            str_eq(multibase_encode(base, data, &arena), PAIRS[i].text));
    }
    arena_release(&arena);
}

static const str BAD[] = {
    STR(""),
    STR("!abc"),
    STR("Z2g"),
    STR("z0"),
    STR("z2g "),
    STR("uZg=="),
    STR("UZg"),
    STR("u+/+/"),
    STR("mZ"),
    STR("fABCD"),
    STR("Fabcd"),
    STR("fabc"),
    STR("b"),
};

static void test_multibase_refuses(void **state)
{
    struct arena arena;
    bytes data = {0};
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        if (multibase_decode(BAD[i], &arena, &data, NULL) != E_SYNTAX)
            fail_msg("takes '%s'", BAD[i].ptr);
    }
    arena_release(&arena);
}

struct number {
    uint64_t value;
    str bytes;
};

static const struct number NUMBERS[] = {
    {0, STR("\x00")},
    {1, STR("\x01")},
    {127, STR("\x7f")},
    {128, STR("\x80\x01")},
    {255, STR("\xff\x01")},
    {300, STR("\xac\x02")},
    {16384, STR("\x80\x80\x01")},
    {MULTICODEC_ED25519_PUB, STR("\xed\x01")},
    {MULTICODEC_P256_PUB, STR("\x80\x24")},
    {MULTICODEC_P384_PUB, STR("\x81\x24")},
    {MULTICODEC_ED25519_PRIV, STR("\x80\x26")},
    {MULTICODEC_P256_PRIV, STR("\x86\x26")},
    {MULTICODEC_P384_PRIV, STR("\x87\x26")},
    {INT64_MAX, STR("\xff\xff\xff\xff\xff\xff\xff\xff\x7f")},
};

static const str BAD_NUMBERS[] = {
    STR(""),
    STR("\x80"),
    STR("\x80\x00"),
    STR("\xed\x81\x00"),
    STR("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
};

static void test_varint_both_directions(void **state)
{
    uint8_t out[VARINT_BYTES_MAX];
    uint64_t value = 0;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(NUMBERS) / sizeof(NUMBERS[0]); i++) {
        size_t n = varint_encode(NUMBERS[i].value, out);

        assert_true(bytes_eq((bytes){out, n}, str_bytes(NUMBERS[i].bytes)));
        assert_int_equal(varint_decode((bytes){out, n}, &value), n);
        assert_true(value == NUMBERS[i].value);
    }
    assert_int_equal(varint_encode(UINT64_MAX, out), 0);
    value = 5;
    for (i = 0; i < sizeof(BAD_NUMBERS) / sizeof(BAD_NUMBERS[0]); i++)
        assert_int_equal(varint_decode(str_bytes(BAD_NUMBERS[i]), &value), 0);
    assert_int_equal(value, 5);
}

static void test_multicodec_table_is_sorted_and_found(void **state)
{
    size_t n = 0;
    const struct multicodec_info *table = multicodec_table(&n);
    size_t i;

    (void)state;
    for (i = 0; i < n; i++) {
        assert_ptr_equal(multicodec_find(table[i].codec), &table[i]);
        assert_int_equal(
            table[i].is_secret, str_ends(table[i].name, S("-priv")));
        if (i > 0)
            assert_true(table[i - 1].codec < table[i].codec);
    }
    assert_null(multicodec_find(0x12));
    assert_int_equal(multicodec_find(MULTICODEC_ED25519_PUB)->data_bytes, 32);
}

TEST_MAIN(test_multibase_both_directions,
    test_multibase_refuses,
    test_varint_both_directions,
    test_multicodec_table_is_sorted_and_found)
