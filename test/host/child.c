#include "host/child.h"

#include "test/support/test.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum work_kind {
    WORK_WRITE,
    WORK_WRITE_MUCH,
    WORK_REFUSE,
    WORK_SPIN,
    WORK_CRASH,
    WORK_MAKE_FILE,
};

static enum child_end work(const void *what, struct child_out *out)
{
    static uint8_t block[65536];
    const enum work_kind *kind = what;
    volatile unsigned n = 0;
    int i;

    switch (*kind) {
    case WORK_WRITE:
        return child_write(out, str_bytes(S("hello"))) ? CHILD_DONE
                                                       : CHILD_REFUSED;
    case WORK_WRITE_MUCH:
        for (i = 0; i < 100; i++)
            if (!child_write(out, (bytes){block, sizeof(block)}))
                return CHILD_REFUSED;
        return CHILD_DONE;
    case WORK_SPIN:
        for (;;)
            n++;
    case WORK_CRASH:
        (void)raise(SIGKILL);
        return CHILD_DONE;
    case WORK_MAKE_FILE:
        return write(STDOUT_FILENO, "x", 1) == 1 ? CHILD_DONE : CHILD_REFUSED;
    case WORK_REFUSE:
    default:
        return CHILD_REFUSED;
    }
}

static void test_child_ends(void **state)
{
    static const struct {
        enum work_kind kind;
        code code;
        enum child_end end;
        const char *out;
    } cases[] = {
        {WORK_WRITE, OK, CHILD_DONE, "hello"},
        {WORK_WRITE_MUCH, E_LIMIT_EXCEEDED, CHILD_DONE, NULL},
        {WORK_REFUSE, OK, CHILD_REFUSED, NULL},
        {WORK_SPIN, E_COMPLEXITY_LIMIT, CHILD_DONE, NULL},
        {WORK_CRASH, E_COMPLEXITY_LIMIT, CHILD_DONE, NULL},
        {WORK_MAKE_FILE, OK, CHILD_DONE, ""},
    };
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, (size_t)1024 * 1024);
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct child_task task = {work, &cases[i].kind, 65536, STR("work")};
        enum child_end end = CHILD_DONE;
        bytes out = {NULL, 0};
        struct err err = {0};
        code c = child_run(&task, &arena, &out, &end, &err);

        if (c != cases[i].code || end != cases[i].end || err.code != c)
            fail_msg("%zu: code %d, end %d", i, (int)c, (int)end);
        if (cases[i].out)
            assert_true(str_eq(bytes_str(out), str_of(cases[i].out)));
        else
            assert_null(out.ptr);
    }
    arena_release(&arena);
}

static void test_child_without_descriptors(void **state)
{
    enum work_kind kind = WORK_WRITE;
    struct child_task task = {work, &kind, 65536, STR("work")};
    enum child_end end = CHILD_DONE;
    struct rlimit before;
    struct rlimit none;
    struct arena arena;
    struct err err = {0};
    bytes out;

    (void)state;
    arena_init(&arena, (size_t)1024 * 1024);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    none = before;
    none.rlim_cur = 0;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    assert_int_equal(child_run(&task, &arena, &out, &end, &err), E_CHILD);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    arena_release(&arena);
}

TEST_MAIN(test_child_ends, test_child_without_descriptors)
