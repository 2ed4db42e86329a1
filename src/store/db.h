/*
 * The database: SQLite in a file, or PostgreSQL, behind one interface. One
 * connection for each thread; nothing here is for two threads at once. The
 * statements are functions that tools/mksql makes: "store/sql.h".
 *
 * A connection is set up so that what was committed stays: SQLite with WAL
 * and synchronous FULL, foreign keys held. Whoever waits for another writer
 * waits 5 seconds and then gets E_UNAVAILABLE.
 *
 * Codes that any call may give: E_UNAVAILABLE (busy or out of reach: again
 * later), E_STORAGE_FULL, E_DATA_DAMAGED, E_NO_MEMORY, E_LIMIT_EXCEEDED (the
 * arena). From statements also E_NOT_FOUND (no row) and E_CONFLICT (a UNIQUE,
 * FOREIGN KEY or CHECK constraint, or an append-only table, refused it; the
 * error is about the constraint).
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "store/statement.h"

enum {
    DB_BUSY_MS = 5000,
};

struct db_options {
    /* Path of a SQLite file, ":memory:", or "postgresql://...". */
    const char *url;
    const struct db_schema *schema; /* &sql_schema but in tests */
    /* Apply the migrations that are missing; without it data of an older
     * schema are refused. Data are looked at first: before a migration at
     * every page (backup_check), else at what takes little time. */
    bool upgrade;
    /* Only to look: nothing is written, and older data are welcome. */
    bool inspect;
    /* What is committed is on the disk when the connection is closed, not
     * before (SQLite): to fill a new file that is thrown away when that is
     * interrupted. */
    bool hasty;
    unsigned busy_ms; /* 0: DB_BUSY_MS */
};

/* *ret lives in the arena until db_close. E_DATA_VERSION (exit 78) when the
 * data are of a newer program, of another one, or older and `upgrade` is not
 * set; E_DATA_DAMAGED (exit 74) when the file is no sound database. */
MUST_USE code db_open(const struct db_options *options,
    struct arena *arena,
    struct db **ret,
    struct err *reterr);

/* Rolls back what is open. NULL is allowed. */
void db_close(struct db *db);

enum db_access {
    DB_READ,  /* one view of the data; a statement that writes is a fault */
    DB_WRITE, /* one writer at a time */
};

/* A transaction: all of it or nothing. One inside another is a fault of the
 * program. Without one, a statement that reads is its own, and one that
 * writes a fault.
 *
 * After a statement failed (but for E_NOT_FOUND) the transaction is broken:
 * every later statement and the commit give that failure again. */
MUST_USE code db_begin(
    struct db *db, enum db_access access, struct err *reterr);

/* Ends the transaction, also when it fails. E_COMMIT_UNKNOWN: nobody can say
 * whether it was kept; look, never just repeat (RELIABILITY DB-04). */
MUST_USE code db_commit(struct db *db, struct err *reterr);

/* Does nothing when none is open: right in the way out of a function. */
void db_rollback(struct db *db);

#endif
