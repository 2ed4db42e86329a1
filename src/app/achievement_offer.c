/* Offers of credit to an achievement, and the claim that it bears credit: see
 * achievement.h. */
#include "app/achievement_part.h"
#include "domain/offer_json.h"

/* --- rows --- */

static code add_row(struct act *act,
    const struct achievement_version *version,
    const struct offer *offer,
    struct err *reterr)
{
    struct offer stored = *offer;
    struct credit_offer row = {
        .tenant = version->tenant,
        .achievement = version->achievement,
        .version = version->version,
        .revision = 1,
        .kind = offer->kind == OFFER_CREDIT ? CREDIT_OFFER_CREDIT
                                            : CREDIT_OFFER_ADMISSION,
        .target_owner = offer->target.owner,
        .target = offer->target.title,
        .credit = offer->amount.hundredths,
        .credit_system = offer->amount.system,
        .signed_by = offer->is_signed ? offer->target.owner : S(""),
        .signed_at = offer->is_signed ? act->now : 0,
    };

    TRY(act_id(act, &row.id, reterr));
    if (stored.id.len == 0)
        stored.id = row.id;
    TRY(offer_write(&stored, act->arena, &row.terms, reterr));
    TRY(sql_credit_offer_insert(act->db, &row, NULL, reterr));
    return act_record(
        act, row.tenant, S("credit_offer_add"), row.id, S(""), reterr);
}

/* The statement of a draft keeps what is claimed of it. */
static code write_plain(struct act *act,
    const struct achievement_version *version,
    bool plain,
    struct err *reterr)
{
    struct statement_version s = {
        .tenant = version->tenant,
        .achievement = version->achievement,
        .version = version->version,
        .revision = 1,
        .state = STATEMENT_DRAFT,
        .created_by = act->actor.person,
        .created_at = act->now,
    };
    const code found = sql_statement_newest(act->db, version->tenant,
        version->achievement, version->version, act->arena, &s, reterr);

    if (found != OK && found != E_NOT_FOUND)
        return found;
    s.credit_bearing = !plain;
    s.updated_at = act->now;
    return found == OK ? sql_statement_update(act->db, &s, NULL, reterr)
                       : sql_statement_insert(act->db, &s, NULL, reterr);
}

code achievement_write_claim(struct act *act,
    const struct achievement_version *version,
    const struct achievement_edit *edit,
    struct err *reterr)
{
    size_t i;

    if (!edit->offers)
        return OK;
    TRY(sql_credit_offer_delete_unsigned(act->db, version->tenant,
        version->achievement, version->version, NULL, reterr));
    for (i = 0; i < edit->n_offers; i++)
        TRY(add_row(act, version, &edit->offers[i], reterr));
    return write_plain(act, version, edit->plain, reterr);
}

code achievement_copy_offers(struct act *act,
    const struct achievement_full *from,
    const struct achievement_version *to,
    struct err *reterr)
{
    size_t i;

    for (i = 0; i < from->statement.n_offers; i++) {
        struct offer offer = from->statement.offers[i];

        offer.is_signed = false;
        TRY(add_row(act, to, &offer, reterr));
    }
    return from->plain ? write_plain(act, to, true, reterr) : OK;
}

/* --- use cases --- */

static code read_draft(
    struct act *act, str id, struct achievement_full *ret, struct err *reterr)
{
    TRY(achievement_read_own(act, id, ret, reterr));
    return achievement_may_write(&ret->version, reterr);
}

static code add_offer(
    struct act *act, struct achievement_job *job, struct err *reterr)
{
    struct achievement_full full;

    TRY(read_draft(act, job->id, &full, reterr));
    TRY(write_plain(act, &full.version, false, reterr));
    return add_row(act, &full.version, job->offer, reterr);
}

code achievement_add_offer(
    struct act *act, str id, const struct offer *offer, struct err *reterr)
{
    struct achievement_job job = {.id = id, .offer = offer};

    return achievement_work(
        act, RIGHT_achievement_write, add_offer, &job, reterr);
}

/* The offer of this draft, and of no other. */
static code read_offer(struct act *act,
    const struct achievement_job *job,
    const struct achievement_full *full,
    struct credit_offer *ret,
    struct err *reterr)
{
    TRY(sql_credit_offer_by_id(
        act->db, act->actor.tenant, job->offer_id, act->arena, ret, reterr));
    return str_eq(ret->achievement, job->id) &&
                   ret->version == full->version.version
               ? OK
               : err_set(reterr, E_NOT_FOUND, job->offer_id);
}

static code sign_offer(
    struct act *act, struct achievement_job *job, struct err *reterr)
{
    struct achievement_full full;
    struct credit_offer offer;

    if (job->signed_by.len == 0)
        return err_set(reterr, E_FORM_FIELD, S("signed_by"));
    TRY(read_draft(act, job->id, &full, reterr));
    TRY(read_offer(act, job, &full, &offer, reterr));
    if (str_eq(full.version.created_by, act->actor.person) ||
        str_eq(full.version.edited_by, act->actor.person))
        return err_set(reterr, E_SEPARATION, full.version.title);
    TRY(sql_credit_offer_sign(act->db, job->signed_by, act->now,
        act->actor.tenant, offer.id, NULL, reterr));
    return act_record(
        act, offer.tenant, S("credit_offer_sign"), offer.id, S(""), reterr);
}

code achievement_sign_offer(
    struct act *act, str id, str offer, str signed_by, struct err *reterr)
{
    struct achievement_job job = {
        .id = id, .offer_id = offer, .signed_by = signed_by};

    return achievement_work(
        act, RIGHT_achievement_approve, sign_offer, &job, reterr);
}

static code remove_offer(
    struct act *act, struct achievement_job *job, struct err *reterr)
{
    struct achievement_full full;
    struct credit_offer offer;

    TRY(read_draft(act, job->id, &full, reterr));
    TRY(read_offer(act, job, &full, &offer, reterr));
    TRY(sql_credit_offer_delete(
        act->db, act->actor.tenant, offer.id, NULL, reterr));
    return act_record(
        act, offer.tenant, S("credit_offer_remove"), offer.id, S(""), reterr);
}

code achievement_remove_offer(
    struct act *act, str id, str offer, struct err *reterr)
{
    struct achievement_job job = {.id = id, .offer_id = offer};

    return achievement_work(
        act, RIGHT_achievement_write, remove_offer, &job, reterr);
}
