#include "app/claim.h"

#include "domain/person.h"
#include "store/sql.h"

/* Whose address it is. */
struct owner {
    str person;     /* empty: nobody's yet */
    bool has_a_way; /* to sign in */
};

static code has_a_way(
    struct act *act, str person, bool *ret, struct err *reterr)
{
    struct person_email *emails;
    struct login *logins;
    size_t n_emails;
    size_t n_logins;
    size_t i;

    TRY(sql_person_email_list(
        act->db, person, act->arena, &emails, &n_emails, reterr));
    TRY(sql_login_list(
        act->db, person, act->arena, &logins, &n_logins, reterr));
    *ret = n_logins > 0;
    for (i = 0; i < n_emails; i++)
        *ret = *ret || emails[i].confirmed_at > 0;
    return OK;
}

/* The account that has confirmed the address; else the person it was awarded
 * to; else whoever the organisation knows by it. */
static code find_owner(struct act *act,
    const struct award *award,
    str email,
    struct owner *ret,
    struct err *reterr)
{
    struct person_email address = {.person = award->person};
    struct membership member;
    code result = sql_person_email_confirmed(
        act->db, email, act->arena, &address, reterr);

    if (result == E_NOT_FOUND && award->person.len == 0) {
        result = sql_membership_by_email(act->db, award->tenant, email,
            ROLE_LEARNER, act->arena, &member, reterr);
        if (result == OK)
            address.person = member.person;
    }
    if (result != OK && result != E_NOT_FOUND)
        return result;
    *ret = (struct owner){.person = address.person};
    return address.person.len > 0
               ? has_a_way(act, address.person, &ret->has_a_way, reterr)
               : OK;
}

/* --- looking --- */

static code link_used(code result, struct err *reterr)
{
    return result == E_NOT_FOUND ? err_set(reterr, E_LINK_USED, S("claim"))
                                 : result;
}

static code peek(
    struct act *act, bytes hash, struct claim *ret, struct err *reterr)
{
    struct award *award = &ret->page.award;
    struct owner owner;
    struct token token;

    TRY(link_used(sql_token_by_secret(
                      act->db, hash, TOKEN_CLAIM, act->arena, &token, reterr),
        reterr));
    TRY(sql_award_by_id(
        act->db, token.tenant, token.object, act->arena, award, reterr));
    if (award->state == AWARD_PREPARED)
        return err_set(reterr, E_NOT_FOUND, award->id);
    TRY(award_page_read(act, &ret->page, reterr));
    ret->email = token.email;
    ret->claimed =
        award->claimed_at > 0 && str_eq(award->person, act->actor.person);
    if (ret->claimed)
        return OK;
    if (token.used_at > 0 || token.expires_at <= act->now)
        return err_set(reterr, E_LINK_USED, S("claim"));
    TRY(find_owner(act, award, token.email, &owner, reterr));
    ret->must_sign_in = owner.has_a_way && act->actor.person.len == 0;
    return OK;
}

code claim_peek(
    struct act *act, str secret, struct claim *ret, struct err *reterr)
{
    bytes hash;

    *ret = (struct claim){.claimed = false};
    TRY(act_digest(act, str_bytes(secret), &hash, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, peek(act, hash, ret, reterr), reterr);
}

/* --- taking --- */

static code new_person(
    struct act *act, str name, str language, str *ret, struct err *reterr)
{
    struct person person = {
        .name = name,
        .language = language,
        .state = PERSON_ACTIVE,
        .created_at = act->now,
        .updated_at = act->now,
    };

    TRY(act_id(act, &person.id, reterr));
    TRY(sql_person_insert(act->db, &person, NULL, reterr));
    *ret = person.id;
    return OK;
}

/* The link was read: the address is this person's. */
static code confirm(struct act *act, str person, str email, struct err *reterr)
{
    struct person_email address = {
        .person = person,
        .email = email,
        .confirmed_at = act->now,
        .created_at = act->now,
    };
    struct person_email found;
    code result =
        sql_person_email_main(act->db, person, act->arena, &found, reterr);

    if (result != OK && result != E_NOT_FOUND)
        return result;
    address.main = result == E_NOT_FOUND;
    result =
        sql_person_email_of(act->db, person, email, act->arena, &found, reterr);
    if (result == E_NOT_FOUND)
        return sql_person_email_insert(act->db, &address, NULL, reterr);
    if (result == OK && found.confirmed_at == 0)
        return sql_person_email_confirm(
            act->db, act->now, person, email, NULL, reterr);
    return result;
}

/* Who becomes the holder: *ret is empty for somebody new. */
static code choose_holder(struct act *act,
    const struct award *award,
    const struct owner *owner,
    str *ret,
    struct err *reterr)
{
    const str actor = act->actor.person;

    *ret = owner->person;
    if (owner->person.len == 0 || str_eq(owner->person, actor)) {
        *ret = actor;
        return OK;
    }
    if (actor.len == 0)
        return owner->has_a_way ? err_set(reterr, E_NOT_SIGNED_IN, S("claim"))
                                : OK;
    /* A person whom only the organisation knows, and a reader of the mail
     * who has an account: it is the account's. */
    if (owner->has_a_way || award->person.len > 0)
        return err_set(reterr, E_FORBIDDEN, S("email"));
    *ret = actor;
    return OK;
}

struct taking {
    bytes hash;
    str language;
    str agent;
};

static code take(struct act *act,
    const struct taking *taking,
    struct claim_done *ret,
    struct err *reterr)
{
    const bool signed_in = act->actor.person.len > 0;
    struct award award;
    struct owner owner;
    struct token token;
    str holder;

    TRY(link_used(sql_token_take(act->db, act->now, taking->hash, TOKEN_CLAIM,
                      act->arena, &token, reterr),
        reterr));
    TRY(sql_award_by_id(
        act->db, token.tenant, token.object, act->arena, &award, reterr));
    TRY(find_owner(act, &award, token.email, &owner, reterr));
    TRY(choose_holder(act, &award, &owner, &holder, reterr));
    if (holder.len == 0)
        TRY(new_person(
            act, award.recipient_name, taking->language, &holder, reterr));
    TRY(confirm(act, holder, token.email, reterr));
    act->actor.person = holder;
    TRY(award_take(act, &award, reterr));
    ret->award = award.id;
    if (signed_in)
        return OK;
    TRY(session_open_for(
        act, holder, TOKEN_CLAIM, taking->agent, &ret->session, reterr));
    return act_record(act, S(""), S("session.open"), holder, S(""), reterr);
}

code claim_take(struct act *act,
    str secret,
    str language,
    str agent,
    struct claim_done *ret,
    struct err *reterr)
{
    struct taking taking = {.language = language, .agent = agent};

    *ret = (struct claim_done){.award = S("")};
    TRY(act_digest(act, str_bytes(secret), &taking.hash, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, take(act, &taking, ret, reterr), reterr);
}

/* --- without a link --- */

static code waiting(
    struct act *act, str id, struct award_page *ret, struct err *reterr)
{
    struct person_email address;
    code result = OK;

    TRY(sql_award_public(act->db, id, act->arena, &ret->award, reterr));
    if (ret->award.person.len == 0)
        result = sql_person_email_of(act->db, act->actor.person,
            ret->award.email, act->arena, &address, reterr);
    if (result != OK && result != E_NOT_FOUND)
        return result;
    if (result == E_NOT_FOUND || ret->award.state == AWARD_RECALLED ||
        (ret->award.person.len == 0 && address.confirmed_at == 0) ||
        (ret->award.person.len > 0 &&
            !str_eq(ret->award.person, act->actor.person)))
        return err_set(reterr, E_NOT_FOUND, id);
    return award_page_read(act, ret, reterr);
}

code claim_waiting(
    struct act *act, str id, struct award_page *ret, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, waiting(act, id, ret, reterr), reterr);
}
