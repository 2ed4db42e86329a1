#include "store/backup.h"

#include "host/file.h"
#include "store/engine.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    PATH_BYTES = 4096,
};

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

/* A file, or (after a rename) the folder it stands in, onto the disk. */
static code sync_path(const char *path, struct err *reterr)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    code c = OK;

    if (fd < 0)
        return file_failed(E_IO_WRITE, reterr);
    if (fsync(fd) != 0)
        c = file_failed(E_IO_WRITE, reterr);
    (void)close(fd);
    return c;
}

static code sync_folder(const char *path, struct err *reterr)
{
    char folder[PATH_BYTES];
    const char *slash = strrchr(path, '/');
    const int n = slash ? (int)(slash - path) : 0;

    (void)snprintf(folder, sizeof(folder), "%.*s", n, path);
    if (!slash)
        return sync_path(".", reterr);
    return sync_path(n ? folder : "/", reterr);
}

/* Empty, and for nobody's eyes but the owner's: SQLite fills it. */
static code make_private(const char *path, struct err *reterr)
{
    const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd < 0)
        return file_failed(E_IO_WRITE, reterr);
    (void)close(fd);
    return OK;
}

static code write_beside(
    struct db *db, const char *beside, const char *path, struct err *reterr)
{
    if (db->engine->dialect == DB_SQLITE)
        TRY(make_private(beside, reterr));
    TRY(db->engine->copy(db, beside, reterr));
    TRY(sync_path(beside, reterr));
    if (link(beside, path) != 0) /* unlike rename, replaces nothing */
        return file_failed(E_IO_WRITE, reterr);
    return sync_folder(path, reterr);
}

code backup_write(struct db *db, const char *path, struct err *reterr)
{
    char beside[PATH_BYTES];
    code c;

    if (is_there(path))
        return err_set(reterr, E_CONFLICT, str_of(path));
    if (snprintf(beside, sizeof(beside), "%s.part", path) >= PATH_BYTES)
        return err_set(reterr, E_ARGUMENT, str_of(path));
    (void)remove(beside);
    c = write_beside(db, beside, path, reterr);
    if (db->engine->dialect == DB_SQLITE)
        (void)remove(beside);
    return c;
}

/* The log of a file that was moved away would be played into the new one. */
static code refuse_log(const char *path, struct err *reterr)
{
    char log[PATH_BYTES];

    if (snprintf(log, sizeof(log), "%s-wal", path) >= PATH_BYTES)
        return err_set(reterr, E_ARGUMENT, str_of(path));
    return is_there(log) ? err_set(reterr, E_CONFLICT, str_of(log)) : OK;
}

code backup_restore(const char *path,
    const struct db_options *o,
    struct arena *arena,
    struct err *reterr)
{
    const struct db_options from = {
        .url = path, .schema = o->schema, .inspect = true};
    struct db *db = NULL;
    code c = OK;

    TRY(refuse_log(o->url, reterr));
    TRY(db_open(&from, arena, &db, reterr));
    c = backup_check(db, reterr);
    if (c == OK)
        c = backup_write(db, o->url, reterr);
    db_close(db);
    return c;
}

code backup_check(struct db *db, struct err *reterr)
{
    return db->engine->check(db, reterr);
}
