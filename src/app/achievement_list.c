/* Lists of achievements for those who work on them: see achievement.h. */
#include "app/achievement.h"
#include "app/catalogue.h"

static code search(struct act *act,
    const struct achievement_query *query,
    struct achievement_hits *ret,
    struct err *reterr)
{
    const struct achievement_office_args args = {
        .tenant = act->actor.tenant,
        .state = query->state,
        .q = catalogue_pattern(query->text, act->arena),
        .limit = query->limit,
        .offset = query->offset,
    };
    struct achievement_office_count_row count;
    struct achievement_office_row *rows;

    TRY(sql_achievement_office(
        act->db, &args, act->arena, &rows, &ret->n_rows, reterr));
    TRY(sql_achievement_office_count(
        act->db, args.tenant, args.q, args.state, act->arena, &count, reterr));
    ret->rows = rows;
    ret->n = count.n;
    return OK;
}

code achievement_search(struct act *act,
    const struct achievement_query *query,
    struct achievement_hits *ret,
    struct err *reterr)
{
    code result;

    TRY(act_may(act, RIGHT_achievement_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = search(act, query, ret, reterr);
    db_rollback(act->db);
    return result;
}
