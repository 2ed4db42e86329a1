#include "carrier/png.h"

#include "test/support/fail.h"
#include "test/support/image.h"
#include "test/support/test.h"

#include <stdlib.h>
#include <string.h>

static const char BADGE[] = "{\"type\": [\"OpenBadgeCredential\"]}";
/* Keyword, flag 0, method 0, no language, no translated keyword. */
#define ITXT_3 "openbadgecredential\0\0\0\0\0"

static struct budget budget;
static struct arena arena;

static int setup(void **state)
{
    (void)state;
    budget = budget_default();
    arena_init(&arena, (size_t)256 * 1024 * 1024);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static code extract(bytes png, unsigned wanted, struct carried *ret)
{
    struct err err;

    return png_extract(png, wanted, &budget, ret, &err);
}

static const struct {
    const char *label;
    const char *type;
    str data;
    unsigned wanted;
    code code;
    enum carried_kind kind;
    const char *text;
} READINGS[] = {
    {"3.0", "iTXt", STR(ITXT_3 "{}"), CARRIED_CURRENT, OK, CARRIED_BADGE_3,
        "{}"},
    {"language and translation are skipped", "iTXt",
        STR("openbadgecredential\0\0\0en\0badge\0{}"), CARRIED_CURRENT, OK,
        CARRIED_BADGE_3, "{}"},
    {"CLR", "iTXt", STR("clrcredential\0\0\0\0\0a.b.c"), CARRIED_CURRENT, OK,
        CARRIED_CLR_2, "a.b.c"},
    {"2.0", "iTXt", STR("openbadges\0\0\0\0\0{}"), CARRIED_CURRENT, OK,
        CARRIED_BADGE_2, "{}"},
    {"2.0 in tEXt", "tEXt", STR("openbadges\0{}"), CARRIED_CURRENT, OK,
        CARRIED_BADGE_2, "{}"},
    {"2.0 not wanted", "tEXt", STR("openbadges\0{}"), CARRIED_BADGE_3,
        E_NO_CREDENTIAL, CARRIED_BADGE_2, NULL},
    {"BK-05 legacy URL", "tEXt", STR("openbadges\0https://x.example/a"),
        CARRIED_CURRENT, E_NO_CREDENTIAL, CARRIED_BADGE_1, NULL},
    {"BK-05 legacy URL, asked for", "tEXt",
        STR("openbadges\0https://x.example/a"), CARRIED_BADGE_1, OK,
        CARRIED_BADGE_1, "https://x.example/a"},
    {"another text", "tEXt", STR("Author\0openbadges"), CARRIED_CURRENT,
        E_NO_CREDENTIAL, CARRIED_BADGE_3, NULL},
    {"keyword with a space", "iTXt", STR("openbadgecredential \0\0\0\0\0{}"),
        CARRIED_CURRENT, E_NO_CREDENTIAL, CARRIED_BADGE_3, NULL},
    {"BK-02 compressed", "iTXt", STR("openbadgecredential\0\1\0\0\0x\x9c"),
        CARRIED_CURRENT, E_BAKE_FORMAT, CARRIED_BADGE_3, NULL},
    {"BK-02 zTXt", "zTXt", STR("openbadgecredential\0\0x\x9c"), CARRIED_CURRENT,
        E_BAKE_FORMAT, CARRIED_BADGE_3, NULL},
    {"BK-02 tEXt", "tEXt", STR("openbadgecredential\0{}"), CARRIED_CURRENT,
        E_BAKE_FORMAT, CARRIED_BADGE_3, NULL},
    {"BK-04 iTXt cut off", "iTXt", STR("openbadgecredential\0\0\0\0"),
        CARRIED_CURRENT, E_BAKE_FORMAT, CARRIED_BADGE_3, NULL},
};

static void test_png_extracts_each_kind(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(READINGS) / sizeof(*READINGS); i++) {
        struct carried got = {0};
        bytes png = image_png_with(&arena, READINGS[i].type, READINGS[i].data);
        code c = extract(png, READINGS[i].wanted, &got);

        if (c != READINGS[i].code)
            fail_msg("%s: code %d", READINGS[i].label, (int)c);
        if (c == OK && (got.kind != READINGS[i].kind ||
                           !str_eq(got.text, str_of(READINGS[i].text))))
            fail_msg("%s: other content", READINGS[i].label);
    }
}

static void test_png_bk_01_huge_text_is_not_inflated(void **state)
{
    static const char *const types[] = {"zTXt", "iTXt"};
    struct carried got;
    struct buf b;
    size_t i;

    (void)state;
    buf_init(&b, &arena, (size_t)4700 * 1000);
    buf_str(&b, S("openbadgecredential\0\1"));
    assert_non_null(buf_room(&b, b.bytes_max - b.len));
    for (i = 0; i < 2; i++) {
        bytes png = image_png_with(&arena, types[i], bytes_str(buf_bytes(&b)));

        assert_int_equal(extract(png, CARRIED_CURRENT, &got), E_BAKE_LIMIT);
    }
}

static void test_png_bk_03_two_credentials(void **state)
{
    struct buf b;
    struct carried got = {0};
    struct err err;
    bytes baked;

    (void)state;
    buf_init(&b, &arena, 10000);
    image_signature(&b);
    image_header(&b, 1, 1);
    image_chunk(&b, "iTXt", S(ITXT_3 "{\"a\":1}"));
    image_data(&b);
    image_chunk(&b, "iTXt", S(ITXT_3 "{\"a\":2}"));
    image_end(&b);
    assert_int_equal(
        extract(buf_bytes(&b), CARRIED_CURRENT, &got), E_BAKE_DUPLICATE);
    assert_int_equal(
        png_bake(buf_bytes(&b), str_of(BADGE), &budget, &arena, &baked, &err),
        OK);
    assert_int_equal(extract(baked, CARRIED_CURRENT, &got), OK);
    assert_true(str_eq(got.text, str_of(BADGE)));
}

static void test_png_bk_04_truncated_at_every_byte(void **state)
{
    bytes png = image_png_with(&arena, "iTXt", S(ITXT_3 "{}"));
    struct carried got;
    size_t len;

    (void)state;
    assert_int_equal(extract(png, CARRIED_CURRENT, &got), OK);
    for (len = 0; len < png.len; len++) {
        /* A copy that ends where it ends, for the address sanitizer. */
        uint8_t *copy = malloc(len + 1);

        assert_non_null(copy);
        memcpy(copy + 1, png.ptr, len);
        assert_int_equal(extract((bytes){copy + 1, len}, CARRIED_CURRENT, &got),
            E_BAKE_FORMAT);
        free(copy);
    }
}

static void test_png_bk_04_damaged_at_every_byte(void **state)
{
    bytes png = image_png_with(&arena, "iTXt", S(ITXT_3 "{}"));
    uint8_t *copy = arena_alloc(&arena, png.len);
    struct carried got;
    size_t i;

    (void)state;
    memcpy(copy, png.ptr, png.len);
    for (i = 0; i < png.len; i++) {
        code c;

        copy[i] ^= 0x40;
        c = extract((bytes){copy, png.len}, CARRIED_CURRENT, &got);
        if (c != E_BAKE_FORMAT && c != E_BAKE_LIMIT)
            fail_msg("damage at %zu: code %d", i, (int)c);
        copy[i] ^= 0x40;
    }
}

static bytes png_of(uint32_t width, uint32_t height)
{
    struct buf b;

    buf_init(&b, &arena, 10000);
    image_signature(&b);
    image_header(&b, width, height);
    image_data(&b);
    image_end(&b);
    return buf_bytes(&b);
}

static void test_png_bk_04_bk_15_sizes(void **state)
{
    static const struct {
        const char *label;
        uint32_t width;
        uint32_t height;
        code code;
    } cases[] = {
        {"1 x 1", 1, 1, E_NO_CREDENTIAL},
        {"no width", 0, 1, E_BAKE_FORMAT},
        {"no height", 1, 0, E_BAKE_FORMAT},
        {"BK-04 2^31 x 2^31", 0x80000000, 0x80000000, E_BAKE_FORMAT},
        {"2^31 - 1", 0x7fffffff, 0x7fffffff, E_BAKE_LIMIT},
        {"BK-15 pixel flood", 65535, 65535, E_BAKE_LIMIT},
        {"limit", 4096, 4096, E_NO_CREDENTIAL},
        {"limit + 1", 4096, 4097, E_BAKE_LIMIT},
    };
    struct carried got;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        bytes png = png_of(cases[i].width, cases[i].height);
        code c = extract(png, CARRIED_CURRENT, &got);

        if (c != cases[i].code)
            fail_msg("%s: code %d", cases[i].label, (int)c);
    }
}

/* h header, d data, c credential, e end, u unknown, f length FFFFFFFF, 9 a
 * type that is no letters, E an end with data */
static void put_part(struct buf *b, char part)
{
    switch (part) {
    case 'h':
        image_header(b, 1, 1);
        break;
    case 'd':
        image_data(b);
        break;
    case 'c':
        image_chunk(b, "iTXt", S(ITXT_3 "{}"));
        break;
    case 'e':
        image_end(b);
        break;
    case 'u':
        image_chunk(b, "prVt", S(""));
        break;
    case 'f':
        buf_str(b, S("\xff\xff\xff\xffiTXtPK\3\4<html>"));
        break;
    case '9':
        image_chunk(b, "pr9t", S(""));
        break;
    default:
        image_chunk(b, "IEND", S("x"));
        break;
    }
}

static void test_png_bk_04_structure(void **state)
{
    static const struct {
        const char *label;
        const char *parts;
        code code;
    } cases[] = {
        {"as it should be", "hdce", OK},
        {"before the data", "hcde", OK},
        {"no header", "dce", E_BAKE_FORMAT},
        {"second header", "hhdce", E_BAKE_FORMAT},
        {"no data", "hce", E_BAKE_FORMAT},
        {"data in two places", "hdude", E_BAKE_FORMAT},
        {"more than one data chunk", "hddce", OK},
        {"no end", "hdc", E_BAKE_FORMAT},
        {"end with data", "hdcE", E_BAKE_FORMAT},
        {"length FFFFFFFF", "hdf", E_BAKE_FORMAT},
        {"type", "hd9e", E_BAKE_FORMAT},
        {"BK-05 after the end", "hdec", E_NO_CREDENTIAL},
        {"BK-14 bytes after the end", "hdcef", OK},
    };
    struct carried got;
    const char *at;
    struct buf b;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        buf_init(&b, &arena, 10000);
        image_signature(&b);
        for (at = cases[i].parts; *at; at++)
            put_part(&b, *at);
        if (extract(buf_bytes(&b), CARRIED_CURRENT, &got) != cases[i].code)
            fail_msg("%s", cases[i].label);
    }
}

static void test_png_header_fields(void **state)
{
    static const struct {
        const char *label;
        str tail; /* depth, colour type, compression, filter, interlace */
        code code;
    } cases[] = {
        {"grey 16", STR("\20\0\0\0\0"), E_NO_CREDENTIAL},
        {"palette 8, interlaced", STR("\10\3\0\0\1"), E_NO_CREDENTIAL},
        {"colour 8 with alpha", STR("\10\6\0\0\0"), E_NO_CREDENTIAL},
        {"palette 16", STR("\20\3\0\0\0"), E_BAKE_FORMAT},
        {"colour 4", STR("\4\2\0\0\0"), E_BAKE_FORMAT},
        {"colour type 1", STR("\10\1\0\0\0"), E_BAKE_FORMAT},
        {"colour type 7", STR("\10\7\0\0\0"), E_BAKE_FORMAT},
        {"depth 0", STR("\0\0\0\0\0"), E_BAKE_FORMAT},
        {"depth 200", STR("\310\0\0\0\0"), E_BAKE_FORMAT},
        {"compression", STR("\10\6\1\0\0"), E_BAKE_FORMAT},
        {"filter", STR("\10\6\0\1\0"), E_BAKE_FORMAT},
        {"interlace", STR("\10\6\0\0\2"), E_BAKE_FORMAT},
    };
    struct carried got;
    struct buf header;
    struct buf b;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        code c;

        buf_init(&header, &arena, 100);
        buf_str(&header, S("\0\0\0\1\0\0\0\1"));
        buf_str(&header, cases[i].tail);
        buf_init(&b, &arena, 10000);
        image_signature(&b);
        image_chunk(&b, "IHDR", bytes_str(buf_bytes(&header)));
        image_data(&b);
        image_end(&b);
        c = extract(buf_bytes(&b), CARRIED_CURRENT, &got);
        if (c != cases[i].code)
            fail_msg("%s: code %d", cases[i].label, (int)c);
    }
}

static void test_png_bake_changes_nothing_else(void **state)
{
    bytes png = image_png(&arena);
    const size_t before_end = png.len - 12;
    struct carried got;
    struct err err;
    bytes again;
    bytes baked;

    (void)state;
    assert_int_equal(
        png_bake(png, str_of(BADGE), &budget, &arena, &baked, &err), OK);
    assert_int_equal(
        baked.len, png.len + 12 + sizeof(ITXT_3) - 1 + strlen(BADGE));
    assert_memory_equal(baked.ptr, png.ptr, before_end);
    assert_memory_equal(baked.ptr + baked.len - 12, png.ptr + before_end, 12);
    assert_int_equal(extract(baked, CARRIED_CURRENT, &got), OK);
    assert_true(str_eq(got.text, str_of(BADGE)));
    /* Baking the same again gives the same. */
    assert_int_equal(
        png_bake(baked, str_of(BADGE), &budget, &arena, &again, &err), OK);
    assert_true(bytes_eq(again, baked));
}

static void test_png_bake_refuses_what_extract_refuses(void **state)
{
    bytes png = image_png_with(&arena, "zTXt", S("openbadges\0\0x\x9c"));
    struct err err = {0};
    bytes baked;

    (void)state;
    assert_int_equal(
        png_bake(png, str_of(BADGE), &budget, &arena, &baked, &err),
        E_BAKE_FORMAT);
    assert_true(err.offset > 0);
}

static void test_png_limits(void **state)
{
    bytes png = image_png(&arena);
    size_t more = 12 + sizeof(ITXT_3) - 1;
    str text = {arena_zero(&arena, 4096, 1), 1000};
    struct err err;
    bytes baked;

    (void)state;
    /* limit, limit + 1, of the chunk and of the image */
    budget.image_text_bytes_max = text.len + sizeof(ITXT_3) - 1;
    budget.image_bytes_max = png.len + more + text.len;
    assert_int_equal(png_bake(png, text, &budget, &arena, &baked, &err), OK);
    text.len++;
    assert_int_equal(
        png_bake(png, text, &budget, &arena, &baked, &err), E_BAKE_LIMIT);
    budget.image_text_bytes_max++;
    assert_int_equal(
        png_bake(png, text, &budget, &arena, &baked, &err), E_BAKE_LIMIT);
    budget.image_bytes_max++;
    assert_int_equal(png_bake(png, text, &budget, &arena, &baked, &err), OK);
    budget.image_bytes_max = png.len - 1;
    assert_int_equal(
        png_bake(png, text, &budget, &arena, &baked, &err), E_BAKE_LIMIT);
}

static void test_png_bake_without_memory(void **state)
{
    bytes png = image_png(&arena);
    struct arena small;
    struct err err;
    bytes baked;
    code c = OK;
    size_t n;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
        arena_init(&small, 1 << 20);
        c = png_bake(png, str_of(BADGE), &budget, &small, &baked, &err);
        arena_release(&small);
        assert_true(c == OK || c == E_NO_MEMORY);
    }
    assert_int_equal(c, OK);
    assert_true(n > 1);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_png_extracts_each_kind),
        CASE(test_png_bk_01_huge_text_is_not_inflated),
        CASE(test_png_bk_03_two_credentials),
        CASE(test_png_bk_04_truncated_at_every_byte),
        CASE(test_png_bk_04_damaged_at_every_byte),
        CASE(test_png_bk_04_bk_15_sizes),
        CASE(test_png_bk_04_structure),
        CASE(test_png_header_fields),
        CASE(test_png_bake_changes_nothing_else),
        CASE(test_png_bake_refuses_what_extract_refuses),
        CASE(test_png_limits),
        CASE(test_png_bake_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
