#include "domain/award.h"

#include "rule/calendar.h"

static const str STATES[] = {
    [AWARD_PREPARED] = STR("prepared"),
    [AWARD_ACTIVE] = STR("active"),
    [AWARD_SUSPENDED] = STR("suspended"),
    [AWARD_EXPIRED] = STR("expired"),
    [AWARD_REVOKED] = STR("revoked"),
    [AWARD_RENEWED] = STR("renewed"),
    [AWARD_RECALLED] = STR("recalled"),
};

static const str ACTIONS[] = {
    [AWARD_SIGN] = STR("sign"),
    [AWARD_SUSPEND] = STR("suspend"),
    [AWARD_REINSTATE] = STR("reinstate"),
    [AWARD_REVOKE] = STR("revoke"),
    [AWARD_APPEAL] = STR("appeal"),
    [AWARD_EXPIRE] = STR("expire"),
    [AWARD_RENEW] = STR("renew"),
    [AWARD_RECALL] = STR("recall"),
};

static const str SOURCES[] = {
    [AWARD_BY_STUDY] = STR("study"),
    [AWARD_BY_RPL] = STR("rpl"),
    [AWARD_BY_TRANSFER] = STR("transfer"),
    [AWARD_BY_STACK] = STR("stack"),
};

static const str REASONS[] = {
    [AWARD_REASON_ERROR] = STR("error"),
    [AWARD_REASON_MISCONDUCT] = STR("misconduct"),
    [AWARD_REASON_WITHDRAWN] = STR("withdrawn"),
    [AWARD_REASON_CORRECTED] = STR("corrected"),
    [AWARD_REASON_REVIEW] = STR("review"),
    [AWARD_REASON_APPEAL] = STR("appeal"),
    [AWARD_REASON_EXPIRED] = STR("expired"),
    [AWARD_REASON_RENEWED] = STR("renewed"),
    [AWARD_REASON_OTHER] = STR("other"),
};

static const struct move MOVES[] = {
    {AWARD_PREPARED, AWARD_SIGN, AWARD_ACTIVE},
    {AWARD_ACTIVE, AWARD_SUSPEND, AWARD_SUSPENDED},
    {AWARD_ACTIVE, AWARD_REVOKE, AWARD_REVOKED},
    {AWARD_ACTIVE, AWARD_EXPIRE, AWARD_EXPIRED},
    {AWARD_ACTIVE, AWARD_RENEW, AWARD_RENEWED},
    {AWARD_ACTIVE, AWARD_RECALL, AWARD_RECALLED},
    {AWARD_SUSPENDED, AWARD_REINSTATE, AWARD_ACTIVE},
    {AWARD_SUSPENDED, AWARD_REVOKE, AWARD_REVOKED},
    {AWARD_EXPIRED, AWARD_RENEW, AWARD_RENEWED},
    {AWARD_REVOKED, AWARD_APPEAL, AWARD_ACTIVE},
};

const struct names award_state_names = {STATES, AWARD_RECALLED + 1};
const struct names award_action_names = {ACTIONS, AWARD_RECALL + 1};
const struct names award_source_names = {SOURCES, AWARD_BY_STACK + 1};
const struct names award_reason_names = {REASONS, AWARD_REASON_OTHER + 1};

code award_next(int64_t state, int64_t action, int64_t *ret, struct err *reterr)
{
    static const struct moves TABLE = {MOVES, sizeof(MOVES) / sizeof(MOVES[0])};

    return moves_next(&TABLE, state, action, ret, reterr);
}

/* --- states over time --- */

int64_t award_state_on(
    const struct award_change *changes, size_t n_changes, str day)
{
    int64_t state = AWARD_PREPARED;
    size_t i;

    for (i = 0; i < n_changes; i++) {
        if (str_cmp(changes[i].effective_on, day) <= 0)
            state = changes[i].state;
    }
    return state;
}

static bool is_within(const struct award *award, str day)
{
    return str_cmp(award->valid_from, day) <= 0 &&
           (award->valid_until.len == 0 ||
               str_cmp(day, award->valid_until) <= 0);
}

bool award_is_usable(const struct award *award,
    const struct award_change *changes,
    size_t n_changes,
    str day)
{
    return is_within(award, day) &&
           award_state_on(changes, n_changes, day) == AWARD_ACTIVE;
}

int64_t award_state_today(const struct award *award, str day)
{
    const bool over =
        award->valid_until.len > 0 && str_cmp(award->valid_until, day) < 0;

    if (award->state == AWARD_RENEWED && str_cmp(day, award->state_on) < 0)
        return over ? AWARD_EXPIRED : AWARD_ACTIVE;
    return award->state == AWARD_ACTIVE && over ? AWARD_EXPIRED : award->state;
}

/* --- days --- */

code award_check_dates(
    str awarded_on, str assessed_on, str listed_on, struct err *reterr)
{
    if ((assessed_on.len > 0 && str_cmp(awarded_on, assessed_on) < 0) ||
        (listed_on.len > 0 && str_cmp(awarded_on, listed_on) < 0))
        return err_set(reterr, E_DATE_ORDER, awarded_on);
    return OK;
}

static str day_text(date day, struct arena *arena)
{
    char text[DATE_BYTES];

    date_format(day, text);
    return arena_str(arena, (str){text, DATE_BYTES});
}

code award_last_day(str from,
    int64_t validity_months,
    struct arena *arena,
    str *ret,
    struct err *reterr)
{
    const date first = date_parse(from);
    date last;

    if (first == DATE_NONE || validity_months < 0 ||
        validity_months > DEFINITION_MONTHS_MAX)
        return err_set(reterr, E_DATE_ORDER, from);
    if (validity_months == 0) {
        *ret = S("");
        return OK;
    }
    last = date_last_valid(first, (int32_t)validity_months);
    if (last == DATE_NONE)
        return err_set(reterr, E_DATE_ORDER, from);
    *ret = day_text(last, arena);
    return arena_status(arena);
}

code award_day_after(str day, struct arena *arena, str *ret, struct err *reterr)
{
    const date last = date_parse(day);

    if (last == DATE_NONE)
        return err_set(reterr, E_DATE_ORDER, day);
    *ret = day_text(date_add_days(last, 1), arena);
    return arena_status(arena);
}

code award_renewal(const struct award *old,
    const struct definition *definition,
    str day,
    struct arena *arena,
    struct award_days *ret,
    struct err *reterr)
{
    const struct renewal *renewal = &definition->renewal;
    const date last = date_parse(old->valid_until);
    const date today = date_parse(day);
    struct award_days days;

    if (last == DATE_NONE || definition->validity_months == 0)
        return err_set(reterr, E_RENEWAL, old->id);
    if (today == DATE_NONE)
        return err_set(reterr, E_DATE_ORDER, day);
    if (today < date_add_days(last, -(int32_t)renewal->window_days))
        return err_set(reterr, E_RENEWAL_EARLY, old->valid_until);
    if (today > date_add_days(last, (int32_t)renewal->grace_days))
        return err_set(reterr, E_RENEWAL_LATE, old->valid_until);
    /* With continuity it runs on from the old last day; the days between are
     * not made good (invariant 32): its first day is never before today when
     * the old one has ended. */
    days.valid_from = today <= last && renewal->continuity
                          ? day_text(date_add_days(last, 1), arena)
                          : day;
    TRY(award_last_day(renewal->continuity
                           ? day_text(date_add_days(last, 1), arena)
                           : days.valid_from,
        definition->validity_months, arena, &days.valid_until, reterr));
    *ret = days;
    return arena_status(arena);
}
