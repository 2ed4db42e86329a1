/* Roles given and taken, one by one and for many. */
#include "app/person.h"
#include "store/sql.h"

/* --- one person --- */

static code read_roles(struct act *act,
    str person,
    struct membership *ret,
    role_set *ret_roles,
    struct err *reterr)
{
    struct membership *rows;
    size_t n;
    size_t i;

    TRY(sql_membership_in(
        act->db, act->actor.tenant, person, act->arena, &rows, &n, reterr));
    if (n == 0)
        return err_set(reterr, E_NOT_FOUND, S("person"));
    *ret = rows[0];
    *ret_roles = 0;
    for (i = 0; i < n; i++)
        *ret_roles |= 1u << rows[i].role;
    return OK;
}

static code give(struct act *act,
    const struct membership *like,
    enum role role,
    struct err *reterr)
{
    struct membership row = *like;

    row.role = role;
    row.number = S("");
    row.run = S("");
    return person_join(act, &row, reterr);
}

/* TN-06: somebody always owns the organisation. */
static code check_owner(struct act *act, enum role role, struct err *reterr)
{
    struct membership_count_row owners;

    if (role != ROLE_OWNER)
        return OK;
    TRY(sql_membership_count(
        act->db, act->actor.tenant, ROLE_OWNER, act->arena, &owners, reterr));
    return owners.n > 1 ? OK : err_set(reterr, E_LAST_OWNER, S("owner"));
}

static code take(
    struct act *act, str person, enum role role, struct err *reterr)
{
    TRY(check_owner(act, role, reterr));
    return sql_membership_end(
        act->db, act->actor.tenant, person, role, NULL, reterr);
}

/* From these roles to those; what searches find goes with the last one. */
static code move(struct act *act,
    const struct membership *who,
    role_set from,
    role_set to,
    struct err *reterr)
{
    const role_set added = to & ~from;
    const role_set gone = from & ~to;
    int role;

    for (role = ROLE_OWNER; role <= ROLE_LEARNER; role++) {
        if ((added & 1u << role) != 0)
            TRY(give(act, who, (enum role)role, reterr));
    }
    for (role = ROLE_OWNER; role <= ROLE_LEARNER; role++) {
        if ((gone & 1u << role) != 0)
            TRY(take(act, who->person, (enum role)role, reterr));
    }
    if (to == 0)
        TRY(sql_word_delete(
            act->db, who->tenant, WORD_PERSON, who->person, NULL, reterr));
    return act_record(
        act, who->tenant, S("person.roles"), who->person, S(""), reterr);
}

/* Only learners may be looked after without the right over staff. */
static code may_change(
    const struct act *act, role_set from, role_set to, struct err *reterr)
{
    return act_may(act,
        (from & PERSON_STAFF) == (to & PERSON_STAFF) ? RIGHT_learner_write
                                                     : RIGHT_staff_write,
        reterr);
}

static code check_change(const struct person_change *change, struct err *reterr)
{
    if (change->action == PERSON_END)
        return OK;
    return (PERSON_STAFF & 1u << change->role) != 0
               ? OK
               : err_set(reterr, E_FORM_FIELD, S("role"));
}

static role_set changed(role_set from, const struct person_change *change)
{
    switch (change->action) {
    case PERSON_GIVE:
        return from | 1u << change->role;
    case PERSON_TAKE:
        return from & ~(1u << change->role);
    case PERSON_END:
        break;
    }
    return 0;
}

static code apply(struct act *act,
    str person,
    const struct person_change *change,
    struct err *reterr)
{
    struct membership who;
    role_set from = 0;
    role_set to;

    TRY(check_change(change, reterr));
    TRY(read_roles(act, person, &who, &from, reterr));
    to = changed(from, change);
    TRY(may_change(act, from, to, reterr));
    if (from == to)
        return err_set(reterr, E_STATE_ORDER, S("role"));
    return move(act, &who, from, to, reterr);
}

code person_change(struct act *act,
    str person,
    const struct person_change *change,
    struct err *reterr)
{
    TRY(act_may(act, RIGHT_learner_write, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, apply(act, person, change, reterr), reterr);
}

static code set_roles(
    struct act *act, str person, role_set roles, struct err *reterr)
{
    struct membership who;
    role_set from = 0;
    role_set to;

    TRY(read_roles(act, person, &who, &from, reterr));
    to = (roles & PERSON_STAFF) | (from & 1u << ROLE_LEARNER);
    return from == to ? OK : move(act, &who, from, to, reterr);
}

code person_set_roles(
    struct act *act, str person, role_set roles, struct err *reterr)
{
    TRY(act_may(act, RIGHT_staff_write, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, set_roles(act, person, roles, reterr), reterr);
}

/* --- many --- */

/* A refusal is an outcome; anything else ends the whole. */
static bool is_refusal(code result)
{
    return result == E_NOT_FOUND || result == E_FORBIDDEN ||
           result == E_LAST_OWNER || result == E_STATE_ORDER;
}

static code change_many(struct act *act,
    const struct person_change *change,
    const str *people,
    struct person_outcome *outcomes,
    size_t n,
    struct err *reterr)
{
    size_t i;

    for (i = 0; i < n; i++) {
        outcomes[i].row.person = people[i];
        outcomes[i].code =
            person_read(act, people[i], &outcomes[i].row, reterr);
        if (outcomes[i].code == OK)
            outcomes[i].code = apply(act, people[i], change, reterr);
        if (outcomes[i].code != OK && !is_refusal(outcomes[i].code))
            return outcomes[i].code;
    }
    return OK;
}

code person_change_many(struct act *act,
    const struct person_change *change,
    const struct person_chosen *people,
    enum person_run run,
    struct person_outcome **ret,
    struct err *reterr)
{
    struct person_outcome *outcomes =
        arena_array(act->arena, people->n, struct person_outcome);
    code result;

    TRY(act_may(act, RIGHT_learner_write, reterr));
    TRY(arena_status(act->arena));
    if (people->n > PERSON_BULK_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("id"));
    TRY(check_change(change, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = change_many(act, change, people->ids, outcomes, people->n, reterr);
    if (result == OK && run == PERSON_DO)
        result = db_commit(act->db, reterr);
    db_rollback(act->db);
    if (result == OK)
        *ret = outcomes;
    return result;
}
