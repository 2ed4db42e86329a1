#include "test/support/stage.h"

#include "test/support/thing.h"

#include <dirent.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    PATH_BYTES = 300,
    TRIES = 600,
    NAP_NS = 20000000,
};

static struct arena arena;
static char folder[] = "/tmp/testamur-stage-XXXXXX";
static char room[PATH_BYTES];
static char url[PATH_BYTES];
static char bin[PATH_BYTES / 2];
static pid_t server; /* 0: the tests run on SQLite */

const char *stage_url(void)
{
    return url;
}

bool stage_is_sqlite(void)
{
    return strncmp(url, "postgresql:", 11) != 0;
}

struct arena *stage_arena(void)
{
    return &arena;
}

const char *stage_path(const char *name)
{
    (void)snprintf(room, sizeof(room), "%s/%s", folder, name);
    return room;
}

struct db *stage_open_schema(const struct db_schema *schema)
{
    const struct db_options o = {
        .url = url, .schema = schema, .upgrade = true, .busy_ms = 50};
    struct db *db = NULL;
    struct err err = {0};

    if (db_open(&o, &arena, &db, &err) != OK)
        fail_msg("cannot open %s: %s", url, err.arg);
    return db;
}

struct db *stage_open(void)
{
    return stage_open_schema(&thing_schema);
}

bool stage_exec(const char *sql)
{
    sqlite3 *handle = NULL;
    bool ok;

    if (stage_is_sqlite()) {
        ok = sqlite3_open(url, &handle) == SQLITE_OK &&
             sqlite3_exec(handle, sql, NULL, NULL, NULL) == SQLITE_OK;
        (void)sqlite3_close(handle);
    } else {
        PGconn *c = PQconnectdb(url);
        PGresult *r = PQexec(c, sql);

        ok = PQresultStatus(r) == PGRES_COMMAND_OK;
        PQclear(r);
        PQfinish(c);
    }
    return ok;
}

static void remove_tree(const char *path)
{
    char name[PATH_BYTES + 260];
    struct dirent *e;
    struct stat st;
    DIR *d = opendir(path);

    while (d && (e = readdir(d))) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        (void)snprintf(name, sizeof(name), "%s/%s", path, e->d_name);
        if (lstat(name, &st) == 0 && S_ISDIR(st.st_mode))
            remove_tree(name);
        else
            (void)remove(name);
    }
    if (d)
        (void)closedir(d);
    (void)rmdir(path);
}

static int make_folder(void)
{
    arena_init(&arena, (size_t)64 << 20);
    memset(folder + sizeof(folder) - 7, 'X', 6);
    return mkdtemp(folder) ? 0 : -1;
}

static int set_up_sqlite(void **state)
{
    (void)state;
    if (make_folder() != 0)
        return -1;
    (void)snprintf(url, sizeof(url), "%s", stage_path("data.db"));
    return 0;
}

/* The newest PostgreSQL of Debian. */
static bool find_programs(void)
{
    int version;

    for (version = 30; version >= 13; version--) {
        (void)snprintf(bin, sizeof(bin), "/usr/lib/postgresql/%d/bin", version);
        if (access(bin, X_OK) == 0)
            return true;
    }
    return false;
}

static const char *program_path(const char *name)
{
    (void)snprintf(room, sizeof(room), "%s/%s", bin, name);
    return room;
}

/* PostgreSQL refuses to be root. */
static void become_postgres(void)
{
    const struct passwd *who = getpwnam("postgres");

    if (geteuid() != 0)
        return;
    if (!who || setgid(who->pw_gid) != 0 || setuid(who->pw_uid) != 0)
        _exit(127);
}

static void run_initdb(const char *data)
{
    (void)execl(program_path("initdb"), "initdb", "-D", data, "-U", "testamur",
        "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", (char *)NULL);
}

static void run_server(const char *data)
{
    (void)execl(program_path("postgres"), "postgres", "-D", data, "-k", folder,
        "-c", "listen_addresses=", "-c", "shared_buffers=16MB", (char *)NULL);
}

static pid_t start_child(void (*program)(const char *data))
{
    char data[PATH_BYTES];
    pid_t child;

    (void)snprintf(data, sizeof(data), "%s", stage_path("cluster"));
    child = fork();
    if (child != 0)
        return child;
    become_postgres();
    if (chdir("/") == 0 && freopen("/dev/null", "w", stdout) &&
        freopen("/dev/null", "w", stderr))
        program(data);
    _exit(127);
}

static bool start_server(void)
{
    const struct timespec nap = {0, NAP_NS};
    int i;

    server = start_child(run_server);
    for (i = 0; i < TRIES; i++) {
        if (PQping(url) == PQPING_OK)
            return true;
        (void)nanosleep(&nap, NULL);
    }
    return false;
}

static bool make_cluster(void)
{
    const struct passwd *who = getpwnam("postgres");
    int status = -1;
    pid_t child;

    if (geteuid() == 0 && (!who || chown(folder, who->pw_uid, who->pw_gid)))
        return false;
    child = start_child(run_initdb);
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static int set_up_postgres(void **state)
{
    (void)state;
    if (make_folder() != 0)
        return -1;
    (void)snprintf(
        url, sizeof(url), "postgresql://testamur@/postgres?host=%s", folder);
    if (!find_programs() || !make_cluster() || !start_server()) {
        print_error("PostgreSQL cannot be started\n");
        return -1;
    }
    return 0;
}

void stage_stop_server(void)
{
    if (server > 0) {
        (void)kill(server, SIGQUIT);
        (void)waitpid(server, NULL, 0);
    }
    server = 0;
}

void stage_start_server(void)
{
    assert_true(start_server());
}

static int tear_down(void **state)
{
    (void)state;
    stage_stop_server();
    remove_tree(folder);
    arena_release(&arena);
    return 0;
}

static void empty_postgres(void)
{
    assert_true(stage_exec("SET client_min_messages = error;"
                           "DROP SCHEMA public CASCADE;"
                           "CREATE SCHEMA public"));
}

static int start_test(void **state)
{
    static const char *const names[] = {
        "data.db", "data.db-wal", "data.db-shm"};
    size_t i;

    (void)state;
    arena_reset(&arena);
    if (!stage_is_sqlite()) {
        empty_postgres();
        return 0;
    }
    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        (void)remove(stage_path(names[i]));
    return 0;
}

static int run(const struct CMUnitTest *tests,
    size_t n,
    const char *name,
    CMFixtureFunction set_up)
{
    struct CMUnitTest *own = calloc(n, sizeof(*own));
    size_t i;
    int n_failed;

    if (!own)
        return 1;
    memcpy(own, tests, n * sizeof(*own));
    for (i = 0; i < n; i++)
        own[i].setup_func = start_test;
    n_failed = _cmocka_run_group_tests(name, own, n, set_up, tear_down);
    free(own);
    return n_failed;
}

int stage_run_sqlite(const struct CMUnitTest *tests, size_t n)
{
    return run(tests, n, "SQLite", set_up_sqlite);
}

int stage_run_postgres(const struct CMUnitTest *tests, size_t n)
{
    return run(tests, n, "PostgreSQL", set_up_postgres);
}

int stage_run(const struct CMUnitTest *tests, size_t n)
{
    const int n_failed = stage_run_sqlite(tests, n);

    return n_failed + stage_run_postgres(tests, n);
}
