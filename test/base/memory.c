/* The system allocator fails at the n-th call: the arena says so and keeps
 * saying so, and gives back what it holds (the leak checker looks). */
#include "base/arena.h"
#include "test/support/fail.h"
#include "test/support/test.h"

static void test_arena_tells_of_nth_allocation(void **state)
{
    size_t n;
    size_t n_failures = 0;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
        struct arena a;
        int i;

        arena_init(&a, 1 << 24);
        for (i = 0; i < 100; i++)
            arena_alloc(&a, 50000);
        if (arena_status(&a) != OK) {
            assert_int_equal(arena_status(&a), E_NO_MEMORY);
            assert_null(arena_alloc(&a, 1));
            n_failures++;
        }
        arena_release(&a);
    }
    assert_true(n_failures > 2);
    assert_int_equal(n_failures, n - 2);
}

TEST_MAIN(test_arena_tells_of_nth_allocation)
