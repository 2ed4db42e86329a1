#include "host/file.h"

#include "base/buf.h"
#include "host/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    CHUNK_BYTES = 64 * 1024,
    WRITER_WAIT_MS = 1000, /* for the first byte of a FIFO */
    NS_A_MS = 1000000,
    NAMES_MAX = 100, /* tries for a temporary name */
    NAME_EXTRA = 32,
    REASON_BYTES = 128,
};

code file_failed(code c, struct err *reterr)
{
    char reason[REASON_BYTES];

    if (strerror_r(errno, reason, sizeof(reason)) != 0)
        reason[0] = '\0';
    return err_set(reterr, c, str_of(reason));
}

/* Until the call would not block, or for limit_ms (-1: for ever). What came
 * of it, the call that follows tells. */
static void wait_for(int fd, short event, int limit_ms)
{
    struct pollfd p = {.fd = fd, .events = event};
    uint64_t end_ms = clock_monotonic_ns() / NS_A_MS + (uint64_t)limit_ms;
    int left_ms = limit_ms;

    while (poll(&p, 1, left_ms) < 0 && errno == EINTR) {
        uint64_t now_ms = clock_monotonic_ns() / NS_A_MS;

        if (limit_ms >= 0)
            left_ms = now_ms < end_ms ? (int)(end_ms - now_ms) : 0;
    }
}

/* read(2) that is neither interrupted nor would block. */
static ssize_t read_once(int fd, uint8_t *to, size_t n)
{
    for (;;) {
        ssize_t got = read(fd, to, n);

        if (got >= 0 || (errno != EINTR && errno != EAGAIN))
            return got;
        if (errno == EAGAIN)
            wait_for(fd, POLLIN, -1);
    }
}

bool file_put(int fd, bytes data)
{
    while (data.len > 0) {
        ssize_t n = write(fd, data.ptr, data.len);

        if (n < 0 && errno == EAGAIN)
            wait_for(fd, POLLOUT, -1);
        else if (n < 0 && errno != EINTR)
            return false;
        if (n > 0) {
            data.ptr += n;
            data.len -= (size_t)n;
        }
    }
    return true;
}

/* Up to the end, with one byte more than allowed as the proof of too many.
 * `expected` bytes are read in one call. */
static code read_all(int fd,
    size_t expected,
    size_t bytes_max,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    struct buf all;
    size_t room = expected + 1;

    buf_init(&all, arena, bytes_max + 1);
    while (all.len <= bytes_max) {
        size_t had = all.len;
        uint8_t *at;
        ssize_t n;

        if (room > bytes_max + 1 - had)
            room = bytes_max + 1 - had;
        at = buf_room(&all, room);
        if (!at)
            return err_set(reterr, all.failed, S("file"));
        n = read_once(fd, at, room);
        if (n < 0)
            return file_failed(E_IO_READ, reterr);
        all.len = had + (size_t)n;
        if (n == 0) {
            *ret = buf_bytes(&all);
            return OK;
        }
        room = all.capacity > all.len ? all.capacity - all.len : CHUNK_BYTES;
    }
    return err_set(reterr, E_TOO_LARGE, S("file"));
}

/* Root may own what root runs by. */
static bool is_only_ours(const struct stat *s)
{
    return !S_ISREG(s->st_mode) ||
           ((s->st_mode & (S_IRWXG | S_IRWXO)) == 0 &&
               (s->st_uid == geteuid() || s->st_uid == 0));
}

/* Opened without waiting for a writer; a FIFO gets a second to find one. */
static code read_opened(int fd,
    enum file_access access,
    size_t bytes_max,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    struct stat s;
    size_t expected = CHUNK_BYTES;

    if (fstat(fd, &s) != 0)
        return file_failed(E_IO_READ, reterr);
    if (access == FILE_SECRET && !is_only_ours(&s))
        return err_set(reterr, E_KEY_FILE_EXPOSED, S("permissions"));
    if (S_ISREG(s.st_mode)) {
        if ((uintmax_t)s.st_size > bytes_max)
            return err_set(reterr, E_TOO_LARGE, S("file"));
        expected = (size_t)s.st_size;
    }
    if (S_ISFIFO(s.st_mode))
        wait_for(fd, POLLIN, WRITER_WAIT_MS);
    TRY(read_all(fd, expected, bytes_max, arena, ret, reterr));
    if (S_ISFIFO(s.st_mode) && ret->len == 0)
        return err_set(reterr, E_IO_READ, S("nobody writes to this FIFO"));
    return OK;
}

static code read_path(const char *path,
    enum file_access access,
    size_t bytes_max,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    int fd;
    code c;

    if (bytes_max > SIZE_MAX / 2)
        return err_set(reterr, E_ARGUMENT, S("cap"));
    if (strcmp(path, "-") == 0)
        return read_all(
            STDIN_FILENO, CHUNK_BYTES, bytes_max, arena, ret, reterr);
    fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return file_failed(E_IO_READ, reterr);
    c = read_opened(fd, access, bytes_max, arena, ret, reterr);
    close(fd);
    return c;
}

code file_read(const char *path,
    size_t bytes_max,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    return read_path(path, FILE_PUBLIC, bytes_max, arena, ret, reterr);
}

code file_read_secret(const char *path,
    size_t bytes_max,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    return read_path(path, FILE_SECRET, bytes_max, arena, ret, reterr);
}

/* A new file beside `path`; its name in ret_name. -1 with errno set. */
static int open_beside(const char *path, mode_t mode, char ret_name[PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    int dir_len = (int)(base - path);
    int i;

    if (strlen(path) > PATH_MAX - NAME_EXTRA) {
        errno = ENAMETOOLONG;
        return -1;
    }
    for (i = 0; i < NAMES_MAX; i++) {
        int fd;

        (void)snprintf(ret_name, PATH_MAX, "%.*s.%s.%ld-%d", dir_len, path,
            base, (long)getpid(), i);
        fd = open(ret_name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

/* The rename is on the disk only when the folder is. Best effort: the data
 * is safe, and some file systems cannot. */
static void sync_folder(const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    int fd;

    (void)snprintf(folder, sizeof(folder), "%.*s",
        slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
}

static bool put_in_place(
    const char *temporary, const char *path, enum file_access access)
{
    if (access == FILE_PUBLIC)
        return rename(temporary, path) == 0;
    if (link(temporary, path) != 0) /* refuses what is there already */
        return false;
    return unlink(temporary) == 0;
}

static code write_beside(
    const char *path, bytes data, enum file_access access, struct err *reterr)
{
    char temporary[PATH_MAX];
    int fd = open_beside(path, access == FILE_SECRET ? 0600 : 0666, temporary);
    bool done;
    int reason;

    if (fd < 0)
        return file_failed(E_IO_WRITE, reterr);
    done = file_put(fd, data) && fsync(fd) == 0;
    reason = errno;
    if (close(fd) != 0 && done) {
        done = false;
        reason = errno;
    }
    if (done && !put_in_place(temporary, path, access)) {
        done = false;
        reason = errno;
    }
    if (!done) {
        (void)unlink(temporary);
        errno = reason;
        return file_failed(E_IO_WRITE, reterr);
    }
    sync_folder(path);
    return OK;
}

/* A device, a FIFO, a socket: written to, never replaced. */
static code write_through(const char *path, bytes data, struct err *reterr)
{
    int fd = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    code c = OK;

    if (fd < 0)
        return file_failed(E_IO_WRITE, reterr);
    if (!file_put(fd, data))
        c = file_failed(E_IO_WRITE, reterr);
    if (close(fd) != 0 && c == OK)
        c = file_failed(E_IO_WRITE, reterr);
    return c;
}

code file_write(
    const char *path, bytes data, enum file_access access, struct err *reterr)
{
    char resolved[PATH_MAX];
    struct stat s;

    if (strcmp(path, "-") == 0)
        return file_put(STDOUT_FILENO, data) ? OK
                                             : file_failed(E_IO_WRITE, reterr);
    if (access == FILE_SECRET || lstat(path, &s) != 0)
        return write_beside(path, data, access, reterr);
    if (!realpath(path, resolved) || stat(resolved, &s) != 0)
        return file_failed(E_IO_WRITE, reterr);
    if (S_ISREG(s.st_mode))
        return write_beside(resolved, data, access, reterr);
    return write_through(resolved, data, reterr);
}

code file_make_folder(const char *path, struct err *reterr)
{
    struct stat s;

    if (mkdir(path, 0777) == 0)
        return OK;
    if (errno == EEXIST && stat(path, &s) == 0 && !S_ISDIR(s.st_mode))
        errno = ENOTDIR;
    else if (errno == EEXIST)
        return OK;
    return file_failed(E_IO_WRITE, reterr);
}
