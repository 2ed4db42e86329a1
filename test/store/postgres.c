/* What PostgreSQL alone can show: that every statement is right there as
 * well, that a lost connection comes back, that its settings are looked at. */
#include "store/db.h"
#include "store/sql.h"
#include "test/support/stage.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

static PGconn *connect_bare(void)
{
    PGconn *c = PQconnectdb(stage_url());

    assert_int_equal(PQstatus(c), CONNECTION_OK);
    return c;
}

static void run(PGconn *c, const char *sql)
{
    PGresult *r = PQexec(c, sql);

    if (PQresultStatus(r) != PGRES_COMMAND_OK &&
        PQresultStatus(r) != PGRES_TUPLES_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(c));
    PQclear(r);
}

/* The letters of the types that a prepared statement's columns have. */
static char letter_of(Oid type)
{
    switch (type) {
    case 16: /* bool */
    case 20: /* bigint */
    case 21: /* smallint */
    case 23: /* integer */
        return 'i';
    case 25:
        return 't';
    case 17:
        return 'b';
    default:
        return '?';
    }
}

static int prepare(PGconn *c, const struct db_statement *s)
{
    char letters[65] = "";
    Oid types[64];
    PGresult *r;
    int i;

    for (i = 0; s->parameters[i]; i++)
        types[i] = s->parameters[i] == 'i'   ? 20
                   : s->parameters[i] == 't' ? 25
                                             : 17;
    r = PQprepare(c, "", s->sql[DB_POSTGRES], i, types);
    if (PQresultStatus(r) != PGRES_COMMAND_OK) {
        print_error("%s: %s\n", s->name, PQerrorMessage(c));
        PQclear(r);
        return 1;
    }
    PQclear(r);
    r = PQdescribePrepared(c, "");
    for (i = 0; i < PQnfields(r) && i < 64; i++)
        letters[i] = letter_of(PQftype(r, i));
    PQclear(r);
    if (strcmp(letters, s->columns) == 0)
        return 0;
    print_error("%s: columns %s, but here %s: CAST(... AS INTEGER)?\n", s->name,
        s->columns, letters);
    return 1;
}

static void test_postgres_takes_every_statement(void **state)
{
    const struct db_options o = {
        .url = stage_url(), .schema = &sql_schema, .upgrade = true};
    struct db *db = NULL;
    PGconn *c = connect_bare();
    struct err err = {0};
    int n_wrong = 0;
    size_t i;

    (void)state;
    if (db_open(&o, stage_arena(), &db, &err) != OK)
        fail_msg("migrations: %s", err.arg);
    assert_true(sql_schema.n_statements > 0);
    for (i = 0; i < sql_schema.n_statements; i++)
        n_wrong += prepare(c, &sql_schema.statements[i]);
    assert_int_equal(n_wrong, 0);
    PQfinish(c);
    db_close(db);
}

static void test_postgres_without_fsync_is_refused(void **state)
{
    const struct db_options o = {
        .url = stage_url(), .schema = &thing_schema, .upgrade = true};
    struct db *db = NULL;
    PGconn *c = connect_bare();
    code refused = OK;
    int i;

    (void)state;
    run(c, "ALTER SYSTEM SET full_page_writes = off");
    run(c, "SELECT pg_reload_conf()");
    for (i = 0; i < 200 && refused == OK; i++) {
        refused = db_open(&o, stage_arena(), &db, NULL);
        if (refused == OK)
            db_close(db);
        run(c, "SELECT pg_sleep(0.01)");
    }
    run(c, "ALTER SYSTEM RESET full_page_writes");
    run(c, "SELECT pg_reload_conf()");
    PQfinish(c);
    assert_int_equal(refused, E_STORAGE_SETTINGS);
    stage_stop_server();
    stage_start_server();
}

static code put(struct db *db, str id)
{
    const struct thing t = {S("t"), id, THING_RED, {0}};

    return thing_insert(db, &t, THING_RED, NULL);
}

static code get(struct db *db, str id)
{
    struct thing row;

    return thing_by_id(db, id, stage_arena(), &row);
}

/* DB-05, DB-07: out of reach is E_UNAVAILABLE; back without a restart. */
static void test_postgres_db_07_comes_back(void **state)
{
    struct db *db = stage_open();

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, S("kept")), OK);
    assert_int_equal(db_commit(db, NULL), OK);
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, S("lost")), OK);
    stage_stop_server();
    assert_int_equal(put(db, S("late")), E_UNAVAILABLE);
    assert_int_equal(db_commit(db, NULL), E_UNAVAILABLE);
    assert_int_equal(get(db, S("kept")), E_UNAVAILABLE);
    assert_int_equal(db_begin(db, DB_WRITE, NULL), E_UNAVAILABLE);
    stage_start_server();
    assert_int_equal(get(db, S("kept")), OK);
    assert_int_equal(get(db, S("lost")), E_NOT_FOUND);
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, S("late")), OK);
    assert_int_equal(db_commit(db, NULL), OK);
    db_close(db);
}

/* DB-04: the connection is cut before the answer to COMMIT. */
static void test_postgres_db_04_unknown_commit(void **state)
{
    struct db *db = stage_open();

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, S("a")), OK);
    stage_stop_server();
    assert_int_equal(db_commit(db, NULL), E_COMMIT_UNKNOWN);
    stage_start_server();
    assert_int_equal(get(db, S("a")), E_NOT_FOUND); /* looked up, not guessed */
    db_close(db);
}

/* DB-16: of two transactions that each read what the other writes one is
 * told to come again. */
static void test_postgres_db_16_one_of_two(void **state)
{
    struct db *one = stage_open();
    struct db *two = stage_open();
    code c;

    (void)state;
    assert_int_equal(db_begin(one, DB_WRITE, NULL), OK);
    assert_int_equal(db_begin(two, DB_WRITE, NULL), OK);
    assert_int_equal(get(one, S("b")), E_NOT_FOUND);
    assert_int_equal(get(two, S("a")), E_NOT_FOUND);
    assert_int_equal(put(one, S("a")), OK);
    assert_int_equal(put(two, S("b")), OK);
    assert_int_equal(db_commit(one, NULL), OK);
    c = db_commit(two, NULL);
    assert_int_equal(c, E_UNAVAILABLE);
    assert_int_equal(get(one, S("b")), E_NOT_FOUND);
    db_close(one);
    db_close(two);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_postgres_takes_every_statement),
        cmocka_unit_test(test_postgres_without_fsync_is_refused),
        cmocka_unit_test(test_postgres_db_07_comes_back),
        cmocka_unit_test(test_postgres_db_04_unknown_commit),
        cmocka_unit_test(test_postgres_db_16_one_of_two),
    };

    return stage_run_postgres(tests, sizeof(tests) / sizeof(tests[0]));
}
