#include "app/award_renew.h"

#include "domain/definition_json.h"
#include "store/sql.h"
#include "text/datetime.h"

enum {
    KEY_BYTES_MAX = 128,
};

static const str VERBS[] = {
    [AWARD_SUCCEED_RENEW] = STR("renew"),
    [AWARD_SUCCEED_EXTEND] = STR("extend"),
    [AWARD_SUCCEED_CORRECT] = STR("correct"),
};

/* What all successors keep. */
static struct award_order same_as(const struct award *old)
{
    return (struct award_order){
        .achievement = old->achievement,
        .version = old->version,
        .person = old->person,
        .email = old->email,
        .recipient_name = old->recipient_name,
        .awarded_on = old->awarded_on,
        .valid_from = old->valid_from,
        .valid_until = old->valid_until,
        .grade = old->grade,
        .source = old->source,
        .replaces = old->id,
        .reason_code = AWARD_REASON_RENEWED,
        .held_until = old->held_until,
    };
}

static code today_of(
    struct act *act, const struct award *old, str *ret, struct err *reterr)
{
    struct organisation organisation;

    TRY(sql_organisation_by_tenant(
        act->db, old->tenant, act->arena, &organisation, reterr));
    *ret = act_day_at(act->now, organisation.utc_offset_minutes, act->arena);
    return arena_status(act->arena);
}

static code listed_version(
    struct act *act, const struct award *old, int64_t *ret, struct err *reterr)
{
    struct achievement achievement;

    TRY(sql_achievement_by_id(act->db, old->tenant, old->achievement,
        act->arena, &achievement, reterr));
    if (achievement.listed_version == 0)
        return err_set(reterr, E_NOT_LISTED, achievement.code);
    *ret = achievement.listed_version;
    return OK;
}

static code renew(struct act *act,
    const struct award *old,
    struct award_order *order,
    struct err *reterr)
{
    struct achievement_version version;
    struct definition definition;
    struct award_days days;
    str today;

    TRY(today_of(act, old, &today, reterr));
    TRY(listed_version(act, old, &order->version, reterr));
    TRY(sql_achievement_version_by_number(act->db, old->tenant,
        old->achievement, order->version, act->arena, &version, reterr));
    TRY(definition_parse(version.definition, act->arena, &definition, reterr));
    TRY(award_renewal(old, &definition, today, act->arena, &days, reterr));
    order->awarded_on = today;
    order->valid_from = days.valid_from;
    order->valid_until = days.valid_until;
    return OK;
}

static code extend(const struct award *old,
    str until,
    struct award_order *order,
    struct err *reterr)
{
    if (old->valid_until.len == 0)
        return err_set(reterr, E_RENEWAL, old->id);
    if (!datetime_is_date(until) || str_cmp(until, old->valid_until) <= 0)
        return err_set(reterr, E_DATE_ORDER, until);
    order->valid_until = until;
    return OK;
}

static code correct(struct act *act,
    const struct award *old,
    struct award_order *order,
    struct err *reterr)
{
    TRY(listed_version(act, old, &order->version, reterr));
    if (order->version <= old->version)
        return err_set(reterr, E_CONFLICT, S("version"));
    order->reason_code = AWARD_REASON_CORRECTED;
    return OK;
}

/* One key for one succession: asked for again, it is the same award. */
static code set_key(struct act *act,
    enum award_succession how,
    struct award_order *order,
    struct err *reterr)
{
    struct buf out;
    code result;

    buf_init(&out, act->arena, KEY_BYTES_MAX);
    buf_str(&out, VERBS[how]);
    buf_byte(&out, ' ');
    buf_str(&out, order->replaces);
    buf_byte(&out, ' ');
    buf_u64(&out, (uint64_t)order->version);
    buf_byte(&out, ' ');
    buf_str(&out, order->valid_until);
    result = buf_finish_str(&out, &order->idempotency_key);
    return result == OK ? OK : err_set(reterr, result, order->replaces);
}

code award_succeed(struct act *act,
    const struct award *old,
    enum award_succession how,
    str until,
    struct award_order *ret,
    struct err *reterr)
{
    struct award_order order = same_as(old);

    if (old->state != AWARD_ACTIVE &&
        !(old->state == AWARD_EXPIRED && how == AWARD_SUCCEED_RENEW))
        return err_set(reterr, E_STATE_ORDER, VERBS[how]);
    if (how == AWARD_SUCCEED_RENEW)
        TRY(renew(act, old, &order, reterr));
    else if (how == AWARD_SUCCEED_EXTEND)
        TRY(extend(old, until, &order, reterr));
    else
        TRY(correct(act, old, &order, reterr));
    TRY(set_key(act, how, &order, reterr));
    *ret = order;
    return OK;
}
