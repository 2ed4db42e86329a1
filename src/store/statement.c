#include "store/statement.h"

#include "store/engine.h"
#include "text/utf8.h"

#include <assert.h>
#include <string.h>

/* Where a statement of the schema stays prepared; NULL for any other. */
static void **slot_of(const struct db *db, const struct db_statement *s)
{
    const struct db_schema *schema = db->schema;

    if (s < schema->statements ||
        s >= schema->statements + schema->n_statements)
        return NULL;
    return &db->prepared[s - schema->statements];
}

/* PostgreSQL takes neither wrong UTF-8 nor NUL, so SQLite does not either. */
static code check_values(const struct db_statement *s,
    const struct db_value *values,
    struct err *reterr)
{
    size_t i;

    for (i = 0; s->parameters[i]; i++) {
        const struct db_value *v = &values[i];

        assert(s->parameters[i] == "itb"[v->type]);
        if (v->type != DB_TEXT || v->data.len == 0)
            continue;
        if (!utf8_is_valid(bytes_str(v->data)) ||
            memchr(v->data.ptr, 0, v->data.len))
            return err_set(reterr, E_ARGUMENT, str_of(s->name));
    }
    return OK;
}

static code start(struct db *db,
    const struct db_statement *s,
    const struct db_value *values,
    struct err *reterr)
{
    assert(!s->writes || db->state == STATE_WRITING);
    if (db->broken)
        return err_set(reterr, db->broken, str_of(s->name));
    TRY(check_values(s, values, reterr));
    return db->engine->start(db, s, slot_of(db, s), values, reterr);
}

/* Ends the statement; a failure inside a transaction breaks it. */
static code finish(struct db *db, code c)
{
    db->engine->finish(db);
    if (c != OK && c != E_NOT_FOUND && db->state != STATE_IDLE)
        db->broken = c;
    return c;
}

static code read_row(struct db *db,
    const struct db_statement *s,
    struct arena *arena,
    void *row,
    struct err *reterr)
{
    memset(row, 0, s->row_bytes);
    if (!s->read(db, arena, row))
        return err_set(reterr, E_DATA_DAMAGED, str_of(s->name));
    if (arena_status(arena) != OK)
        return err_set(reterr, arena_status(arena), str_of(s->name));
    return OK;
}

static code first_row(struct db *db,
    const struct db_statement *s,
    struct arena *arena,
    void **ret,
    struct err *reterr)
{
    bool is_row = false;
    void *row;

    TRY(db->engine->step(db, &is_row, reterr));
    if (!is_row)
        return err_set(reterr, E_NOT_FOUND, str_of(s->name));
    row = arena_alloc(arena, s->row_bytes);
    if (!row)
        return err_set(reterr, arena_status(arena), str_of(s->name));
    TRY(read_row(db, s, arena, row, reterr));
    *ret = row;
    /* What returns rows and writes is done only when it has run to its end. */
    while (is_row && s->writes)
        TRY(db->engine->step(db, &is_row, reterr));
    return OK;
}

code db_one(struct db *db,
    const struct db_statement *s,
    const struct db_value *values,
    struct arena *arena,
    void *ret,
    struct err *reterr)
{
    void *row = NULL;
    code c = start(db, s, values, reterr);

    if (c == OK)
        c = first_row(db, s, arena, &row, reterr);
    if (finish(db, c) == OK && row)
        memcpy(ret, row, s->row_bytes);
    return c;
}

static code all_rows(struct db *db,
    const struct db_statement *s,
    struct arena *arena,
    struct db_rows *ret,
    struct err *reterr)
{
    bool is_row = true;
    size_t capacity = 0;

    for (;;) {
        TRY(db->engine->step(db, &is_row, reterr));
        if (!is_row)
            return OK;
        ret->items =
            arena_grow(arena, ret->items, s->row_bytes, ret->n + 1, &capacity);
        if (!ret->items)
            return err_set(reterr, arena_status(arena), str_of(s->name));
        TRY(read_row(
            db, s, arena, (char *)ret->items + ret->n * s->row_bytes, reterr));
        ret->n++;
    }
}

code db_many(struct db *db,
    const struct db_statement *s,
    const struct db_value *values,
    struct arena *arena,
    struct db_rows *ret,
    struct err *reterr)
{
    struct db_rows rows = {0};
    code c = start(db, s, values, reterr);

    if (c == OK)
        c = all_rows(db, s, arena, &rows, reterr);
    if (finish(db, c) == OK)
        *ret = rows;
    return c;
}

code db_exec(struct db *db,
    const struct db_statement *s,
    const struct db_value *values,
    size_t *ret_n,
    struct err *reterr)
{
    bool is_row = false;
    code c = start(db, s, values, reterr);

    if (c == OK)
        c = db->engine->step(db, &is_row, reterr);
    if (c == OK && ret_n)
        *ret_n = db->engine->changed(db);
    return finish(db, c);
}

int64_t db_read_integer(const struct db *db, size_t i)
{
    return db->engine->integer(db, i);
}

str db_read_text(const struct db *db, size_t i, struct arena *arena)
{
    return arena_str(arena, bytes_str(db->engine->data(db, i, DB_TEXT)));
}

bytes db_read_blob(const struct db *db, size_t i, struct arena *arena)
{
    const bytes data = db->engine->data(db, i, DB_BLOB);

    return str_bytes(arena_str(arena, bytes_str(data)));
}
