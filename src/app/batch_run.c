/* Tables as they are read, run and stopped: see app/batch.h. */
#include "app/batch.h"
#include "app/batch_line.h"

/* --- reading --- */

static code read_counts(
    struct act *act, struct batch_full *full, struct err *reterr)
{
    struct batch_line_count_row *rows;
    size_t n;
    size_t i;

    TRY(sql_batch_line_count(act->db, full->batch.tenant, full->batch.id,
        act->arena, &rows, &n, reterr));
    for (i = 0; i < n; i++) {
        if (rows[i].state == LINE_WAITING)
            full->n_waiting = rows[i].n;
        else if (rows[i].state == LINE_DONE)
            full->n_done = rows[i].n;
        else if (rows[i].state == LINE_FAILED)
            full->n_failed = rows[i].n;
        else
            full->n_skipped = rows[i].n;
    }
    return OK;
}

code batch_read_in(
    struct act *act, str id, struct batch_full *ret, struct err *reterr)
{
    struct batch_full full = {0};

    TRY(sql_batch_by_id(
        act->db, act->actor.tenant, id, act->arena, &full.batch, reterr));
    TRY(batch_sheet_read(full.batch.options, act->arena, &full.sheet, reterr));
    TRY(read_counts(act, &full, reterr));
    *ret = full;
    return OK;
}

code batch_read(
    struct act *act, str id, struct batch_full *ret, struct err *reterr)
{
    TRY(act_may(act, RIGHT_award_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, batch_read_in(act, id, ret, reterr), reterr);
}

code batch_search(struct act *act,
    int64_t limit,
    int64_t offset,
    struct batch **ret,
    size_t *ret_n,
    struct err *reterr)
{
    TRY(act_may(act, RIGHT_award_read, reterr));
    return sql_batch_list(act->db, act->actor.tenant, limit, offset, act->arena,
        ret, ret_n, reterr);
}

code batch_first(
    struct act *act, str id, struct batch_line *ret, struct err *reterr)
{
    struct batch_line *lines;
    size_t n;

    TRY(act_may(act, RIGHT_award_read, reterr));
    TRY(sql_batch_line_list(
        act->db, act->actor.tenant, id, 0, 1, act->arena, &lines, &n, reterr));
    if (n == 0)
        return err_set(reterr, E_NOT_FOUND, id);
    *ret = lines[0];
    return OK;
}

code batch_faults(struct act *act,
    str id,
    struct batch_line **ret,
    size_t *ret_n,
    struct err *reterr)
{
    TRY(act_may(act, RIGHT_award_read, reterr));
    return sql_batch_line_failed(act->db, act->actor.tenant, id, BATCH_FAULTS,
        act->arena, ret, ret_n, reterr);
}

enum batch_column batch_lacks(const struct batch_sheet *sheet)
{
    struct err e = {0};
    int64_t column = COLUMN_NONE;

    if (batch_sheet_check(sheet, &e) != OK)
        (void)names_find(&batch_column_names, str_of(e.arg), &column);
    return (enum batch_column)column;
}

/* --- running --- */

static code move(struct act *act,
    const struct batch *batch,
    int64_t state,
    str action,
    struct err *reterr)
{
    const bool is_over = state == BATCH_DONE || state == BATCH_CANCELLED;
    size_t n = 0;

    TRY(sql_batch_move(act->db,
        &(struct batch_move_args){
            .state = state,
            .updated_at = act->now,
            .finished_at = is_over ? act->now : 0,
            .tenant = batch->tenant,
            .id = batch->id,
            .from_state = batch->state,
        },
        &n, reterr));
    if (n == 0)
        return err_set(reterr, E_STATE_ORDER, batch->id);
    return act_record(act, batch->tenant, action, batch->id, S(""), reterr);
}

static code turn_to(
    struct act *act, str id, enum batch_turn turn, struct err *reterr)
{
    struct batch_full full;
    const struct batch *batch = &full.batch;

    TRY(batch_read_in(act, id, &full, reterr));
    if (turn == BATCH_START && batch_lacks(&full.sheet) == COLUMN_NONE &&
        (batch->state == BATCH_WAITING || batch->state == BATCH_STOPPED))
        return move(act, batch, BATCH_RUNNING, S("batch_start"), reterr);
    if (turn == BATCH_STOP && batch->state == BATCH_RUNNING)
        return move(act, batch, BATCH_STOPPED, S("batch_stop"), reterr);
    if (turn == BATCH_DROP && batch->state == BATCH_WAITING)
        return move(act, batch, BATCH_CANCELLED, S("batch_drop"), reterr);
    return err_set(reterr, E_STATE_ORDER, id);
}

code batch_turn(
    struct act *act, str id, enum batch_turn turn, struct err *reterr)
{
    TRY(act_may(act, RIGHT_award_issue, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, turn_to(act, id, turn, reterr), reterr);
}

/* What the part came to, and that all is done when nothing waits. */
static code keep_part(const struct batch_part *part, struct err *reterr)
{
    struct act *act = part->act;
    struct batch_full full;
    const struct batch *batch = &full.batch;

    TRY(batch_part_write(part, reterr));
    TRY(batch_read_in(act, part->full->batch.id, &full, reterr));
    TRY(sql_batch_progress(act->db,
        &(struct batch_progress_args){
            .n_done = full.n_done,
            .n_failed = full.n_failed,
            .updated_at = act->now,
            .tenant = batch->tenant,
            .id = batch->id,
        },
        NULL, reterr));
    if (full.n_waiting > 0 || batch->state != BATCH_RUNNING)
        return OK;
    return move(act, batch, BATCH_DONE, S("batch_done"), reterr);
}

static code step(struct act *act, str id, size_t *ret_n, struct err *reterr)
{
    struct batch_full full;
    struct batch_part part = {.act = act, .full = &full};

    *ret_n = 0;
    TRY(batch_read_in(act, id, &full, reterr));
    if (full.batch.state != BATCH_RUNNING)
        return OK;
    TRY(sql_batch_line_waiting(act->db, full.batch.tenant, id, BATCH_PART,
        act->arena, &part.lines, &part.n, reterr));
    TRY(batch_part_do(&part, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, keep_part(&part, reterr), reterr));
    *ret_n = part.n;
    return OK;
}

code batch_step(struct act *act, str id, size_t *ret_n, struct err *reterr)
{
    const struct arena_mark mark = arena_mark(act->arena);
    code result;

    TRY(act_may(act, RIGHT_award_issue, reterr));
    result = step(act, id, ret_n, reterr);
    arena_rewind(act->arena, mark);
    return result;
}

/* --- by itself --- */

/* Whoever started it, with the roles of today. */
static code become(
    struct act *act, const struct batch *batch, struct err *reterr)
{
    struct membership *members;
    size_t n;
    size_t i;

    act->actor =
        (struct actor){.person = batch->created_by, .tenant = batch->tenant};
    TRY(sql_membership_in(act->db, batch->tenant, batch->created_by, act->arena,
        &members, &n, reterr));
    for (i = 0; i < n; i++)
        act->actor.roles |= (role_set)1 << members[i].role;
    return OK;
}

/* So that it stands in nobody's way; somebody may have stopped it first. */
static code stop(struct act *act, const struct batch *batch, struct err *reterr)
{
    code result;

    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = act_end(
        act, move(act, batch, BATCH_STOPPED, S("batch_stop"), reterr), reterr);
    return result == E_STATE_ORDER ? OK : result;
}

/* What is better in a while. */
static bool may_pass(code c)
{
    switch ((int)c) {
    case E_UNAVAILABLE:
    case E_STORAGE_FULL:
    case E_COMMIT_UNKNOWN:
    case E_NO_MEMORY:
    case E_RNG_FAILURE:
    case E_IO_WRITE:
    case E_CLOCK_BACKWARDS:
        return true;
    default:
        return false;
    }
}

code batch_next(struct act *act, size_t *ret_n, struct err *reterr)
{
    struct act own = *act;
    struct batch *running;
    size_t n;
    code result;

    *ret_n = 0;
    TRY(sql_batch_running(act->db, 1, act->arena, &running, &n, reterr));
    if (n == 0)
        return OK;
    TRY(become(&own, &running[0], reterr));
    result = batch_step(&own, running[0].id, ret_n, reterr);
    return result == OK || may_pass(result) ? result
                                            : stop(&own, &running[0], reterr);
}
