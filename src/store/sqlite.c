/* SQLite: one file, WAL, one writer at a time. */
#include "host/clock.h"
#include "store/engine.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <time.h>

/* "Tsmr" in the header of the file. */
#define APPLICATION_ID "1416850802"

enum {
    NAP_NS = 1000000,
    NS_A_MS = 1000000,
};

static sqlite3_stmt *current(const struct db *db)
{
    return db->current;
}

static code code_of_io(sqlite3 *handle, int extended)
{
    const int no = sqlite3_system_errno(handle);

    if (extended == SQLITE_IOERR_NOMEM)
        return E_NO_MEMORY;
    if (no == ENOSPC || no == EDQUOT || no == EFBIG)
        return E_STORAGE_FULL;
    if (extended == SQLITE_IOERR_READ || extended == SQLITE_IOERR_SHORT_READ ||
        extended == SQLITE_IOERR_CORRUPTFS)
        return E_DATA_DAMAGED;
    return E_IO_WRITE;
}

static code code_of(sqlite3 *handle, int extended)
{
    switch (extended & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return E_UNAVAILABLE;
    case SQLITE_FULL:
        return E_STORAGE_FULL;
    case SQLITE_IOERR:
        return code_of_io(handle, extended);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return E_DATA_DAMAGED;
    case SQLITE_NOMEM:
        return E_NO_MEMORY;
    case SQLITE_CONSTRAINT:
        return extended == SQLITE_CONSTRAINT_NOTNULL ||
                       extended == SQLITE_CONSTRAINT_DATATYPE
                   ? E_INTERNAL
                   : E_CONFLICT;
    case SQLITE_CANTOPEN:
        return E_IO_READ;
    case SQLITE_READONLY:
        return E_IO_WRITE;
    case SQLITE_TOOBIG:
        return E_TOO_LARGE;
    default:
        return E_INTERNAL;
    }
}

static code failed(struct db *db, struct err *reterr)
{
    sqlite3 *handle = db->handle;
    const code c = code_of(handle, sqlite3_extended_errcode(handle));

    return err_set(reterr, c, str_of(sqlite3_errmsg(handle)));
}

static code sqlite_run(struct db *db, const char *sql, struct err *reterr)
{
    if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        return failed(db, reterr);
    return OK;
}

/* The one value that a query gives, as text in `room`; "" for none. */
static code ask(struct db *db,
    const char *sql,
    char *ret,
    size_t ret_bytes,
    struct err *reterr)
{
    sqlite3_stmt *s = NULL;
    const char *text = NULL;
    int rc = sqlite3_prepare_v2(db->handle, sql, -1, &s, NULL);

    ret[0] = '\0';
    if (rc == SQLITE_OK)
        rc = sqlite3_step(s);
    if (rc == SQLITE_ROW)
        text = (const char *)sqlite3_column_text(s, 0);
    if (text && strlen(text) < ret_bytes)
        memcpy(ret, text, strlen(text) + 1);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
        const code c = failed(db, reterr);

        (void)sqlite3_finalize(s);
        return c;
    }
    (void)sqlite3_finalize(s);
    return OK;
}

/* Waits a little and says whether to try again. SQLite's own waiting grows
 * to 100 ms at a time, which lets newcomers overtake. */
static int wait_for_others(void *arg, int n_tries)
{
    struct db *db = arg;
    const uint64_t now_ns = clock_monotonic_ns();
    const struct timespec nap = {0, NAP_NS};

    if (n_tries == 0)
        db->busy_since_ns = now_ns;
    if ((now_ns - db->busy_since_ns) / NS_A_MS >= db->busy_ms)
        return 0;
    (void)nanosleep(&nap, NULL);
    return 1;
}

/* An empty file becomes ours; one of another program is left alone. */
static code check_owner(struct db *db, bool may_create, struct err *reterr)
{
    char id[32];
    char tables[32];

    TRY(ask(db, "PRAGMA application_id", id, sizeof(id), reterr));
    if (strcmp(id, APPLICATION_ID) == 0)
        return OK;
    TRY(ask(db, "SELECT count(*) FROM sqlite_schema", tables, sizeof(tables),
        reterr));
    if (strcmp(id, "0") != 0 || strcmp(tables, "0") != 0)
        return err_set(reterr, E_DATA_VERSION, S("file of another program"));
    if (!may_create)
        return err_set(reterr, E_DATA_VERSION, S("empty database"));
    return OK;
}

static code set_up(
    struct db *db, const struct db_options *o, struct err *reterr)
{
    static const char settings[] = "PRAGMA synchronous = FULL;"
                                   "PRAGMA foreign_keys = ON;"
                                   "PRAGMA trusted_schema = OFF;"
                                   "PRAGMA cell_size_check = ON;"
                                   "PRAGMA secure_delete = ON;"
                                   "PRAGMA case_sensitive_like = ON;"
                                   "PRAGMA temp_store = MEMORY;";
    sqlite3 *handle = db->handle;
    char mode[32];

    (void)sqlite3_busy_handler(handle, wait_for_others, db);
    (void)sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    (void)sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    /* A plan that looks at bound values is made anew with each value. */
    (void)sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
    TRY(check_owner(db, o->upgrade, reterr));
    TRY(sqlite_run(db, settings, reterr));
    if (o->hasty)
        TRY(sqlite_run(db, "PRAGMA synchronous = OFF", reterr));
    db->hasty = o->hasty;
    if (o->inspect)
        return OK;
    TRY(ask(db, "PRAGMA journal_mode = WAL", mode, sizeof(mode), reterr));
    if (strcmp(mode, "wal") != 0 && strcmp(mode, "memory") != 0)
        return err_set(reterr, E_STORAGE_SETTINGS, S("no write-ahead log"));
    return OK;
}

/* A checkpoint that syncs: first the log, then the file. */
static void settle(struct db *db)
{
    (void)sqlite3_exec(db->handle,
        "PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)", NULL,
        NULL, NULL);
}

static void sqlite_close(struct db *db)
{
    size_t i;

    if (db->hasty)
        settle(db);

    for (i = 0; i < db->schema->n_statements; i++)
        (void)sqlite3_finalize(db->prepared[i]);
    (void)sqlite3_close(db->handle);
    db->handle = NULL;
}

static code sqlite_open(
    struct db *db, const struct db_options *o, struct err *reterr)
{
    sqlite3 *handle = NULL;
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                (o->inspect ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    code c = OK;
    int rc;

    if (o->upgrade)
        flags |= SQLITE_OPEN_CREATE;
    rc = sqlite3_open_v2(o->url, &handle, flags, NULL);
    if (!handle)
        return err_set(reterr, E_NO_MEMORY, S("database"));
    db->handle = handle;
    c = rc == SQLITE_OK ? set_up(db, o, reterr) : failed(db, reterr);
    if (c != OK)
        sqlite_close(db);
    return c;
}

static code sqlite_begin(
    struct db *db, enum db_access access, struct err *reterr)
{
    return sqlite_run(
        db, access == DB_READ ? "BEGIN" : "BEGIN IMMEDIATE", reterr);
}

static void sqlite_rollback(struct db *db)
{
    /* SQLite may have rolled back by itself: then there is nothing to do. */
    if (!sqlite3_get_autocommit(db->handle))
        (void)sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

/* When the disk fails to sync, the commit may be in the log or not: what a
 * machine finds there after a crash nobody can say. When it fails to write,
 * the frame that ends the commit is not there: it comes last. */
static code sqlite_commit(struct db *db, struct err *reterr)
{
    code c = sqlite_run(db, "COMMIT", reterr);
    const int extended = sqlite3_extended_errcode(db->handle);

    if (c == OK)
        return OK;
    sqlite_rollback(db);
    if (c == E_IO_WRITE && extended != SQLITE_IOERR_WRITE)
        return err_set(reterr, E_COMMIT_UNKNOWN, S("commit"));
    return c;
}

/* Reads the first page of a table. */
static code probe_table(struct db *db, const char *name, struct err *reterr)
{
    char *sql = sqlite3_mprintf("SELECT count(*) FROM (SELECT 1 FROM \"%w\" "
                                "LIMIT 1)",
        name);
    char answer[32];
    code c;

    if (!sql)
        return err_set(reterr, E_NO_MEMORY, S("probe"));
    c = ask(db, sql, answer, sizeof(answer), reterr);
    sqlite3_free(sql);
    return c;
}

/* SQLite itself refuses a file that is shorter than its header says. */
static code sqlite_probe(struct db *db, struct err *reterr)
{
    sqlite3_stmt *tables = NULL;
    code c = OK;
    int rc = sqlite3_prepare_v2(db->handle,
        "SELECT name FROM sqlite_schema WHERE type = 'table'", -1, &tables,
        NULL);

    if (rc == SQLITE_OK)
        rc = sqlite3_step(tables);
    while (rc == SQLITE_ROW && c == OK) {
        c = probe_table(
            db, (const char *)sqlite3_column_text(tables, 0), reterr);
        if (c == OK)
            rc = sqlite3_step(tables);
    }
    if (c == OK && rc != SQLITE_DONE)
        c = failed(db, reterr);
    (void)sqlite3_finalize(tables);
    return c;
}

static code sqlite_check(struct db *db, struct err *reterr)
{
    char answer[256];

    TRY(ask(db, "PRAGMA integrity_check(1)", answer, sizeof(answer), reterr));
    if (strcmp(answer, "ok") != 0)
        return err_set(reterr, E_DATA_DAMAGED, str_of(answer));
    TRY(ask(db, "PRAGMA foreign_key_check", answer, sizeof(answer), reterr));
    if (answer[0])
        return err_set(reterr, E_DATA_DAMAGED, str_of(answer));
    return OK;
}

static code sqlite_copy(struct db *db, const char *path, struct err *reterr)
{
    sqlite3_stmt *s = NULL;
    code c = OK;

    if (sqlite3_prepare_v2(db->handle, "VACUUM INTO ?1", -1, &s, NULL) ||
        sqlite3_bind_text(s, 1, path, -1, SQLITE_STATIC) ||
        sqlite3_step(s) != SQLITE_DONE)
        c = failed(db, reterr);
    (void)sqlite3_finalize(s);
    return c;
}

/* BEGIN IMMEDIATE keeps the others out. */
static code sqlite_lock(struct db *db, struct err *reterr)
{
    return sqlite_run(db, "PRAGMA application_id = " APPLICATION_ID, reterr);
}

static int bind(sqlite3_stmt *s, int i, const struct db_value *v)
{
    const char *text = v->data.len ? (const char *)v->data.ptr : "";

    if (v->type == DB_INTEGER)
        return sqlite3_bind_int64(s, i, v->integer);
    if (v->type == DB_TEXT)
        return sqlite3_bind_text64(
            s, i, text, v->data.len, SQLITE_STATIC, SQLITE_UTF8);
    return sqlite3_bind_blob64(s, i, text, v->data.len, SQLITE_STATIC);
}

static code sqlite_start(struct db *db,
    const struct db_statement *s,
    void **slot,
    const struct db_value *values,
    struct err *reterr)
{
    sqlite3_stmt *q = slot ? *slot : NULL;
    size_t i;

    if (!q && sqlite3_prepare_v3(db->handle, s->sql[DB_SQLITE], -1,
                  slot ? SQLITE_PREPARE_PERSISTENT : 0, &q, NULL) != SQLITE_OK)
        return failed(db, reterr);
    if (slot)
        *slot = q;
    db->current = q;
    db->keep = slot != NULL;
    for (i = 0; s->parameters[i]; i++) {
        if (bind(q, (int)i + 1, &values[i]) != SQLITE_OK)
            return failed(db, reterr);
    }
    return OK;
}

static code sqlite_step(struct db *db, bool *ret_row, struct err *reterr)
{
    const int rc = sqlite3_step(current(db));

    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return failed(db, reterr);
    *ret_row = rc == SQLITE_ROW;
    return OK;
}

static size_t sqlite_changed(const struct db *db)
{
    return (size_t)sqlite3_changes64(db->handle);
}

static void sqlite_finish(struct db *db)
{
    sqlite3_stmt *s = current(db);

    db->current = NULL;
    if (!s)
        return;
    if (!db->keep) {
        (void)sqlite3_finalize(s);
        return;
    }
    (void)sqlite3_reset(s);
    (void)sqlite3_clear_bindings(s);
}

static int64_t sqlite_integer(const struct db *db, size_t i)
{
    return sqlite3_column_int64(current(db), (int)i);
}

static bytes sqlite_data(const struct db *db, size_t i, enum db_type type)
{
    sqlite3_stmt *s = current(db);
    bytes data;

    data.ptr = type == DB_TEXT ? sqlite3_column_text(s, (int)i)
                               : sqlite3_column_blob(s, (int)i);
    data.len = (size_t)sqlite3_column_bytes(s, (int)i);
    return data;
}

const struct engine engine_sqlite = {
    .dialect = DB_SQLITE,
    .open = sqlite_open,
    .close = sqlite_close,
    .run = sqlite_run,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .lock = sqlite_lock,
    .probe = sqlite_probe,
    .check = sqlite_check,
    .copy = sqlite_copy,
    .start = sqlite_start,
    .step = sqlite_step,
    .changed = sqlite_changed,
    .finish = sqlite_finish,
    .integer = sqlite_integer,
    .data = sqlite_data,
};
