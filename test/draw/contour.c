#include "draw/contour.h"

#include "test/support/test.h"

#include <math.h>
#include <stdlib.h>

static void test_contour_sine(void **state)
{
    const double pi = acos(-1.0);
    int32_t angle;

    (void)state;
    for (angle = -80000; angle <= 80000; angle += 7) {
        double sine = sin(angle * 2 * pi / CONTOUR_TURN) * CONTOUR_UNIT;

        assert_true(fabs(contour_sin(angle) - sine) < 1.0);
        assert_int_equal(
            contour_cos(angle), contour_sin(angle + CONTOUR_TURN / 4));
    }
}

/* Once around: no jump, inside of the picture, the left side the mirror of
 * the right. */
static void test_contour_is_closed_and_symmetrical(void **state)
{
    enum {
        N = 1000,
    };
    int shape;
    int i;

    (void)state;
    for (shape = 0; shape < SHAPE_N; shape++) {
        struct contour c;

        contour_init(&c, (enum badge_shape)shape);
        for (i = 0; i < N; i++) {
            int32_t way = c.length / N * i;
            struct point a = contour_at(&c, way).at;
            struct point b = contour_at(&c, way + c.length / N).at;
            struct point mirror = contour_at(&c, c.length - way).at;

            assert_true(abs(a.x - b.x) + abs(a.y - b.y) < 2 * c.length / N);
            assert_true(a.x > 0 && a.x < 60000 && a.y > 0 && a.y < 60000);
            assert_true(abs(a.x + mirror.x - 2 * CONTOUR_MIDDLE) < 60);
            assert_true(abs(a.y - mirror.y) < 60);
        }
    }
}

static void test_contour_half_width(void **state)
{
    struct contour c;

    (void)state;
    contour_init(&c, SHAPE_CIRCLE);
    assert_true(abs(contour_half_width(&c, 0, 30000) - 28800) < 20);
    assert_true(abs(contour_half_width(&c, 1000, 30000) - 27800) < 20);
    assert_int_equal(contour_half_width(&c, 0, 100), 0);
    assert_int_equal(contour_half_width(&c, 0, 59900), 0);
    contour_init(&c, SHAPE_SQUARE);
    assert_true(abs(contour_half_width(&c, 0, 30000) - 27000) < 60);
}

TEST_MAIN(test_contour_sine,
    test_contour_is_closed_and_symmetrical,
    test_contour_half_width)
