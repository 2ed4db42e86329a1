#include "draw/tile.h"

#include "test/support/fail.h"
#include "test/support/test.h"
#include "text/xml.h"

static struct tile sample(str title)
{
    return (struct tile){
        .design = badge_design_default(title, S("Harbour College")),
        .state = TILE_EARNED,
        .caption = STR("2026"),
    };
}

/* Well-formed whatever the texts are, without ids, the same twice. */
static void test_tile_is_an_image(void **state)
{
    static const char *const titles[] = {"Data Storytelling", "",
        "</title><script>", "\x01 \xff \xef\xbf\xbe ]]>",
        ("An introduction to the responsible and reproducible use of machine "
         "learning in clinical decision support"),
        "\xd9\x85\xd9\x82\xd8\xaf\xd9\x85\xd8\xa9"};
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, (size_t)16 * 1024 * 1024);
    for (i = 0; i < 6 * (size_t)TILE_STATES; i++) {
        struct budget budget = budget_default();
        struct tile t = sample(str_of(titles[i / TILE_STATES]));
        enum xml_event event = XML_COMMENT;
        struct err err = {0};
        struct xml x;
        str svg = {0};
        str again = {0};

        t.state = (enum tile_state)(i % TILE_STATES);
        t.caption = t.design.title;
        assert_int_equal(tile_draw(&t, &arena, &svg, &err), OK);
        assert_int_equal(tile_draw(&t, &arena, &again, &err), OK);
        assert_true(str_eq(svg, again));
        xml_init(&x, svg, &budget);
        while (event != XML_END) {
            assert_int_equal(xml_next(&x, &event, &err), OK);
            if (event != XML_OPEN)
                continue;
            assert_null(xml_attribute(&x, S(""), S("id")));
            assert_false(str_eq(x.name.local, S("script")));
        }
    }
    arena_release(&arena);
}

static void test_tile_survives_no_memory(void **state)
{
    size_t n;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_AFTER); n++) {
        struct tile t = sample(S("Data Storytelling"));
        struct arena arena;
        struct err err;
        str svg = {0};
        code c;

        arena_init(&arena, (size_t)1 << 20);
        c = tile_draw(&t, &arena, &svg, &err);
        arena_release(&arena);
        assert_true(c == OK || c == E_NO_MEMORY);
    }
}

TEST_MAIN(test_tile_is_an_image, test_tile_survives_no_memory)
