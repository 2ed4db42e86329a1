/* Copies of an installation, and back: nothing lost, nothing replaced. */
#include "app/backup.h"

#include "app/act.h"
#include "app/checkup.h"
#include "store/sql.h"
#include "test/support/front.h"
#include "test/support/office.h"
#include "test/support/test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PATH_BYTES = 160,
    ARENA_BYTES = 64 << 20,
};

/* Beside the data of a front, which is not served while a test runs. */
struct bench {
    struct front *front;
    struct config to; /* the settings of the folder restored into */
    struct arena arena;
    char folder[PATH_BYTES];
    char data[PATH_BYTES];
    char secret[PATH_BYTES];
    char restored[3][PATH_BYTES];
};

static void name(
    char to[PATH_BYTES], const struct front *front, const char *end)
{
    (void)snprintf(to, PATH_BYTES, "%s%s", front->folder, end);
}

static void open_bench(struct bench *bench, struct front *front)
{
    *bench = (struct bench){.front = front, .to = front->platform.config};
    arena_init(&bench->arena, ARENA_BYTES);
    name(bench->folder, front, "-restored");
    name(bench->data, front, "-copy.db");
    name(bench->secret, front, "-copy.secret");
    name(bench->restored[0], front, "-restored/testamur.db");
    name(bench->restored[1], front, "-restored/secret");
    name(bench->restored[2], front, "-restored/testamur.db-wal");
    bench->to.text[CONFIG_DATA] = str_of(bench->folder);
}

static void close_bench(struct bench *bench)
{
    size_t i;

    for (i = 0; i < 3; i++)
        (void)unlink(bench->restored[i]);
    (void)rmdir(bench->folder);
    (void)unlink(bench->data);
    (void)unlink(bench->secret);
    arena_release(&bench->arena);
}

static code take(struct bench *bench)
{
    const struct backup_place place = {bench->data, bench->secret};

    return backup_take(
        &bench->front->platform.config, &place, &bench->arena, NULL);
}

static code bring_back(struct bench *bench, const char *secret)
{
    const struct backup_place place = {bench->data, secret};

    return backup_bring_back(&bench->to, &place, &bench->arena, NULL);
}

static bool is_there(const char *path)
{
    struct stat found;

    return stat(path, &found) == 0;
}

static unsigned mode_of(const char *path)
{
    struct stat found;

    assert_int_equal(stat(path, &found), 0);
    return found.st_mode & 0777;
}

/* Taken from open data, in the middle of others' work; its keys sign. */
static void test_backup_goes_round(void **state)
{
    struct platform platform;
    struct worker worker;
    struct office office;
    struct org_key *keys;
    struct bench bench;
    size_t n;

    open_bench(&bench, *state);
    office_open(*state, DID_KEY, &office);
    assert_int_equal(take(&bench), OK);
    assert_int_equal(take(&bench), E_CONFLICT);
    assert_int_equal(mode_of(bench.data), 0600);
    assert_int_equal(mode_of(bench.secret), 0600);
    assert_int_equal(bring_back(&bench, bench.secret), OK);
    assert_int_equal(
        platform_open(&bench.to, &bench.arena, &platform, NULL), OK);
    assert_int_equal(worker_init(&worker, &platform, NULL), OK);
    assert_int_equal(
        sql_org_key_all(worker.db, &bench.arena, &keys, &n, NULL), OK);
    assert_int_equal(n, 1);
    worker_release(&worker);
    platform_close(&platform);
    close_bench(&bench);
}

/* LG-11: what is copied opens nothing. */
static void test_backup_lg_11_holds_no_secret(void **state)
{
    struct bench bench;
    struct office office;
    const uint8_t *secret = ((struct front *)*state)->platform.seal.bytes;
    bytes copy;
    size_t i;

    open_bench(&bench, *state);
    office_open(*state, DID_KEY, &office);
    assert_int_equal(take(&bench), OK);
    copy = str_bytes(front_file(*state, bench.data));
    for (i = 0; i + SEAL_KEY_BYTES <= copy.len; i++)
        assert_false(bytes_eq((bytes){copy.ptr + i, SEAL_KEY_BYTES},
            (bytes){secret, SEAL_KEY_BYTES}));
    close_bench(&bench);
}

/* Another's secret, or none, is told before anything is made. */
static void test_backup_wants_its_own_secret(void **state)
{
    static const char OTHER[] = "0123456789abcdef0123456789abcdef";
    struct office office;
    struct bench bench;
    int fd;

    open_bench(&bench, *state);
    office_open(*state, DID_KEY, &office);
    assert_int_equal(take(&bench), OK);
    assert_int_equal(bring_back(&bench, NULL), E_CONFIG);
    assert_false(is_there(bench.folder));
    assert_int_equal(unlink(bench.secret), 0);
    fd = open(bench.secret, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, OTHER, sizeof(OTHER) - 1), sizeof(OTHER) - 1);
    assert_int_equal(close(fd), 0);
    assert_int_equal(bring_back(&bench, bench.secret), E_SEAL_BROKEN);
    assert_false(is_there(bench.folder));
    close_bench(&bench);
}

static void test_backup_replaces_nothing(void **state)
{
    struct bench bench;

    open_bench(&bench, *state);
    assert_int_equal(take(&bench), OK);
    bench.to.text[CONFIG_DATA] = str_of(bench.front->folder);
    assert_int_equal(bring_back(&bench, bench.secret), E_CONFLICT);
    bench.to.text[CONFIG_DATA] = str_of(bench.folder);
    assert_int_equal(mkdir(bench.folder, 0700), 0); /* empty is good */
    assert_int_equal(bring_back(&bench, bench.secret), OK);
    assert_int_equal(bring_back(&bench, bench.secret), E_CONFLICT);
    close_bench(&bench);
}

/* DB-12: half a copy is refused, and nothing is made of it. */
static void test_backup_db_12_half_a_copy_is_refused(void **state)
{
    struct bench bench;
    struct stat found;

    open_bench(&bench, *state);
    assert_int_equal(take(&bench), OK);
    assert_int_equal(stat(bench.data, &found), 0);
    assert_int_equal(truncate(bench.data, found.st_size / 2), 0);
    assert_int_equal(bring_back(&bench, bench.secret), E_DATA_DAMAGED);
    assert_false(is_there(bench.folder));
    close_bench(&bench);
}

static void test_backup_of_nothing(void **state)
{
    struct bench bench;
    const struct backup_place place = {bench.data, NULL};
    struct platform platform;

    open_bench(&bench, *state);
    assert_int_equal(
        backup_take(&bench.to, &place, &bench.arena, NULL), E_NOT_FOUND);
    assert_int_equal(
        platform_visit(&bench.to, &bench.arena, &platform, NULL), E_NOT_FOUND);
    assert_false(is_there(bench.folder));
    close_bench(&bench);
}

#define STAGED(name)                                                           \
    cmocka_unit_test_setup_teardown(name, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGED(test_backup_goes_round),
        STAGED(test_backup_lg_11_holds_no_secret),
        STAGED(test_backup_wants_its_own_secret),
        STAGED(test_backup_replaces_nothing),
        STAGED(test_backup_db_12_half_a_copy_is_refused),
        STAGED(test_backup_of_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
