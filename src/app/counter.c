#include "app/counter.h"

#include "store/sql.h"

static struct counter one(
    struct act *act, const struct award *award, enum counter_kind kind)
{
    return (struct counter){
        .tenant = award->tenant,
        .award = award->id,
        .kind = kind,
        .day_on = act_day_at(act->now, 0, act->arena),
        .n = 1,
    };
}

void counter_note(
    struct act *act, const struct award *award, enum counter_kind kind)
{
    const struct counter counter = one(act, award, kind);

    if (act->actor.person.len > 0 && str_eq(act->actor.person, award->person))
        return;
    if (!tally_add(act->worker->platform->tally, &counter, act->now))
        counter_settle(act);
}

code counter_put(struct act *act,
    const struct award *award,
    enum counter_kind kind,
    struct err *reterr)
{
    const struct counter counter = one(act, award, kind);

    return sql_counter_add(act->db, &counter, NULL, reterr);
}

code counter_of(struct act *act,
    const struct award *award,
    struct counts *ret,
    struct err *reterr)
{
    struct counter_sum_row *rows;
    size_t n;
    size_t i;

    TRY(sql_counter_sum(
        act->db, award->tenant, award->id, act->arena, &rows, &n, reterr));
    *ret = (struct counts){{0}};
    for (i = 0; i < n; i++) {
        if (rows[i].kind > 0 && rows[i].kind < COUNTERS)
            ret->n[rows[i].kind] = rows[i].n;
    }
    return OK;
}

void counter_settle(struct act *act)
{
    tally_flush(act->worker->platform->tally, act->db);
}
