#include "draw/contour.h"

#include "test/support/test.h"

#include <math.h>
#include <stdlib.h>

/* Every station of a circle lies where sine and cosine put it. */
static void test_contour_circle(void **state)
{
    const double pi = acos(-1.0);
    struct contour c;
    int32_t way;

    (void)state;
    contour_init(&c, SHAPE_CIRCLE);
    for (way = -c.length; way <= c.length; way += 37) {
        struct station s = contour_at(&c, way);
        double angle = 2 * pi * way / c.length;

        assert_true(fabs(s.out_x - sin(angle) * CONTOUR_UNIT) < 4);
        assert_true(fabs(s.out_y + cos(angle) * CONTOUR_UNIT) < 4);
        assert_true(fabs(s.at.x - CONTOUR_MIDDLE - sin(angle) * 28800) < 7);
        assert_true(fabs(s.at.y - CONTOUR_MIDDLE + cos(angle) * 28800) < 7);
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

TEST_MAIN(test_contour_circle,
    test_contour_is_closed_and_symmetrical,
    test_contour_half_width)
