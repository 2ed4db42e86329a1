#include "app/platform.h"

#include "host/clock.h"
#include "host/file.h"
#include "store/sql.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FOLDER_MODE = 0700,
    THREADS_MAX = 64,
};

unsigned platform_threads(const struct config *config)
{
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);

    if (config->threads > 0)
        return config->threads;
    return cores < 1 ? 1 : cores > THREADS_MAX ? THREADS_MAX : (unsigned)cores;
}

/* "folder/name", NUL-terminated. */
static str path_in(str folder, str name, struct arena *arena)
{
    const str parts[] = {folder, S("/"), name, {"", 1}};
    const str path = arena_join(arena, parts, 4);

    return str_sub(path, 0, path.len > 0 ? path.len - 1 : 0);
}

static code make_folder(str path, struct arena *arena, struct err *reterr)
{
    const str parts[] = {path, {"", 1}};
    const str name = arena_join(arena, parts, 2);
    struct stat found;

    TRY(arena_status(arena));
    if (mkdir(name.ptr, FOLDER_MODE) != 0 && errno != EEXIST)
        return err_set(reterr, E_CONFIG, S("data"));
    if (stat(name.ptr, &found) != 0 || !S_ISDIR(found.st_mode))
        return err_set(reterr, E_CONFIG, S("data"));
    return OK;
}

/* Opens the data file once, to bring its schema up to date. */
static code upgrade(const struct platform *platform, struct err *reterr)
{
    const struct db_options options = {
        .url = platform->database.ptr,
        .schema = &sql_schema,
        .upgrade = true,
    };
    struct arena arena;
    struct db *db;
    code result;

    arena_init(&arena, WORKER_BYTES);
    result = db_open(&options, &arena, &db, reterr);
    if (result == OK)
        db_close(db);
    arena_release(&arena);
    return result;
}

/* A server that lets us wait must not have all threads. */
static code make_fetcher(
    struct platform *platform, struct arena *arena, struct err *reterr)
{
    const unsigned threads = platform_threads(&platform->config);
    const struct fetch_options options = {
        .at_once = threads > 2 ? threads / 2 : 1};

    return fetcher_new(&options, arena, &platform->fetcher, reterr);
}

code platform_open(const struct config *config,
    struct arena *arena,
    struct platform *ret,
    struct err *reterr)
{
    const str folder = config->text[CONFIG_DATA];
    struct platform platform = {.config = *config};
    code result;

    TRY(make_folder(folder, arena, reterr));
    platform.database = path_in(folder, S("testamur.db"), arena);
    platform.secret_path = path_in(folder, S("secret"), arena);
    platform.meter = arena_new(arena, struct meter);
    platform.tally = arena_new(arena, struct tally);
    TRY(arena_status(arena));
    platform.meter->started_at = clock_now_unix_s();
    TRY(seal_key_open(platform.secret_path.ptr, &platform.seal, reterr));
    result = upgrade(&platform, reterr);
    if (result == OK && !tally_init(platform.tally))
        result = err_set(reterr, E_NO_MEMORY, S("tally"));
    if (result == OK)
        result = make_fetcher(&platform, arena, reterr);
    if (result == OK)
        *ret = platform;
    seal_key_wipe(&platform.seal);
    return result;
}

void platform_close(struct platform *platform)
{
    fetcher_release(platform->fetcher);
    tally_release(platform->tally);
    seal_key_wipe(&platform->seal);
}

static code init(struct worker *worker,
    const struct platform *platform,
    bool hasty,
    struct err *reterr)
{
    const struct db_options options = {
        .url = platform->database.ptr,
        .schema = &sql_schema,
        .hasty = hasty,
    };
    code result;

    worker->platform = platform;
    worker->db = NULL;
    arena_init(&worker->lasting, WORKER_BYTES);
    TRY(engine_init(&worker->engine, reterr));
    result = db_open(&options, &worker->lasting, &worker->db, reterr);
    if (result != OK)
        worker_release(worker);
    return result;
}

code worker_init(
    struct worker *worker, const struct platform *platform, struct err *reterr)
{
    return init(worker, platform, false, reterr);
}

code worker_init_hasty(
    struct worker *worker, const struct platform *platform, struct err *reterr)
{
    return init(worker, platform, true, reterr);
}

void worker_release(struct worker *worker)
{
    if (worker->db)
        tally_flush(worker->platform->tally, worker->db);
    db_close(worker->db);
    worker->db = NULL;
    engine_release(&worker->engine);
    arena_release(&worker->lasting);
}
