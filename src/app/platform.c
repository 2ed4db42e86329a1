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

/* What is in memory. */
static code start(struct platform *platform, struct arena *arena)
{
    const str folder = platform->config.text[CONFIG_DATA];

    platform->database = path_in(folder, S("testamur.db"), arena);
    platform->secret_path = path_in(folder, S("secret"), arena);
    platform->tally = arena_new(arena, struct tally);
    platform->meter = arena_new(arena, struct meter);
    TRY(arena_status(arena));
    platform->meter->started_at = clock_now_unix_s();
    return OK;
}

/* The last step: what must be released. */
static code finish(
    struct platform *platform, struct arena *arena, struct err *reterr)
{
    code result;

    if (!tally_init(platform->tally))
        return err_set(reterr, E_NO_MEMORY, S("tally"));
    result = make_fetcher(platform, arena, reterr);
    if (result != OK)
        tally_release(platform->tally);
    return result;
}

code platform_open(const struct config *config,
    struct arena *arena,
    struct platform *ret,
    struct err *reterr)
{
    struct platform platform = {.config = *config};
    code result;

    TRY(make_folder(config->text[CONFIG_DATA], arena, reterr));
    TRY(start(&platform, arena));
    TRY(seal_key_open(platform.secret_path.ptr, &platform.seal, reterr));
    result = upgrade(&platform, reterr);
    if (result == OK)
        result = finish(&platform, arena, reterr);
    if (result == OK)
        *ret = platform;
    seal_key_wipe(&platform.seal);
    return result;
}

code platform_visit(const struct config *config,
    struct arena *arena,
    struct platform *ret,
    struct err *reterr)
{
    struct platform platform = {.config = *config};
    code result;

    TRY(start(&platform, arena));
    if (access(platform.database.ptr, F_OK) != 0 ||
        access(platform.secret_path.ptr, F_OK) != 0)
        return err_set(reterr, E_NOT_FOUND, S("data"));
    TRY(seal_key_open(platform.secret_path.ptr, &platform.seal, reterr));
    result = finish(&platform, arena, reterr);
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
