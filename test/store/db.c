/* Connections, transactions, statements, migrations, on both engines. */
#include "store/db.h"

#include "test/support/stage.h"

#include <sqlite3.h>
#include <stdio.h>

#define MAKE(name) "CREATE TABLE " name " (n INTEGER PRIMARY KEY)"

static const char *const no_sql[] = {NULL};
static const char *const make_one[] = {MAKE("one"), NULL};
static const char *const make_two_and_one[] = {MAKE("two"), MAKE("one"), NULL};
static const struct db_migration one_1[] = {{"0001_one", {make_one, make_one}}};
static const struct db_migration one_2[] = {
    {"0001_one", {make_one, make_one}},
    {"0002_more", {no_sql, no_sql}},
};
static const struct db_migration one_changed[] = {
    {"0001_one", {no_sql, no_sql}}};
static const struct db_migration one_wrong[] = {
    {"0001_one", {make_one, make_one}},
    {"0002_wrong", {make_two_and_one, make_two_and_one}},
};

static code open_with(const struct db_migration *m, size_t n, bool upgrade)
{
    const struct db_schema schema = {NULL, 0, m, n};
    const struct db_options o = {
        .url = stage_url(), .schema = &schema, .upgrade = upgrade};
    struct db *db = NULL;
    const code c = db_open(&o, stage_arena(), &db, NULL);

    db_close(db);
    return c;
}

static code put(struct db *db, const char *id, const char *data)
{
    const struct thing t = {
        S("t"), str_of(id), THING_BLUE, str_bytes(str_of(data))};

    return thing_insert(db, &t, THING_BLUE, NULL);
}

static code get(struct db *db, const char *id, struct thing *ret)
{
    return thing_by_id(db, str_of(id), stage_arena(), ret);
}

static void test_db_row_comes_back(void **state)
{
    static const char zeros[] = "\0\xff\0";
    const struct thing odd = {
        S("t"), S("Ärger & \"Söhne\" 日本"), 0, {(const uint8_t *)zeros, 3}};
    struct thing row = {0};
    struct db *db = stage_open();

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(thing_insert(db, &odd, THING_RED, NULL), OK);
    assert_int_equal(put(db, "b", ""), OK);
    assert_int_equal(db_commit(db, NULL), OK);
    assert_int_equal(thing_by_id(db, odd.id, stage_arena(), &row), OK);
    assert_true(str_eq(row.id, odd.id));
    assert_true(bytes_eq(row.data, odd.data));
    assert_int_equal(row.colour, THING_RED);
    assert_int_equal(get(db, "b", &row), OK);
    assert_int_equal(row.data.len, 0);
    assert_int_equal(row.colour, THING_BLUE);
    assert_int_equal(get(db, "c", &row), E_NOT_FOUND);
    assert_true(str_eq(row.id, S("b"))); /* untouched */
    db_close(db);
}

static void test_db_integers_of_every_size(void **state)
{
    static const int64_t cases[] = {0, 1, -1, 99, INT32_MIN, INT64_MIN};
    struct db *db = stage_open();
    struct thing row;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct thing t = {S("t"), S("a"), 0, {0}};
        size_t n = 9;

        assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
        assert_int_equal(thing_insert(db, &t, cases[i], NULL), OK);
        assert_int_equal(thing_paint(db, cases[i], THING_BLUE, &n), OK);
        assert_int_equal(n, 1);
        assert_int_equal(thing_paint(db, cases[i] + 2, 5, &n), OK);
        assert_int_equal(n, cases[i] == -1 ? 1 : 0);
        db_rollback(db);
    }
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, "a", ""), OK);
    assert_int_equal(thing_paint(db, THING_BLUE, 7, NULL), OK);
    assert_int_equal(db_commit(db, NULL), OK);
    assert_int_equal(get(db, "a", &row), E_DATA_DAMAGED); /* no colour */
    db_close(db);
}

/* RELIABILITY part 4, 23: single-use rows are taken by DELETE ... RETURNING. */
static void test_db_row_is_taken_once(void **state)
{
    struct db *db = stage_open();
    struct thing row = {0};

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, "a", "x"), OK);
    assert_int_equal(thing_take(db, S("a"), stage_arena(), &row), OK);
    assert_true(str_eq(bytes_str(row.data), S("x")));
    assert_int_equal(thing_take(db, S("a"), stage_arena(), &row), E_NOT_FOUND);
    assert_int_equal(db_commit(db, NULL), OK);
    assert_int_equal(get(db, "a", &row), E_NOT_FOUND);
    db_close(db);
}

static void test_db_rows_by_pages(void **state)
{
    static const char *const names[] = {"a", "B", "c", "Z", "é"};
    struct db *db = stage_open();
    struct db_rows rows = {0};
    const struct thing *things;
    size_t i;

    (void)state;
    assert_int_equal(thing_after(db, S(""), 2, stage_arena(), &rows), OK);
    assert_int_equal(rows.n, 0);
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    for (i = 0; i < 5; i++)
        assert_int_equal(put(db, names[i], names[i]), OK);
    assert_int_equal(db_commit(db, NULL), OK);
    assert_int_equal(thing_after(db, S("Z"), 2, stage_arena(), &rows), OK);
    assert_int_equal(rows.n, 2);
    things = rows.items;
    assert_true(str_eq(things[0].id, S("a"))); /* by bytes, on both */
    assert_true(str_eq(bytes_str(things[1].data), S("c")));
    db_close(db);
}

static void test_db_rollback_keeps_nothing(void **state)
{
    struct thing row;
    struct db *db = stage_open();

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, "a", "x"), OK);
    assert_int_equal(get(db, "a", &row), OK);
    db_rollback(db);
    db_rollback(db);
    assert_int_equal(get(db, "a", &row), E_NOT_FOUND);
    db_close(db);
    db = stage_open();
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, "a", "x"), OK);
    db_close(db); /* rolls back */
    db = stage_open();
    assert_int_equal(get(db, "a", &row), E_NOT_FOUND);
    db_close(db);
}

static void test_db_conflict_breaks_the_transaction(void **state)
{
    struct thing row;
    struct db *db = stage_open();

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, "a", "x"), OK);
    assert_int_equal(get(db, "z", &row), E_NOT_FOUND); /* breaks nothing */
    assert_int_equal(put(db, "a", "y"), E_CONFLICT);
    assert_int_equal(put(db, "b", "y"), E_CONFLICT);
    assert_int_equal(get(db, "a", &row), E_CONFLICT);
    assert_int_equal(db_commit(db, NULL), E_CONFLICT);
    assert_int_equal(get(db, "a", &row), E_NOT_FOUND);
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, "a", "x"), OK);
    assert_int_equal(db_commit(db, NULL), OK);
    db_close(db);
}

static void test_db_refuses_text_that_is_none(void **state)
{
    static const str cases[] = {STR("\xff"), STR("a\0b"), STR("\xc3")};
    struct db *db = stage_open();
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct thing t = {S("t"), cases[i], 0, {0}};

        assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
        assert_int_equal(thing_insert(db, &t, 0, NULL), E_ARGUMENT);
        db_rollback(db);
    }
    db_close(db);
}

static void test_db_constraints_are_conflicts(void **state)
{
    struct db *db = stage_open();
    const struct thing t = {S("t"), S("a"), 0, {0}};
    struct err err = {0};

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(thing_insert(db, &t, 100, &err), E_CONFLICT);
    assert_int_equal(err.code, E_CONFLICT);
    db_rollback(db);
    db_close(db);
}

static void test_db_small_arena(void **state)
{
    struct db_rows rows = {0};
    struct arena small;
    struct db *db = stage_open();
    char id[] = "aa";
    int i;

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    for (i = 0; i < 600; i++) {
        id[0] = (char)('a' + i / 26);
        id[1] = (char)('a' + i % 26);
        assert_int_equal(put(db, id, "a text of some length"), OK);
    }
    assert_int_equal(db_commit(db, NULL), OK);
    arena_init(&small, 16 << 10);
    assert_int_equal(
        thing_after(db, S(""), 1000, &small, &rows), E_LIMIT_EXCEEDED);
    assert_int_equal(rows.n, 0);
    arena_release(&small);
    assert_int_equal(thing_after(db, S(""), 1000, stage_arena(), &rows), OK);
    assert_int_equal(rows.n, 600);
    db_close(db);
}

static void test_db_busy_ends(void **state)
{
    struct thing row;
    struct db *one = stage_open();
    struct db *two = stage_open();

    (void)state;
    assert_int_equal(db_begin(one, DB_WRITE, NULL), OK);
    assert_int_equal(put(one, "a", "x"), OK);
    assert_int_equal(db_begin(two, DB_WRITE, NULL), E_UNAVAILABLE);
    assert_int_equal(get(two, "a", &row), E_NOT_FOUND); /* reads go on */
    assert_int_equal(db_commit(one, NULL), OK);
    assert_int_equal(db_begin(two, DB_WRITE, NULL), OK);
    assert_int_equal(get(two, "a", &row), OK);
    assert_int_equal(db_commit(two, NULL), OK);
    db_close(one);
    db_close(two);
}

static void test_db_read_transaction_sees_one_state(void **state)
{
    struct thing row;
    struct db *one = stage_open();
    struct db *two = stage_open();

    (void)state;
    assert_int_equal(db_begin(two, DB_READ, NULL), OK);
    assert_int_equal(get(two, "a", &row), E_NOT_FOUND);
    assert_int_equal(db_begin(one, DB_WRITE, NULL), OK);
    assert_int_equal(put(one, "a", "x"), OK);
    assert_int_equal(db_commit(one, NULL), OK);
    assert_int_equal(get(two, "a", &row), E_NOT_FOUND);
    assert_int_equal(db_commit(two, NULL), OK);
    assert_int_equal(get(two, "a", &row), OK);
    db_close(one);
    db_close(two);
}

static void test_db_14_version_gate_both_ways(void **state)
{
    (void)state;
    assert_int_equal(open_with(one_1, 1, false),
        stage_is_sqlite() ? E_IO_READ : E_DATA_VERSION); /* nothing there */
    assert_int_equal(open_with(one_1, 1, true), OK);
    assert_int_equal(open_with(one_1, 1, false), OK);
    assert_int_equal(open_with(one_2, 2, false), E_DATA_VERSION);
    assert_int_equal(open_with(one_2, 2, true), OK);
    assert_int_equal(open_with(one_1, 1, true), E_DATA_VERSION);
    assert_int_equal(open_with(one_1, 1, false), E_DATA_VERSION);
    assert_int_equal(open_with(one_2, 2, false), OK);
}

static void test_db_14_failed_migration_leaves_nothing(void **state)
{
    (void)state;
    assert_int_equal(open_with(one_wrong, 2, true), E_INTERNAL);
    assert_int_equal(open_with(one_1, 1, false), OK);
    assert_int_equal(open_with(one_2, 2, true), OK);
}

static void test_db_changed_migration_is_refused(void **state)
{
    (void)state;
    assert_int_equal(open_with(one_1, 1, true), OK);
    assert_int_equal(open_with(one_changed, 1, true), E_DATA_VERSION);
}

static void test_db_file_of_another_program(void **state)
{
    sqlite3 *other = NULL;
    FILE *f;

    (void)state;
    assert_int_equal(sqlite3_open(stage_url(), &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "CREATE TABLE t (x)", 0, 0, 0), 0);
    (void)sqlite3_close(other);
    assert_int_equal(open_with(one_1, 1, true), E_DATA_VERSION);
    f = fopen(stage_url(), "wb");
    assert_non_null(f);
    (void)fputs("no database, but a text that is long enough to be one", f);
    (void)fclose(f);
    assert_int_equal(open_with(one_1, 1, true), E_DATA_DAMAGED);
}

int main(void)
{
    static const struct CMUnitTest both[] = {
        cmocka_unit_test(test_db_row_comes_back),
        cmocka_unit_test(test_db_integers_of_every_size),
        cmocka_unit_test(test_db_row_is_taken_once),
        cmocka_unit_test(test_db_rows_by_pages),
        cmocka_unit_test(test_db_rollback_keeps_nothing),
        cmocka_unit_test(test_db_conflict_breaks_the_transaction),
        cmocka_unit_test(test_db_refuses_text_that_is_none),
        cmocka_unit_test(test_db_constraints_are_conflicts),
        cmocka_unit_test(test_db_small_arena),
        cmocka_unit_test(test_db_read_transaction_sees_one_state),
        cmocka_unit_test(test_db_14_version_gate_both_ways),
        cmocka_unit_test(test_db_14_failed_migration_leaves_nothing),
        cmocka_unit_test(test_db_changed_migration_is_refused),
    };
    static const struct CMUnitTest sqlite[] = {
        cmocka_unit_test(test_db_busy_ends),
        cmocka_unit_test(test_db_file_of_another_program),
    };

    return stage_run(both, sizeof(both) / sizeof(both[0])) +
           stage_run_sqlite(sqlite, sizeof(sqlite) / sizeof(sqlite[0]));
}
