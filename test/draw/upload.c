#include "draw/upload.h"

#include "carrier/png.h"
#include "test/support/image.h"
#include "test/support/test.h"
#include "text/xml.h"

#include <png.h>
#include <string.h>

static struct arena arena;
static struct budget budget;

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

#define SVG_START                                                              \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" "                               \
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "                            \
    "xmlns:x=\"urn:editor\" viewBox=\"0 0 9 9\">"
#define SVG(content) SVG_START content "</svg>"
#define SVG_AGAIN(content)                                                     \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" "                               \
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 "            \
    "9\">" content "</svg>\n"

static code rebuild(const char *file, struct upload *ret, struct err *err)
{
    return upload_rebuild(str_bytes(str_of(file)), &budget, &arena, ret, err);
}

static void test_upload_writes_svg_anew(void **state)
{
    static const struct {
        const char *file;
        const char *again;
    } cases[] = {
        {SVG("<rect width=\"1\" height='2'/>"),
            SVG_AGAIN("<rect width=\"1\" height=\"2\"></rect>")},
        {"<?xml version=\"1.0\"?><!DOCTYPE svg>" SVG("<!-- c --><g/>"),
            SVG_AGAIN("<g></g>")},
        {SVG("<x:view a=\"1\"><path/></x:view><metadata>m</metadata>"
             "<g x:label=\"l\" data-a=\"b\" unknown=\"c\" id=\"i\"/>"),
            SVG_AGAIN("<g id=\"i\"></g>")},
        {SVG("<text>a &lt; b &#x41;<![CDATA[<&]]></text>"),
            SVG_AGAIN("<text>a &lt; b A&lt;&amp;</text>")},
        {SVG("<use href=\"#a\"/><use xlink:href=\"#b\"/>"),
            SVG_AGAIN("<use xlink:href=\"#a\"></use>"
                      "<use xlink:href=\"#b\"></use>")},
        {SVG("<g fill=\"&quot;&lt;&#10;\"/>"),
            SVG_AGAIN("<g fill=\"&quot;&lt;&#10;\"></g>")},
        {"<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" width=\"9\" "
         "height=\"9\"><s:g/></s:svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" "
            "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\" "
            "height=\"9\"><g></g></svg>\n"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct upload got = {0};
        struct upload again = {0};
        struct err err = {0};

        if (rebuild(cases[i].file, &got, &err) != OK)
            fail_msg("%zu: %s", i, err.arg);
        assert_int_equal(got.kind, UPLOAD_SVG);
        if (!str_eq(bytes_str(got.image), str_of(cases[i].again)))
            fail_msg("%zu: %.*s", i, (int)got.image.len, got.image.ptr);
        assert_int_equal(
            upload_rebuild(got.image, &budget, &arena, &again, &err), OK);
        assert_true(bytes_eq(got.image, again.image));
    }
}

/* BK-06, BK-07 and more: what runs, loads, hides or never ends. */
static void test_upload_bk_06_bk_07_refuses_svg(void **state)
{
    static const struct {
        const char *file;
        code code;
    } cases[] = {
        {SVG("<script>1</script>"), E_SVG_ACTIVE_CONTENT},
        {SVG("<g onclick=\"x()\"/>"), E_SVG_ACTIVE_CONTENT},
        {SVG("<foreignObject/>"), E_SVG_ACTIVE_CONTENT},
        {SVG("<use href=\"https://evil.example/#a\"/>"), E_SVG_ACTIVE_CONTENT},
        {SVG("<style>@import 'https://evil.example/'</style>"),
            E_SVG_ACTIVE_CONTENT},
        {SVG("<style>g{fill:url(https://evil.example/)}</style>"),
            E_SVG_ACTIVE_CONTENT},
        {SVG("<style><!-- --></style><g style=\"b\\65havior:x\"/>"),
            E_SVG_ACTIVE_CONTENT},
        {SVG("<animate attributeName=\"href\" to=\"javascript:x\"/>"),
            E_SVG_ACTIVE_CONTENT},
        {"<!DOCTYPE svg [<!ENTITY a \"b\">]>" SVG("&a;"), E_XML_DTD_FORBIDDEN},
        {SVG("<g>"), E_XML_SYNTAX},
        {SVG("<image href=\"data:image/png;base64,AAAA\"/>"),
            E_IMAGE_UNSUPPORTED},
        {SVG("<animate attributeName=\"x\"/>"), E_IMAGE_UNSUPPORTED},
        {SVG("<a href=\"#x\"/>"), E_IMAGE_UNSUPPORTED},
        {SVG("<feTurbulence numOctaves=\"1000000\"/>"), E_IMAGE_UNSUPPORTED},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", E_IMAGE_UNSUPPORTED},
        {"<svg xmlns=\"urn:x\"/>", E_BAKE_FORMAT},
        {"<html/>", E_BAKE_FORMAT},
        {"", E_BAKE_FORMAT},
        {"GIF89a", E_BAKE_FORMAT},
        {"%PDF-1.7", E_BAKE_FORMAT},
        {"{\"a\":1}", E_BAKE_FORMAT},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct upload got = {0};
        struct err err = {0};
        code c = rebuild(cases[i].file, &got, &err);

        if (c != cases[i].code || err.code != c)
            fail_msg("%s: code %d %s", cases[i].file, (int)c, err.arg);
        assert_null(got.image.ptr);
    }
}

/* Ten on ten on ten ... of the same thing. */
static void test_upload_refuses_what_multiplies(void **state)
{
    struct upload got = {0};
    struct err err = {0};
    struct buf b;
    bytes file;
    size_t i;
    size_t j;
    code c;

    (void)state;
    buf_init(&b, &arena, 65536);
    buf_str(
        &b, S(SVG_START "<g id=\"a\"><rect width=\"9\" height=\"9\"/></g>"));
    for (i = 0; i < 12; i++) {
        buf_str(&b, S("<g id=\""));
        buf_byte(&b, (uint8_t)('b' + i));
        buf_str(&b, S("\">"));
        for (j = 0; j < 10; j++) {
            buf_str(&b, S("<use href=\"#"));
            buf_byte(&b, (uint8_t)('a' + i));
            buf_str(&b, S("\"/>"));
        }
        buf_str(&b, S("</g>"));
    }
    buf_str(&b, S("</svg>"));
    file = buf_bytes(&b);
    c = upload_rebuild(file, &budget, &arena, &got, &err);
    assert_true(c == E_COMPLEXITY_LIMIT || c == E_RENDER);
}

/* A picture of its own: 3 by 2, with colours. */
static bytes picture(void)
{
    static const uint8_t pixels[3 * 2 * 4] = {255, 0, 0, 255, 0, 255, 0, 128, 0,
        0, 255, 0, 1, 2, 3, 255, 9, 9, 9, 255, 255, 255, 255, 255};
    png_image image = {.version = PNG_IMAGE_VERSION,
        .width = 3,
        .height = 2,
        .format = PNG_FORMAT_RGBA};
    static uint8_t out[4096];
    png_alloc_size_t n = sizeof(out);

    assert_true(png_image_write_to_memory(&image, out, &n, 0, pixels, 0, NULL));
    return (bytes){out, n};
}

static size_t find(bytes data, const char *part)
{
    size_t len = strlen(part);
    size_t i;

    for (i = 0; i + len <= data.len; i++)
        if (memcmp(data.ptr + i, part, len) == 0)
            return i;
    return SIZE_MAX;
}

/* BK-14: what is not pixels is gone. */
static void test_upload_bk_14_draws_png_anew(void **state)
{
    struct upload got = {0};
    struct upload again = {0};
    struct err err = {0};
    struct buf b;
    bytes file = picture();

    (void)state;
    buf_init(&b, &arena, 65536);
    buf_put(&b, (bytes){file.ptr, file.len - 12});
    image_chunk(&b, "tEXt", S("Comment\0<script>x</script>"));
    image_chunk(&b, "iTXt", S("openbadgecredential\0\0\0\0\0{}"));
    buf_put(&b, (bytes){file.ptr + file.len - 12, 12});
    buf_str(&b, S("<html>PK\3\4"));
    assert_int_equal(
        upload_rebuild(buf_bytes(&b), &budget, &arena, &got, &err), OK);
    assert_int_equal(got.kind, UPLOAD_PNG);
    assert_true(str_eq(upload_media_type(got.kind), S("image/png")));
    assert_int_equal(find(got.image, "script"), SIZE_MAX);
    assert_int_equal(find(got.image, "openbadge"), SIZE_MAX);
    assert_int_equal(find(got.image, "PK"), SIZE_MAX);
    assert_int_equal(upload_rebuild(file, &budget, &arena, &again, &err), OK);
    assert_true(bytes_eq(got.image, again.image));
}

static void test_upload_bk_15_refuses_png(void **state)
{
    struct upload got = {0};
    struct err err = {0};
    bytes file = picture();
    struct buf b;
    size_t at = find(file, "IDAT") + 12;
    size_t n;

    (void)state;
    buf_init(&b, &arena, 65536);
    image_signature(&b);
    image_header(&b, 65535, 65535);
    image_data(&b);
    image_end(&b);
    assert_int_equal(upload_rebuild(buf_bytes(&b), &budget, &arena, &got, &err),
        E_BAKE_LIMIT);
    /* Sound in its frame, but its pixels are not. */
    buf_init(&b, &arena, 65536);
    image_signature(&b);
    image_header(&b, 64, 64);
    image_data(&b);
    image_end(&b);
    assert_int_equal(upload_rebuild(buf_bytes(&b), &budget, &arena, &got, &err),
        E_BAKE_FORMAT);
    for (n = 0; n < file.len; n++)
        assert_int_not_equal(
            upload_rebuild((bytes){file.ptr, n}, &budget, &arena, &got, &err),
            OK);
    buf_init(&b, &arena, 65536);
    buf_put(&b, file);
    b.ptr[at] ^= 1;
    assert_int_equal(upload_rebuild(buf_bytes(&b), &budget, &arena, &got, &err),
        E_BAKE_FORMAT);
    assert_null(got.image.ptr);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_upload_writes_svg_anew),
        CASE(test_upload_bk_06_bk_07_refuses_svg),
        CASE(test_upload_refuses_what_multiplies),
        CASE(test_upload_bk_14_draws_png_anew),
        CASE(test_upload_bk_15_refuses_png),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
