/*
 * Migrations go forward only, each in a transaction that also writes down
 * its name and digest. So the data say of themselves which program made
 * them, and a program refuses what it does not know.
 */
#include "crypto/sha2.h"
#include "store/engine.h"

#include <string.h>

enum {
    DIGEST_TEXT_BYTES = 2 * SHA256_BYTES,
    SCRATCH_BYTES = 1 << 20,
};

struct applied {
    int64_t version;
    str name;
    str digest;
};

struct count {
    int64_t n;
};

static bool read_applied(const struct db *db, struct arena *arena, void *row)
{
    struct applied *to = row;

    to->version = db_read_integer(db, 0);
    to->name = db_read_text(db, 1, arena);
    to->digest = db_read_text(db, 2, arena);
    return true;
}

static bool read_count(const struct db *db, struct arena *arena, void *row)
{
    struct count *to = row;

    (void)arena;
    to->n = db_read_integer(db, 0);
    return true;
}

static const char *const create[DB_DIALECTS] = {
    "CREATE TABLE schema_migration (version INTEGER PRIMARY KEY, "
    "name TEXT NOT NULL, digest TEXT NOT NULL) STRICT",
    "CREATE TABLE schema_migration (version bigint PRIMARY KEY, "
    "name text NOT NULL, digest text NOT NULL)",
};

static const struct db_statement is_there = {
    "migration_is_there",
    {
        "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migration'",
        "SELECT count(to_regclass('schema_migration'))",
    },
    "",
    "i",
    false,
    sizeof(struct count),
    read_count,
};

static const struct db_statement list = {
    "migration_list",
    {
        "SELECT version, name, digest FROM schema_migration ORDER BY version",
        "SELECT version, name, digest FROM schema_migration ORDER BY version",
    },
    "",
    "itt",
    false,
    sizeof(struct applied),
    read_applied,
};

static const struct db_statement insert = {
    "migration_insert",
    {
        "INSERT INTO schema_migration VALUES (?1, ?2, ?3)",
        "INSERT INTO schema_migration VALUES ($1, $2, $3)",
    },
    "itt",
    "",
    true,
    0,
    NULL,
};

/* Of the statements for SQLite: both dialects are made of one source. */
static void digest_of(const struct db_migration *m, char ret[DIGEST_TEXT_BYTES])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[SHA256_BYTES];
    struct sha256 h;
    size_t i;

    sha256_init(&h);
    for (i = 0; m->sql[DB_SQLITE][i]; i++) {
        sha256_put(&h, str_bytes(str_of(m->sql[DB_SQLITE][i])));
        sha256_put(&h, str_bytes(S("\n")));
    }
    sha256_finish(&h, digest);
    for (i = 0; i < SHA256_BYTES; i++) {
        ret[2 * i] = digits[digest[i] >> 4];
        ret[2 * i + 1] = digits[digest[i] & 15];
    }
}

/* How many of the schema's migrations the data have. */
static code count_applied(
    struct db *db, struct arena *arena, size_t *ret_n, struct err *reterr)
{
    const struct db_schema *schema = db->schema;
    const struct applied *applied;
    struct count there = {0};
    struct db_rows rows = {0};
    size_t i;

    TRY(db_one(db, &is_there, NULL, arena, &there, reterr));
    if (there.n == 0) {
        *ret_n = 0;
        return OK;
    }
    TRY(db_many(db, &list, NULL, arena, &rows, reterr));
    applied = rows.items;
    for (i = 0; i < rows.n; i++) {
        char digest[DIGEST_TEXT_BYTES];

        if (i == schema->n_migrations)
            return err_set(reterr, E_DATA_VERSION, applied[i].name);
        digest_of(&schema->migrations[i], digest);
        if (applied[i].version != (int64_t)i + 1 ||
            !str_eq(applied[i].name, str_of(schema->migrations[i].name)) ||
            !str_eq(applied[i].digest, (str){digest, sizeof(digest)}))
            return err_set(reterr, E_DATA_VERSION, applied[i].name);
    }
    *ret_n = rows.n;
    return OK;
}

static code apply(struct db *db, size_t i, struct err *reterr)
{
    const struct db_migration *m = &db->schema->migrations[i];
    const char *const *step = m->sql[db->engine->dialect];
    char digest[DIGEST_TEXT_BYTES];
    const struct db_value values[] = {
        db_integer((int64_t)i + 1),
        db_text(str_of(m->name)),
        db_text((str){digest, sizeof(digest)}),
    };

    digest_of(m, digest);
    if (i == 0)
        TRY(db->engine->run(db, create[db->engine->dialect], reterr));
    for (; *step; step++)
        TRY(db->engine->run(db, *step, reterr));
    return db_exec(db, &insert, values, NULL, reterr);
}

/* One that is missing, whoever else tries the same. */
static code apply_next(
    struct db *db, struct arena *arena, bool *ret_done, struct err *reterr)
{
    size_t n = 0;
    code c;

    TRY(db_begin(db, DB_WRITE, reterr));
    c = db->engine->lock(db, reterr);
    if (c == OK)
        c = count_applied(db, arena, &n, reterr);
    if (c == OK && n < db->schema->n_migrations)
        c = apply(db, n, reterr);
    if (c == OK)
        c = db_commit(db, reterr);
    db_rollback(db);
    *ret_done = n >= db->schema->n_migrations;
    return c;
}

static code upgrade_all(struct db *db, struct arena *arena, struct err *reterr)
{
    bool done = false;

    while (!done)
        TRY(apply_next(db, arena, &done, reterr));
    return OK;
}

code migrate(struct db *db, const struct db_options *o, struct err *reterr)
{
    struct arena arena;
    size_t n = 0;
    code c;

    arena_init(&arena, SCRATCH_BYTES);
    c = count_applied(db, &arena, &n, reterr);
    if (c == OK && n > 0 && n < db->schema->n_migrations && o->upgrade)
        c = db->engine->check(db, reterr);
    if (c == OK && n < db->schema->n_migrations && o->upgrade)
        c = upgrade_all(db, &arena, reterr);
    else if (c == OK && n < db->schema->n_migrations && !o->inspect)
        c = err_set(reterr, E_DATA_VERSION, S("older data"));
    arena_release(&arena);
    return c;
}
