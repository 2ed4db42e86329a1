/* Archives: what stands where, and that another program unpacks them. */
#include "carrier/zip.h"

#include "test/support/test.h"

#include <string.h>

enum {
    ARENA_BYTES = 1 << 20,
    NOW = 1795601472, /* 2026-11-25T10:11:12Z */
};

static bytes make(struct arena *arena)
{
    struct buf out;
    struct zip zip;
    bytes made;

    buf_init(&out, arena, ARENA_BYTES);
    zip_init(&zip, &out, NOW, arena);
    zip_add(&zip, S("data.json"), str_bytes(S("{}")));
    zip_add(&zip, S("badges/\xC3\xBC.json"), str_bytes(S("hello hello")));
    zip_add(&zip, S("empty"), str_bytes(S("")));
    assert_int_equal(zip_finish(&zip), OK);
    assert_int_equal(buf_finish(&out, &made), OK);
    return made;
}

static void test_zip_has_its_three_parts(void **state)
{
    struct arena arena;
    bytes made;

    (void)state;
    arena_init(&arena, ARENA_BYTES);
    made = make(&arena);
    assert_memory_equal(made.ptr, "PK\3\4", 4);
    /* 2026-11-25 is 46 years, 11 months, 25 days; 10:11:12 by two seconds. */
    assert_int_equal(made.ptr[10] | made.ptr[11] << 8, 10 << 11 | 11 << 5 | 6);
    assert_int_equal(made.ptr[12] | made.ptr[13] << 8, 46 << 9 | 11 << 5 | 25);
    assert_memory_equal(made.ptr + 30, "data.json{}PK\3\4", 15);
    assert_memory_equal(made.ptr + made.len - 22, "PK\5\6", 4);
    assert_int_equal(made.ptr[made.len - 12], 3);
    arena_release(&arena);
}

static void test_zip_before_its_time(void **state)
{
    struct arena arena;
    struct buf out;
    struct zip zip;
    bytes made;

    (void)state;
    arena_init(&arena, ARENA_BYTES);
    buf_init(&out, &arena, ARENA_BYTES);
    zip_init(&zip, &out, 0, &arena);
    zip_add(&zip, S("a"), str_bytes(S("")));
    assert_int_equal(zip_finish(&zip), OK);
    assert_int_equal(buf_finish(&out, &made), OK);
    /* 1 January 1980 */
    assert_int_equal(made.ptr[12] | made.ptr[13] << 8, 1 << 5 | 1);
    arena_release(&arena);
}

static void test_zip_too_large_for_its_buffer(void **state)
{
    static const uint8_t MANY[4096];
    struct arena arena;
    struct buf out;
    struct zip zip;

    (void)state;
    arena_init(&arena, ARENA_BYTES);
    buf_init(&out, &arena, 1024);
    zip_init(&zip, &out, NOW, &arena);
    zip_add(&zip, S("a"), (bytes){MANY, sizeof(MANY)});
    assert_int_equal(zip_finish(&zip), E_LIMIT_EXCEEDED);
    arena_release(&arena);
}

TEST_MAIN(test_zip_has_its_three_parts,
    test_zip_before_its_time,
    test_zip_too_large_for_its_buffer)
