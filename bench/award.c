/*
 * Awards through the use cases, on a platform with the demo data: one, beside
 * two bare durable transactions on the same settings; and many at once.
 */
#include "app/award.h"

#include "app/demo.h"
#include "bench/bench.h"
#include "store/sql.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    ARENA_BYTES = 1 << 29,
    NOW = 1795564800, /* 2026-11-25 */
    MANY = 200,
};

struct place {
    struct arena lasting;
    struct arena step;
    struct platform platform;
    struct worker worker;
    struct act act;
    str achievement; /* the college's first */
    sqlite3 *bare;
    sqlite3_stmt *insert;
    size_t n;
};

static void must(bool ok)
{
    if (!ok)
        abort();
}

static struct award_order next_order(struct place *p)
{
    char email[48];
    const int n =
        snprintf(email, sizeof(email), "learner%zu@many.example", p->n++);

    return (struct award_order){
        .achievement = p->achievement,
        .email = arena_str(&p->step, (str){email, (size_t)n}),
        .recipient_name = S("Aroha Ngata"),
        .grade = S("P"),
    };
}

static void run_one(void *arg, size_t n)
{
    struct place *p = arg;
    struct award award;

    for (; n > 0; n--) {
        struct award_order order;

        arena_reset(&p->step);
        order = next_order(p);
        must(award_issue(&p->act, &order, &award, NULL) == OK);
        bench_use(&award);
    }
}

static void run_many(void *arg, size_t n)
{
    static struct award_order orders[MANY];
    static struct award_outcome outcomes[MANY];
    struct place *p = arg;
    size_t i;

    for (; n > 0; n--) {
        arena_reset(&p->step);
        for (i = 0; i < MANY; i++)
            orders[i] = next_order(p);
        must(award_issue_many(&p->act, orders, MANY, outcomes, NULL) == OK);
        for (i = 0; i < MANY; i++)
            must(outcomes[i].code == OK);
    }
}

/* --- the floor --- */

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

static void open_bare(struct place *p, const char *path)
{
    must(sqlite3_open(path, &p->bare) == SQLITE_OK);
    bare(p, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "CREATE TABLE t (n INTEGER PRIMARY KEY, x BLOB NOT NULL) STRICT");
    must(sqlite3_prepare_v2(p->bare, "INSERT INTO t (x) VALUES (x'0102')", -1,
             &p->insert, NULL) == SQLITE_OK);
}

/* --- the platform --- */

static void open_platform(struct place *p, const char *folder)
{
    const char *options[N_CONFIG_NAMES] = {NULL};
    const struct config_sources sources = {options, NULL, {NULL, 0}};
    struct organisation college;
    struct demo_made made;
    struct config config;
    struct achievement first;

    options[CONFIG_DATA] = folder;
    arena_init(&p->lasting, ARENA_BYTES);
    arena_init(&p->step, ARENA_BYTES);
    must(config_read(&sources, &p->lasting, &config, NULL) == OK);
    must(platform_open(&config, &p->lasting, &p->platform, NULL) == OK);
    must(worker_init_hasty(&p->worker, &p->platform, NULL) == OK);
    must(demo_fill(&p->worker, DEMO_TINY, NOW, &p->lasting, &made, NULL) == OK);
    worker_release(&p->worker);
    must(worker_init(&p->worker, &p->platform, NULL) == OK);
    must(sql_organisation_by_slug(p->worker.db, S("career-skills"), &p->lasting,
             &college, NULL) == OK);
    must(sql_achievement_by_code(p->worker.db, college.tenant, S("COM1"),
             &p->lasting, &first, NULL) == OK);
    p->achievement = first.id;
    p->act = (struct act){
        .worker = &p->worker,
        .db = p->worker.db,
        .arena = &p->step,
        .now = NOW,
        .actor = {.person = S("bench"),
            .tenant = college.tenant,
            .roles = (role_set)1 << ROLE_REGISTRAR},
    };
}

static void remove_all(const char *folder)
{
    static const char *const names[] = {"testamur.db", "testamur.db-wal",
        "testamur.db-shm", "secret", "bare.db", "bare.db-wal", "bare.db-shm"};
    char name[96];
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        (void)snprintf(name, sizeof(name), "%s/%s", folder, names[i]);
        (void)remove(name);
    }
    (void)rmdir(folder);
}

int main(int argc, char **argv)
{
    static struct place p;
    char folder[] = "/tmp/testamur-bench-XXXXXX";
    char path[64];
    const struct bench_row rows[] = {
        {.name = "award.bare.two", .run = run_bare, .arg = &p},
        {.name = "award.one",
            .run = run_one,
            .arg = &p,
            .floor = "award.bare.two"},
        {.name = "award.many",
            .run = run_many,
            .arg = &p,
            .cost_divisor = MANY},
    };
    int status;

    must(mkdtemp(folder) != NULL);
    (void)snprintf(path, sizeof(path), "%s/bare.db", folder);
    open_platform(&p, folder);
    open_bare(&p, path);
    status = bench_main(argc, argv, rows, sizeof(rows) / sizeof(rows[0]));
    worker_release(&p.worker);
    platform_close(&p.platform);
    (void)sqlite3_finalize(p.insert);
    (void)sqlite3_close(p.bare);
    remove_all(folder);
    return status;
}
