#include "draw/colour.h"

#include "test/support/test.h"

#include <stdlib.h>

/* Of white on it, in hundredths. */
static int contrast(uint32_t colour)
{
    return 10500 * 100 / (colour_luminance(colour) + 500);
}

static void test_colour_luminance(void **state)
{
    /* Contrasts by the formula of WCAG 2.1. */
    static const struct {
        uint32_t colour;
        int contrast;
    } cases[] = {
        {0x000000, 2100},
        {0xffffff, 100},
        {0x767676, 454},
        {0xff0000, 400},
        {0x0000ff, 859},
        {0x1f6f8b, 565},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        int got = contrast(cases[i].colour);

        assert_true(abs(got - cases[i].contrast) <= got / 50);
    }
}

static void test_colour_for_white_on_it(void **state)
{
    uint32_t seed = 1;
    int i;

    (void)state;
    for (i = 0; i < 1000; i++) {
        uint32_t darker;
        uint32_t brighter;

        seed = seed * 1664525 + 1013904223;
        darker = colour_darken_for_white(seed >> 8, 450);
        brighter = colour_brighten_for_white(seed >> 8, 300);
        assert_true(contrast(darker) >= 450);
        assert_true(contrast(brighter) >= 300);
    }
}

static void test_colour_turn(void **state)
{
    (void)state;
    assert_int_equal(colour_turn(0xff0000, 120), 0x00ff00);
    assert_int_equal(colour_turn(0xff0000, 240), 0x0000ff);
    assert_int_equal(colour_turn(0xff0000, -120), 0x0000ff);
    assert_int_equal(colour_turn(0xff0000, 60), 0xffff00);
    assert_int_equal(colour_turn(0x808080, 77), 0x808080);
    assert_int_equal(colour_turn(0x1f6f8b, 360), colour_turn(0x1f6f8b, 0));
    assert_int_equal(colour_hue(0x0000ff), 240);
    assert_int_equal(colour_strength(0x333333), 0);
}

TEST_MAIN(test_colour_luminance, test_colour_for_white_on_it, test_colour_turn)
