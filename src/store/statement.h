/*
 * What the functions that tools/mksql makes (build/gen/store/sql.h) stand on:
 * statements as data, their values and their rows. Nobody else runs SQL.
 *
 * A statement is prepared at its first use by a connection and then kept, so
 * the same one run many times costs a bind, a step and a reset each.
 */
#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

#include "base/arena.h"

struct db;

enum db_type {
    DB_INTEGER,
    DB_TEXT,
    DB_BLOB,
};

/* A parameter. The memory is the caller's until the call returns. */
struct db_value {
    enum db_type type;
    int64_t integer;
    bytes data; /* of text and blob */
};

static inline struct db_value db_integer(int64_t value)
{
    return (struct db_value){DB_INTEGER, value, {0}};
}

static inline struct db_value db_text(str value)
{
    return (struct db_value){DB_TEXT, 0, str_bytes(value)};
}

static inline struct db_value db_blob(bytes value)
{
    return (struct db_value){DB_BLOB, 0, value};
}

enum db_dialect {
    DB_SQLITE,
    DB_POSTGRES,
    DB_DIALECTS,
};

struct db_statement {
    const char *name;
    const char *sql[DB_DIALECTS]; /* parameters are ?1 ..., or $1 ... */
    const char *parameters;       /* a letter each: i, t or b */
    const char *columns;          /* the same */
    bool writes;
    size_t row_bytes;
    /* Fills *row from the row that the connection stands on; false when an
     * integer is none of its field. */
    bool (*read)(const struct db *db, struct arena *arena, void *row);
};

struct db_migration {
    const char *name;                    /* "0001_organisation" */
    const char *const *sql[DB_DIALECTS]; /* statements, then NULL */
};

struct db_schema {
    const struct db_statement *statements;
    size_t n_statements;
    const struct db_migration *migrations; /* in order, from version 1 */
    size_t n_migrations;
};

struct db_rows {
    void *items; /* array in the arena */
    size_t n;
};

/* The first row; E_NOT_FOUND, about the statement, when there is none. */
MUST_USE code db_one(struct db *db,
    const struct db_statement *s,
    const struct db_value *values,
    struct arena *arena,
    void *ret,
    struct err *reterr);

/* All rows; none is no error. */
MUST_USE code db_many(struct db *db,
    const struct db_statement *s,
    const struct db_value *values,
    struct arena *arena,
    struct db_rows *ret,
    struct err *reterr);

/* Runs it; ret_n, which may be NULL, is the number of rows changed. */
MUST_USE code db_exec(struct db *db,
    const struct db_statement *s,
    const struct db_value *values,
    size_t *ret_n,
    struct err *reterr);

/* Column i of the row that the connection stands on; text and blobs are
 * copied into the arena. NULL reads as 0 or empty. */
int64_t db_read_integer(const struct db *db, size_t i);
str db_read_text(const struct db *db, size_t i, struct arena *arena);
bytes db_read_blob(const struct db *db, size_t i, struct arena *arena);

/* An integer column into a field of any integer, bool or enum type; `ok`
 * becomes false when the value does not fit. */
#define DB_READ_INTEGER(db, i, field, ok)                                      \
    do {                                                                       \
        const int64_t read_value_ = db_read_integer(db, i);                    \
        (field) = (__typeof__(field))read_value_;                              \
        if ((int64_t)(field) != read_value_)                                   \
            (ok) = false;                                                      \
    } while (0)

#endif
