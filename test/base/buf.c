#include "base/buf.h"

#include "test/support/test.h"

static void test_buf_room_of_nothing_is_no_failure(void **state)
{
    struct arena a;
    struct buf b;
    str text = STR("unset");

    (void)state;
    arena_init(&a, 1 << 20);
    buf_init(&b, &a, 100);
    assert_non_null(buf_room(&b, 0));
    buf_str(&b, S(""));
    assert_int_equal(buf_finish_str(&b, &text), OK);
    assert_int_equal(text.len, 0);
    arena_release(&a);
}

static void test_buf_fails_past_its_maximum_and_stays_so(void **state)
{
    struct arena a;
    struct buf b;
    str text = STR("unset");

    (void)state;
    arena_init(&a, 1 << 20);
    buf_init(&b, &a, 5);
    buf_str(&b, S("12345"));
    assert_int_equal(buf_finish_str(&b, &text), OK);
    assert_true(str_eq(text, S("12345")));
    buf_byte(&b, '6');
    buf_str(&b, S(""));
    assert_int_equal(buf_finish_str(&b, &text), E_LIMIT_EXCEEDED);
    assert_true(str_eq(text, S("12345")));
    arena_release(&a);
}

static void test_buf_tells_of_a_full_arena(void **state)
{
    struct arena a;
    struct buf b;
    str text;
    int i;

    (void)state;
    arena_init(&a, 1000);
    buf_init(&b, &a, SIZE_MAX);
    for (i = 0; i < 500; i++)
        buf_u64(&b, UINT64_MAX);
    assert_int_equal(buf_finish_str(&b, &text), E_LIMIT_EXCEEDED);
    arena_release(&a);
}

TEST_MAIN(test_buf_room_of_nothing_is_no_failure,
    test_buf_fails_past_its_maximum_and_stays_so,
    test_buf_tells_of_a_full_arena)
