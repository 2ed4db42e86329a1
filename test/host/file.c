/* Files of every kind, read up to a cap and written whole or not at all
 * (RELIABILITY CL-02, OS-02). */
#include "host/file.h"

#include "host/clock.h"
#include "test/support/test.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    CAP = 1 << 20,
    SECOND_MS = 1000,
};

static struct arena arena;
static char folder[] = "/tmp/testamur-file-XXXXXX";
static char room[300];

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)8 << 20);
    return mkdtemp(folder) ? 0 : -1;
}

/* The path of a name in the test's folder, good until the next call. */
static const char *in_folder(const char *name)
{
    (void)snprintf(room, sizeof(room), "%s/%s", folder, name);
    return room;
}

static int count_files(void)
{
    DIR *d = opendir(folder);
    int n = 0;

    assert_non_null(d);
    while (readdir(d))
        n++;
    closedir(d);
    return n - 2; /* . and .. */
}

static void remove_all(void)
{
    DIR *d = opendir(folder);
    struct dirent *e;

    assert_non_null(d);
    while ((e = readdir(d))) {
        if (e->d_name[0] != '.')
            (void)remove(in_folder(e->d_name));
    }
    closedir(d);
}

static int tear_down(void **state)
{
    (void)state;
    remove_all();
    arena_release(&arena);
    return rmdir(folder);
}

static int start_test(void **state)
{
    (void)state;
    remove_all();
    arena_reset(&arena);
    return 0;
}

static void assert_holds(const char *path, const char *text)
{
    bytes data = {0};

    assert_int_equal(file_read(path, CAP, &arena, &data, NULL), OK);
    assert_true(str_eq(bytes_str(data), str_of(text)));
}

static void put_text(const char *path, const char *text)
{
    assert_int_equal(
        file_write(path, str_bytes(str_of(text)), FILE_PUBLIC, NULL), OK);
}

static void test_file_round_trip_of_sizes(void **state)
{
    static const size_t sizes[] = {0, 1, 65535, 65536, 65537, CAP - 1, CAP};
    static uint8_t data[CAP];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(data); i++)
        data[i] = (uint8_t)(i * 31 >> 3);
    for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        bytes whole = {data, sizes[i]};
        bytes again = {0};

        arena_reset(&arena);
        assert_int_equal(
            file_write(in_folder("f"), whole, FILE_PUBLIC, NULL), OK);
        assert_int_equal(
            file_read(in_folder("f"), CAP, &arena, &again, NULL), OK);
        assert_true(bytes_eq(whole, again));
        if (sizes[i] > 0)
            assert_int_equal(
                file_read(in_folder("f"), sizes[i] - 1, &arena, &again, NULL),
                E_TOO_LARGE);
    }
    assert_int_equal(count_files(), 1);
}

static void make_10_gb(void)
{
    int fd = open(in_folder("huge"), O_WRONLY | O_CREAT, 0600);

    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, (off_t)10 << 30), 0);
    close(fd);
}

static void test_file_cl_02_odd_files_end_at_the_cap_within_a_second(
    void **state)
{
    static const struct {
        const char *path; /* NULL: name in the folder */
        const char *name;
        code wanted;
        const char *reason;
    } cases[] = {
        {"/dev/zero", NULL, E_TOO_LARGE, "file"},
        {"/dev/null", NULL, OK, ""},
        {"/", NULL, E_IO_READ, "Is a directory"},
        {NULL, "none", E_IO_READ, "No such file or directory"},
        {NULL, "empty", OK, ""},
        {NULL, "huge", E_TOO_LARGE, "file"},
        {NULL, "fifo", E_IO_READ, "nobody writes to this FIFO"},
    };
    size_t i;

    (void)state;
    put_text(in_folder("empty"), "");
    make_10_gb();
    assert_int_equal(mkfifo(in_folder("fifo"), 0600), 0);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *path =
            cases[i].path ? cases[i].path : in_folder(cases[i].name);
        uint64_t start = clock_monotonic_ns();
        bytes data = {NULL, 1};
        struct err err = {.code = OK};
        code c = file_read(path, CAP, &arena, &data, &err);

        if (c != cases[i].wanted || strcmp(err.arg, cases[i].reason) != 0)
            fail_msg("%s: code %d, '%s'", path, (int)c, err.arg);
        if (c == OK)
            assert_int_equal(data.len, 0);
        assert_true(clock_monotonic_ns() - start <
                    (uint64_t)2 * SECOND_MS * 1000 * 1000);
    }
}

static void ignore(int signal)
{
    (void)signal;
}

/* A timer that interrupts every system call, again and again. */
static void interrupt_every_ms(long ms)
{
    struct sigaction on_alarm = {.sa_handler = ignore};
    struct itimerval timer = {{0, ms * 1000}, {0, ms * 1000}};

    assert_int_equal(sigaction(SIGALRM, &on_alarm, NULL), 0);
    assert_int_equal(setitimer(ITIMER_REAL, &timer, NULL), 0);
}

/* A child that writes `text`, one byte a call, with pauses. */
static pid_t write_slowly(const char *path, const char *text)
{
    const struct timespec pause = {0, 3000000};
    pid_t child = fork();
    int fd;

    if (child != 0)
        return child;
    fd = open(path, O_WRONLY);
    for (; *text; text++) {
        (void)!write(fd, text, 1);
        nanosleep(&pause, NULL);
    }
    _exit(0);
}

static void test_file_os_02_short_and_interrupted_reads_are_carried_on(
    void **state)
{
    int status = 0;
    pid_t child;

    (void)state;
    assert_int_equal(mkfifo(in_folder("fifo"), 0600), 0);
    child = write_slowly(in_folder("fifo"), "one byte after another");
    interrupt_every_ms(1);
    assert_holds(in_folder("fifo"), "one byte after another");
    interrupt_every_ms(0);
    assert_int_equal(waitpid(child, &status, 0), child);
}

/* A child that reads all of a pipe slowly; exit 0 when it counted n. */
static pid_t read_slowly(const int ends[2], size_t n)
{
    const struct timespec pause = {0, 200000};
    pid_t child = fork();
    char data[4096];
    ssize_t got;

    if (child != 0)
        return child;
    close(ends[1]);
    while ((got = read(ends[0], data, sizeof(data))) > 0) {
        n -= (size_t)got;
        nanosleep(&pause, NULL);
    }
    _exit(n != 0);
}

static void test_file_os_02_full_pipes_and_interrupts_lose_nothing(void **state)
{
    static uint8_t data[400000];
    int ends[2];
    int status = -1;
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    child = read_slowly(ends, sizeof(data));
    close(ends[0]);
    interrupt_every_ms(1);
    assert_true(file_put(ends[1], (bytes){data, sizeof(data)}));
    close(ends[1]);
    interrupt_every_ms(0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void test_file_write_replaces_and_follows_links(void **state)
{
    char target[sizeof(room)];

    (void)state;
    put_text(in_folder("target"), "old");
    memcpy(target, room, sizeof(room));
    assert_int_equal(symlink(target, in_folder("link")), 0);
    put_text(in_folder("link"), "new");
    assert_holds(in_folder("target"), "new");
    put_text(in_folder("target"), "newer");
    assert_holds(in_folder("link"), "newer");
    assert_int_equal(count_files(), 2);
}

static void test_file_write_never_replaces_a_device(void **state)
{
    struct stat s;
    struct err err = {.code = OK};

    (void)state;
    put_text("/dev/null", "text");
    assert_int_equal(stat("/dev/null", &s), 0);
    assert_true(S_ISCHR(s.st_mode));
    assert_int_equal(
        file_write("/dev/full", str_bytes(S("x")), FILE_PUBLIC, &err),
        E_IO_WRITE);
    assert_string_equal(err.arg, "No space left on device");
}

static void test_file_secret_is_new_and_for_its_owner(void **state)
{
    struct stat s;
    struct err err = {.code = OK};

    (void)state;
    assert_int_equal(
        file_write(in_folder("key"), str_bytes(S("1")), FILE_SECRET, NULL), OK);
    assert_int_equal(stat(in_folder("key"), &s), 0);
    assert_int_equal(s.st_mode & 0777, 0600);
    assert_int_equal(
        file_write(in_folder("key"), str_bytes(S("2")), FILE_SECRET, &err),
        E_IO_WRITE);
    assert_string_equal(err.arg, "File exists");
    assert_holds(in_folder("key"), "1");
    assert_int_equal(count_files(), 1);
}

static void test_file_write_that_fails_leaves_nothing(void **state)
{
    static const struct {
        const char *name;
        const char *reason;
    } cases[] = {
        {"none/file", "No such file or directory"},
        {"file/file", "Not a directory"},
        {"folder", "Is a directory"},
    };
    size_t i;

    (void)state;
    put_text(in_folder("file"), "kept");
    assert_int_equal(mkdir(in_folder("folder"), 0700), 0);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct err err = {.code = OK};

        assert_int_equal(file_write(in_folder(cases[i].name), str_bytes(S("x")),
                             FILE_PUBLIC, &err),
            E_IO_WRITE);
        assert_string_equal(err.arg, cases[i].reason);
    }
    assert_holds(in_folder("file"), "kept");
    assert_int_equal(count_files(), 2);
}

/* The disk is full in the middle: here, a limit on the size of files. */
static void test_file_write_cut_short_keeps_the_old_file(void **state)
{
    static uint8_t data[200000];
    struct rlimit limit;
    struct rlimit small;
    struct err err = {.code = OK};

    (void)state;
    put_text(in_folder("file"), "old");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    small = (struct rlimit){100000, limit.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    assert_int_equal(file_write(in_folder("file"), (bytes){data, sizeof(data)},
                         FILE_PUBLIC, &err),
        E_IO_WRITE);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_string_equal(err.arg, "File too large");
    assert_holds(in_folder("file"), "old");
    assert_int_equal(count_files(), 1);
}

static void test_file_make_folder(void **state)
{
    struct err err = {.code = OK};

    (void)state;
    assert_int_equal(file_make_folder(in_folder("new"), &err), OK);
    assert_int_equal(file_make_folder(in_folder("new"), &err), OK);
    assert_int_equal(file_make_folder(in_folder("no/new"), &err), E_IO_WRITE);
    put_text(in_folder("file"), "old");
    assert_int_equal(file_make_folder(in_folder("file"), &err), E_IO_WRITE);
    assert_string_equal(err.arg, "Not a directory");
    assert_int_equal(rmdir(in_folder("new")), 0);
}

#define TEST(f) cmocka_unit_test_setup(f, start_test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_file_round_trip_of_sizes),
        TEST(test_file_cl_02_odd_files_end_at_the_cap_within_a_second),
        TEST(test_file_os_02_short_and_interrupted_reads_are_carried_on),
        TEST(test_file_os_02_full_pipes_and_interrupts_lose_nothing),
        TEST(test_file_write_replaces_and_follows_links),
        TEST(test_file_write_never_replaces_a_device),
        TEST(test_file_secret_is_new_and_for_its_owner),
        TEST(test_file_write_that_fails_leaves_nothing),
        TEST(test_file_write_cut_short_keeps_the_old_file),
        TEST(test_file_make_folder),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
