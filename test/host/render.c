#include "host/render.h"

#include "carrier/png.h"
#include "draw/badge.h"
#include "test/support/test.h"

#include <string.h>

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)64 * 1024 * 1024);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

#define SVG(content)                                                           \
    S("<svg xmlns=\"http://www.w3.org/2000/svg\" "                             \
      "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"100\" "            \
      "height=\"100\">" content "</svg>")

static bytes render(str svg, uint32_t side_px)
{
    struct err err = {0};
    bytes png = {0};

    if (render_png(svg, side_px, &arena, &png, &err) != OK)
        fail_msg("%s", err.arg);
    return png;
}

static void test_render_badge(void **state)
{
    struct badge_design d = badge_design_default(S("Data"), S("College"));
    struct budget budget = budget_default();
    struct carried carried;
    struct err err;
    bytes png;
    str svg = {0};

    (void)state;
    assert_int_equal(badge_draw(&d, &arena, &svg, &err), OK);
    png = render(svg, 600);
    /* A sound PNG, 600 by 600, 8 bits, colour with alpha. */
    assert_int_equal(png_extract(png, CARRIED_CURRENT, &budget, &carried, &err),
        E_NO_CREDENTIAL);
    assert_memory_equal(png.ptr + 16, "\0\0\2\x58\0\0\2\x58\10\6", 10);
    assert_true(bytes_eq(png, render(svg, 600)));
    png = render(svg, 64);
    assert_memory_equal(png.ptr + 16, "\0\0\0\x40\0\0\0\x40\10\6", 10);
}

static void test_render_loads_no_file(void **state)
{
    bytes nothing = render(SVG("<g/>"), 100);

    (void)state;
    assert_false(bytes_eq(
        nothing, render(SVG("<rect width=\"9\" height=\"9\"/>"), 100)));
    assert_true(bytes_eq(nothing,
        render(SVG("<image width=\"90\" height=\"90\" "
                   "xlink:href=\"file:///usr/share/pixmaps/debian-logo.png\""
                   "/><image width=\"90\" height=\"90\" "
                   "xlink:href=\"debian-logo.png\"/>"),
            100)));
}

static void test_render_refuses(void **state)
{
    static const struct {
        const char *label;
        str svg;
        uint32_t side_px;
        code code;
    } cases[] = {
        {"empty", STR(""), 100, E_RENDER},
        {"not XML", STR("hello"), 100, E_RENDER},
        {"not SVG", STR("<html/>"), 100, E_RENDER},
        {"no size", STR("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), 0,
            E_ARGUMENT},
        {"too large", STR("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            100000, E_ARGUMENT},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct err err = {0};
        bytes png;
        code c = render_png(cases[i].svg, cases[i].side_px, &arena, &png, &err);

        if (c != cases[i].code || err.code != c)
            fail_msg("%s: code %d", cases[i].label, (int)c);
    }
}

static void test_render_stops_what_does_not_end(void **state)
{
    struct err err = {0};
    bytes png;

    (void)state;
    assert_int_equal(
        render_png(SVG("<filter id=\"f\" x=\"0\" y=\"0\" width=\"1\" "
                       "height=\"1\"><feTurbulence baseFrequency=\".9\" "
                       "numOctaves=\"1000000\"/></filter><rect width=\"100\" "
                       "height=\"100\" filter=\"url(#f)\"/>"),
            2000, &arena, &png, &err),
        E_COMPLEXITY_LIMIT);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_render_badge),
        CASE(test_render_loads_no_file),
        CASE(test_render_refuses),
        CASE(test_render_stops_what_does_not_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
