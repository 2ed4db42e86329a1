/* What tools/mksql reads from src/store, and the two files made of it. */
#ifndef TOOLS_SQL_H
#define TOOLS_SQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct sqlite3;

enum {
    NAME_MAX_BYTES = 64,
    NAMES_MAX = 512,
    ITEMS_MAX = 64,
    STATEMENTS_MAX = 2048,
    INPUTS_MAX = 4,
};

/* Text that grows. */
struct text {
    char *ptr;
    size_t len;
    size_t capacity;
};

struct typed {
    char name[NAME_MAX_BYTES];
    char type; /* 'i', 't' or 'b' */
};

struct typed_list {
    struct typed items[NAMES_MAX];
    size_t n;
};

/* Each statement is ended by a form feed: the compiler wants short texts. */
struct migration {
    char name[NAME_MAX_BYTES];
    struct text sqlite;
    struct text postgres;
};

struct statement {
    char name[NAME_MAX_BYTES];
    char noun[NAME_MAX_BYTES]; /* of the file */
    char kind;                 /* 'o'ne, 'm'any, 'e'xec */
    char to[NAME_MAX_BYTES];   /* struct that a row fills, or "row", or "" */
    char from[NAME_MAX_BYTES]; /* struct that is bound, or "args", or "" */
    bool is_public;
    bool writes;
    struct text source;
    struct text sqlite;
    struct text postgres;
    struct typed with[ITEMS_MAX]; /* declared beside the statement */
    size_t n_with;
    struct typed parameters[ITEMS_MAX];
    size_t n_parameters;
    struct typed columns[ITEMS_MAX];
    size_t n_columns;
};

struct work {
    struct sqlite3 *schema;
    struct typed_list columns;  /* of the whole schema, each name once */
    struct typed_list nullable; /* "table.column" */
    struct typed_list global;   /* tables without a tenant */
    struct migration migrations[NAMES_MAX];
    size_t n_migrations;
    struct statement statements[STATEMENTS_MAX];
    size_t n_statements;
};

/* NULL when there is none of that name. */
const struct typed *sql_find(
    const struct typed *items, size_t n, const char *name);

void sql_write_header(FILE *f, const struct work *w);
void sql_write_source(FILE *f, const struct work *w);

#endif
