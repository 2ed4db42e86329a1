#include "jsonld/issuer.h"
#include "test/support/test.h"

#include <string.h>

enum {
    N = 3000,
};

static void test_map_finds_what_was_put(void **state)
{
    static char text[N][8];
    struct arena arena;
    struct map map;
    int i;

    (void)state;
    arena_init(&arena, 1 << 22);
    map_init(&map, &arena);
    assert_null(map_get(&map, S("none")));
    for (i = 0; i < N; i++) {
        struct map_entry *entry;

        text[i][0] = (char)('a' + i % 20);
        text[i][1] = (char)('a' + i / 20 % 20);
        text[i][2] = (char)('a' + i / 400);
        entry = map_put(&map, str_of(text[i]));
        assert_non_null(entry);
        assert_null(entry->value);
        entry->value = text[i];
    }
    assert_int_equal(map.n, N);
    for (i = 0; i < N; i++) {
        char copy[8];

        memcpy(copy, text[i], sizeof(copy));
        assert_ptr_equal(map_get(&map, str_of(copy)), text[i]);
        assert_ptr_equal(map_put(&map, str_of(copy))->value, text[i]);
    }
    assert_null(map_get(&map, S("none")));
    assert_int_equal(map_status(&map), OK);
    map_sort(&map);
    assert_int_equal(map.n, N);
    for (i = 1; i < N; i++)
        assert_true(str_cmp(map.entries[i - 1].key, map.entries[i].key) < 0);
    arena_release(&arena);
}

static void test_issuer_gives_each_label_once(void **state)
{
    struct arena arena;
    struct issuer issuer;

    (void)state;
    arena_init(&arena, 1 << 20);
    issuer_init(&issuer, S("_:b"), &arena);
    assert_true(str_eq(issuer_fresh(&issuer), S("_:b0")));
    assert_true(str_eq(issuer_issue(&issuer, S("_:x")), S("_:b1")));
    assert_true(str_eq(issuer_issue(&issuer, S("_:b1")), S("_:b2")));
    assert_true(str_eq(issuer_issue(&issuer, S("_:x")), S("_:b1")));
    issuer.n = UINT32_C(4000000000);
    assert_true(str_eq(issuer_fresh(&issuer), S("_:b4000000000")));
    assert_int_equal(issuer_status(&issuer), OK);
    arena_release(&arena);
}

static void test_map_fails_sticky(void **state)
{
    struct arena arena;
    struct map map;

    (void)state;
    arena_init(&arena, 0);
    map_init(&map, &arena);
    assert_null(map_put(&map, S("a")));
    assert_null(map_put(&map, S("a")));
    assert_int_equal(map_status(&map), E_LIMIT_EXCEEDED);
    arena_release(&arena);
}

TEST_MAIN(test_map_finds_what_was_put,
    test_issuer_gives_each_label_once,
    test_map_fails_sticky)
