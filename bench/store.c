/*
 * What the store costs an award: two durable transactions, one with the
 * intent and one with a leaf of the award log. The floor is two bare ones on
 * SQLite with the same settings, one row each.
 */
#include "bench/bench.h"
#include "store/log.h"
#include "store/sql.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    ARENA_BYTES = 1 << 24,
    NOW = 1767225600,
};

struct place {
    struct arena arena;
    struct arena step;
    struct db *db;
    int64_t n;
    sqlite3 *bare;
    sqlite3_stmt *insert;
};

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void run_award(void *arg, size_t n)
{
    static const uint8_t salt[LOG_SALT_BYTES];
    struct place *p = arg;
    const struct log_entry entry = {LOG_ISSUE, S("t"), NOW,
        str_bytes(S("the bytes of a credential")), {salt, sizeof(salt)}};
    uint64_t index = 0;

    for (; n > 0; n--) {
        const struct log_salt_insert_args intent = {
            S("intent"), p->n++, {salt, sizeof(salt)}};

        arena_reset(&p->step);
        must(db_begin(p->db, DB_WRITE, NULL) == OK);
        must(sql_log_salt_insert(p->db, &intent, NULL, NULL) == OK);
        must(db_commit(p->db, NULL) == OK);
        must(db_begin(p->db, DB_WRITE, NULL) == OK);
        must(log_append(p->db, &entry, &p->step, &index, NULL) == OK);
        must(db_commit(p->db, NULL) == OK);
    }
    bench_use(&index);
}

static void bare(struct place *p, const char *sql)
{
    must(sqlite3_exec(p->bare, sql, NULL, NULL, NULL) == SQLITE_OK);
}

static void run_bare(void *arg, size_t n)
{
    struct place *p = arg;

    for (n *= 2; n > 0; n--) {
        bare(p, "BEGIN IMMEDIATE");
        must(sqlite3_step(p->insert) == SQLITE_DONE);
        must(sqlite3_reset(p->insert) == SQLITE_OK);
        bare(p, "COMMIT");
    }
}

static void open_both(struct place *p, const char *own, const char *other)
{
    const struct db_options o = {
        .url = own, .schema = &sql_schema, .upgrade = true};

    arena_init(&p->arena, ARENA_BYTES);
    arena_init(&p->step, ARENA_BYTES);
    must(db_open(&o, &p->arena, &p->db, NULL) == OK);
    must(sqlite3_open(other, &p->bare) == SQLITE_OK);
    bare(p, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "CREATE TABLE t (n INTEGER PRIMARY KEY, x BLOB NOT NULL) STRICT");
    must(sqlite3_prepare_v2(p->bare, "INSERT INTO t (x) VALUES (x'0102')", -1,
             &p->insert, NULL) == SQLITE_OK);
}

static void remove_all(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    char name[96];
    size_t i;

    for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        (void)snprintf(name, sizeof(name), "%s%s", path, endings[i]);
        (void)remove(name);
    }
}

int main(int argc, char **argv)
{
    static struct place p;
    char folder[] = "/tmp/testamur-bench-XXXXXX";
    char own[64];
    char other[64];
    const struct bench_row rows[] = {
        {.name = "store.bare.two", .run = run_bare, .arg = &p},
        {.name = "store.award",
            .run = run_award,
            .arg = &p,
            .floor = "store.bare.two"},
    };
    int status;

    must(mkdtemp(folder) != NULL);
    (void)snprintf(own, sizeof(own), "%s/own.db", folder);
    (void)snprintf(other, sizeof(other), "%s/bare.db", folder);
    open_both(&p, own, other);
    status = bench_main(argc, argv, rows, sizeof(rows) / sizeof(rows[0]));
    db_close(p.db);
    (void)sqlite3_finalize(p.insert);
    (void)sqlite3_close(p.bare);
    remove_all(own);
    remove_all(other);
    (void)rmdir(folder);
    return status;
}
