#include "store/db.h"

#include "store/engine.h"

#include <assert.h>

static const struct engine *engine_of(str url)
{
    const bool is_postgres = str_starts(url, S("postgresql://")) ||
                             str_starts(url, S("postgres://"));

    return is_postgres ? &engine_postgres : &engine_sqlite;
}

code db_open(const struct db_options *o,
    struct arena *arena,
    struct db **ret,
    struct err *reterr)
{
    struct db *db = arena_new(arena, struct db);
    code c;

    if (!db)
        return err_set(reterr, arena_status(arena), S("database"));
    db->engine = engine_of(str_of(o->url));
    db->schema = o->schema;
    db->arena = arena;
    db->busy_ms = o->busy_ms ? o->busy_ms : DB_BUSY_MS;
    db->prepared = arena_array(arena, o->schema->n_statements + 1, void *);
    if (!db->prepared)
        return err_set(reterr, arena_status(arena), S("database"));
    TRY(db->engine->open(db, o, reterr));
    c = o->upgrade ? db->engine->probe(db, reterr) : OK;
    if (c == OK)
        c = migrate(db, o, reterr);
    if (c != OK) {
        db_close(db);
        return c;
    }
    *ret = db;
    return OK;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    db_rollback(db);
    db->engine->close(db);
}

code db_begin(struct db *db, enum db_access access, struct err *reterr)
{
    assert(db->state == STATE_IDLE);
    TRY(db->engine->begin(db, access, reterr));
    db->state = access == DB_READ ? STATE_READING : STATE_WRITING;
    return OK;
}

code db_commit(struct db *db, struct err *reterr)
{
    const code broken = db->broken;

    assert(db->state != STATE_IDLE);
    if (broken) {
        db_rollback(db);
        return err_set(reterr, broken, S("commit"));
    }
    db->state = STATE_IDLE;
    return db->engine->commit(db, reterr);
}

void db_rollback(struct db *db)
{
    if (db->state == STATE_IDLE)
        return;
    db->engine->rollback(db);
    db->state = STATE_IDLE;
    db->broken = OK;
}
