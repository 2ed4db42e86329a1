#include "host/child.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    WALL_MS = 8000,
    CPU_S = 3,
    MEMORY_BYTES = 768 * 1024 * 1024, /* over what the process has already */
};

/* --- the child --- */

bool child_write(struct child_out *out, bytes data)
{
    while (data.len > 0) {
        ssize_t n = write(out->fd, data.ptr, data.len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        data = (bytes){data.ptr + n, data.len - (size_t)n};
    }
    return true;
}

/* Bytes of address space in use, or 0. */
static size_t address_space(void)
{
    char text[64];
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

    if (fd >= 0)
        (void)close(fd);
    if (n <= 0)
        return 0;
    text[n] = '\0';
    return strtoul(text, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

static void limit(void)
{
    struct rlimit cpu = {CPU_S, CPU_S};
    struct rlimit none = {0, 0};
    struct rlimit memory;

    memory.rlim_cur = address_space() + MEMORY_BYTES;
    memory.rlim_max = memory.rlim_cur;
    (void)setrlimit(RLIMIT_CPU, &cpu);
    (void)setrlimit(RLIMIT_CORE, &none);
    /* No file either; to try is no reason to die (caches of fonts). */
    (void)signal(SIGXFSZ, SIG_IGN);
    (void)setrlimit(RLIMIT_FSIZE, &none);
    (void)setrlimit(RLIMIT_AS, &memory);
}

/* What the libraries complain of is of no use to the caller. */
static void silence(void)
{
    int fd = open("/dev/null", O_WRONLY);

    if (fd >= 0) {
        (void)dup2(fd, STDERR_FILENO);
        (void)dup2(fd, STDOUT_FILENO);
    }
}

/* --- the parent --- */

static int64_t now_ms(void)
{
    struct timespec t = {0};

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Reads all that comes; false when time or room runs out first. */
static bool read_all(int fd, struct buf *out)
{
    const int64_t deadline = now_ms() + WALL_MS;
    struct pollfd p = {.fd = fd, .events = POLLIN};
    uint8_t part[16384];

    for (;;) {
        int64_t left = deadline - now_ms();
        ssize_t n;

        if (left <= 0 || (poll(&p, 1, (int)left) <= 0 && errno != EINTR))
            return false;
        n = read(fd, part, sizeof(part));
        if (n == 0)
            return !out->failed;
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            buf_put(out, (bytes){part, (size_t)n});
        if (out->failed)
            return false;
    }
}

code child_run(const struct child_task *task,
    struct arena *arena,
    bytes *ret,
    enum child_end *ret_end,
    struct err *reterr)
{
    struct buf out;
    int fds[2];
    int status = 0;
    bool complete;
    pid_t child;

    buf_init(&out, arena, task->out_bytes_max);
    if (pipe(fds) != 0)
        return err_set(reterr, E_CHILD, S("pipe"));
    child = fork();
    if (child == 0) {
        struct child_out end = {fds[1]};

        (void)close(fds[0]);
        silence();
        limit();
        _exit((int)task->work(task->what, &end));
    }
    (void)close(fds[1]);
    complete = child > 0 && read_all(fds[0], &out);
    (void)close(fds[0]);
    if (child < 0)
        return err_set(reterr, E_CHILD, S("fork"));
    if (!complete)
        (void)kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (out.failed)
        return err_set(reterr, out.failed, task->name);
    if (WIFSIGNALED(status))
        return err_set(reterr, E_COMPLEXITY_LIMIT, task->name);
    *ret_end = (enum child_end)WEXITSTATUS(status);
    return *ret_end == CHILD_DONE ? buf_finish(&out, ret) : OK;
}
