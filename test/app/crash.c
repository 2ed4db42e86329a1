/*
 * Processes that die at every write of one award, from the order to the
 * letter, and disks that do not say whether they kept it: never lost, never
 * doubled (RELIABILITY DB-01 to DB-04).
 *
 * Each point of death is a process of its own on the same data, with one more
 * learner. What it said to have done is asked for afterwards.
 */
#include "app/award.h"
#include "app/award_change.h"
#include "app/award_tell.h"
#include "app/checkup.h"
#include "domain/id.h"
#include "store/log.h"
#include "store/sql.h"
#include "test/support/desk.h"
#include "test/support/disk.h"
#include "test/support/office.h"
#include "test/support/test.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    POINTS_MAX = 500,
    POINTS_MIN = 8, /* fewer: the counting is broken */
    LOOK_EVERY = 8, /* deaths: the deep look takes its time */
    N_AT_ONCE = 8,
    EMAIL_BYTES = 40,
};

struct scene {
    struct front *front;
    struct office office;
    char email[EMAIL_BYTES];
    size_t n_made; /* awards that must be there */
};

static void open_scene(struct scene *scene, struct front *front)
{
    *scene = (struct scene){.front = front};
    office_open(front, DID_KEY, &scene->office);
}

static struct award_order order_for(const struct scene *scene)
{
    return (struct award_order){
        .achievement = scene->office.achievement,
        .email = str_of(scene->email),
        .recipient_name = S("Aroha Ngata"),
        .grade = S("P"),
        .idempotency_key = str_of(scene->email),
    };
}

static void next_learner(struct scene *scene, const char *what, size_t n)
{
    (void)snprintf(
        scene->email, sizeof(scene->email), "%s%zu@example.org", what, n);
}

/* The process ends as `kill -9` ends it, and begins anew. */
static void close_worker(struct scene *scene)
{
    worker_release(&scene->front->worker);
}

static void open_worker(struct scene *scene)
{
    struct worker *worker = &scene->front->worker;

    assert_int_equal(worker_init(worker, &scene->front->platform, NULL), OK);
    scene->office.act.db = worker->db;
}

typedef code work(struct scene *scene);

/* Does the work in a process that dies before its n-th write, sync or change
 * of size; true when it said that all is done. */
static bool die_at(struct scene *scene, size_t n, work *body)
{
    int ends[2];
    char said = 0;
    bool answered;
    pid_t child;

    close_worker(scene);
    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        disk_arm(DISK_KILL, n);
        open_worker(scene);
        if (body(scene) != OK || write(ends[1], "y", 1) != 1)
            _exit(1);
        _exit(0);
    }
    (void)close(ends[1]);
    answered = read(ends[0], &said, 1) == 1;
    (void)close(ends[0]);
    assert_int_equal(waitpid(child, NULL, 0), child);
    open_worker(scene);
    return answered;
}

/* --- what is to be found afterwards --- */

static void take_fault(
    void *arg, enum checkup_part part, str about, const struct err *why)
{
    (void)arg;
    fail_msg("a fault in %s: %.*s: %s", checkup_part_name(part).ptr,
        (int)about.len, about.ptr, why->arg);
}

static void take_step(void *arg, enum checkup_part part, size_t all)
{
    (void)arg;
    (void)part;
    (void)all;
}

/* All is sound; each award verifies and is one leaf of the log. */
static void check_all(struct scene *scene)
{
    const struct checkup_watch watch = {take_fault, take_step, NULL};
    struct checkup found;

    assert_int_equal(checkup_run(&scene->office.act, &watch, &found, NULL), OK);
    assert_int_equal(found.n_faults, 0);
    assert_int_equal(found.n[CHECKUP_AWARDS], scene->n_made);
    assert_int_equal(found.n[CHECKUP_LOG], scene->n_made);
}

/* How many awards went to that learner; none is half made. */
static size_t awards_of(struct scene *scene)
{
    const str email = str_of(scene->email);
    struct act *act = &scene->office.act;
    struct award *awards;
    size_t n;
    size_t i;

    assert_int_equal(
        sql_award_unclaimed(act->db, email, act->arena, &awards, &n, NULL), OK);
    for (i = 0; i < n; i++) {
        assert_int_equal(awards[i].state, AWARD_ACTIVE);
        assert_true(awards[i].credential.len > 0);
    }
    return n;
}

static size_t intents_open(struct scene *scene)
{
    struct award_intent_count_row count;
    struct act *act = &scene->office.act;

    assert_int_equal(
        sql_award_intent_count(act->db, act->arena, &count, NULL), OK);
    return (size_t)count.n;
}

/* --- DB-03 --- */

static code issue(struct scene *scene)
{
    const struct award_order order = order_for(scene);
    struct award award;

    return award_issue(&scene->office.act, &order, &award, NULL);
}

/* The server begins again: what was begun is ended, or was never there. Then
 * whoever had no answer asks again, with the same key. */
static void begin_again(struct scene *scene, bool acknowledged)
{
    size_t n_finished;
    size_t n;

    assert_int_equal(
        award_finish_prepared(&scene->office.act, &n_finished, NULL), OK);
    assert_int_equal(intents_open(scene), 0);
    n = awards_of(scene);
    assert_true(n == 1 || (n == 0 && !acknowledged));
    assert_true(n_finished == 0 || (n == 1 && !acknowledged));
    assert_int_equal(issue(scene), OK);
    assert_int_equal(awards_of(scene), 1);
    scene->n_made++;
    if (scene->n_made % LOOK_EVERY == 0)
        check_all(scene);
}

static void test_crash_db_03_killed_at_each_write_of_an_award(void **state)
{
    struct scene scene;
    bool acknowledged = false;
    size_t n;

    open_scene(&scene, *state);
    for (n = 1; n < POINTS_MAX && !acknowledged; n++) {
        next_learner(&scene, "learner", n);
        acknowledged = die_at(&scene, n, issue);
        begin_again(&scene, acknowledged);
    }
    assert_true(acknowledged);
    assert_true(n > POINTS_MIN);
    check_all(&scene);
}

static code tell_all(struct scene *scene)
{
    size_t n = 1;

    while (n > 0)
        TRY(award_tell_due(&scene->office.act, &n, NULL));
    return OK;
}

/* One letter an award, wherever the telling was cut. */
static void test_crash_db_03_killed_at_each_write_of_telling(void **state)
{
    struct scene scene;
    bool acknowledged = false;
    size_t n;

    open_scene(&scene, *state);
    for (n = 1; n < POINTS_MAX && !acknowledged; n++) {
        next_learner(&scene, "learner", n);
        assert_int_equal(issue(&scene), OK);
        scene.n_made++;
        acknowledged = die_at(&scene, n, tell_all);
        assert_int_equal(tell_all(&scene), OK);
        assert_int_equal(
            desk_letters(&scene.office.act, scene.office.organisation.tenant),
            scene.n_made > 100 ? 100 : scene.n_made);
    }
    assert_true(acknowledged);
    assert_true(n > POINTS_MIN);
    check_all(&scene);
}

/* --- DB-04 --- */

/* The disk fails at the n-th sync: nobody knows what it kept. The same order
 * with the same key finds out, and there is one award. */
static bool fail_sync_at(struct scene *scene, size_t n)
{
    bool failed;
    code result;

    next_learner(scene, "sync", n);
    disk_arm(DISK_SYNC_FAILS, n);
    result = issue(scene);
    failed = disk_has_failed();
    disk_disarm();
    assert_true(failed ? result == E_COMMIT_UNKNOWN : result == OK);
    assert_true(awards_of(scene) <= 1);
    assert_int_equal(issue(scene), OK);
    assert_int_equal(awards_of(scene), 1);
    assert_int_equal(intents_open(scene), 0);
    scene->n_made++;
    check_all(scene);
    return failed;
}

static void test_crash_db_04_unknown_commit_is_looked_up(void **state)
{
    struct scene scene;
    size_t n = 1;

    open_scene(&scene, *state);
    while (fail_sync_at(&scene, n))
        n++;
    assert_true(n > 2);
    assert_true(n < POINTS_MAX);
}

/* --- DB-01, DB-02 --- */

/* One of many who order the same at once. */
struct twin {
    const struct scene *scene;
    pthread_t thread;
    code result;
    char id[ID_BYTES + 1];
};

static void *order_at_once(void *arg)
{
    struct twin *twin = arg;
    const struct award_order order = order_for(twin->scene);
    struct act act = twin->scene->office.act;
    struct worker worker;
    struct arena arena;
    struct award award;

    arena_init(&arena, WORKER_BYTES);
    twin->result = worker_init(&worker, act.worker->platform, NULL);
    if (twin->result == OK) {
        act.worker = &worker;
        act.db = worker.db;
        act.arena = &arena;
        twin->result = award_issue(&act, &order, &award, NULL);
        if (twin->result == OK)
            (void)snprintf(twin->id, sizeof(twin->id), "%.*s",
                (int)award.id.len, award.id.ptr);
        worker_release(&worker);
    }
    arena_release(&arena);
    return NULL;
}

/* The same key at once, from eight threads: one award, and all are told of
 * the same. */
static void test_crash_db_02_the_same_key_at_once(void **state)
{
    struct twin twins[N_AT_ONCE] = {0};
    struct scene scene;
    size_t i;

    open_scene(&scene, *state);
    next_learner(&scene, "twin", 1);
    for (i = 0; i < N_AT_ONCE; i++) {
        twins[i].scene = &scene;
        assert_int_equal(
            pthread_create(&twins[i].thread, NULL, order_at_once, &twins[i]),
            0);
    }
    for (i = 0; i < N_AT_ONCE; i++) {
        assert_int_equal(pthread_join(twins[i].thread, NULL), 0);
        assert_int_equal(twins[i].result, OK);
        assert_string_equal(twins[i].id, twins[0].id);
    }
    assert_int_equal(awards_of(&scene), 1);
    scene.n_made = 1;
    check_all(&scene);
}

/* DB-01: whoever has had no answer asks again, also after a restart: the same
 * award, one leaf, one letter. */
static void test_crash_db_01_asked_again_after_a_restart(void **state)
{
    struct scene scene;

    open_scene(&scene, *state);
    next_learner(&scene, "again", 1);
    assert_int_equal(issue(&scene), OK);
    assert_int_equal(tell_all(&scene), OK);
    close_worker(&scene);
    open_worker(&scene);
    assert_int_equal(issue(&scene), OK);
    assert_int_equal(tell_all(&scene), OK);
    assert_int_equal(awards_of(&scene), 1);
    assert_int_equal(
        desk_letters(&scene.office.act, scene.office.organisation.tenant), 1);
    scene.n_made = 1;
    check_all(&scene);
}

#define STAGED(name)                                                           \
    cmocka_unit_test_setup_teardown(name, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGED(test_crash_db_01_asked_again_after_a_restart),
        STAGED(test_crash_db_02_the_same_key_at_once),
        STAGED(test_crash_db_03_killed_at_each_write_of_an_award),
        STAGED(test_crash_db_03_killed_at_each_write_of_telling),
        STAGED(test_crash_db_04_unknown_commit_is_looked_up),
    };

    disk_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
