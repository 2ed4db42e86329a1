/* From draft to catalogue, and what comes after. */
#include "web/review.h"

#include "app/achievement.h"
#include "base/num.h"
#include "web/definition.h"

enum {
    REVISION_MAX = 1000000000,
};

/* What a button of the page asks for. */
struct ask {
    str id;
    str what;
    str reason;
    str successor;
    int64_t revision;
};

static code act_on(
    struct act *act, const struct ask *ask, str *ret_id, struct err *reterr)
{
    struct achievement_version next;

    *ret_id = ask->id;
    if (str_eq(ask->what, S("withdraw")))
        return achievement_withdraw(act, ask->id, reterr);
    if (str_eq(ask->what, S("return")))
        return achievement_return(act, ask->id, ask->reason, reterr);
    if (str_eq(ask->what, S("approve")))
        return achievement_approve(act, ask->id, ask->revision, reterr);
    if (str_eq(ask->what, S("reopen")))
        return achievement_reopen(act, ask->id, reterr);
    if (str_eq(ask->what, S("list")))
        return achievement_publish(act, ask->id, reterr);
    if (str_eq(ask->what, S("retire")))
        return achievement_retire(act, ask->id, ask->successor, reterr);
    if (str_eq(ask->what, S("restore")))
        return achievement_restore(act, ask->id, reterr);
    if (str_eq(ask->what, S("revise")))
        return achievement_revise(act, ask->id, &next, reterr);
    if (str_eq(ask->what, S("share")) || str_eq(ask->what, S("unshare")))
        return achievement_share(act, ask->id, reterr);
    return err_set(reterr, E_FORM_FIELD, S("do"));
}

/* Why not, on the page where it was asked for. */
static code show_refused(
    struct web *web, code why, const struct ask *ask, struct err *reterr)
{
    struct definition_desk *desk = definition_desk_new(web);

    if (!desk)
        return err_set(reterr, E_NO_MEMORY, S("definition"));
    TRY(definition_load(web, desk, reterr));
    if (why == E_REFUSAL_REASON)
        typed_fault(&desk->faults, S("reason"),
            message(web->view.lang, MSG_OFFICE_ACHIEVEMENT_NEEDS_REASON));
    else if (why == E_SEPARATION)
        typed_fault(&desk->faults, S("findings"),
            message(web->view.lang, MSG_OFFICE_ACHIEVEMENT_OWN_WORK));
    else if (why == E_FORM_FIELD)
        typed_fault(&desk->faults, S("findings"),
            message(web->view.lang, MSG_OFFICE_OFFER_NEEDS_SIGNER));
    else if (why == E_CONFLICT || why == E_STATE_ORDER)
        typed_fault(&desk->faults, S("findings"),
            message(web->view.lang, MSG_OFFICE_ACHIEVEMENT_MOVED_ON));
    else if (why == E_CHAIN)
        typed_fault(&desk->faults, S("successor"),
            message(web->view.lang, MSG_OFFICE_ACHIEVEMENT_NO_SUCCESSOR));
    else if (str_eq(ask->what, S("approve")))
        definition_blame(web, desk);
    web->res->status = why == E_CONFLICT || why == E_STATE_ORDER ? 409 : 422;
    return definition_show(web, desk, reterr);
}

static bool is_told(code why, const struct ask *ask)
{
    return why == E_REFUSAL_REASON || why == E_SEPARATION ||
           why == E_CONFLICT || why == E_STATE_ORDER || why == E_CHAIN ||
           (str_eq(ask->what, S("approve")) && why != E_FORBIDDEN &&
               why != E_NOT_FOUND);
}

/* ROUTE POST /o/{org}/achievement/{id}/move  right: achievement_read
 *   summary: approve, send back, list, retire, share or renew a definition */
code definition_move(struct web *web, struct err *reterr)
{
    struct ask ask = {.id = web_path(web, S("id"))};
    struct err why = {0};
    struct form form;
    uint64_t revision = 0;
    code result;
    str id;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    ask.what = form_get(&form, S("do"));
    ask.reason = typed_trim(form_get(&form, S("reason")));
    ask.successor = form_get(&form, S("successor"));
    if (num_parse_u64(form_get(&form, S("revision")), REVISION_MAX, &revision))
        ask.revision = (int64_t)revision;
    result = act_on(&web->act, &ask, &id, &why);
    if (result == OK) {
        definition_done(web, id, ask.what);
        return OK;
    }
    if (is_told(result, &ask))
        return show_refused(web, result, &ask, reterr);
    return err_set(reterr, result, str_of(why.arg));
}

/* ROUTE POST /o/{org}/achievement/{id}/offer  right: achievement_read
 *   summary: note that an offer of credit is signed, or take it away */
code definition_offer(struct web *web, struct err *reterr)
{
    struct ask ask = {.id = web_path(web, S("id"))};
    struct err why = {0};
    struct form form;
    code result;
    str offer;
    str signed_by;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    ask.what = form_get(&form, S("do"));
    offer = form_get(&form, S("offer"));
    signed_by = typed_trim(form_get(&form, S("signed_by")));
    if (str_eq(ask.what, S("sign")))
        result =
            achievement_sign_offer(&web->act, ask.id, offer, signed_by, &why);
    else
        result = achievement_remove_offer(&web->act, ask.id, offer, &why);
    if (result == OK) {
        definition_done(web, ask.id, ask.what);
        return OK;
    }
    if (result == E_SEPARATION || result == E_FORM_FIELD)
        return show_refused(web, result, &ask, reterr);
    return err_set(reterr, result, str_of(why.arg));
}
