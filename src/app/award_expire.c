#include "app/award_expire.h"

#include "app/award_change.h"
#include "rule/calendar.h"
#include "store/sql.h"

enum {
    EXPIRE_AT_ONCE = 100,
    EAST_MINUTES = 14 * 60, /* where a day begins first */
};

/* The award was good on its last day, too. */
static code expire(struct act *act, struct award *award, struct err *reterr)
{
    char day[DATE_BYTES];
    struct award_move move = {
        .action = AWARD_EXPIRE,
        .reason_code = AWARD_REASON_EXPIRED,
        .reason = award->reason,
    };

    date_format(date_add_days(date_parse(award->valid_until), 1), day);
    move.effective_on = arena_str(act->arena, (str){day, sizeof(day)});
    return award_move(act, award, &move, reterr);
}

static code expire_in(
    struct act *act, str tenant, size_t *ret_n, struct err *reterr)
{
    struct organisation organisation;
    struct award *awards;
    str today;
    size_t i;

    TRY(sql_organisation_by_tenant(
        act->db, tenant, act->arena, &organisation, reterr));
    today = act_day_at(act->now, organisation.utc_offset_minutes, act->arena);
    TRY(sql_award_ended(act->db, tenant, today, EXPIRE_AT_ONCE, act->arena,
        &awards, ret_n, reterr));
    for (i = 0; i < *ret_n; i++)
        TRY(expire(act, &awards[i], reterr));
    return OK;
}

code award_expire_due(struct act *act, size_t *ret_n, struct err *reterr)
{
    const str first = act_day_at(act->now, EAST_MINUTES, act->arena);
    struct award_ended_tenants_row *tenants;
    size_t n;
    size_t i;

    *ret_n = 0;
    TRY(sql_award_ended_tenants(
        act->db, first, act->arena, &tenants, &n, reterr));
    for (i = 0; i < n && *ret_n == 0; i++) {
        TRY(db_begin(act->db, DB_WRITE, reterr));
        TRY(act_end(
            act, expire_in(act, tenants[i].tenant, ret_n, reterr), reterr));
    }
    return OK;
}
