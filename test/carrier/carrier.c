#include "carrier/carrier.h"

#include "test/support/fail.h"
#include "test/support/image.h"
#include "test/support/test.h"

#include <string.h>

static struct budget budget;
static struct arena arena;
static const struct carrier_tools tools = {&budget, NULL, &arena};

static int setup(void **state)
{
    (void)state;
    budget = budget_default();
    arena_init(&arena, (size_t)64 * 1024 * 1024);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const char SVG[] =
    "<?xml version=\"1.0\"?>\n<!-- <svg> -->\n"
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>\n";

static void test_carrier_bk_14_kind_is_told_by_content(void **state)
{
    static const struct {
        str text;
        enum carrier_kind kind;
    } cases[] = {
        {STR(""), CARRIER_UNKNOWN},
        {STR("\x89PNG\r\n\x1a\n<html>PK\3\4"), CARRIER_PNG},
        {STR("\x89PNG"), CARRIER_UNKNOWN},
        {STR("PK\3\4\x89PNG\r\n\x1a\n"), CARRIER_UNKNOWN},
        {STR("\xff\xd8\xff\xe0"), CARRIER_UNKNOWN},
        {STR("%PDF-1.7"), CARRIER_PDF},
        {STR("GIF %PDF-1.7"), CARRIER_UNKNOWN},
        {STR("<svg xmlns='http://www.w3.org/2000/svg'/>"), CARRIER_SVG},
        {STR("\xef\xbb\xbf \n<?xml version='1.0'?><svg/>"), CARRIER_SVG},
        {STR("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"), CARRIER_SVG},
        {STR("<!DOCTYPE html><html><svg/></html>"), CARRIER_UNKNOWN},
        {STR("<!-- <svg> --><html/>"), CARRIER_UNKNOWN},
        {STR(" \r\n\t{"), CARRIER_JSON},
        {STR("\xef\xbb\xbf[]"), CARRIER_JSON},
        {STR("eyJh.eyJi.c-_9\n"), CARRIER_JWS},
        {STR("eyJh.eyJi."), CARRIER_JWS},
        {STR("eyJh.eyJi"), CARRIER_UNKNOWN},
        {STR("eyJh.eyJi.c.d"), CARRIER_UNKNOWN},
        {STR("eyJh.ey+i.c"), CARRIER_UNKNOWN},
        {STR("https://x.example/a.b.c"), CARRIER_UNKNOWN},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        if (carrier_kind(str_bytes(cases[i].text)) != cases[i].kind)
            fail_msg(
                "case %zu: %.*s", i, (int)cases[i].text.len, cases[i].text.ptr);
}

static void test_carrier_plain_credentials(void **state)
{
    struct carrier_content got;
    struct err err;

    (void)state;
    assert_int_equal(carrier_extract(str_bytes(S(" {\"a\":1}\n")),
                         CARRIED_CURRENT, &tools, &got, &err),
        OK);
    assert_int_equal(got.carrier, CARRIER_JSON);
    assert_int_equal(got.carried.kind, CARRIED_PLAIN);
    assert_true(str_eq(got.carried.text, S(" {\"a\":1}\n")));
    assert_int_equal(carrier_extract(str_bytes(S("eyJh.eyJi.c\r\n")),
                         CARRIED_CURRENT, &tools, &got, &err),
        OK);
    assert_int_equal(got.carrier, CARRIER_JWS);
    assert_true(str_eq(got.carried.text, S("eyJh.eyJi.c")));
    assert_int_equal(carrier_extract(str_bytes(S("hello")), CARRIED_CURRENT,
                         &tools, &got, &err),
        E_NO_CREDENTIAL);
}

static void test_carrier_bake_refuses(void **state)
{
    struct err err;
    bytes baked;

    (void)state;
    assert_int_equal(carrier_bake(str_bytes(S("<html/>")), S("{}"), &budget,
                         &arena, &baked, &err),
        E_BAKE_FORMAT);
    assert_int_equal(carrier_bake(str_bytes(S("{}")), S("{}"), &budget, &arena,
                         &baked, &err),
        E_BAKE_FORMAT);
    assert_int_equal(
        carrier_bake(image_png(&arena), S("[]"), &budget, &arena, &baked, &err),
        E_NO_CREDENTIAL);
    assert_int_equal(carrier_bake(image_png(&arena), S("https://x.example/"),
                         &budget, &arena, &baked, &err),
        E_NO_CREDENTIAL);
}

/* Bakes, extracts, and takes the credential's place out again: what is left
 * is the image as it was. */
static void check_round_trip(bytes image, str credential)
{
    struct carrier_content got;
    struct err err;
    bytes baked = {0};
    bytes again = {0};

    assert_int_equal(
        carrier_bake(image, credential, &budget, &arena, &baked, &err), OK);
    assert_int_equal(
        carrier_extract(baked, CARRIED_BADGE_3, &tools, &got, &err), OK);
    assert_true(str_eq(got.carried.text, credential));
    assert_int_equal(
        carrier_bake(baked, credential, &budget, &arena, &again, &err), OK);
    assert_true(bytes_eq(baked, again));
    assert_int_equal(
        carrier_bake(baked, S("{}"), &budget, &arena, &again, &err), OK);
    assert_int_equal(
        carrier_bake(image, S("{}"), &budget, &arena, &baked, &err), OK);
    assert_true(bytes_eq(baked, again));
}

static void test_carrier_bk_16_a_thousand_round_trips(void **state)
{
    static const char *const parts[] = {"]]>", "<![CDATA[", "&amp;", "<", ">",
        "\\\"", "]]", "]", "--", "\r\n", "\xc3\xa9", "\xf0\x9f\x8e\x93",
        "\\u0000", " ", "</svg>", "IEND", "\x7f", "\t"};
    const size_t n_parts = sizeof(parts) / sizeof(*parts);
    uint32_t seed = 16;
    bytes png = image_png(&arena);
    int i;

    (void)state;
    for (i = 0; i < 1000; i++) {
        struct arena_mark mark = arena_mark(&arena);
        struct buf b;

        buf_init(&b, &arena, 100000);
        buf_str(&b, S("{\"name\":\""));
        for (seed = seed * 1664525 + 1013904223; (seed >> 24) > 10;
             seed = seed * 1664525 + 1013904223)
            buf_str(&b, str_of(parts[(seed >> 8) % n_parts]));
        buf_str(&b, i % 2 ? S("\"}") : S("\"}\r\n"));
        check_round_trip(png, bytes_str(buf_bytes(&b)));
        check_round_trip(str_bytes(str_of(SVG)), bytes_str(buf_bytes(&b)));
        arena_rewind(&arena, mark);
    }
    check_round_trip(png, S("eyJhbGciOiJFZERTQSJ9.e30.c2ln"));
    check_round_trip(
        str_bytes(str_of(SVG)), S("eyJhbGciOiJFZERTQSJ9.e30.c2ln"));
}

static void test_carrier_without_memory(void **state)
{
    bytes images[2] = {image_png(&arena), str_bytes(str_of(SVG))};
    struct carrier_content got;
    struct arena small;
    const struct carrier_tools own = {&budget, NULL, &small};
    struct err err;
    bytes baked = {0};
    code c = OK;
    size_t n;
    size_t i;

    (void)state;
    for (i = 0; i < 2; i++) {
        for (n = 1; fail_arm(n, FAIL_AFTER); n++) {
            arena_init(&small, 1 << 20);
            c = carrier_bake(
                images[i], S("{\"]]>\":1}"), &budget, &small, &baked, &err);
            if (c == OK)
                c = carrier_extract(baked, CARRIED_BADGE_3, &own, &got, &err);
            arena_release(&small);
            assert_true(c == OK || c == E_NO_MEMORY);
        }
        assert_int_equal(c, OK);
    }
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_carrier_bk_14_kind_is_told_by_content),
        CASE(test_carrier_plain_credentials),
        CASE(test_carrier_bake_refuses),
        CASE(test_carrier_bk_16_a_thousand_round_trips),
        CASE(test_carrier_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
