/* Signing and keeping what was prepared: see app/award.h. */
#include "app/award.h"
#include "app/award_badge.h"
#include "app/award_change.h"
#include "store/sql.h"

enum {
    FINISH_AT_ONCE = 100,
};

/* --- sign --- */

static code sign(struct act *act,
    const struct signer *signer,
    struct award *award,
    struct err *reterr)
{
    struct award_intent intent;

    TRY(sql_award_intent_by_award(
        act->db, award->tenant, award->id, act->arena, &intent, reterr));
    return award_badge_sign(act, signer, &intent, &award->credential, reterr);
}

/* --- keep, in the open transaction --- */

/* The award that this one follows: it ends by a renewal, or has ended. */
static code follow(
    struct act *act, const struct award *award, struct err *reterr)
{
    const struct award_move renewal = {
        .action = AWARD_RENEW,
        .reason_code = AWARD_REASON_RENEWED,
        .effective_on = award->valid_from,
        .replaced_by = award->id,
    };
    struct award old;

    if (award->replaces.len == 0)
        return OK;
    TRY(sql_award_by_id(
        act->db, award->tenant, award->replaces, act->arena, &old, reterr));
    if (old.state == AWARD_ACTIVE || old.state == AWARD_EXPIRED)
        return award_move(act, &old, &renewal, reterr);
    old.replaced_by = award->id;
    return sql_award_move(act->db, &old, NULL, reterr);
}

static code keep(struct act *act, struct award *award, struct err *reterr)
{
    const struct award_change change = {
        .tenant = award->tenant,
        .award = award->id,
        .position = 1,
        .state = AWARD_ACTIVE,
        .effective_on = award->valid_from,
        .recorded_at = act->now,
        .actor = act->actor.person,
    };
    size_t n = 0;

    TRY(follow(act, award, reterr));
    TRY(sql_award_sign(act->db, award->credential, act->now, award->tenant,
        award->id, &n, reterr));
    if (n == 0) /* somebody else has finished it */
        return sql_award_by_id(
            act->db, award->tenant, award->id, act->arena, award, reterr);
    TRY(sql_award_change_insert(act->db, &change, NULL, reterr));
    TRY(sql_award_intent_done(
        act->db, act->now, award->tenant, award->id, NULL, reterr));
    award->state = AWARD_ACTIVE;
    award->signed_at = act->now;
    award->updated_at = act->now;
    return act_record(
        act, award->tenant, S("award_issue"), award->id, S(""), reterr);
}

code award_finish(struct act *act,
    const struct signer *signer,
    struct award *award,
    struct err *reterr)
{
    code result;

    if (award->state != AWARD_PREPARED)
        return OK;
    TRY(sign(act, signer, award, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = keep(act, award, reterr);
    if (result == OK)
        return db_commit(act->db, reterr);
    db_rollback(act->db);
    return result;
}

/* --- one, and many --- */

code award_issue(struct act *act,
    const struct award_order *order,
    struct award *ret,
    struct err *reterr)
{
    struct award_outcome outcome;

    TRY(award_issue_many(act, order, 1, &outcome, reterr));
    if (outcome.code != OK) {
        if (reterr)
            *reterr = outcome.err;
        return outcome.code;
    }
    *ret = outcome.award;
    return OK;
}

static code prepare_all(struct act *act,
    const struct signer *signer,
    const struct award_order *orders,
    size_t n,
    struct award_outcome *outcomes,
    struct err *reterr)
{
    size_t i;

    TRY(db_begin(act->db, DB_WRITE, reterr));
    for (i = 0; i < n; i++) {
        outcomes[i] = (struct award_outcome){.code = OK};
        outcomes[i].code = award_prepare(
            act, signer, &orders[i], &outcomes[i].award, &outcomes[i].err);
    }
    return db_commit(act->db, reterr);
}

static bool is_to_sign(const struct award_outcome *outcome)
{
    return outcome->code == OK && outcome->award.state == AWARD_PREPARED;
}

static code keep_all(struct act *act,
    size_t n,
    struct award_outcome *outcomes,
    struct err *reterr)
{
    code result = OK;
    size_t i;

    TRY(db_begin(act->db, DB_WRITE, reterr));
    for (i = 0; i < n && result == OK; i++) {
        if (is_to_sign(&outcomes[i]))
            result = keep(act, &outcomes[i].award, reterr);
    }
    if (result == OK)
        return db_commit(act->db, reterr);
    db_rollback(act->db);
    return result;
}

static code issue_all(struct act *act,
    const struct signer *signer,
    const struct award_order *orders,
    size_t n,
    struct award_outcome *outcomes,
    struct err *reterr)
{
    size_t i;

    TRY(prepare_all(act, signer, orders, n, outcomes, reterr));
    for (i = 0; i < n; i++) {
        if (is_to_sign(&outcomes[i]))
            TRY(sign(act, signer, &outcomes[i].award, reterr));
    }
    return keep_all(act, n, outcomes, reterr);
}

code award_issue_many(struct act *act,
    const struct award_order *orders,
    size_t n,
    struct award_outcome *ret_outcomes,
    struct err *reterr)
{
    struct signer signer;
    code result;

    TRY(signer_open(act, act->actor.tenant, &signer, reterr));
    result = issue_all(act, &signer, orders, n, ret_outcomes, reterr);
    signer_close(&signer);
    return result;
}

/* --- what was interrupted --- */

static code finish_intent(
    struct act *act, const struct award_intent *intent, struct err *reterr)
{
    struct signer signer;
    struct award award;
    code result;

    TRY(sql_award_by_id(
        act->db, intent->tenant, intent->award, act->arena, &award, reterr));
    TRY(signer_open_key(act, award.tenant, award.key_id, &signer, reterr));
    if (signer.organisation.state == ORGANISATION_ACTIVE)
        result = award_finish(act, &signer, &award, reterr);
    else
        result =
            err_set(reterr, E_ORGANISATION_STATE, signer.organisation.slug);
    signer_close(&signer);
    return result;
}

code award_finish_prepared(struct act *act, size_t *ret_n, struct err *reterr)
{
    struct award_intent *intents;
    size_t n;
    size_t i;

    *ret_n = 0;
    TRY(sql_award_intent_open(
        act->db, FINISH_AT_ONCE, act->arena, &intents, &n, reterr));
    for (i = 0; i < n; i++) {
        const code result = finish_intent(act, &intents[i], reterr);

        if (result == OK)
            (*ret_n)++;
        else if (result != E_ORGANISATION_STATE && result != E_NOT_FOUND)
            return result;
    }
    return OK;
}
