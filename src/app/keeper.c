#include "app/keeper.h"

#include "app/award.h"
#include "app/award_tell.h"
#include "app/batch.h"
#include "app/chore.h"
#include "app/delivery.h"
#include "app/status.h"
#include "base/code_info.h"
#include "host/clock.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>

enum {
    KEEPER_BYTES = 256 << 20,
    KEPT_BYTES = 1 << 20, /* of the arena, between two steps */
    REST_S = 60,          /* the longest */
    LETTERS_AT_ONCE = 20, /* then the rest has its turn */
    FAULT_S = 10,         /* rest after a failure of ours */
};

struct keeper {
    const struct platform *platform;
    const struct log *log;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t bell;
    bool rung;  /* under the lock */
    bool stops; /* under the lock */
    struct worker worker;
    struct arena arena; /* of a step */
    struct delivery delivery;
    bool failed; /* in this round */
};

/* --- the bell --- */

static bool is_stopping(void *arg)
{
    struct keeper *keeper = arg;
    bool stops;

    (void)pthread_mutex_lock(&keeper->lock);
    stops = keeper->stops;
    (void)pthread_mutex_unlock(&keeper->lock);
    return stops;
}

static void ring(struct keeper *keeper, bool stops)
{
    (void)pthread_mutex_lock(&keeper->lock);
    keeper->rung = true;
    keeper->stops = keeper->stops || stops;
    (void)pthread_cond_signal(&keeper->bell);
    (void)pthread_mutex_unlock(&keeper->lock);
}

/* Until somebody rings, or so many seconds. */
static void rest(struct keeper *keeper, int64_t seconds)
{
    struct timespec until;
    int result = 0;

    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += (time_t)seconds;
    (void)pthread_mutex_lock(&keeper->lock);
    while (!keeper->rung && result == 0)
        result = pthread_cond_timedwait(&keeper->bell, &keeper->lock, &until);
    keeper->rung = false;
    (void)pthread_mutex_unlock(&keeper->lock);
}

/* --- one step --- */

/* Nobody acts; what the last step left in the arena is gone. */
static struct act begin(struct keeper *keeper)
{
    if (keeper->arena.bytes_held > KEPT_BYTES)
        arena_release(&keeper->arena);
    else
        arena_reset(&keeper->arena);
    return (struct act){
        .worker = &keeper->worker,
        .db = keeper->worker.db,
        .arena = &keeper->arena,
        .now = clock_now_unix_s(),
    };
}

static void end(
    struct keeper *keeper, const char *what, code result, const struct err *why)
{
    db_rollback(keeper->worker.db);
    if (result == OK)
        return;
    keeper->failed = true;
    meter_add(keeper->platform->meter, METER_FAULTS, 1);
    log_failure(keeper->log, LEVEL_ERROR, what, why);
}

static void say(
    const struct keeper *keeper, const char *event, str name, size_t n)
{
    const struct log_field fields[] = {
        log_text("name", name), log_number("n", (int64_t)n)};

    if (n > 0)
        log_event(keeper->log, LEVEL_INFO, event, fields,
            sizeof(fields) / sizeof(fields[0]));
}

/* What a server that ended at once left half done. */
static void finish_awards(struct keeper *keeper)
{
    struct act act = begin(keeper);
    struct err e = {0};
    size_t n = 0;

    end(keeper, "finish awards", award_finish_prepared(&act, &n, &e), &e);
    say(keeper, "finished", S("awards"), n);
    meter_add(keeper->platform->meter, METER_AWARDS_FINISHED, n);
}

static void tell(struct keeper *keeper)
{
    struct err e = {0};
    size_t n = 0;

    do {
        struct act act = begin(keeper);

        end(keeper, "tell of awards", award_tell_due(&act, &n, &e), &e);
        say(keeper, "told", S("awards"), n);
        meter_add(keeper->platform->meter, METER_AWARDS_TOLD, n);
    } while (n > 0 && !keeper->failed && !is_stopping(keeper));
}

static void publish(struct keeper *keeper)
{
    struct act act = begin(keeper);
    struct err e = {0};
    str *ids = NULL;
    size_t n = 0;
    size_t done = 0;
    size_t i;

    end(keeper, "stale lists", status_stale(&act, &ids, &n, &e), &e);
    for (i = 0; i < n && !is_stopping(keeper); i++) {
        const struct arena_mark mark = arena_mark(&keeper->arena);
        str credential;
        const code result = status_publish(&act, ids[i], &credential, &e);

        end(keeper, "publish a list", result, &e);
        done += result == OK;
        arena_rewind(&keeper->arena, mark);
    }
    say(keeper, "published", S("lists"), done);
    meter_add(keeper->platform->meter, METER_LISTS_PUBLISHED, done);
}

static void do_chores(struct keeper *keeper)
{
    struct chore_done done = {0};
    struct err e = {0};
    code result = OK;

    while (result == OK && !is_stopping(keeper)) {
        struct act act = begin(keeper);

        result = chore_next(&act, &done, &e);
        if (result == OK && done.code != OK)
            end(keeper, "chore", done.code, &done.err);
        if (result == OK) {
            say(keeper, "chore", done.name, done.n);
            meter_add(keeper->platform->meter, METER_CHORES, 1);
        }
    }
    end(keeper, "chores", result == E_NOT_FOUND ? OK : result, &e);
}

/* Awards out of tables, a part at a time. False when nothing waits. */
static bool run_tables(struct keeper *keeper)
{
    struct act act = begin(keeper);
    struct err e = {0};
    size_t n = 0;

    end(keeper, "table", batch_next(&act, &n, &e), &e);
    say(keeper, "awarded", S("lines"), n);
    return n > 0;
}

static enum meter_count count_of(int64_t state)
{
    if (state == MAIL_SENT)
        return METER_LETTERS_SENT;
    if (state == MAIL_WAITING)
        return METER_LETTERS_DEFERRED;
    return state == MAIL_BOUNCED ? METER_LETTERS_BOUNCED : METER_LETTERS_FAILED;
}

static void say_letter(
    const struct keeper *keeper, const struct delivery_done *done)
{
    const bool good = done->code == OK;
    const struct log_field fields[] = {
        log_text("id", done->id),
        log_text("template", done->template),
        log_text("state", names_word(&mail_state_names, done->state)),
        log_text("code", good ? S("") : code_info(done->code)->name),
    };

    log_event(keeper->log, good ? LEVEL_INFO : LEVEL_WARNING, "letter", fields,
        good ? 3 : 4);
    meter_add(keeper->platform->meter, count_of(done->state), 1);
}

/* False when none is left. */
static bool send_letters(struct keeper *keeper)
{
    struct delivery_done done;
    struct err e = {0};
    code result = OK;
    int i;

    for (i = 0; i < LETTERS_AT_ONCE && result == OK; i++) {
        struct act act = begin(keeper);

        if (is_stopping(keeper))
            return false;
        result = delivery_next(&keeper->delivery, &act, &done, &e);
        if (result == OK)
            say_letter(keeper, &done);
    }
    end(keeper, "letters", result == E_NOT_FOUND ? OK : result, &e);
    return result == OK;
}

/* --- the thread --- */

static int64_t time_to_rest(struct keeper *keeper)
{
    struct act act = begin(keeper);
    struct err e = {0};
    int64_t letter = INT64_MAX;
    int64_t chore = INT64_MAX;
    int64_t due;

    end(keeper, "due", delivery_due(&keeper->delivery, &act, &letter, &e), &e);
    end(keeper, "due", chore_due(&act, &chore, &e), &e);
    due = letter < chore ? letter : chore;
    if (keeper->failed)
        return FAULT_S;
    if (due <= act.now)
        return 1;
    return due - act.now < REST_S ? due - act.now : REST_S;
}

static void *run(void *arg)
{
    struct keeper *keeper = arg;
    struct act act = begin(keeper);
    struct err e = {0};

    end(keeper, "chores", chore_prepare(&act, &e), &e);
    finish_awards(keeper);
    while (!is_stopping(keeper)) {
        bool more = true;

        keeper->failed = false;
        while (more && !keeper->failed) {
            tell(keeper);
            publish(keeper);
            do_chores(keeper);
            more = run_tables(keeper);
            more = (send_letters(keeper) || more) && !is_stopping(keeper);
        }
        rest(keeper, time_to_rest(keeper));
    }
    return NULL;
}

/* The bell measures time that is not set by hand. */
static bool make_bell(struct keeper *keeper)
{
    pthread_condattr_t attributes;
    bool made;

    if (pthread_mutex_init(&keeper->lock, NULL) != 0)
        return false;
    made = pthread_condattr_init(&attributes) == 0;
    if (made) {
        made = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0 &&
               pthread_cond_init(&keeper->bell, &attributes) == 0;
        (void)pthread_condattr_destroy(&attributes);
    }
    if (!made)
        (void)pthread_mutex_destroy(&keeper->lock);
    return made;
}

static void unmake_bell(struct keeper *keeper)
{
    (void)pthread_cond_destroy(&keeper->bell);
    (void)pthread_mutex_destroy(&keeper->lock);
}

/* Signals are for the thread that started us. */
static bool start_thread(struct keeper *keeper)
{
    sigset_t all;
    sigset_t before;
    bool started;

    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    started = pthread_create(&keeper->thread, NULL, run, keeper) == 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

code keeper_start(const struct platform *platform,
    const struct log *log,
    struct arena *arena,
    struct keeper **ret,
    struct err *reterr)
{
    struct keeper *keeper = arena_new(arena, struct keeper);
    code result;

    if (!keeper)
        return err_set(reterr, arena_status(arena), S("keeper"));
    keeper->platform = platform;
    keeper->log = log;
    TRY(delivery_init(&keeper->delivery, &platform->config, arena, reterr));
    keeper->delivery.stops = is_stopping;
    keeper->delivery.arg = keeper;
    if (!make_bell(keeper))
        return err_set(reterr, E_NO_MEMORY, S("keeper"));
    result = worker_init(&keeper->worker, platform, reterr);
    if (result != OK) {
        unmake_bell(keeper);
        return result;
    }
    arena_init(&keeper->arena, KEEPER_BYTES);
    if (!start_thread(keeper)) {
        worker_release(&keeper->worker);
        unmake_bell(keeper);
        return err_set(reterr, E_NO_MEMORY, S("thread"));
    }
    *ret = keeper;
    return OK;
}

void keeper_wake(struct keeper *keeper)
{
    ring(keeper, false);
}

void keeper_stop(struct keeper *keeper)
{
    ring(keeper, true);
    (void)pthread_join(keeper->thread, NULL);
    arena_release(&keeper->arena);
    worker_release(&keeper->worker);
    unmake_bell(keeper);
}
