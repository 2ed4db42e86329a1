#include "base/arena.h"

#include "test/support/test.h"

#include <string.h>

static void test_arena_keeps_chunks_over_reset(void **state)
{
    struct arena a;
    size_t held;

    (void)state;
    arena_init(&a, 1 << 20);
    assert_non_null(arena_alloc(&a, 100000));
    held = a.bytes_held;
    arena_reset(&a);
    assert_int_equal(arena_used_bytes(&a), 0);
    assert_non_null(arena_alloc(&a, 100000));
    assert_int_equal(a.bytes_held, held);
    arena_release(&a);
}

static void test_arena_cap_is_sticky(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a, 1000);
    assert_non_null(arena_alloc(&a, 900));
    assert_null(arena_alloc(&a, 900));
    assert_int_equal(arena_status(&a), E_LIMIT_EXCEEDED);
    assert_null(arena_alloc(&a, 1));
    arena_reset(&a);
    assert_non_null(arena_alloc(&a, 900));
    arena_release(&a);
}

/* Sizes at which a sum would wrap round are refused, with room or without. */
static void test_arena_refuses_the_huge(void **state)
{
    struct arena a;
    size_t i;

    (void)state;
    for (i = 0; i < 20; i++) {
        arena_init(&a, 1 << 20);
        assert_non_null(arena_alloc(&a, 1));
        assert_null(arena_alloc(&a, SIZE_MAX - i));
        assert_int_equal(arena_status(&a), E_LIMIT_EXCEEDED);
        arena_release(&a);
    }
}

static void test_arena_rewind_gives_back(void **state)
{
    struct arena a;
    struct arena_mark mark;
    void *before;
    int i;

    (void)state;
    arena_init(&a, 1 << 24);
    mark = arena_mark(&a);
    before = arena_alloc(&a, 64);
    for (i = 0; i < 100; i++)
        assert_non_null(arena_alloc(&a, 5000));
    arena_rewind(&a, mark);
    assert_ptr_equal(arena_alloc(&a, 64), before);
    arena_release(&a);
}

static void test_arena_grow_keeps_items(void **state)
{
    struct arena a;
    uint32_t *items = NULL;
    size_t capacity = 0;
    uint32_t i;

    (void)state;
    arena_init(&a, 1 << 20);
    for (i = 0; i < 1000; i++) {
        items = arena_grow(&a, items, sizeof(*items), i + 1, &capacity);
        assert_non_null(items);
        items[i] = i;
    }
    for (i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    arena_release(&a);
}

TEST_MAIN(test_arena_keeps_chunks_over_reset,
    test_arena_cap_is_sticky,
    test_arena_refuses_the_huge,
    test_arena_rewind_gives_back,
    test_arena_grow_keeps_items)
