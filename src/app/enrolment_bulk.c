#include "app/enrolment_bulk.h"

/* What the rules say of one; anything else ends the whole. */
static bool is_refusal(code c)
{
    return c == E_STATE_ORDER || c == E_SEPARATION || c == E_FORBIDDEN ||
           c == E_TRIES_USED;
}

static code change_one(struct act *act,
    const struct enrolment_bulk *bulk,
    str id,
    struct err *reterr)
{
    if (bulk->action == 0)
        return enrolment_assign_in(act, id, bulk->assessor, reterr);
    return enrolment_change_in(act, id, bulk->action, bulk->reason, reterr);
}

/* Those that the query finds. */
static code find_all(struct act *act,
    const struct enrolment_bulk *bulk,
    struct enrolment_outcomes *ret,
    struct err *reterr)
{
    struct enrolment_query query = bulk->query;
    struct enrolment_list_row *rows = NULL;
    struct enrolment_outcome *items;
    size_t n = 0;
    size_t i;

    query.limit = ENROLMENT_BULK_MAX;
    query.offset = 0;
    TRY(enrolment_list_in(act, &query, &rows, &n, reterr));
    items = arena_array(act->arena, n, struct enrolment_outcome);
    TRY(arena_status(act->arena));
    for (i = 0; i < n; i++)
        items[i] = (struct enrolment_outcome){.id = rows[i].id,
            .learner = rows[i].name,
            .title = rows[i].title,
            .state = rows[i].state};
    *ret = (struct enrolment_outcomes){items, n, 0};
    return OK;
}

static code find_named(struct act *act,
    const struct enrolment_bulk *bulk,
    struct enrolment_outcomes *ret,
    struct err *reterr)
{
    struct enrolment_outcome *items =
        arena_array(act->arena, bulk->n_ids, struct enrolment_outcome);
    size_t i;

    TRY(arena_status(act->arena));
    for (i = 0; i < bulk->n_ids; i++) {
        struct enrolment_told_row row;

        TRY(sql_enrolment_told(act->db, act->actor.tenant, bulk->ids[i],
            act->arena, &row, reterr));
        items[i] = (struct enrolment_outcome){.id = row.id,
            .learner = row.name,
            .title = row.title,
            .state = row.state};
    }
    *ret = (struct enrolment_outcomes){items, bulk->n_ids, 0};
    return OK;
}

static code change_all(struct act *act,
    const struct enrolment_bulk *bulk,
    struct enrolment_outcomes *ret,
    struct err *reterr)
{
    size_t i;

    TRY(bulk->n_ids == 0 ? find_all(act, bulk, ret, reterr)
                         : find_named(act, bulk, ret, reterr));
    for (i = 0; i < ret->n; i++) {
        struct enrolment_outcome *item = &ret->items[i];

        item->code = change_one(act, bulk, item->id, reterr);
        if (item->code != OK && !is_refusal(item->code))
            return item->code;
        ret->n_good += item->code == OK;
    }
    return OK;
}

static code check(const struct enrolment_bulk *bulk, struct err *reterr)
{
    if (bulk->action != 0 && bulk->action != ENROLMENT_ACCEPT &&
        bulk->action != ENROLMENT_WITHDRAW)
        return err_set(reterr, E_FORM_FIELD, S("action"));
    if (bulk->n_ids > ENROLMENT_BULK_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("id"));
    if (bulk->reason.len > ENROLMENT_REASON_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("reason"));
    if (bulk->action == ENROLMENT_WITHDRAW && !bulk->is_try &&
        bulk->reason.len == 0)
        return err_set(reterr, E_REFUSAL_REASON, S("reason"));
    return OK;
}

code enrolment_change_many(struct act *act,
    const struct enrolment_bulk *bulk,
    struct enrolment_outcomes *ret,
    struct err *reterr)
{
    struct enrolment_bulk tried = *bulk;
    struct enrolment_outcomes outcomes;
    code result;

    TRY(act_may(act, RIGHT_enrolment_write, reterr));
    TRY(check(bulk, reterr));
    if (bulk->is_try && bulk->reason.len == 0)
        tried.reason = S("?");
    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = change_all(act, &tried, &outcomes, reterr);
    if (bulk->is_try)
        db_rollback(act->db);
    else
        result = act_end(act, result, reterr);
    TRY(result);
    *ret = outcomes;
    return OK;
}
