#include "test/support/disk.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
    KINDS_MAX = 8,
};

/* SQLite's own, and a copy with the calls that may fail replaced. */
struct kind {
    const sqlite3_io_methods *real;
    sqlite3_io_methods own;
};

static sqlite3_vfs *real_vfs;
static sqlite3_vfs own_vfs;
static struct kind kinds[KINDS_MAX];
static atomic_size_t n_left; /* calls until the fault; 0: never */
static enum disk_fault armed;
static atomic_bool has_failed;

void disk_arm(enum disk_fault fault, size_t n)
{
    armed = fault;
    has_failed = false;
    n_left = n;
}

void disk_disarm(void)
{
    n_left = 0;
}

bool disk_has_failed(void)
{
    return has_failed;
}

/* Is this call to fail? The last of the countdown stays: so do the faults. */
static bool fails(bool is_sync)
{
    if (n_left == 0 ||
        (armed != DISK_KILL && is_sync != (armed == DISK_SYNC_FAILS)))
        return false;
    if (n_left > 1) {
        n_left--;
        return false;
    }
    has_failed = true;
    if (armed == DISK_KILL)
        (void)raise(SIGKILL);
    return true;
}

static const sqlite3_io_methods *real_of(sqlite3_file *f)
{
    int i;

    for (i = 0; i < KINDS_MAX; i++) {
        if (f->pMethods == &kinds[i].own)
            return kinds[i].real;
    }
    abort();
}

static int own_write(
    sqlite3_file *f, const void *data, int n, sqlite3_int64 offset)
{
    if (fails(false))
        return SQLITE_FULL;
    return real_of(f)->xWrite(f, data, n, offset);
}

static int own_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    if (armed == DISK_KILL)
        (void)fails(false);
    return real_of(f)->xTruncate(f, size);
}

static int own_sync(sqlite3_file *f, int flags)
{
    if (fails(true))
        return SQLITE_IOERR_FSYNC;
    return real_of(f)->xSync(f, flags);
}

static void replace_methods(sqlite3_file *f)
{
    int i;

    for (i = 0; i < KINDS_MAX && kinds[i].real; i++) {
        if (kinds[i].real == f->pMethods)
            break;
    }
    if (i == KINDS_MAX)
        abort();
    if (!kinds[i].real) {
        kinds[i].real = f->pMethods;
        kinds[i].own = *f->pMethods;
        kinds[i].own.xWrite = own_write;
        kinds[i].own.xTruncate = own_truncate;
        kinds[i].own.xSync = own_sync;
    }
    f->pMethods = &kinds[i].own;
}

static int own_open(sqlite3_vfs *vfs,
    const char *name,
    sqlite3_file *f,
    int flags,
    int *ret_flags)
{
    const int rc = real_vfs->xOpen(vfs, name, f, flags, ret_flags);

    if (rc == SQLITE_OK && f->pMethods)
        replace_methods(f);
    return rc;
}

void disk_install(void)
{
    real_vfs = sqlite3_vfs_find(NULL);
    own_vfs = *real_vfs;
    own_vfs.zName = "disk";
    own_vfs.xOpen = own_open;
    (void)sqlite3_vfs_register(&own_vfs, 1);
}
