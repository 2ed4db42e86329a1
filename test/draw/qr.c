#include "draw/qr.h"

#include "test/support/fail.h"
#include "test/support/test.h"
#include "text/xml.h"

#include <string.h>

#define LINK "https://college.example/a/abcdefghijklmnopqrstuvwxyz"

/* The three corners of every code: a ring of dark, one of light, a dark
 * square (ISO/IEC 18004, 6.3.3). */
static bool has_finder(const struct qr *qr, uint32_t row, uint32_t column)
{
    uint32_t i;

    for (i = 0; i < 49; i++) {
        uint32_t y = i / 7;
        uint32_t x = i % 7;
        bool edge = y == 0 || y == 6 || x == 0 || x == 6;
        bool core = y >= 2 && y <= 4 && x >= 2 && x <= 4;

        if (qr->dark[(row + y) * qr->side + column + x] != (edge || core))
            return false;
    }
    return true;
}

static void test_qr_sizes(void **state)
{
    static char long_text[QR_BYTES_MAX + 1];
    static const struct {
        size_t len;
        code code;
        uint32_t side;
    } cases[] = {
        {0, E_ARGUMENT, 0},
        {1, OK, 21},
        {14, OK, 21}, /* the most that version 1-M holds */
        {15, OK, 25},
        {QR_BYTES_MAX, OK, QR_SIDE_MAX},
        {QR_BYTES_MAX + 1, E_LIMIT_EXCEEDED, 0},
    };
    struct arena arena;
    size_t i;

    (void)state;
    memset(long_text, 'x', sizeof(long_text));
    arena_init(&arena, (size_t)1024 * 1024);
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct qr qr = {0};
        struct err err = {0};
        code c = qr_make((str){long_text, cases[i].len}, &arena, &qr, &err);

        if (c != cases[i].code || qr.side != cases[i].side)
            fail_msg(
                "%zu bytes: code %d, side %u", cases[i].len, (int)c, qr.side);
        if (c != OK)
            continue;
        assert_true(has_finder(&qr, 0, 0));
        assert_true(has_finder(&qr, 0, qr.side - 7));
        assert_true(has_finder(&qr, qr.side - 7, 0));
    }
    arena_release(&arena);
}

static void test_qr_runs_make_the_code(void **state)
{
    uint8_t again[QR_SIDE_MAX * QR_SIDE_MAX] = {0};
    struct qr qr = {0};
    struct qr_run run;
    struct arena arena;
    struct err err;
    size_t place = 0;

    (void)state;
    arena_init(&arena, (size_t)1024 * 1024);
    assert_int_equal(qr_make(S(LINK), &arena, &qr, &err), OK);
    while (qr_next_run(&qr, &place, &run)) {
        assert_true(run.row < qr.side && run.column + run.n <= qr.side);
        memset(again + (size_t)run.row * qr.side + run.column, 1, run.n);
    }
    assert_memory_equal(again, qr.dark, (size_t)qr.side * qr.side);
    arena_release(&arena);
}

static void test_qr_image_is_well_formed(void **state)
{
    struct budget budget = budget_default();
    enum xml_event event = XML_COMMENT;
    struct arena arena;
    struct err err;
    struct xml x;
    str svg = {0};
    str again = {0};

    (void)state;
    arena_init(&arena, (size_t)4 * 1024 * 1024);
    assert_int_equal(
        qr_draw(S(LINK), S("</title><script>"), &arena, &svg, &err), OK);
    assert_int_equal(
        qr_draw(S(LINK), S("</title><script>"), &arena, &again, &err), OK);
    assert_true(str_eq(svg, again));
    xml_init(&x, svg, &budget);
    while (event != XML_END) {
        assert_int_equal(xml_next(&x, &event, &err), OK);
        if (event == XML_OPEN)
            assert_false(str_eq(x.name.local, S("script")));
    }
    arena_release(&arena);
}

static void test_qr_survives_no_memory(void **state)
{
    size_t n;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_AFTER); n++) {
        struct arena arena;
        struct err err;
        str svg = {0};
        code c;

        arena_init(&arena, (size_t)4 * 1024 * 1024);
        c = qr_draw(S(LINK), S("link"), &arena, &svg, &err);
        assert_true(c == OK || c == E_NO_MEMORY);
        arena_release(&arena);
    }
}

TEST_MAIN(test_qr_sizes,
    test_qr_runs_make_the_code,
    test_qr_image_is_well_formed,
    test_qr_survives_no_memory)
