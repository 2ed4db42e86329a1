/*
 * The platform while it runs: what all threads share and only read, and what
 * each thread has for itself.
 */
#ifndef APP_PLATFORM_H
#define APP_PLATFORM_H

#include "app/config.h"
#include "app/engine.h"
#include "app/meter.h"
#include "app/tally.h"
#include "host/log.h"
#include "host/seal.h"
#include "http/fetch.h"
#include "store/db.h"

enum {
    PLATFORM_BYTES = 1 << 20,
    WORKER_BYTES = 64 << 20, /* statements of one connection */
};

struct platform {
    struct config config;
    struct seal_key seal; /* of this installation */
    str database;         /* NUL-terminated: path of the data file */
    str secret_path;      /* NUL-terminated: where `seal` lies */
    struct meter *meter;
    const struct log *log; /* NULL: nothing is told of failures */
    struct fetcher *fetcher;
    struct tally *tally; /* what all threads write to: counts that wait */
};

/* How many threads answer requests. */
unsigned platform_threads(const struct config *config);

/* Makes the folder and the key if they are not there, and brings the data
 * file to this program's schema. The platform's texts live in the arena.
 * Whatever stands in the way is an error with exit status 78 or 74. */
MUST_USE code platform_open(const struct config *config,
    struct arena *arena,
    struct platform *ret,
    struct err *reterr);
/* The same for data that are there already and are left as they are: to look
 * at them while another program may serve them. E_NOT_FOUND about "data" when
 * there are none, E_DATA_VERSION when they are older. */
MUST_USE code platform_visit(const struct config *config,
    struct arena *arena,
    struct platform *ret,
    struct err *reterr);
void platform_close(struct platform *platform);

/* What one thread works with. Must not be moved. */
struct worker {
    const struct platform *platform;
    struct arena lasting;
    struct db *db;
    struct engine engine;
};

MUST_USE code worker_init(
    struct worker *worker, const struct platform *platform, struct err *reterr);

/* The same, to fill an empty platform: nothing is safe on the disk before
 * worker_release. */
MUST_USE code worker_init_hasty(
    struct worker *worker, const struct platform *platform, struct err *reterr);
void worker_release(struct worker *worker);

#endif
