#include "draw/lettering.h"

#include "test/support/test.h"

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)16 * 1024 * 1024);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* 200 pixels all the way down. */
static int32_t half_width(const void *shape, int32_t top, int32_t bottom)
{
    (void)shape;
    (void)top;
    (void)bottom;
    return 10000;
}

static const struct lettering_place PLACE = {
    .half_width = half_width,
    .middle = 30000,
    .size_max = 3200,
    .size_min = 1600,
    .height_max = 12000,
    .n_lines_max = 3,
};

static void test_lettering_lines(void **state)
{
    static const struct {
        const char *label;
        const char *text;
        const char *lines; /* with '|' between them */
    } cases[] = {
        {"one word", "Data", "Data"},
        {"even lines", "Data for all of us", "Data for|all of us"},
        {"white space", "  Big \t\n data \xc2\xa0 ", "Big data"},
        {"nothing", " \n ", ""},
        {"behind a hyphen", "Self-organisation-and-more",
            "Self-|organisation-|and-more"},
        {"a word too long", "Donaudampfschifffahrtsgesellschaftskapitaen",
            "Donaudampfschifffahrt|sgesellschaftskapitaen"},
        {"direction marks are dropped",
            "a\xe2\x80\xae\xe2\x81\xa6z\xe2\x81\xa9\xe2\x80\xac", "az"},
        {"malformed", "a\xff", "a\xef\xbf\xbd"},
        {"marks stay with their letter", "e\xcc\x81", "e\xcc\x81"},
        {"ideographs break anywhere, not before a full stop",
            "\xe5\x88\x86\xe6\x9e\x90\xe5\x85\xa5\xe9\x96\x80\xe5\x88\x86\xe6"
            "\x9e\x90\xe5\x85\xa5\xe9\x96\x80\xe3\x80\x82",
            "\xe5\x88\x86\xe6\x9e\x90\xe5\x85\xa5\xe9\x96\x80\xe5\x88\x86|"
            "\xe6\x9e\x90\xe5\x85\xa5\xe9\x96\x80\xe3\x80\x82"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct lettering got;
        struct buf all;
        size_t line;

        assert_int_equal(
            lettering_fit(str_of(cases[i].text), &PLACE, &arena, &got), OK);
        buf_init(&all, &arena, 1000);
        for (line = 0; line < got.n_lines; line++) {
            buf_str(&all, line ? S("|") : S(""));
            buf_str(&all, got.lines[line]);
        }
        if (!str_eq(bytes_str(buf_bytes(&all)), str_of(cases[i].lines)))
            fail_msg("%s: %.*s", cases[i].label, (int)all.len, all.ptr);
    }
}

static void test_lettering_shrinks_then_cuts(void **state)
{
    const char *words = "word word word word word word word word word word ";
    struct lettering small;
    struct lettering cut;
    struct buf b;
    size_t i;

    (void)state;
    assert_int_equal(lettering_fit(str_of(words), &PLACE, &arena, &small), OK);
    assert_true(small.size < PLACE.size_max);
    buf_init(&b, &arena, 100000);
    for (i = 0; i < 100; i++)
        buf_str(&b, str_of(words));
    assert_int_equal(
        lettering_fit(bytes_str(buf_bytes(&b)), &PLACE, &arena, &cut), OK);
    assert_int_equal(cut.size, PLACE.size_min);
    assert_int_equal(cut.n_lines, 3);
    assert_true(str_ends(cut.lines[2], S("\xe2\x80\xa6")));
    assert_false(str_ends(cut.lines[1], S("\xe2\x80\xa6")));
    assert_true(cut.width <= 20000);
}

static void test_lettering_direction(void **state)
{
    static const struct {
        const char *text;
        bool is_rtl;
    } cases[] = {
        {"Data", false},
        {"\xd7\x9e\xd7\x91\xd7\x95\xd7\x90 SQL", true},
        {"1. \xd9\x85\xd9\x82", true},
        {"SQL \xd9\x85\xd9\x82", false},
        {"\xe5\x88\x86", false},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct lettering got;

        assert_int_equal(
            lettering_fit(str_of(cases[i].text), &PLACE, &arena, &got), OK);
        assert_int_equal(got.is_rtl, cases[i].is_rtl);
    }
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_lettering_lines),
        CASE(test_lettering_shrinks_then_cuts),
        CASE(test_lettering_direction),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
