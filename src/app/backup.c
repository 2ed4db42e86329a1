#include "app/backup.h"

#include "app/signer.h"
#include "host/clock.h"
#include "host/file.h"
#include "store/backup.h"
#include "store/sql.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    SECRET_BYTES_MAX = 4096,
    FOLDER_MODE = 0700,
    PATH_BYTES = 4096,
};

static code copy_secret(
    const char *from, const char *to, struct arena *arena, struct err *reterr)
{
    bytes secret;

    TRY(file_read_secret(from, SECRET_BYTES_MAX, arena, &secret, reterr));
    return file_write(to, secret, FILE_SECRET, reterr);
}

/* The files of an installation. */
struct site {
    const char *folder;
    bool made; /* by us */
    char data[PATH_BYTES];
    char secret[PATH_BYTES];
};

static code name_site(
    const struct config *config, struct site *ret, struct err *reterr)
{
    const char *folder = config->text[CONFIG_DATA].ptr;
    const int n = snprintf(ret->data, PATH_BYTES, "%s/testamur.db", folder);
    const int m = snprintf(ret->secret, PATH_BYTES, "%s/secret", folder);

    ret->folder = folder;
    ret->made = false;
    return n < 0 || n >= PATH_BYTES || m < 0 || m >= PATH_BYTES
               ? err_set(reterr, E_ARGUMENT, S("data"))
               : OK;
}

static code copy_data(
    const char *from, const char *to, struct arena *arena, struct err *reterr)
{
    const struct db_options options = {
        .url = from, .schema = &sql_schema, .inspect = true};
    struct db *db;
    code result;

    TRY(db_open(&options, arena, &db, reterr));
    result = backup_write(db, to, reterr);
    db_close(db);
    return result;
}

code backup_take(const struct config *config,
    const struct backup_place *place,
    struct arena *arena,
    struct err *reterr)
{
    struct site site = {0};

    TRY(name_site(config, &site, reterr));
    if (access(site.data, F_OK) != 0)
        return err_set(reterr, E_NOT_FOUND, S("data"));
    if (place->secret && access(place->secret, F_OK) == 0)
        return err_set(reterr, E_CONFLICT, str_of(place->secret));
    TRY(copy_data(site.data, place->data, arena, reterr));
    return place->secret
               ? copy_secret(site.secret, place->secret, arena, reterr)
               : OK;
}

/* --- bringing it back --- */

/* Nothing but "." and "..". */
static code check_empty(const char *folder, struct err *reterr)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    code result = OK;

    if (!dir)
        return file_failed(E_IO_READ, reterr);
    /* Nobody else reads from this `dir`. */
    while (result == OK &&
           /* cppcheck-suppress readdirCalled */
           (entry = readdir(dir))) { /* NOLINT(concurrency-mt-unsafe) */
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            result = err_set(reterr, E_CONFLICT, str_of(folder));
    }
    (void)closedir(dir);
    return result;
}

static code open_site(
    const struct config *config, struct site *ret, struct err *reterr)
{
    TRY(name_site(config, ret, reterr));
    ret->made = mkdir(ret->folder, FOLDER_MODE) == 0;
    if (!ret->made && errno != EEXIST)
        return file_failed(E_IO_WRITE, reterr);
    return ret->made ? OK : check_empty(ret->folder, reterr);
}

static void clear_site(const struct site *site)
{
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    char path[PATH_BYTES + 8];
    size_t i;

    for (i = 0; i < sizeof(ENDS) / sizeof(ENDS[0]); i++) {
        (void)snprintf(path, sizeof(path), "%s%s", site->data, ENDS[i]);
        (void)unlink(path);
    }
    (void)unlink(site->secret);
    if (site->made)
        (void)rmdir(site->folder);
}

/* Each key that is in use opens with this secret. */
static code try_keys(struct worker *worker, bool has_secret, struct err *reterr)
{
    struct arena arena;
    struct act act = {.worker = worker,
        .db = worker->db,
        .arena = &arena,
        .now = clock_now_unix_s()};
    struct org_key *keys;
    size_t n = 0;
    size_t i;
    code result;

    arena_init(&arena, WORKER_BYTES);
    result = sql_org_key_all(act.db, &arena, &keys, &n, reterr);
    if (result == OK && n > 0 && !has_secret)
        result = err_set(reterr, E_CONFIG, S("secret"));
    for (i = 0; i < n && result == OK; i++) {
        if (keys[i].retired_at == 0)
            result = signer_try_key(&act, &keys[i], reterr);
    }
    arena_release(&arena);
    return result;
}

/* As a server would begin with it. */
static code try_site(const struct config *config,
    bool has_secret,
    struct arena *arena,
    struct err *reterr)
{
    struct platform platform;
    struct worker worker;
    code result;

    TRY(platform_open(config, arena, &platform, reterr));
    result = worker_init(&worker, &platform, reterr);
    if (result == OK) {
        result = try_keys(&worker, has_secret, reterr);
        worker_release(&worker);
    }
    platform_close(&platform);
    return result;
}

static code fill_site(const struct site *site,
    const struct backup_place *from,
    struct arena *arena,
    struct err *reterr)
{
    const struct db_options options = {
        .url = site->data, .schema = &sql_schema};

    TRY(backup_restore(from->data, &options, arena, reterr));
    return from->secret ? copy_secret(from->secret, site->secret, arena, reterr)
                        : OK;
}

code backup_bring_back(const struct config *config,
    const struct backup_place *from,
    struct arena *arena,
    struct err *reterr)
{
    struct site site = {0};
    code result;

    TRY(open_site(config, &site, reterr));
    result = fill_site(&site, from, arena, reterr);
    if (result == OK)
        result = try_site(config, from->secret != NULL, arena, reterr);
    if (result != OK)
        clear_site(&site);
    return result;
}
