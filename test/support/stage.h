/*
 * A fresh database for each test, on both engines: SQLite in a temporary
 * folder, and a PostgreSQL that is started there for this program alone
 * (socket only, no port). Where it cannot be started the program fails.
 *
 *     int main(void)
 *     {
 *         const struct CMUnitTest tests[] = {...};
 *         return stage_run(tests, n);
 *     }
 */
#ifndef TEST_SUPPORT_STAGE_H
#define TEST_SUPPORT_STAGE_H

#include "store/db.h"
#include "test/support/test.h"
#include "test/support/thing.h"

/* Runs the tests on SQLite and then on PostgreSQL; each begins with an empty
 * database and stage_arena reset. */
int stage_run(const struct CMUnitTest *tests, size_t n);

/* The same on one of them. */
int stage_run_sqlite(const struct CMUnitTest *tests, size_t n);
int stage_run_postgres(const struct CMUnitTest *tests, size_t n);

/* Of the database: a path for SQLite. */
const char *stage_url(void);
bool stage_is_sqlite(void);

/* The path of a name in the folder, good until the next call. */
const char *stage_path(const char *name);

struct arena *stage_arena(void);

/* A connection to thing_schema, brought up to date; waits 50 ms for other
 * writers. */
struct db *stage_open(void);

/* The same to another schema. */
struct db *stage_open_schema(const struct db_schema *schema);

/* SQL past the store, as an operator would; false when it is refused. */
bool stage_exec(const char *sql);

/* Stops PostgreSQL at once, as a power cut would, and starts it again. */
void stage_stop_server(void);
void stage_start_server(void);

#endif
