#include "app/chore.h"

#include "app/award_expire.h"
#include "app/award_tell.h"
#include "app/clean.h"
#include "base/code_info.h"
#include "domain/job.h"
#include "domain/mail.h"
#include "store/sql.h"

enum {
    LEASE_S = 600,
    HOUR_S = 3600,
    REMIND_BACK_S = 24 * HOUR_S, /* of the first time, and after a long rest */
};

/* `since` is when it was done last, 0: never. */
typedef code chore_run(
    struct act *act, int64_t since, size_t *ret_n, struct err *reterr);

/* --- the chores --- */

static code remind(
    struct act *act, int64_t since, size_t *ret_n, struct err *reterr)
{
    static const int64_t AFTER[] = {REMIND_FIRST_S, REMIND_SECOND_S};
    size_t n;
    size_t i;

    if (since < act->now - REMIND_BACK_S)
        since = act->now - REMIND_BACK_S;
    *ret_n = 0;
    for (i = 0; i < sizeof(AFTER) / sizeof(AFTER[0]); i++) {
        const struct tell_span span = {
            since - AFTER[i], act->now - AFTER[i], S("")};

        TRY(award_remind(act, &span, (int)i + 1, &n, reterr));
        *ret_n += n;
    }
    return OK;
}

static code expire(
    struct act *act, int64_t since, size_t *ret_n, struct err *reterr)
{
    size_t n;

    (void)since;
    *ret_n = 0;
    do {
        const struct arena_mark mark = arena_mark(act->arena);

        TRY(award_expire_due(act, &n, reterr));
        arena_rewind(act->arena, mark);
        *ret_n += n;
    } while (n > 0);
    return OK;
}

static code clean(
    struct act *act, int64_t since, size_t *ret_n, struct err *reterr)
{
    (void)since;
    return clean_all(act, ret_n, reterr);
}

static const struct {
    enum job_kind kind;
    int64_t every_s;
    chore_run *run;
} CHORES[] = {
    {JOB_REMIND, HOUR_S, remind},
    {JOB_EXPIRE, HOUR_S, expire},
    {JOB_CLEAN, HOUR_S, clean},
};

enum {
    N_CHORES = sizeof(CHORES) / sizeof(CHORES[0]),
};

/* --- their rows --- */

static code ensure(struct act *act, struct err *reterr)
{
    size_t i;

    for (i = 0; i < N_CHORES; i++) {
        const struct job job = {
            .id = names_word(&job_kind_names, CHORES[i].kind),
            .kind = CHORES[i].kind,
            .state = JOB_WAITING,
            .due_at = act->now,
            .created_at = act->now,
        };

        TRY(sql_job_ensure(act->db, &job, NULL, reterr));
    }
    return OK;
}

code chore_prepare(struct act *act, struct err *reterr)
{
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, ensure(act, reterr), reterr);
}

static code take(struct act *act, struct job *ret, struct err *reterr)
{
    struct job *due;
    size_t n;

    TRY(sql_job_due(act->db, act->now, 1, act->arena, &due, &n, reterr));
    if (n == 0)
        return err_set(reterr, E_NOT_FOUND, S("job"));
    TRY(sql_job_lease(act->db, act->now + LEASE_S, due[0].tenant, due[0].id,
        due[0].lease, NULL, reterr));
    *ret = due[0];
    ret->lease++;
    return OK;
}

static code give_back(
    struct act *act, const struct job *job, struct err *reterr)
{
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, sql_job_done(act->db, job, NULL, reterr), reterr);
}

/* A chore comes round again; a failed one sooner or later than that. */
static void plan(struct job *job, int64_t now, int64_t every_s, code result)
{
    job->fault = code_info(result)->name;
    job->due_at = now + every_s;
    if (result == OK) {
        job->fault = S("");
        job->tries = 0;
        job->finished_at = now;
        return;
    }
    job->tries++;
    if (mail_backoff_s(job->tries) > 0)
        job->due_at = now + mail_backoff_s(job->tries);
}

code chore_next(struct act *act, struct chore_done *ret, struct err *reterr)
{
    struct chore_done done = {.code = E_ARGUMENT};
    struct job job = {0};
    size_t i = 0;

    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, take(act, &job, reterr), reterr));
    while (i < N_CHORES && (int64_t)CHORES[i].kind != job.kind)
        i++;
    if (i < N_CHORES) {
        done.code = CHORES[i].run(act, job.finished_at, &done.n, &done.err);
        plan(&job, act->now, CHORES[i].every_s, done.code);
    } else { /* of another program */
        job.state = JOB_FAILED;
    }
    db_rollback(act->db);
    done.name = names_word(&job_kind_names, job.kind);
    TRY(give_back(act, &job, reterr));
    *ret = done;
    return OK;
}

code chore_due(struct act *act, int64_t *ret, struct err *reterr)
{
    struct job_next_row *next;
    size_t n;

    *ret = INT64_MAX;
    TRY(sql_job_next(act->db, act->arena, &next, &n, reterr));
    if (n > 0)
        *ret = next[0].due_at > next[0].lease_until ? next[0].due_at
                                                    : next[0].lease_until;
    return OK;
}
