#include "host/render.h"

#include "base/buf.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    WALL_MS = 8000,
    CPU_S = 3,
    MEMORY_BYTES = 768 * 1024 * 1024, /* over what the process has already */
    PNG_BYTES_MAX = 16 * 1024 * 1024,
    SIDE_PX_MAX = 4096,
    EXIT_NO_LIBRARY = 3,
    EXIT_REFUSED = 4,
};

/* --- the child --- */

struct rectangle {
    double x, y, width, height;
};

/* The few functions of librsvg-2.so.2 and libcairo.so.2 that are called, by
 * their documented prototypes. */
struct libraries {
    void *(*rsvg_handle_new_from_data)(const uint8_t *, size_t, void **);
    int (*rsvg_handle_render_document)(
        void *, void *, const struct rectangle *, void **);
    void *(*cairo_image_surface_create)(int, int, int);
    void *(*cairo_create)(void *);
    int (*cairo_status)(void *);
    int (*cairo_surface_write_to_png_stream)(
        void *, int (*)(void *, const unsigned char *, unsigned), void *);
};

static bool symbol(void *library, const char *name, void *ret)
{
    void *found = library ? dlsym(library, name) : NULL;

    /* ISO C has no cast from an object to a function pointer; POSIX says
     * that they have the same form. */
    memcpy(ret, &found, sizeof(found));
    return found != NULL;
}

static bool load(struct libraries *l)
{
    void *rsvg = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);
    void *cairo = dlopen("libcairo.so.2", RTLD_NOW | RTLD_LOCAL);

    return symbol(rsvg, "rsvg_handle_new_from_data",
               &l->rsvg_handle_new_from_data) &&
           symbol(rsvg, "rsvg_handle_render_document",
               &l->rsvg_handle_render_document) &&
           symbol(cairo, "cairo_image_surface_create",
               &l->cairo_image_surface_create) &&
           symbol(cairo, "cairo_create", &l->cairo_create) &&
           symbol(cairo, "cairo_status", &l->cairo_status) &&
           symbol(cairo, "cairo_surface_write_to_png_stream",
               &l->cairo_surface_write_to_png_stream);
}

/* A cairo_write_func_t: 0 is CAIRO_STATUS_SUCCESS, 11 _WRITE_ERROR. */
static int write_out(void *fd, const unsigned char *data, unsigned len)
{
    while (len > 0) {
        ssize_t n = write(*(int *)fd, data, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return 11;
        data += n;
        len -= (unsigned)n;
    }
    return 0;
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

static void limit_child(void)
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

/* What librsvg and its friends complain of is of no use to the caller. */
static void silence(void)
{
    int fd = open("/dev/null", O_WRONLY);

    if (fd >= 0) {
        (void)dup2(fd, STDERR_FILENO);
        (void)dup2(fd, STDOUT_FILENO);
    }
}

static int draw(str svg, uint32_t side_px, int fd)
{
    struct rectangle all = {0, 0, (double)side_px, (double)side_px};
    struct libraries l;
    void *surface;
    void *handle;
    void *cairo;

    if (!load(&l))
        return EXIT_NO_LIBRARY;
    handle =
        l.rsvg_handle_new_from_data((const uint8_t *)svg.ptr, svg.len, NULL);
    if (!handle)
        return EXIT_REFUSED;
    /* 0 is CAIRO_FORMAT_ARGB32 */
    surface = l.cairo_image_surface_create(0, (int)side_px, (int)side_px);
    cairo = l.cairo_create(surface);
    if (!l.rsvg_handle_render_document(handle, cairo, &all, NULL) ||
        l.cairo_status(cairo) != 0 ||
        l.cairo_surface_write_to_png_stream(surface, write_out, &fd) != 0)
        return EXIT_REFUSED;
    return 0;
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

static code child_result(int status, struct err *reterr)
{
    if (WIFSIGNALED(status))
        return err_set(reterr, E_COMPLEXITY_LIMIT, S("drawing the picture"));
    if (WEXITSTATUS(status) == EXIT_NO_LIBRARY)
        return err_set(reterr, E_RENDER, S("librsvg-2.so.2 is not installed"));
    if (WEXITSTATUS(status) != 0)
        return err_set(reterr, E_RENDER, S("the picture is not drawable"));
    return OK;
}

code render_png(str svg,
    uint32_t side_px,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    struct buf out;
    int fds[2];
    int status = 0;
    bool complete;
    pid_t child;

    if (side_px == 0 || side_px > SIDE_PX_MAX)
        return err_set(reterr, E_ARGUMENT, S("size of the picture"));
    buf_init(&out, arena, PNG_BYTES_MAX);
    if (pipe(fds) != 0)
        return err_set(reterr, E_RENDER, S("pipe"));
    child = fork();
    if (child == 0) {
        silence();
        limit_child();
        _exit(draw(svg, side_px, fds[1]));
    }
    (void)close(fds[1]);
    complete = child > 0 && read_all(fds[0], &out);
    (void)close(fds[0]);
    if (child < 0)
        return err_set(reterr, E_RENDER, S("fork"));
    if (!complete)
        (void)kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (out.failed)
        return err_set(reterr, out.failed, S("picture"));
    TRY(child_result(status, reterr));
    return buf_finish(&out, ret);
}
