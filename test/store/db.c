/* Connections, transactions, statements, migrations on SQLite. */
#include "store/db.h"

#include "store/sql.h"
#include "test/support/test.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena arena;
static char folder[] = "/tmp/testamur-store-XXXXXX";
static char path[64];

static const char *const no_sql[] = {NULL};
static const char *const make_thing[] = {
    "CREATE TABLE thing (tenant TEXT NOT NULL, n INTEGER NOT NULL, "
    "PRIMARY KEY (tenant, n)) STRICT",
    NULL,
};
static const char *const wrong_sql[] = {
    "CREATE TABLE other (n INTEGER PRIMARY KEY) STRICT",
    "CREATE TABLE thing (n INTEGER PRIMARY KEY) STRICT",
    NULL,
};
static const struct db_migration thing_1[] = {
    {"0001_thing", {make_thing, make_thing}}};
static const struct db_migration thing_2[] = {
    {"0001_thing", {make_thing, make_thing}},
    {"0002_more", {no_sql, no_sql}},
};
static const struct db_migration thing_changed[] = {
    {"0001_thing", {no_sql, no_sql}}};
static const struct db_migration thing_wrong[] = {
    {"0001_thing", {make_thing, make_thing}},
    {"0002_wrong", {wrong_sql, wrong_sql}},
};

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)8 << 20);
    if (!mkdtemp(folder))
        return -1;
    (void)snprintf(path, sizeof(path), "%s/data.db", folder);
    return 0;
}

static void remove_data(void)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    char name[80];
    size_t i;

    for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        (void)snprintf(name, sizeof(name), "%s%s", path, endings[i]);
        (void)remove(name);
    }
}

static int tear_down(void **state)
{
    (void)state;
    remove_data();
    arena_release(&arena);
    return rmdir(folder);
}

static int start_test(void **state)
{
    (void)state;
    remove_data();
    arena_reset(&arena);
    return 0;
}

static struct db *open_data(void)
{
    const struct db_options o = {
        .url = path, .schema = &sql_schema, .upgrade = true, .busy_ms = 50};
    struct db *db = NULL;

    assert_int_equal(db_open(&o, &arena, &db, NULL), OK);
    return db;
}

static code open_with(const struct db_migration *m, size_t n, bool upgrade)
{
    const struct db_schema schema = {NULL, 0, m, n};
    const struct db_options o = {
        .url = path, .schema = &schema, .upgrade = upgrade};
    struct db *db = NULL;
    const code c = db_open(&o, &arena, &db, NULL);

    db_close(db);
    return c;
}

static code put(struct db *db, const char *tenant, const char *name)
{
    const struct organisation_insert_args o = {
        str_of(tenant), str_of(name), 1700000000};

    return sql_organisation_insert(db, &o, NULL, NULL);
}

static code get(
    struct db *db, const char *tenant, struct organisation_by_tenant_row *ret)
{
    return sql_organisation_by_tenant(db, str_of(tenant), &arena, ret, NULL);
}

static void test_db_row_comes_back(void **state)
{
    struct organisation_by_tenant_row row = {0};
    struct db *db = open_data();

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, "a", "Ärger & \"Söhne\""), OK);
    assert_int_equal(put(db, "b", ""), OK);
    assert_int_equal(db_commit(db, NULL), OK);
    assert_int_equal(get(db, "a", &row), OK);
    assert_true(str_eq(row.name, S("Ärger & \"Söhne\"")));
    assert_int_equal(row.created_unix_s, 1700000000);
    assert_int_equal(get(db, "b", &row), OK);
    assert_int_equal(row.name.len, 0);
    assert_int_equal(get(db, "c", &row), E_NOT_FOUND);
    assert_true(str_eq(row.tenant, S("b"))); /* untouched */
    db_close(db);
}

static void test_db_rows_by_pages(void **state)
{
    static const char *const names[] = {"a", "b", "c", "d", "e"};
    struct organisation_list_row *rows = NULL;
    struct db *db = open_data();
    size_t n = 9;
    size_t i;

    (void)state;
    assert_int_equal(
        sql_organisation_list(db, S(""), 2, &arena, &rows, &n, NULL), OK);
    assert_int_equal(n, 0);
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    for (i = 0; i < 5; i++)
        assert_int_equal(put(db, names[i], "x"), OK);
    assert_int_equal(db_commit(db, NULL), OK);
    assert_int_equal(
        sql_organisation_list(db, S("b"), 2, &arena, &rows, &n, NULL), OK);
    assert_int_equal(n, 2);
    assert_true(str_eq(rows[0].tenant, S("c")));
    assert_true(str_eq(rows[1].tenant, S("d")));
    db_close(db);
}

static void test_db_rollback_keeps_nothing(void **state)
{
    struct organisation_by_tenant_row row;
    struct db *db = open_data();

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, "a", "x"), OK);
    assert_int_equal(get(db, "a", &row), OK);
    db_rollback(db);
    db_rollback(db);
    assert_int_equal(get(db, "a", &row), E_NOT_FOUND);
    db_close(db);
    db = open_data();
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, "a", "x"), OK);
    db_close(db); /* rolls back */
    db = open_data();
    assert_int_equal(get(db, "a", &row), E_NOT_FOUND);
    db_close(db);
}

static void test_db_conflict_breaks_the_transaction(void **state)
{
    struct organisation_by_tenant_row row;
    struct db *db = open_data();

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
    static const struct {
        const char *ptr;
        size_t len;
    } cases[] = {{"\xff", 1}, {"a\0b", 3}, {"\xc3", 1}};
    struct db *db = open_data();
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct organisation_insert_args o = {
            S("a"), {cases[i].ptr, cases[i].len}, 1};

        assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
        assert_int_equal(
            sql_organisation_insert(db, &o, NULL, NULL), E_ARGUMENT);
        db_rollback(db);
    }
    db_close(db);
}

static void test_db_small_arena(void **state)
{
    struct organisation_list_row *rows = NULL;
    struct arena small;
    struct db *db = open_data();
    char tenant[] = "aa";
    size_t n = 0;
    int i;

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    for (i = 0; i < 600; i++) {
        tenant[0] = (char)('a' + i / 26);
        tenant[1] = (char)('a' + i % 26);
        assert_int_equal(put(db, tenant, "a name of some length"), OK);
    }
    assert_int_equal(db_commit(db, NULL), OK);
    arena_init(&small, 16 << 10);
    assert_int_equal(
        sql_organisation_list(db, S(""), 1000, &small, &rows, &n, NULL),
        E_LIMIT_EXCEEDED);
    assert_int_equal(n, 0);
    arena_release(&small);
    assert_int_equal(
        sql_organisation_list(db, S(""), 1000, &arena, &rows, &n, NULL), OK);
    assert_int_equal(n, 600);
    db_close(db);
}

static void test_db_busy_ends(void **state)
{
    struct organisation_by_tenant_row row;
    struct db *one = open_data();
    struct db *two = open_data();

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
    struct organisation_by_tenant_row row;
    struct db *one = open_data();
    struct db *two = open_data();

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
    assert_int_equal(open_with(thing_1, 1, false), E_IO_READ); /* no file */
    assert_int_equal(open_with(thing_1, 1, true), OK);
    assert_int_equal(open_with(thing_1, 1, false), OK);
    assert_int_equal(open_with(thing_2, 2, false), E_DATA_VERSION);
    assert_int_equal(open_with(thing_2, 2, true), OK);
    assert_int_equal(open_with(thing_1, 1, true), E_DATA_VERSION);
    assert_int_equal(open_with(thing_1, 1, false), E_DATA_VERSION);
    assert_int_equal(open_with(thing_2, 2, false), OK);
}

static void test_db_14_failed_migration_leaves_nothing(void **state)
{
    (void)state;
    assert_int_equal(open_with(thing_wrong, 2, true), E_INTERNAL);
    assert_int_equal(open_with(thing_1, 1, false), OK);
    assert_int_equal(open_with(thing_2, 2, true), OK);
}

static void test_db_changed_migration_is_refused(void **state)
{
    (void)state;
    assert_int_equal(open_with(thing_1, 1, true), OK);
    assert_int_equal(open_with(thing_changed, 1, true), E_DATA_VERSION);
}

static void test_db_file_of_another_program(void **state)
{
    sqlite3 *other = NULL;
    FILE *f;

    (void)state;
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "CREATE TABLE t (x)", 0, 0, 0), 0);
    (void)sqlite3_close(other);
    assert_int_equal(open_with(thing_1, 1, true), E_DATA_VERSION);
    f = fopen(path, "wb");
    assert_non_null(f);
    (void)fputs("no database, but a text that is long enough to be one", f);
    (void)fclose(f);
    assert_int_equal(open_with(thing_1, 1, true), E_DATA_DAMAGED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_db_row_comes_back, start_test),
        cmocka_unit_test_setup(test_db_rows_by_pages, start_test),
        cmocka_unit_test_setup(test_db_rollback_keeps_nothing, start_test),
        cmocka_unit_test_setup(
            test_db_conflict_breaks_the_transaction, start_test),
        cmocka_unit_test_setup(test_db_refuses_text_that_is_none, start_test),
        cmocka_unit_test_setup(test_db_small_arena, start_test),
        cmocka_unit_test_setup(test_db_busy_ends, start_test),
        cmocka_unit_test_setup(
            test_db_read_transaction_sees_one_state, start_test),
        cmocka_unit_test_setup(test_db_14_version_gate_both_ways, start_test),
        cmocka_unit_test_setup(
            test_db_14_failed_migration_leaves_nothing, start_test),
        cmocka_unit_test_setup(
            test_db_changed_migration_is_refused, start_test),
        cmocka_unit_test_setup(test_db_file_of_another_program, start_test),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
