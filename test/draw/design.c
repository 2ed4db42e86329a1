#include "draw/design.h"

#include "test/support/test.h"

/* What is written is read back, for every shape and with every mark. */
static void test_design_is_kept(void **state)
{
    struct budget budget = budget_default();
    struct arena arena;
    struct err err = {0};
    size_t i;

    (void)state;
    arena_init(&arena, (size_t)1024 * 1024);
    for (i = 0; badge_shape_name(i).len > 0; i++) {
        struct badge_design from = badge_design_default(S("a"), S("b"));
        struct badge_design to = badge_design_default(S("c"), S("d"));
        struct json *json = NULL;
        struct buf out;
        str text = {0};

        from.shape = (enum badge_shape)i;
        from.accent = 0xabcdef;
        from.icon = icon_at(i);
        from.level = i % 2 ? S("Level \"5\"") : S("");
        from.series_of = i % 2 ? 3 : 0;
        from.series_at = i % 2 ? 2 : 0;
        buf_init(&out, &arena, 1024);
        badge_design_write(&from, &out);
        assert_int_equal(buf_finish_str(&out, &text), OK);
        assert_int_equal(json_parse(text, &budget, &arena, &json, &err), OK);
        assert_int_equal(badge_design_from_json(json, &to, &err), OK);
        assert_int_equal(to.shape, from.shape);
        assert_int_equal(to.accent, from.accent);
        assert_ptr_equal(to.icon, from.icon);
        assert_true(str_eq(to.level, from.level));
        assert_int_equal(to.series_at, from.series_at);
        assert_int_equal(to.series_of, from.series_of);
    }
    assert_int_equal(i, SHAPE_N);
    arena_release(&arena);
}

TEST_MAIN(test_design_is_kept)
