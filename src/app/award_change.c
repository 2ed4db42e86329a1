#include "app/award_change.h"

#include "app/counter.h"
#include "app/status.h"
#include "domain/definition_json.h"
#include "domain/person.h"
#include "store/sql.h"

/* --- one move --- */

static code set_bits(
    struct act *act, const struct award *award, struct err *reterr)
{
    struct status_place place = {award->tenant, award->id, STATUS_REVOCATION};
    const bool gone =
        award->state == AWARD_REVOKED || award->state == AWARD_RECALLED;

    TRY(status_set(act, &place, gone, reterr));
    place.purpose = STATUS_SUSPENSION;
    return status_set(act, &place, award->state == AWARD_SUSPENDED, reterr);
}

static code today(struct act *act, str tenant, str *ret, struct err *reterr)
{
    struct organisation organisation;

    TRY(sql_organisation_by_tenant(
        act->db, tenant, act->arena, &organisation, reterr));
    *ret = act_day_at(act->now, organisation.utc_offset_minutes, act->arena);
    return arena_status(act->arena);
}

code award_log(struct act *act,
    const struct award *award,
    enum log_kind kind,
    str content,
    int64_t *ret_leaf,
    struct err *reterr)
{
    struct log_entry entry = {
        .kind = kind,
        .tenant = award->tenant,
        .now_unix_s = act->now,
        .content = str_bytes(content),
    };
    uint64_t index;

    TRY(act_random(act, LOG_SALT_BYTES, &entry.salt, reterr));
    TRY(log_append(act->db, &entry, act->arena, &index, reterr));
    *ret_leaf = (int64_t)index;
    return OK;
}

/* What others must be able to hold us to is logged: that it was taken away,
 * and given back. N_LOG_KINDS for the rest. */
static enum log_kind logged_as(enum award_action action)
{
    switch (action) {
    case AWARD_SUSPEND:
        return LOG_SUSPEND;
    case AWARD_REVOKE:
    case AWARD_RECALL:
        return LOG_REVOKE;
    case AWARD_REINSTATE:
    case AWARD_APPEAL:
        return LOG_REINSTATE;
    case AWARD_SIGN:
    case AWARD_EXPIRE:
    case AWARD_RENEW:
        break;
    }
    return N_LOG_KINDS;
}

static code log_move(struct act *act,
    const struct award *award,
    enum award_action action,
    int64_t *ret_leaf,
    struct err *reterr)
{
    const enum log_kind kind = logged_as(action);
    const str content[] = {act_link(act, S("/a/"), award->id), S("\n"),
        names_word(&award_state_names, award->state), S("\n"), award->state_on};

    *ret_leaf = -1;
    return kind == N_LOG_KINDS
               ? OK
               : award_log(act, award, kind, arena_join(act->arena, content, 5),
                     ret_leaf, reterr);
}

static code add_change(struct act *act,
    const struct award *award,
    enum award_action action,
    struct err *reterr)
{
    struct award_change *changes;
    struct award_change change = {
        .tenant = award->tenant,
        .award = award->id,
        .state = award->state,
        .effective_on = award->state_on,
        .recorded_at = act->now,
        .reason_code = award->reason_code,
        .reason = award->reason,
        .actor = act->actor.person,
    };
    size_t n;

    TRY(sql_award_change_list(
        act->db, award->tenant, award->id, act->arena, &changes, &n, reterr));
    change.position = (int64_t)n + 1;
    TRY(log_move(act, award, action, &change.leaf, reterr));
    return sql_award_change_insert(act->db, &change, NULL, reterr);
}

static code record(struct act *act,
    const struct award *award,
    const struct award_move *move,
    struct err *reterr)
{
    const str action[] = {
        S("award_"), names_word(&award_action_names, move->action)};

    return act_record(act, award->tenant, arena_join(act->arena, action, 2),
        award->id, S(""), reterr);
}

code award_move(struct act *act,
    struct award *award,
    const struct award_move *move,
    struct err *reterr)
{
    struct award next = *award;
    code result;

    TRY(award_next(award->state, move->action, &next.state, reterr));
    next.state_on = move->effective_on;
    if (next.state_on.len == 0)
        TRY(today(act, award->tenant, &next.state_on, reterr));
    next.reason_code = move->reason_code;
    next.reason = move->reason;
    if (move->replaced_by.len > 0)
        next.replaced_by = move->replaced_by;
    next.updated_at = act->now;
    result = sql_award_move(act->db, &next, NULL, reterr);
    if (result == E_CONFLICT)
        return err_set(reterr, E_ALREADY_HELD, award->id);
    TRY(result);
    TRY(add_change(act, &next, move->action, reterr));
    TRY(set_bits(act, &next, reterr));
    TRY(record(act, &next, move, reterr));
    *award = next;
    return OK;
}

/* --- by the office --- */

static code check_move(const struct award *award,
    const struct award_move *move,
    struct err *reterr)
{
    const bool takes_away = move->action == AWARD_SUSPEND ||
                            move->action == AWARD_REVOKE ||
                            move->action == AWARD_RECALL;

    if (!takes_away && move->action != AWARD_REINSTATE &&
        move->action != AWARD_APPEAL)
        return err_set(reterr, E_STATE_ORDER,
            names_word(&award_action_names, move->action));
    if (takes_away && move->reason_code == AWARD_REASON_NONE)
        return err_set(reterr, E_REFUSAL_REASON, award->id);
    if (move->action == AWARD_RECALL && award->claimed_at > 0)
        return err_set(reterr, E_STATE_ORDER, S("claimed"));
    return OK;
}

code award_change_in(struct act *act,
    str id,
    const struct award_move *move,
    struct award *ret,
    struct err *reterr)
{
    TRY(sql_award_by_id(
        act->db, act->actor.tenant, id, act->arena, ret, reterr));
    TRY(check_move(ret, move, reterr));
    return award_move(act, ret, move, reterr);
}

static code end(struct act *act, code result, struct err *reterr)
{
    if (result == OK)
        return db_commit(act->db, reterr);
    db_rollback(act->db);
    return result;
}

code award_change(struct act *act,
    str id,
    const struct award_move *move,
    struct award *ret,
    struct err *reterr)
{
    TRY(act_may(act, RIGHT_award_change, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return end(act, award_change_in(act, id, move, ret, reterr), reterr);
}

code award_release_in(
    struct act *act, str id, struct award *ret, struct err *reterr)
{
    TRY(sql_award_by_id(
        act->db, act->actor.tenant, id, act->arena, ret, reterr));
    if (ret->held_until.len == 0)
        return OK;
    ret->held_until = S("");
    ret->updated_at = act->now;
    TRY(sql_award_move(act->db, ret, NULL, reterr));
    return act_record(act, ret->tenant, S("award_release"), id, S(""), reterr);
}

code award_release(
    struct act *act, str id, struct award *ret, struct err *reterr)
{
    TRY(act_may(act, RIGHT_award_change, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return end(act, award_release_in(act, id, ret, reterr), reterr);
}

/* --- by the learner --- */

static code check_address(
    struct act *act, const struct award *award, struct err *reterr)
{
    struct person_email email;
    const code result = sql_person_email_of(
        act->db, act->actor.person, award->email, act->arena, &email, reterr);

    if (result == E_NOT_FOUND || (result == OK && email.confirmed_at == 0))
        return err_set(reterr, E_FORBIDDEN, S("email"));
    return result;
}

/* Not yet to be seen: held, by the day of its organisation. */
static code check_open(
    struct act *act, const struct award *award, struct err *reterr)
{
    str day;

    TRY(today(act, award->tenant, &day, reterr));
    if (award->held_until.len > 0 && str_cmp(award->held_until, day) > 0)
        return err_set(reterr, E_NOT_FOUND, award->id);
    return OK;
}

code award_take(struct act *act, struct award *award, struct err *reterr)
{
    code result;

    if (award->person.len > 0 && !str_eq(award->person, act->actor.person))
        return err_set(reterr, E_FORBIDDEN, S("award"));
    if (award->claimed_at > 0)
        return OK;
    TRY(check_open(act, award, reterr));
    if (award->state == AWARD_RECALLED)
        return err_set(reterr, E_STATE_ORDER, award->id);
    result = sql_award_claim(act->db, act->actor.person, act->now,
        award->tenant, award->id, NULL, reterr);
    if (result == E_CONFLICT)
        return err_set(reterr, E_ALREADY_HELD, award->id);
    TRY(result);
    award->person = act->actor.person;
    award->claimed_at = act->now;
    TRY(counter_put(act, award, COUNTER_CLAIMED, reterr));
    return act_record(
        act, award->tenant, S("award_claim"), award->id, S(""), reterr);
}

static code claim(
    struct act *act, str id, struct award *ret, struct err *reterr)
{
    TRY(sql_award_public(act->db, id, act->arena, ret, reterr));
    if (ret->person.len == 0)
        TRY(check_address(act, ret, reterr));
    return award_take(act, ret, reterr);
}

code award_claim(struct act *act, str id, struct award *ret, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return end(act, claim(act, id, ret, reterr), reterr);
}

code award_claim_all(
    struct act *act, str email, size_t *ret_n, struct err *reterr)
{
    struct award *awards;
    struct award claimed;
    size_t n;
    size_t i;

    *ret_n = 0;
    TRY(sql_award_unclaimed(act->db, email, act->arena, &awards, &n, reterr));
    for (i = 0; i < n; i++) {
        const code result = award_claim(act, awards[i].id, &claimed, reterr);

        if (result == OK)
            (*ret_n)++;
        else if (result != E_NOT_FOUND && result != E_ALREADY_HELD &&
                 result != E_STATE_ORDER)
            return result;
    }
    return OK;
}

/* --- for everybody --- */

code award_page_read(
    struct act *act, struct award_page *ret, struct err *reterr)
{
    const struct award *award = &ret->award;
    str day;

    TRY(check_open(act, award, reterr));
    TRY(today(act, award->tenant, &day, reterr));
    TRY(sql_organisation_by_tenant(
        act->db, award->tenant, act->arena, &ret->organisation, reterr));
    TRY(sql_achievement_version_by_number(act->db, award->tenant,
        award->achievement, award->version, act->arena, &ret->version, reterr));
    TRY(sql_award_change_list(act->db, award->tenant, award->id, act->arena,
        &ret->changes, &ret->n_changes, reterr));
    ret->state_today = award_state_today(award, day);
    ret->is_usable = award_is_usable(award, ret->changes, ret->n_changes, day);
    TRY(showing_of(act, award, &ret->showing, reterr));
    return definition_parse(
        ret->version.definition, act->arena, &ret->definition, reterr);
}

static code read_public(
    struct act *act, str id, struct award_page *ret, struct err *reterr)
{
    TRY(sql_award_public(act->db, id, act->arena, &ret->award, reterr));
    TRY(award_page_read(act, ret, reterr));
    return ret->showing == SHOWING_NONE ? err_set(reterr, E_NOT_FOUND, id) : OK;
}

code award_public(
    struct act *act, str id, struct award_page *ret, struct err *reterr)
{
    code result;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = read_public(act, id, ret, reterr);
    db_rollback(act->db);
    return result;
}
