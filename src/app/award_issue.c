/* Signing and keeping what was prepared: see app/award.h. */
#include "app/award.h"
#include "app/award_badge.h"
#include "app/award_change.h"
#include "domain/id.h"
#include "store/sql.h"

#include <string.h>

enum {
    FINISH_AT_ONCE = 100,
};

/* --- sign --- */

/* With the key that it was prepared for, also when a newer one is in use. */
static code sign(struct act *act,
    const struct signer *signer,
    struct award *award,
    struct err *reterr)
{
    struct award_intent intent;
    struct signer before;
    code result;

    TRY(sql_award_intent_by_award(
        act->db, award->tenant, award->id, act->arena, &intent, reterr));
    if (str_eq(award->key_id, signer->key_id))
        return award_badge_sign(
            act, signer, &intent, &award->credential, reterr);
    result =
        signer_open_key(act, award->tenant, award->key_id, &before, reterr);
    if (result == E_NOT_FOUND)
        return err_set(reterr, E_KEY_RETIRED, award->key_id);
    TRY(result);
    result =
        award_badge_sign(act, &before, &intent, &award->credential, reterr);
    signer_close(&before);
    return result;
}

/* --- keep, in the open transaction --- */

/* The award that this one follows: a corrected one is revoked, a renewed one
 * holds to the end; or it has ended already. */
static code follow(
    struct act *act, const struct award *award, struct err *reterr)
{
    const bool corrects = award->reason_code == AWARD_REASON_CORRECTED;
    struct award_move end = {
        .action = corrects ? AWARD_REVOKE : AWARD_RENEW,
        .reason_code = corrects ? AWARD_REASON_CORRECTED : AWARD_REASON_RENEWED,
        .replaced_by = award->id,
    };
    struct award old;
    str today;

    if (award->replaces.len == 0)
        return OK;
    TRY(sql_award_by_id(
        act->db, award->tenant, award->replaces, act->arena, &old, reterr));
    today = act_day_at(act->now, 0, act->arena);
    if (str_cmp(award->valid_from, today) > 0)
        end.effective_on = award->valid_from;
    if (old.state == AWARD_ACTIVE || (old.state == AWARD_EXPIRED && !corrects))
        return award_move(act, &old, &end, reterr);
    old.replaced_by = award->id;
    return sql_award_move(act->db, &old, NULL, reterr);
}

static code keep(struct act *act, struct award *award, struct err *reterr)
{
    struct award_change change = {
        .tenant = award->tenant,
        .award = award->id,
        .position = 1,
        .state = AWARD_ACTIVE,
        .effective_on = award->valid_from,
        .recorded_at = act->now,
        .reason_code = award->reason_code,
        .actor = act->actor.person,
    };
    size_t n = 0;

    TRY(follow(act, award, reterr));
    TRY(sql_award_sign(act->db, award->credential, act->now, award->tenant,
        award->id, &n, reterr));
    if (n == 0) /* somebody else has finished it */
        return sql_award_by_id(
            act->db, award->tenant, award->id, act->arena, award, reterr);
    TRY(award_log(
        act, award, LOG_ISSUE, award->credential, &change.leaf, reterr));
    TRY(sql_award_change_insert(act->db, &change, NULL, reterr));
    TRY(sql_award_intent_done(
        act->db, act->now, award->tenant, award->id, NULL, reterr));
    award->state = AWARD_ACTIVE;
    award->signed_at = act->now;
    award->updated_at = act->now;
    return act_record(
        act, award->tenant, S("award_issue"), award->id, S(""), reterr);
}

/* --- one, and many --- */

static bool is_to_sign(const struct award_outcome *outcome)
{
    return outcome->code == OK && outcome->award.state == AWARD_PREPARED;
}

/* In the open transaction. */
static void prepare_all(struct act *act,
    const struct signer *signer,
    const struct award_order *orders,
    size_t n,
    struct award_outcome *outcomes)
{
    size_t i;

    for (i = 0; i < n; i++) {
        outcomes[i] = (struct award_outcome){.code = OK};
        outcomes[i].code = award_prepare(
            act, signer, &orders[i], &outcomes[i].award, &outcomes[i].err);
    }
}

static void sign_all(struct act *act,
    const struct signer *signer,
    size_t n,
    struct award_outcome *outcomes)
{
    size_t i;

    for (i = 0; i < n; i++) {
        struct award_outcome *outcome = &outcomes[i];

        if (is_to_sign(outcome))
            outcome->code = sign(act, signer, &outcome->award, &outcome->err);
    }
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
    return act_end(act, result, reterr);
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
    result = db_begin(act->db, DB_WRITE, reterr);
    if (result == OK) {
        prepare_all(act, &signer, orders, n, ret_outcomes);
        result = act_end(act, OK, reterr);
    }
    if (result == OK)
        sign_all(act, &signer, n, ret_outcomes);
    signer_close(&signer);
    TRY(result);
    return keep_all(act, n, ret_outcomes, reterr);
}

code award_try_many(struct act *act,
    const struct award_order *orders,
    size_t n,
    struct award_outcome *ret_outcomes,
    struct err *reterr)
{
    struct signer signer;
    code result;

    TRY(signer_open(act, act->actor.tenant, &signer, reterr));
    result = db_begin(act->db, DB_WRITE, reterr);
    if (result == OK)
        prepare_all(act, &signer, orders, n, ret_outcomes);
    db_rollback(act->db);
    signer_close(&signer);
    return result;
}

/* The answer for one of one. */
static code answer(
    const struct award_outcome *outcome, struct award *ret, struct err *reterr)
{
    if (outcome->code == OK)
        *ret = outcome->award;
    else if (reterr)
        *reterr = outcome->err;
    return outcome->code;
}

code award_issue(struct act *act,
    const struct award_order *order,
    struct award *ret,
    struct err *reterr)
{
    struct award_outcome outcome;

    TRY(award_issue_many(act, order, 1, &outcome, reterr));
    return answer(&outcome, ret, reterr);
}

code award_finish(struct act *act,
    const struct signer *signer,
    struct award *award,
    struct err *reterr)
{
    struct award_outcome outcome = {.award = *award};

    if (award->state != AWARD_PREPARED)
        return OK;
    sign_all(act, signer, 1, &outcome);
    if (outcome.code == OK)
        TRY(keep_all(act, 1, &outcome, reterr));
    return answer(&outcome, award, reterr);
}

/* --- what was interrupted --- */

/* Where the next page of intents begins. */
struct place {
    int64_t created_at;
    char award[ID_BYTES];
    size_t n_award; /* 0: from the first */
};

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

/* It may have come to a stop since it was listed; the others go on. */
static bool is_stuck(code result)
{
    return result == E_ORGANISATION_STATE || result == E_NOT_FOUND ||
           result == E_KEY_RETIRED;
}

static code finish_page(struct act *act,
    struct place *at,
    size_t *ret_n_seen,
    size_t *ret_n_done,
    struct err *reterr)
{
    const str award = {at->award, at->n_award};
    struct award_intent *intents;
    size_t n;
    size_t i;

    TRY(sql_award_intent_open(act->db, at->created_at, award, FINISH_AT_ONCE,
        act->arena, &intents, &n, reterr));
    for (i = 0; i < n; i++) {
        const code result = finish_intent(act, &intents[i], reterr);

        if (result != OK && !is_stuck(result))
            return result;
        *ret_n_done += result == OK;
    }
    *ret_n_seen = n;
    if (n > 0) {
        if (intents[n - 1].award.len != ID_BYTES)
            return err_set(reterr, E_DATA_DAMAGED, intents[n - 1].award);
        at->created_at = intents[n - 1].created_at;
        at->n_award = ID_BYTES;
        memcpy(at->award, intents[n - 1].award.ptr, ID_BYTES);
    }
    return OK;
}

code award_finish_prepared(struct act *act, size_t *ret_n, struct err *reterr)
{
    const struct arena_mark mark = arena_mark(act->arena);
    struct place at = {0};
    size_t n_seen = FINISH_AT_ONCE;

    *ret_n = 0;
    while (n_seen == FINISH_AT_ONCE) {
        TRY(finish_page(act, &at, &n_seen, ret_n, reterr));
        arena_rewind(act->arena, mark);
    }
    return OK;
}
