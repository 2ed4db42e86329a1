#include "app/delegation.h"

#include "store/sql.h"

enum {
    LISTED_MAX = 200,
};

/* --- lists --- */

static code read_other(
    struct act *act, str tenant, struct delegation *ret, struct err *reterr)
{
    return sql_organisation_by_tenant(
        act->db, tenant, act->arena, &ret->other, reterr);
}

/* What is only asked for, by `tenant` or of it. */
static code add_asked(struct act *act,
    const struct delegation_request *rows,
    size_t n_rows,
    struct delegation *list,
    size_t *n,
    struct err *reterr)
{
    const str here = act->actor.tenant;
    size_t i;

    for (i = 0; i < n_rows && *n < LISTED_MAX; i++) {
        list[*n].kind = (enum delegation_kind)rows[i].kind;
        TRY(read_other(act,
            str_eq(rows[i].tenant, here) ? rows[i].delegate : rows[i].tenant,
            &list[*n], reterr));
        (*n)++;
    }
    return OK;
}

static code list_given(
    struct act *act, struct delegations *ret, struct err *reterr)
{
    struct delegation *list =
        arena_array(act->arena, LISTED_MAX, struct delegation);
    struct delegation_request *rows;
    struct organisation own;
    size_t n_rows;

    TRY(arena_status(act->arena));
    TRY(sql_organisation_by_tenant(
        act->db, act->actor.tenant, act->arena, &own, reterr));
    if (!str_eq(own.operator, own.tenant)) {
        list[ret->n_given].kind = DELEGATION_OPERATOR;
        list[ret->n_given].agreed = true;
        TRY(read_other(act, own.operator, & list[ret->n_given++], reterr));
    }
    if (!str_eq(own.signer, own.tenant)) {
        list[ret->n_given].kind = DELEGATION_SIGNER;
        list[ret->n_given].agreed = true;
        TRY(read_other(act, own.signer, &list[ret->n_given++], reterr));
    }
    TRY(sql_delegation_asked(
        act->db, own.tenant, act->arena, &rows, &n_rows, reterr));
    ret->given = list;
    return add_asked(act, rows, n_rows, list, &ret->n_given, reterr);
}

static code list_taken(
    struct act *act, struct delegations *ret, struct err *reterr)
{
    const str here = act->actor.tenant;
    struct delegation *list =
        arena_array(act->arena, LISTED_MAX, struct delegation);
    struct delegation_request *rows;
    struct organisation *run;
    size_t n_rows;
    size_t n;
    size_t i;

    TRY(arena_status(act->arena));
    TRY(sql_organisation_run_by(
        act->db, here, LISTED_MAX / 2, act->arena, &run, &n, reterr));
    for (i = 0; i < n; i++) {
        if (str_eq(run[i].operator, here) && ret->n_taken < LISTED_MAX)
            list[ret->n_taken++] =
                (struct delegation){DELEGATION_OPERATOR, run[i], true};
        if (str_eq(run[i].signer, here) && ret->n_taken < LISTED_MAX)
            list[ret->n_taken++] =
                (struct delegation){DELEGATION_SIGNER, run[i], true};
    }
    TRY(sql_delegation_asked_of(
        act->db, here, act->arena, &rows, &n_rows, reterr));
    ret->taken = list;
    return add_asked(act, rows, n_rows, list, &ret->n_taken, reterr);
}

code delegation_list(
    struct act *act, struct delegations *ret, struct err *reterr)
{
    struct delegations lists = {0};
    code result;

    TRY(act_may(act, RIGHT_org_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = list_given(act, &lists, reterr);
    if (result == OK)
        result = list_taken(act, &lists, reterr);
    db_rollback(act->db);
    if (result == OK)
        *ret = lists;
    return result;
}

/* --- asking and agreeing --- */

static str doer(const struct organisation *o, enum delegation_kind kind)
{
    return kind == DELEGATION_OPERATOR ? o->operator: o->signer;
}

static code set_doer(struct act *act,
    const struct organisation *o,
    enum delegation_kind kind,
    str tenant,
    struct err *reterr)
{
    if (kind == DELEGATION_OPERATOR)
        return sql_organisation_set_operator(
            act->db, tenant, act->now, o->tenant, NULL, reterr);
    return sql_organisation_set_signer(
        act->db, tenant, act->now, o->tenant, NULL, reterr);
}

/* Both organisations have it in their audit. */
static code record(
    struct act *act, str action, str giver, str doing, struct err *reterr)
{
    TRY(act_record(act, giver, action, doing, S(""), reterr));
    return act_record(act, doing, action, giver, S(""), reterr);
}

static code ask(
    struct act *act, enum delegation_kind kind, str slug, struct err *reterr)
{
    struct delegation_request row = {
        .tenant = act->actor.tenant,
        .kind = kind,
        .created_by = act->actor.person,
        .created_at = act->now,
    };
    struct organisation own;
    struct organisation other;

    TRY(sql_organisation_by_tenant(
        act->db, row.tenant, act->arena, &own, reterr));
    TRY(sql_organisation_by_slug(act->db, slug, act->arena, &other, reterr));
    if (other.state != ORGANISATION_ACTIVE)
        return err_set(reterr, E_NOT_FOUND, slug);
    if (str_eq(other.tenant, own.tenant) ||
        !str_eq(doer(&own, kind), own.tenant))
        return err_set(reterr, E_CONFLICT, slug);
    row.delegate = other.tenant;
    TRY(sql_delegation_put(act->db, &row, NULL, reterr));
    return record(act, S("delegation_ask"), own.tenant, other.tenant, reterr);
}

code delegation_ask(
    struct act *act, enum delegation_kind kind, str slug, struct err *reterr)
{
    TRY(act_may(act, RIGHT_org_key, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, ask(act, kind, slug, reterr), reterr);
}

static code agree(
    struct act *act, enum delegation_kind kind, str slug, struct err *reterr)
{
    const str here = act->actor.tenant;
    struct organisation giver;
    size_t n;

    TRY(sql_organisation_by_slug(act->db, slug, act->arena, &giver, reterr));
    TRY(sql_delegation_delete(act->db, giver.tenant, kind, here, &n, reterr));
    if (n == 0)
        return err_set(reterr, E_NOT_FOUND, slug);
    TRY(set_doer(act, &giver, kind, here, reterr));
    return record(act, S("delegation_accept"), giver.tenant, here, reterr);
}

code delegation_agree(
    struct act *act, enum delegation_kind kind, str slug, struct err *reterr)
{
    TRY(act_may(act, RIGHT_org_key, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, agree(act, kind, slug, reterr), reterr);
}

/* Who is asked, if somebody is. */
static code asked_of(struct act *act,
    const struct organisation *giver,
    enum delegation_kind kind,
    str *ret,
    struct err *reterr)
{
    struct delegation_request *rows;
    size_t n;
    size_t i;

    TRY(sql_delegation_asked(
        act->db, giver->tenant, act->arena, &rows, &n, reterr));
    for (i = 0; i < n; i++) {
        if (rows[i].kind == (int64_t)kind)
            *ret = rows[i].delegate;
    }
    return OK;
}

static code end(
    struct act *act, enum delegation_kind kind, str slug, struct err *reterr)
{
    const str here = act->actor.tenant;
    struct organisation giver;
    str other;

    TRY(slug.len == 0 ? sql_organisation_by_tenant(
                            act->db, here, act->arena, &giver, reterr)
                      : sql_organisation_by_slug(
                            act->db, slug, act->arena, &giver, reterr));
    other = doer(&giver, kind);
    if (str_eq(other, giver.tenant))
        TRY(asked_of(act, &giver, kind, &other, reterr));
    if (str_eq(other, giver.tenant) || (slug.len > 0 && !str_eq(other, here)))
        return err_set(reterr, E_NOT_FOUND, S("delegation"));
    TRY(sql_delegation_delete(
        act->db, giver.tenant, kind, other, NULL, reterr));
    if (str_eq(other, doer(&giver, kind)))
        TRY(set_doer(act, &giver, kind, giver.tenant, reterr));
    return record(act, S("delegation_end"), giver.tenant, other, reterr);
}

code delegation_end(
    struct act *act, enum delegation_kind kind, str slug, struct err *reterr)
{
    TRY(act_may(act, RIGHT_org_key, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, end(act, kind, slug, reterr), reterr);
}

/* --- what follows from it --- */

code delegation_roles(struct act *act,
    const struct organisation *organisation,
    role_set *ret,
    struct err *reterr)
{
    role_set roles = 0;
    struct membership *own;
    size_t n;
    size_t i;

    *ret = 0;
    if (str_eq(organisation->operator, organisation->tenant) ||
        organisation->operator.len == 0)
        return OK;
    TRY(sql_membership_in(act->db, organisation->operator, act->actor.person,
        act->arena, &own, &n, reterr));
    for (i = 0; i < n; i++)
        roles |= 1u << own[i].role;
    if ((roles & 1u << ROLE_OWNER) != 0)
        roles |= 1u << ROLE_DESIGNER | 1u << ROLE_REGISTRAR;
    *ret = roles & ~(1u << ROLE_OWNER | 1u << ROLE_LEARNER);
    return OK;
}
