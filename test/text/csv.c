#include "text/csv.h"

#include "test/support/test.h"

struct good {
    const char *text;
    size_t n_rows;
    const char *last_b; /* cell of column b in the last row */
};

static const struct good GOOD[] = {
    {"a,b\n1,2\n", 1, "2"},
    {"a,b\r\n1,2\r\n3,4", 2, "4"},
    {"a;b\n1;2,5\n", 1, "2,5"},
    {"\xef\xbb\xbf"
     "a,b\n1,\n",
        1, ""},
    {"a,b\n1,\"x, \"\"y\"\"\nz\"\n", 1, "x, \"y\"\nz"},
    {"a,B\n\n1,2\n\n", 1, "2"},
    {"a,b\n", 0, ""},
};

struct bad {
    const char *text;
    uint32_t line;
};

static const struct bad BAD[] = {
    {"", 1},
    {"a,b\n1,2\n3\n", 3},
    {"a,b\n1,2,3\n", 2},
    {"a,b\n1,\"2\n", 2},
    {"a,b\n1,\"2\"x\n", 2},
};

static void test_csv_reads_rows(void **state)
{
    struct arena a;
    size_t i;

    (void)state;
    arena_init(&a, 1 << 20);
    for (i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++) {
        struct budget budget = budget_default();
        struct csv csv;

        assert_int_equal(
            csv_parse(str_of(GOOD[i].text), &budget, &a, &csv, NULL), OK);
        assert_int_equal(csv.n_rows, GOOD[i].n_rows);
        assert_int_equal(csv.n_columns, 2);
        assert_true(str_eq(
            csv_cell(&csv, csv.n_rows - 1, S("b")), str_of(GOOD[i].last_b)));
        assert_true(csv_has(&csv, S("A")));
        assert_false(csv_has(&csv, S("c")));
    }
    arena_release(&a);
}

static void test_csv_names_the_line_of_a_fault(void **state)
{
    struct arena a;
    size_t i;

    (void)state;
    arena_init(&a, 1 << 20);
    for (i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        struct budget budget = budget_default();
        struct err e = {0};
        struct csv csv;

        assert_int_equal(csv_parse(str_of(BAD[i].text), &budget, &a, &csv, &e),
            E_CSV_SYNTAX);
        assert_int_equal(e.line, BAD[i].line);
    }
    arena_release(&a);
}

TEST_MAIN(test_csv_reads_rows, test_csv_names_the_line_of_a_fault)
