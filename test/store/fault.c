/* Disks that are full, machines that stop, files that are damaged, writers
 * that crowd: RELIABILITY, cases DB. */
#include "store/backup.h"
#include "store/sql.h"
#include "test/support/disk.h"
#include "test/support/stage.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    N_WRITERS = 50,
    N_EACH = 10,
    BIG_BYTES = 20000,
    PAGE_BYTES = 4096,
    POINTS_MAX = 2000,
};

static uint8_t big[BIG_BYTES];

static code put(struct db *db, const char *id)
{
    const struct thing t = {S("t"), str_of(id), 0, {big, sizeof(big)}};

    return thing_insert(db, &t, THING_RED, NULL);
}

/* The things of one transaction: all or none of them are to be found. */
static code put_three(struct db *db)
{
    static const char *const ids[] = {"a", "b", "c"};
    code c = db_begin(db, DB_WRITE, NULL);
    size_t i;

    for (i = 0; i < 3 && c == OK; i++)
        c = put(db, ids[i]);
    if (c == OK)
        c = db_commit(db, NULL);
    db_rollback(db);
    return c;
}

static void put_kept(struct db *db)
{
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(put(db, "kept"), OK);
    assert_int_equal(db_commit(db, NULL), OK);
}

static void assert_sound(struct db *db)
{
    assert_int_equal(backup_check(db, NULL), OK);
}

static void remove_data(void)
{
    (void)remove(stage_path("data.db"));
    (void)remove(stage_path("data.db-wal"));
    (void)remove(stage_path("data.db-shm"));
}

/* Full at the n-th write: 503 STORAGE_FULL, reads go on, and once there is
 * space writing goes on, without opening anything again. */
static bool fill_disk_at(size_t n)
{
    struct db *db;
    bool has_failed;
    code c;

    remove_data();
    db = stage_open();
    put_kept(db);
    disk_arm(DISK_FULL, n);
    c = put_three(db);
    has_failed = disk_has_failed();
    assert_int_equal(c, has_failed ? E_STORAGE_FULL : OK);
    assert_int_equal(thing_count(db), has_failed ? 1 : 4);
    disk_disarm();
    if (has_failed)
        assert_int_equal(put_three(db), OK);
    assert_int_equal(thing_count(db), 4);
    assert_sound(db);
    db_close(db);
    db = stage_open();
    assert_int_equal(thing_count(db), 4);
    db_close(db);
    return has_failed;
}

static void test_db_10_disk_full_at_each_write(void **state)
{
    size_t n = 1;

    (void)state;
    while (fill_disk_at(n))
        n++;
    assert_true(n > 5);
    assert_true(n < POINTS_MAX);
}

static void test_db_10_limit_of_the_system(void **state)
{
    struct rlimit was;
    struct rlimit tight;
    struct db *db = stage_open();
    code c;

    (void)state;
    put_kept(db);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    tight = was;
    tight.rlim_cur = (rlim_t)16 * PAGE_BYTES;
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
    c = put_three(db);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    /* SQLite tells only a full disk from other failures to write. */
    assert_true(c == E_STORAGE_FULL || c == E_IO_WRITE);
    assert_int_equal(thing_count(db), 1);
    assert_int_equal(put_three(db), OK);
    assert_int_equal(thing_count(db), 4);
    db_close(db);
}

/* The disk does not say whether it has the commit: E_COMMIT_UNKNOWN, and the
 * looking up has one answer. */
static void test_db_04_unknown_commit(void **state)
{
    struct db *db = stage_open();
    int64_t n;

    (void)state;
    put_kept(db);
    disk_arm(DISK_SYNC_FAILS, 1);
    assert_int_equal(put_three(db), E_COMMIT_UNKNOWN);
    assert_true(disk_has_failed());
    disk_disarm();
    n = thing_count(db);
    assert_true(n == 1 || n == 4);
    if (n == 1)
        assert_int_equal(put_three(db), OK);
    assert_int_equal(thing_count(db), 4);
    assert_sound(db);
    db_close(db);
}

/* Runs the work in a child that dies before its n-th write, sync or change
 * of size; is its answer (a byte) or -1 when it died. */
static int die_at(size_t n, void (*work)(void))
{
    int ends[2];
    char answer = 0;
    bool answered;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        disk_arm(DISK_KILL, n);
        work();
        if (write(ends[1], "y", 1) != 1)
            _exit(1);
        _exit(0);
    }
    (void)close(ends[1]);
    answered = read(ends[0], &answer, 1) == 1;
    (void)close(ends[0]);
    assert_int_equal(waitpid(child, NULL, 0), child);
    return answered ? answer : -1;
}

static void open_and_put(void)
{
    struct db *db = stage_open();

    if (put_three(db) != OK)
        _exit(1);
}

/* DB-03 as far as the store goes: what was said to be kept is there, and
 * never a part of it. */
static void test_db_03_killed_at_each_write(void **state)
{
    size_t n;
    int answer;

    (void)state;
    for (n = 1; n < POINTS_MAX; n++) {
        struct db *db;
        int64_t things;

        remove_data();
        answer = die_at(n, open_and_put);
        db = stage_open();
        things = thing_count(db);
        assert_true(things == 3 || (things == 0 && answer < 0));
        assert_sound(db);
        db_close(db);
        if (answer >= 0)
            break;
    }
    assert_true(n > 10);
    assert_true(n < POINTS_MAX);
}

static code open_all(bool upgrade)
{
    const struct db_options o = {
        .url = stage_url(), .schema = &sql_schema, .upgrade = upgrade};
    struct db *db = NULL;
    const code c = db_open(&o, stage_arena(), &db, NULL);

    db_close(db);
    return c;
}

static void migrate_all(void)
{
    if (open_all(true) != OK)
        _exit(1);
}

/* The migrations of the product: killed anywhere, they are carried on. Every
 * point of the first writes, and then one in seven: they are many. */
static void test_db_14_migration_killed_at_each_write(void **state)
{
    size_t n;
    int answer = -1;

    (void)state;
    for (n = 1; n < POINTS_MAX && answer < 0; n += n < 40 ? 1 : 7) {
        remove_data();
        answer = die_at(n, migrate_all);
        assert_int_equal(open_all(true), OK);
        assert_int_equal(open_all(false), OK);
    }
    assert_true(n > 10);
    assert_true(answer >= 0);
}

static void *write_many(void *arg)
{
    const struct db_options o = {.url = stage_url(), .schema = &thing_schema};
    struct arena arena;
    struct db *db = NULL;
    const int writer = *(int *)arg;
    int *ret = arg;
    code c;
    int i;

    arena_init(&arena, 1 << 20);
    c = db_open(&o, &arena, &db, NULL);
    for (i = 0; i < N_EACH && c == OK; i++) {
        char id[16];
        const struct thing t = {S("t"), {id, sizeof(id)}, 0, {0}};

        memset(id, '0', sizeof(id));
        id[0] = (char)('a' + writer % 26);
        id[1] = (char)('a' + writer / 26);
        id[2] = (char)('a' + i);
        c = db_begin(db, DB_WRITE, NULL);
        if (c == OK)
            c = thing_insert(db, &t, THING_RED, NULL);
        if (c == OK)
            c = db_commit(db, NULL);
    }
    db_close(db);
    arena_release(&arena);
    *ret = (int)c;
    return NULL;
}

static void test_db_09_fifty_writers(void **state)
{
    pthread_t threads[N_WRITERS];
    int arguments[N_WRITERS];
    struct db *db = stage_open();
    int i;

    (void)state;
    for (i = 0; i < N_WRITERS; i++) {
        arguments[i] = i;
        assert_int_equal(
            pthread_create(&threads[i], NULL, write_many, &arguments[i]), 0);
    }
    for (i = 0; i < N_WRITERS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(arguments[i], OK);
    }
    assert_int_equal(thing_count(db), N_WRITERS * N_EACH);
    db_close(db);
}

static void make_data(void)
{
    struct db *db = stage_open();

    assert_int_equal(put_three(db), OK);
    db_close(db);
}

static code open_again(void)
{
    const struct db_options o = {
        .url = stage_url(), .schema = &thing_schema, .upgrade = true};
    struct db *db = NULL;
    const code c = db_open(&o, stage_arena(), &db, NULL);

    db_close(db);
    return c;
}

static void damage(off_t at, const char *data, size_t n)
{
    const int fd = open(stage_url(), O_WRONLY | O_CLOEXEC);

    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, data, n, at), (ssize_t)n);
    assert_int_equal(close(fd), 0);
}

static void test_db_12_damaged_file_is_refused(void **state)
{
    static const struct {
        const char *label;
        off_t cut_at;    /* or 0 */
        off_t damage_at; /* or 0 */
    } cases[] = {
        {"cut in the middle of a page", (off_t)3 * PAGE_BYTES + 100, 0},
        {"cut between two pages", (off_t)3 * PAGE_BYTES, 0},
        {"the schema's page", 0, 100},
        {"a page of the table", 0, PAGE_BYTES},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        remove_data();
        make_data();
        if (cases[i].cut_at)
            assert_int_equal(truncate(stage_url(), cases[i].cut_at), 0);
        else
            damage(cases[i].damage_at, "\xff\xff\xff\xff\xff\xff", 6);
        if (open_again() != E_DATA_DAMAGED)
            fail_msg("%s: not found", cases[i].label);
    }
}

static code restore(const char *from, const char *to)
{
    const struct db_options o = {.url = to, .schema = &thing_schema};

    return backup_restore(from, &o, stage_arena(), NULL);
}

static void test_backup_goes_round(void **state)
{
    char copy[300];
    struct db *db = stage_open();

    (void)state;
    (void)snprintf(copy, sizeof(copy), "%s", stage_path("copy.db"));
    (void)remove(copy);
    assert_int_equal(put_three(db), OK);
    assert_int_equal(backup_write(db, copy, NULL), OK);
    assert_int_equal(backup_write(db, copy, NULL), E_CONFLICT);
    put_kept(db); /* not in the copy */
    assert_int_equal(restore(copy, stage_url()), E_CONFLICT);
    db_close(db);
    remove_data();
    assert_int_equal(restore(copy, stage_url()), OK);
    db = stage_open();
    assert_int_equal(thing_count(db), 3);
    assert_sound(db);
    db_close(db);
    assert_int_equal(truncate(copy, (off_t)3 * PAGE_BYTES), 0);
    remove_data();
    assert_int_equal(restore(copy, stage_url()), E_DATA_DAMAGED);
    assert_int_equal(access(stage_url(), F_OK), -1);
    assert_int_equal(restore("/tmp/no such file", stage_url()), E_IO_READ);
    (void)remove(copy);
}

static void test_backup_disk_full(void **state)
{
    char copy[300];
    struct db *db = stage_open();

    (void)state;
    (void)snprintf(copy, sizeof(copy), "%s", stage_path("copy.db"));
    assert_int_equal(put_three(db), OK);
    disk_arm(DISK_FULL, 2);
    assert_int_equal(backup_write(db, copy, NULL), E_STORAGE_FULL);
    disk_disarm();
    assert_int_equal(access(copy, F_OK), -1);
    assert_int_equal(backup_write(db, copy, NULL), OK);
    db_close(db);
    (void)remove(copy);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_db_03_killed_at_each_write),
        cmocka_unit_test(test_db_04_unknown_commit),
        cmocka_unit_test(test_db_09_fifty_writers),
        cmocka_unit_test(test_db_10_disk_full_at_each_write),
        cmocka_unit_test(test_db_10_limit_of_the_system),
        cmocka_unit_test(test_db_12_damaged_file_is_refused),
        cmocka_unit_test(test_db_14_migration_killed_at_each_write),
        cmocka_unit_test(test_backup_goes_round),
        cmocka_unit_test(test_backup_disk_full),
    };

    disk_install();
    return stage_run_sqlite(tests, sizeof(tests) / sizeof(tests[0]));
}
