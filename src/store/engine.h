/* What SQLite and PostgreSQL each do, and the connection. Private to store. */
#ifndef STORE_ENGINE_H
#define STORE_ENGINE_H

#include "store/db.h"

struct engine {
    enum db_dialect dialect;

    /* Fills db->handle; on failure nothing is left open. */
    code (*open)(struct db *db, const struct db_options *o, struct err *reterr);
    void (*close)(struct db *db);

    /* SQL without values or rows, one statement. */
    code (*run)(struct db *db, const char *sql, struct err *reterr);

    /* BEGIN in the engine's words. */
    code (*begin)(struct db *db, enum db_access access, struct err *reterr);
    /* On failure the transaction has ended as well. */
    code (*commit)(struct db *db, struct err *reterr);
    void (*rollback)(struct db *db);

    /* Keeps others from migrating until the transaction ends. */
    code (*lock)(struct db *db, struct err *reterr);

    /* Is it there, whole, and can every table be read from its beginning?
     * In little time, however much there is. E_DATA_DAMAGED. */
    code (*probe)(struct db *db, struct err *reterr);

    /* Are all pages, indexes and references sound? E_DATA_DAMAGED, about the
     * first that is not. */
    code (*check)(struct db *db, struct err *reterr);

    /* The data as of now into a new file. */
    code (*copy)(struct db *db, const char *path, struct err *reterr);

    /* start, then step until *ret_row is false or it fails, then finish in
     * any case. `slot` is where the prepared statement is kept, or NULL. */
    code (*start)(struct db *db,
        const struct db_statement *s,
        void **slot,
        const struct db_value *values,
        struct err *reterr);
    code (*step)(struct db *db, bool *ret_row, struct err *reterr);
    size_t (*changed)(const struct db *db);
    void (*finish)(struct db *db);

    /* Of the row stepped to; the bytes are the engine's until the next step
     * and {NULL, 0} for NULL. */
    int64_t (*integer)(const struct db *db, size_t i);
    bytes (*data)(const struct db *db, size_t i, enum db_type type);
};

extern const struct engine engine_sqlite;
extern const struct engine engine_postgres;

enum db_state {
    STATE_IDLE,
    STATE_READING,
    STATE_WRITING,
};

struct db {
    const struct engine *engine;
    const struct db_schema *schema;
    struct arena *arena;
    void *handle;    /* sqlite3 or PGconn */
    void *current;   /* the statement that runs: sqlite3_stmt or PGresult */
    size_t n_rows;   /* stepped to, of the current statement (PostgreSQL) */
    bool lost;       /* the connection (PostgreSQL) */
    bool keep;       /* the current statement stays prepared */
    bool hasty;      /* does not wait for the disk (SQLite) */
    void **prepared; /* by the statement's place in the schema */
    unsigned busy_ms;
    uint64_t busy_since_ns;
    enum db_state state;
    code broken; /* why the transaction can only be rolled back */
};

/* Brings the schema to its last version, or says why it is another. */
code migrate(struct db *db, const struct db_options *o, struct err *reterr);

#endif
