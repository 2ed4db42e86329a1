#include "app/idempotency.h"

#include "store/sql.h"

static code insert(
    struct act *act, const struct idempotency *row, struct err *reterr)
{
    TRY(sql_idempotency_delete_old(
        act->db, act->now - IDEMPOTENCY_LIFE_S, NULL, reterr));
    return sql_idempotency_insert(act->db, row, NULL, reterr);
}

static code look(const struct act *act,
    const struct idempotency *asked,
    const struct idempotency *found,
    struct err *reterr)
{
    if (!bytes_eq(asked->request_hash, found->request_hash))
        return err_set(
            reterr, E_IDEMPOTENCY_KEY_REUSED, asked->idempotency_key);
    if (found->status == 0 && act->now - found->created_at < IDEMPOTENCY_DONE_S)
        return err_set(
            reterr, E_IDEMPOTENCY_IN_PROGRESS, asked->idempotency_key);
    return OK;
}

static code take(struct act *act,
    const struct idempotency *asked,
    struct idempotency *ret,
    struct err *reterr)
{
    struct idempotency found;
    const code result = sql_idempotency_by_key(act->db, asked->tenant,
        asked->actor, asked->idempotency_key, act->arena, &found, reterr);

    if (result == E_NOT_FOUND) {
        TRY(insert(act, asked, reterr));
        *ret = *asked;
        return OK;
    }
    TRY(result);
    TRY(look(act, asked, &found, reterr));
    *ret = found;
    return OK;
}

code idempotency_take(struct act *act,
    str key,
    bytes request_hash,
    struct idempotency *ret,
    struct err *reterr)
{
    const struct idempotency asked = {
        .tenant = act->actor.tenant,
        .actor =
            act->actor.token.len > 0 ? act->actor.token : act->actor.person,
        .idempotency_key = key,
        .request_hash = request_hash,
        .created_at = act->now,
    };

    if (key.len == 0 || key.len > IDEMPOTENCY_KEY_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("Idempotency-Key"));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, take(act, &asked, ret, reterr), reterr);
}

code idempotency_keep(
    struct act *act, const struct idempotency *row, struct err *reterr)
{
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(
        act, sql_idempotency_answer(act->db, row, NULL, reterr), reterr);
}

code idempotency_free(
    struct act *act, const struct idempotency *row, struct err *reterr)
{
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act,
        sql_idempotency_delete(act->db, row->tenant, row->actor,
            row->idempotency_key, NULL, reterr),
        reterr);
}
