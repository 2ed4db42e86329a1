#include "test/support/thing.h"

#define COLUMNS "tenant, id, colour, data"

enum {
    INSERT,
    BY_ID,
    AFTER,
    PAINT,
    TAKE,
    COUNT,
    N_STATEMENTS,
};

static bool read_thing(const struct db *db, struct arena *arena, void *row)
{
    struct thing *to = row;
    bool ok = true;

    to->tenant = db_read_text(db, 0, arena);
    to->id = db_read_text(db, 1, arena);
    DB_READ_INTEGER(db, 2, to->colour, ok);
    to->data = db_read_blob(db, 3, arena);
    return ok && to->colour <= THING_BLUE;
}

static bool read_count(const struct db *db, struct arena *arena, void *row)
{
    int64_t *to = row;

    (void)arena;
    *to = db_read_integer(db, 0);
    return true;
}

static const struct db_statement statements[N_STATEMENTS] = {
    [INSERT] = {"thing_insert",
        {"INSERT INTO thing (" COLUMNS ") VALUES (?1, ?2, ?3, ?4)",
            "INSERT INTO thing (" COLUMNS ") VALUES ($1, $2, $3, $4)"},
        "ttib", "", true, 0, NULL},
    [BY_ID] = {"thing_by_id",
        {"SELECT " COLUMNS " FROM thing WHERE tenant = 't' AND id = ?1",
            "SELECT " COLUMNS " FROM thing WHERE tenant = 't' AND id = $1"},
        "t", "ttib", false, sizeof(struct thing), read_thing},
    [AFTER] = {"thing_after",
        {"SELECT " COLUMNS " FROM thing WHERE tenant = 't' AND id > ?1 "
         "ORDER BY id LIMIT ?2",
            "SELECT " COLUMNS " FROM thing WHERE tenant = 't' AND id > $1 "
            "ORDER BY id LIMIT $2"},
        "ti", "ttib", false, sizeof(struct thing), read_thing},
    [PAINT] = {"thing_paint",
        {"UPDATE thing SET colour = ?2 WHERE colour = ?1",
            "UPDATE thing SET colour = $2 WHERE colour = $1"},
        "ii", "", true, 0, NULL},
    [TAKE] = {"thing_take",
        {"DELETE FROM thing WHERE id = ?1 RETURNING " COLUMNS,
            "DELETE FROM thing WHERE id = $1 RETURNING " COLUMNS},
        "t", "ttib", true, sizeof(struct thing), read_thing},
    [COUNT] = {"thing_count",
        {"SELECT count(*) FROM thing", "SELECT count(*) FROM thing"}, "", "i",
        false, sizeof(int64_t), read_count},
};

static const char *const sqlite[] = {
    "CREATE TABLE thing (tenant TEXT NOT NULL, id TEXT NOT NULL, "
    "colour INTEGER NOT NULL CHECK (colour < 100), data BLOB NOT NULL, "
    "PRIMARY KEY (tenant, id)) STRICT",
    NULL,
};
static const char *const postgres[] = {
    "CREATE TABLE thing (tenant text NOT NULL, id text COLLATE \"C\" NOT NULL, "
    "colour bigint NOT NULL CHECK (colour < 100), data bytea NOT NULL, "
    "PRIMARY KEY (tenant, id))",
    NULL,
};
static const struct db_migration migrations[] = {
    {"0001_thing", {sqlite, postgres}}};

const struct db_schema thing_schema = {statements, N_STATEMENTS, migrations, 1};

code thing_insert(
    struct db *db, const struct thing *thing, int64_t colour, struct err *err)
{
    const struct db_value values[] = {db_text(thing->tenant),
        db_text(thing->id), db_integer(colour), db_blob(thing->data)};

    return db_exec(db, &statements[INSERT], values, NULL, err);
}

code thing_by_id(struct db *db, str id, struct arena *arena, struct thing *ret)
{
    const struct db_value values[] = {db_text(id)};

    return db_one(db, &statements[BY_ID], values, arena, ret, NULL);
}

code thing_after(struct db *db,
    str id,
    int64_t limit,
    struct arena *arena,
    struct db_rows *ret)
{
    const struct db_value values[] = {db_text(id), db_integer(limit)};

    return db_many(db, &statements[AFTER], values, arena, ret, NULL);
}

code thing_paint(struct db *db, int64_t from, int64_t to, size_t *ret_n)
{
    const struct db_value values[] = {db_integer(from), db_integer(to)};

    return db_exec(db, &statements[PAINT], values, ret_n, NULL);
}

code thing_take(struct db *db, str id, struct arena *arena, struct thing *ret)
{
    const struct db_value values[] = {db_text(id)};

    return db_one(db, &statements[TAKE], values, arena, ret, NULL);
}

int64_t thing_count(struct db *db)
{
    struct arena arena;
    int64_t n = -1;

    arena_init(&arena, 1 << 16);
    if (db_one(db, &statements[COUNT], NULL, &arena, &n, NULL) != OK)
        n = -1;
    arena_release(&arena);
    return n;
}
