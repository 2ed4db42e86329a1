/*
 * PostgreSQL. Values and rows travel in binary. A connection that was lost is
 * made anew at the next transaction; the statements are prepared again.
 */
#include "store/engine.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

enum {
    PARAMETERS_MAX = 64,
    INTEGER_BYTES = 8,
    NAME_BYTES = 24,
    SETTING_BYTES = 64,
    /* pg_type.h */
    OID_BYTEA = 17,
    OID_INT8 = 20,
    OID_TEXT = 25,
};

/* What PQexecPrepared wants to have. */
struct parameters {
    int n;
    Oid types[PARAMETERS_MAX];
    const char *values[PARAMETERS_MAX];
    int lengths[PARAMETERS_MAX];
    int formats[PARAMETERS_MAX];
    char integers[PARAMETERS_MAX][INTEGER_BYTES];
};

struct meaning {
    const char *state; /* SQLSTATE, or how it begins */
    code code;
};

/* PostgreSQL 15, appendix A. The first that fits. */
static const struct meaning meanings[] = {
    {"08", E_UNAVAILABLE},    /* connection */
    {"23001", E_CONFLICT},    /* an append-only table */
    {"23503", E_CONFLICT},    /* foreign key */
    {"23505", E_CONFLICT},    /* unique */
    {"23514", E_CONFLICT},    /* check */
    {"40001", E_UNAVAILABLE}, /* serialization failure */
    {"40P01", E_UNAVAILABLE}, /* deadlock */
    {"53100", E_STORAGE_FULL},
    {"53200", E_NO_MEMORY},
    {"53", E_UNAVAILABLE},    /* too many connections */
    {"55P03", E_UNAVAILABLE}, /* lock timeout */
    {"57", E_UNAVAILABLE},    /* stopped by an operator or a time-out */
    {"58", E_IO_WRITE},
    {"XX001", E_DATA_DAMAGED},
    {"XX002", E_DATA_DAMAGED},
};

static PGresult *current(const struct db *db)
{
    return db->current;
}

/* The first line. */
static str line_of(const char *message)
{
    return (str){message, strcspn(message, "\n")};
}

static code code_of(const PGresult *r)
{
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    size_t i;

    if (!state)
        return E_UNAVAILABLE; /* no answer */
    for (i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
        if (strncmp(state, meanings[i].state, strlen(meanings[i].state)) == 0)
            return meanings[i].code;
    }
    return E_INTERNAL;
}

/* OK, or what went wrong. */
static code check(struct db *db, const PGresult *r, struct err *reterr)
{
    const ExecStatusType status = PQresultStatus(r);

    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return OK;
    /* No answer, or none could be asked for: PQstatus need not know yet. */
    db->lost = !r || !PQresultErrorField(r, PG_DIAG_SQLSTATE);
    if (!r)
        return err_set(reterr, E_UNAVAILABLE, S("database"));
    return err_set(reterr, code_of(r), line_of(PQresultErrorMessage(r)));
}

static code postgres_run(struct db *db, const char *sql, struct err *reterr)
{
    PGresult *r = PQexec(db->handle, sql);
    const code c = check(db, r, reterr);

    PQclear(r);
    return c;
}

/* A server that does not write through loses what it said was kept. */
static code check_setting(struct db *db, const char *show, struct err *reterr)
{
    PGresult *r = PQexec(db->handle, show);
    code c = check(db, r, reterr);

    if (c == OK && strcmp(PQgetvalue(r, 0, 0), "on") != 0)
        c = err_set(reterr, E_STORAGE_SETTINGS, str_of(show));
    PQclear(r);
    return c;
}

static code set_up(struct db *db, struct err *reterr)
{
    char timeout[SETTING_BYTES];

    (void)snprintf(
        timeout, sizeof(timeout), "SET lock_timeout = %u", db->busy_ms);
    TRY(check_setting(db, "SHOW fsync", reterr));
    TRY(check_setting(db, "SHOW full_page_writes", reterr));
    TRY(postgres_run(db, "SET synchronous_commit = on", reterr));
    TRY(postgres_run(db, "SET client_min_messages = warning", reterr));
    return postgres_run(db, timeout, reterr);
}

static void postgres_close(struct db *db)
{
    PQfinish(db->handle);
    db->handle = NULL;
}

static code connected(struct db *db, struct err *reterr)
{
    if (PQstatus(db->handle) != CONNECTION_OK)
        return err_set(
            reterr, E_UNAVAILABLE, line_of(PQerrorMessage(db->handle)));
    return set_up(db, reterr);
}

/* Notices are for somebody who sits at a terminal. */
static void no_notice(void *arg, const PGresult *r)
{
    (void)arg;
    (void)r;
}

static code postgres_open(
    struct db *db, const struct db_options *o, struct err *reterr)
{
    /* The later of two settings holds: the URL overrides what stands before
     * it. A peer that is silent is given up after 5 s (RELIABILITY DB-08). */
    static const char *const names[] = {"client_encoding", "application_name",
        "connect_timeout", "tcp_user_timeout", "dbname", NULL};
    const char *const values[] = {
        "UTF8", "testamur", "5", "5000", o->url, NULL};
    code c;

    db->handle = PQconnectdbParams(names, values, 1);
    if (!db->handle)
        return err_set(reterr, E_NO_MEMORY, S("database"));
    (void)PQsetNoticeReceiver(db->handle, no_notice, NULL);
    c = connected(db, reterr);
    if (c != OK)
        postgres_close(db);
    return c;
}

/* Makes a lost connection anew; only where no transaction is open. */
static code reconnect(struct db *db, struct err *reterr)
{
    if (PQstatus(db->handle) == CONNECTION_OK && !db->lost)
        return OK;
    db->lost = false;
    memset(db->prepared, 0, db->schema->n_statements * sizeof(db->prepared[0]));
    PQreset(db->handle);
    return connected(db, reterr);
}

static code postgres_begin(
    struct db *db, enum db_access access, struct err *reterr)
{
    static const char read[] =
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    static const char write[] = "BEGIN ISOLATION LEVEL SERIALIZABLE";

    TRY(reconnect(db, reterr));
    return postgres_run(db, access == DB_READ ? read : write, reterr);
}

static void postgres_rollback(struct db *db)
{
    PQclear(PQexec(db->handle, "ROLLBACK"));
}

/* No answer, or one from a server that goes down: the commit may have been
 * written all the same. */
static code postgres_commit(struct db *db, struct err *reterr)
{
    PGresult *r = PQexec(db->handle, "COMMIT");
    code c = check(db, r, reterr);
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);

    if (c == OK && strcmp(PQcmdStatus(r), "COMMIT") != 0)
        c = err_set(reterr, E_INTERNAL, S("commit"));
    else if (c == E_UNAVAILABLE && (!state || strncmp(state, "40", 2) != 0))
        c = err_set(reterr, E_COMMIT_UNKNOWN, S("commit"));
    PQclear(r);
    return c;
}

static code postgres_lock(struct db *db, struct err *reterr)
{
    return postgres_run(db, "SELECT pg_advisory_xact_lock(1416850802)", reterr);
}

/* Its own tools look at its pages (pg_checksums, pg_amcheck) and copy it
 * (pg_dump, pg_basebackup); here only that it answers. */
static code postgres_check(struct db *db, struct err *reterr)
{
    TRY(reconnect(db, reterr));
    return postgres_run(db, "SELECT 1", reterr);
}

static code postgres_copy(struct db *db, const char *path, struct err *reterr)
{
    (void)db;
    (void)path;
    return err_set(reterr, E_ARGUMENT, S("PostgreSQL is copied by pg_dump"));
}

static void fill(
    struct parameters *p, const char *letters, const struct db_value *values)
{
    size_t i;
    int k;

    p->n = (int)strlen(letters);
    for (i = 0; letters[i]; i++) {
        uint64_t integer = values ? (uint64_t)values[i].integer : 0;

        p->types[i] = letters[i] == 'i'   ? OID_INT8
                      : letters[i] == 't' ? OID_TEXT
                                          : OID_BYTEA;
        p->formats[i] = 1;
        p->values[i] = p->integers[i];
        p->lengths[i] = INTEGER_BYTES;
        for (k = INTEGER_BYTES - 1; k >= 0; k--, integer >>= 8)
            p->integers[i][k] = (char)(integer & 0xff);
        if (letters[i] == 'i' || !values)
            continue;
        p->lengths[i] = (int)values[i].data.len;
        if (values[i].data.len)
            p->values[i] = (const char *)values[i].data.ptr;
    }
}

/* The name that the statement of this slot has on the server. */
static void name_of(const struct db *db, void **slot, char ret[NAME_BYTES])
{
    (void)snprintf(ret, NAME_BYTES, "s%zu", (size_t)(slot - db->prepared));
}

static code prepare(struct db *db,
    const struct db_statement *s,
    void **slot,
    const struct parameters *p,
    struct err *reterr)
{
    char name[NAME_BYTES];
    PGresult *r;
    code c;

    if (*slot)
        return OK;
    name_of(db, slot, name);
    r = PQprepare(db->handle, name, s->sql[DB_POSTGRES], p->n, p->types);
    c = check(db, r, reterr);
    PQclear(r);
    if (c == OK)
        *slot = slot; /* prepared on the server: only that it is counts */
    return c;
}

static code postgres_start(struct db *db,
    const struct db_statement *s,
    void **slot,
    const struct db_value *values,
    struct err *reterr)
{
    struct parameters p;
    char name[NAME_BYTES];
    PGresult *r;

    if (db->state == STATE_IDLE)
        TRY(reconnect(db, reterr));
    fill(&p, s->parameters, values);
    if (slot) {
        TRY(prepare(db, s, slot, &p, reterr));
        name_of(db, slot, name);
        r = PQexecPrepared(
            db->handle, name, p.n, p.values, p.lengths, p.formats, 1);
    } else {
        r = PQexecParams(db->handle, s->sql[DB_POSTGRES], p.n, p.types,
            p.values, p.lengths, p.formats, 1);
    }
    db->current = r;
    db->n_rows = 0;
    return check(db, r, reterr);
}

static code postgres_step(struct db *db, bool *ret_row, struct err *reterr)
{
    (void)reterr;
    *ret_row = db->n_rows < (size_t)PQntuples(current(db));
    db->n_rows++;
    return OK;
}

static size_t postgres_changed(const struct db *db)
{
    const char *p = PQcmdTuples(current(db));
    size_t n = 0;

    while (*p >= '0' && *p <= '9')
        n = 10 * n + (size_t)(*p++ - '0');
    return n;
}

static void postgres_finish(struct db *db)
{
    PQclear(current(db));
    db->current = NULL;
}

static bytes postgres_data(const struct db *db, size_t i, enum db_type type)
{
    const PGresult *r = current(db);
    const int row = (int)db->n_rows - 1;
    bytes data;

    (void)type;
    data.ptr = (const uint8_t *)PQgetvalue(r, row, (int)i);
    data.len = (size_t)PQgetlength(r, row, (int)i);
    return data;
}

/* Of 1, 2, 4 or 8 bytes, the first with the sign. */
static int64_t postgres_integer(const struct db *db, size_t i)
{
    const bytes data = postgres_data(db, i, DB_INTEGER);
    uint64_t value = data.len && data.ptr[0] >> 7 ? UINT64_MAX : 0;
    size_t k;

    for (k = 0; k < data.len; k++)
        value = value << 8 | data.ptr[k];
    return (int64_t)value;
}

const struct engine engine_postgres = {
    .dialect = DB_POSTGRES,
    .open = postgres_open,
    .close = postgres_close,
    .run = postgres_run,
    .begin = postgres_begin,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .lock = postgres_lock,
    .probe = postgres_check,
    .check = postgres_check,
    .copy = postgres_copy,
    .start = postgres_start,
    .step = postgres_step,
    .changed = postgres_changed,
    .finish = postgres_finish,
    .integer = postgres_integer,
    .data = postgres_data,
};
