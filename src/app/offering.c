#include "app/offering.h"

#include "domain/achievement.h"
#include "store/sql.h"

enum {
    LIST_MAX = 200,
};

static code list(struct act *act,
    str achievement,
    struct offering **ret,
    size_t *ret_n,
    struct err *reterr)
{
    struct achievement a;

    TRY(sql_achievement_by_id(
        act->db, act->actor.tenant, achievement, act->arena, &a, reterr));
    return sql_offering_list(
        act->db, a.tenant, a.id, LIST_MAX, 0, act->arena, ret, ret_n, reterr);
}

code offering_list(struct act *act,
    str achievement,
    struct offering **ret,
    size_t *ret_n,
    struct err *reterr)
{
    code result;

    TRY(act_may(act, RIGHT_achievement_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = list(act, achievement, ret, ret_n, reterr);
    db_rollback(act->db);
    return result;
}

/* One of this achievement, and of no other. */
static code read_one(struct act *act,
    str achievement,
    str id,
    struct offering *ret,
    struct err *reterr)
{
    TRY(sql_offering_by_id(
        act->db, act->actor.tenant, id, act->arena, ret, reterr));
    return str_eq(ret->achievement, achievement)
               ? OK
               : err_set(reterr, E_NOT_FOUND, id);
}

static code add(struct act *act, struct offering *offering, struct err *reterr)
{
    struct achievement a;

    TRY(sql_achievement_by_id(act->db, act->actor.tenant, offering->achievement,
        act->arena, &a, reterr));
    if (a.listed_version == 0)
        return err_set(reterr, E_NOT_LISTED, a.title);
    TRY(act_id(act, &offering->id, reterr));
    offering->tenant = a.tenant;
    offering->version = a.listed_version;
    offering->state = OFFERING_DRAFT;
    offering->taken = 0;
    offering->created_by = act->actor.person;
    offering->created_at = act->now;
    TRY(offering_check(offering, reterr));
    TRY(sql_offering_insert(act->db, offering, NULL, reterr));
    return act_record(
        act, a.tenant, S("offering_create"), offering->id, S(""), reterr);
}

static code change(
    struct act *act, struct offering *offering, struct err *reterr)
{
    struct offering before;
    size_t n;

    TRY(read_one(act, offering->achievement, offering->id, &before, reterr));
    offering->tenant = before.tenant;
    offering->version = before.version;
    offering->state = before.state;
    offering->taken = before.taken;
    TRY(offering_check(offering, reterr));
    TRY(sql_offering_update(act->db, offering, &n, reterr));
    if (n != 1)
        return err_set(reterr, E_OFFERING_FULL, S("seats"));
    return act_record(
        act, offering->tenant, S("offering_save"), offering->id, S(""), reterr);
}

code offering_save(struct act *act,
    const struct offering *wanted,
    struct offering *ret,
    struct err *reterr)
{
    struct offering offering = *wanted;
    code result;

    TRY(act_may(act, RIGHT_offering_write, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = offering.id.len == 0 ? add(act, &offering, reterr)
                                  : change(act, &offering, reterr);
    TRY(act_end(act, result, reterr));
    *ret = offering;
    return OK;
}

static code move(struct act *act,
    str achievement,
    str id,
    enum offering_action action,
    struct err *reterr)
{
    const str parts[] = {
        S("offering_"), names_word(&offering_action_names, action)};
    struct offering offering;

    TRY(read_one(act, achievement, id, &offering, reterr));
    TRY(offering_next(offering.state, action, &offering.state, reterr));
    TRY(sql_offering_set_state(
        act->db, offering.state, offering.tenant, id, NULL, reterr));
    return act_record(act, offering.tenant, arena_join(act->arena, parts, 2),
        id, S(""), reterr);
}

code offering_change(struct act *act,
    str achievement,
    str id,
    enum offering_action action,
    struct err *reterr)
{
    TRY(act_may(act, RIGHT_offering_write, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, move(act, achievement, id, action, reterr), reterr);
}
