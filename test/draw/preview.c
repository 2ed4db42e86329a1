#include "draw/preview.h"

#include "draw/badge.h"
#include "draw/webimage.h"
#include "test/support/test.h"

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

static bytes badge(void)
{
    struct badge_design design = badge_design_default(S("Data"), S("Harbour"));
    str svg = {0};

    assert_int_equal(badge_draw(&design, &arena, &svg, NULL), OK);
    return str_bytes(svg);
}

/* A PNG of that size: IHDR is the first chunk. */
static void assert_size(bytes png, uint32_t width, uint32_t height)
{
    const uint8_t *at = png.ptr + 16;

    assert_true(png.len > 33);
    assert_memory_equal(png.ptr, "\x89PNG", 4);
    assert_int_equal(at[2] << 8 | at[3], width);
    assert_int_equal(at[6] << 8 | at[7], height);
}

static void test_preview_draws(void **state)
{
    struct preview p = {
        .badge = badge(),
        .accent = 0x1f6f8b,
        .language = STR("en"),
        .kind = STR("Micro-credential"),
        .title = STR("Data Storytelling"),
        .learner = STR("Maya Fernandes"),
        .issuer_domain = STR("harbour.example"),
        .issuer = STR("Harbour College"),
    };
    struct preview anonymous = p;
    struct err err = {0};
    bytes png = {NULL, 0};
    bytes again = {NULL, 0};

    (void)state;
    anonymous.learner = S("");
    assert_int_equal(preview_draw(&p, &arena, &png, &err), OK);
    assert_size(png, PREVIEW_WIDTH_PX, PREVIEW_HEIGHT_PX);
    assert_int_equal(preview_draw(&p, &arena, &again, &err), OK);
    assert_true(bytes_eq(png, again));
    assert_int_equal(preview_draw(&anonymous, &arena, &again, &err), OK);
    assert_false(bytes_eq(png, again));
    p.badge = str_bytes(S("<svg"));
    assert_int_equal(preview_draw(&p, &arena, &png, &err), E_RENDER);
}

/* Each state looks different, and says so in words. */
static void test_webimage_shows_the_state(void **state)
{
    struct webimage w = {
        .badge = badge(),
        .language = STR("en"),
        .title = STR("Data Storytelling"),
        .issuer = STR("Harbour College"),
        .state_text = STR("As of today"),
    };
    bytes pictures[WEBIMAGE_STATES] = {{NULL, 0}};
    struct err err = {0};
    str alt = {0};
    unsigned i;
    unsigned j;

    (void)state;
    for (i = 0; i < (unsigned)WEBIMAGE_STATES; i++) {
        w.state = (enum webimage_state)i;
        assert_int_equal(webimage_draw(&w, &arena, &pictures[i], &err), OK);
        assert_size(pictures[i], WEBIMAGE_WIDTH_PX * WEBIMAGE_SCALE,
            WEBIMAGE_HEIGHT_PX * WEBIMAGE_SCALE);
        for (j = 0; j < i; j++)
            assert_false(bytes_eq(pictures[i], pictures[j]));
    }
    assert_int_equal(webimage_alt(&w, &arena, &alt), OK);
    assert_true(
        str_eq(alt, S("Data Storytelling, Harbour College. As of today")));
    w.state = WEBIMAGE_STATES;
    assert_int_equal(webimage_draw(&w, &arena, &pictures[0], &err), E_ARGUMENT);
    w.state = WEBIMAGE_VALID;
    w.state_text = S("");
    assert_int_equal(webimage_draw(&w, &arena, &pictures[0], &err), E_ARGUMENT);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_preview_draws),
        CASE(test_webimage_shows_the_state),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
