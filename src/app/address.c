#include "app/address.h"

#include "app/award_change.h"
#include "app/limit.h"
#include "app/mail.h"
#include "app/person.h"
#include "app/session.h"
#include "store/sql.h"

code address_list(struct act *act,
    struct person_email **ret,
    size_t *ret_n,
    struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    return sql_person_email_list(
        act->db, act->actor.person, act->arena, ret, ret_n, reterr);
}

/* --- adding --- */

static code send_link(
    struct act *act, str email, str language, struct err *reterr)
{
    struct token token = {
        .purpose = TOKEN_EMAIL,
        .person = act->actor.person,
        .email = email,
        .created_by = act->actor.person,
        .created_at = act->now,
        .expires_at = act->now + token_lifetime_s(TOKEN_EMAIL),
    };
    struct letter letter = {
        .template = S("address"),
        .title = MSG_MAIL_ADDRESS,
        .words = MSG_MAIL_ADDRESS_WORDS,
        .language = language,
        .person = act->actor.person,
        .email = email,
        .path = S("/address/"),
    };

    TRY(act_secret(act, SESSION_SECRET_BYTES, &letter.secret, reterr));
    TRY(act_digest(act, str_bytes(letter.secret), &token.secret_hash, reterr));
    TRY(sql_token_insert(act->db, &token, NULL, reterr));
    return mail_queue(act, &letter, reterr);
}

/* Not yet a word about it: whose it is, the link will show. */
static code insert(struct act *act, str email, struct err *reterr)
{
    const struct person_email row = {
        .person = act->actor.person, .email = email, .created_at = act->now};
    struct person_email there;
    struct person_email *all;
    size_t n;
    code result;

    result = sql_person_email_of(
        act->db, row.person, email, act->arena, &there, reterr);
    if (result == OK)
        return there.confirmed_at == 0
                   ? OK
                   : err_set(reterr, E_STATE_ORDER, S("email"));
    if (result != E_NOT_FOUND)
        return result;
    TRY(sql_person_email_list(
        act->db, row.person, act->arena, &all, &n, reterr));
    if (n >= ADDRESSES_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("email"));
    return sql_person_email_insert(act->db, &row, NULL, reterr);
}

static code add(struct act *act, str email, struct err *reterr)
{
    struct person person;

    TRY(sql_person_by_id(
        act->db, act->actor.person, act->arena, &person, reterr));
    TRY(insert(act, email, reterr));
    TRY(send_link(act, email, person.language, reterr));
    return act_record(
        act, S(""), S("address.add"), act->actor.person, S(""), reterr);
}

code address_add(struct act *act, str email, struct err *reterr)
{
    str address;

    TRY(act_may(act, RIGHT_person, reterr));
    TRY(email_normal(email, act->arena, &address, reterr));
    TRY(limit_take(
        act, S("address"), act->actor.person, ADDRESS_TRIES, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, add(act, address, reterr), reterr);
}

/* --- the main one --- */

/* Whoever reads the mail of the old one learns of it there. */
static code tell_old(struct act *act, str before, str email, struct err *reterr)
{
    const struct message_arg arg = {
        .name = S("email"), .kind = ARG_TEXT, .text = email};
    struct person person;
    struct letter letter = {
        .template = S("address_main"),
        .title = MSG_MAIL_ADDRESS_MAIN,
        .words = MSG_MAIL_ADDRESS_MAIN_WORDS,
        .args = &arg,
        .n_args = 1,
        .person = act->actor.person,
        .email = before,
        .path = S("/me/address"),
    };

    TRY(sql_person_by_id(
        act->db, act->actor.person, act->arena, &person, reterr));
    letter.language = person.language;
    return mail_queue(act, &letter, reterr);
}

static code set_main(struct act *act, str email, struct err *reterr)
{
    const str person = act->actor.person;
    struct person_email before = {0};
    struct person_email wanted;
    code result;

    TRY(sql_person_email_of(
        act->db, person, email, act->arena, &wanted, reterr));
    if (wanted.confirmed_at == 0)
        return err_set(reterr, E_STATE_ORDER, S("email"));
    if (wanted.main != 0)
        return OK;
    result =
        sql_person_email_main(act->db, person, act->arena, &before, reterr);
    if (result != OK && result != E_NOT_FOUND)
        return result;
    TRY(sql_person_email_unmain(act->db, person, NULL, reterr));
    TRY(sql_person_email_set_main(act->db, person, email, NULL, reterr));
    if (before.confirmed_at > 0)
        TRY(tell_old(act, before.email, email, reterr));
    return act_record(act, S(""), S("address.main"), person, S(""), reterr);
}

code address_set_main(struct act *act, str email, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, set_main(act, email, reterr), reterr);
}

static code remove_one(struct act *act, str email, struct err *reterr)
{
    const str person = act->actor.person;
    struct person_email there;

    TRY(sql_person_email_of(
        act->db, person, email, act->arena, &there, reterr));
    if (there.main != 0)
        return err_set(reterr, E_STATE_ORDER, S("email"));
    TRY(sql_person_email_delete(act->db, person, email, NULL, reterr));
    return act_record(act, S(""), S("address.remove"), person, S(""), reterr);
}

code address_remove(struct act *act, str email, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, remove_one(act, email, reterr), reterr);
}

/* --- whose it is --- */

/* The searches of each organisation find the person by what moved. */
static code index_all(struct act *act, str from, str person, struct err *reterr)
{
    struct membership *rows;
    size_t n;
    size_t i;

    TRY(sql_membership_of_person(
        act->db, person, act->arena, &rows, &n, reterr));
    for (i = 0; i < n; i++) {
        TRY(sql_word_delete(
            act->db, rows[i].tenant, WORD_PERSON, from, NULL, reterr));
        TRY(person_index(act, &rows[i], reterr));
    }
    return OK;
}

/* An account that was made for the address and that nobody has used: what
 * belongs to it is the person's. Its row stays, without a name. */
static code take_over(struct act *act,
    str person,
    str email,
    struct person_email *waiting,
    struct err *reterr)
{
    struct person before;

    TRY(sql_person_by_id(
        act->db, waiting->person, act->arena, &before, reterr));
    TRY(sql_person_merge_memberships(act->db, person, before.id, NULL, reterr));
    TRY(sql_person_merge_enrolments(act->db, person, before.id, NULL, reterr));
    TRY(sql_person_merge_awards(act->db, person, before.id, NULL, reterr));
    TRY(sql_person_email_release(act->db, before.id, email, NULL, reterr));
    TRY(index_all(act, before.id, person, reterr));
    before.name = S("");
    before.state = PERSON_ERASED;
    before.updated_at = act->now;
    TRY(sql_person_update(act->db, &before, NULL, reterr));
    return act_record(act, S(""), S("person.merge"), before.id, S(""), reterr);
}

static code check_free(
    struct act *act, str person, str email, struct err *reterr)
{
    struct person_email owner;
    code result =
        sql_person_email_confirmed(act->db, email, act->arena, &owner, reterr);

    if (result == OK)
        return str_eq(owner.person, person)
                   ? OK
                   : err_set(reterr, E_CONFLICT, S("email"));
    if (result != E_NOT_FOUND)
        return result;
    result =
        sql_person_email_waiting(act->db, email, act->arena, &owner, reterr);
    if (result == OK && !str_eq(owner.person, person))
        return take_over(act, person, email, &owner, reterr);
    return result == E_NOT_FOUND ? OK : result;
}

/* Mail goes to an address that was confirmed, if there is one. */
static code settle_main(
    struct act *act, str person, str email, struct err *reterr)
{
    struct person_email main = {0};
    const code result =
        sql_person_email_main(act->db, person, act->arena, &main, reterr);

    if (result != OK && result != E_NOT_FOUND)
        return result;
    if (main.confirmed_at > 0)
        return OK;
    TRY(sql_person_email_unmain(act->db, person, NULL, reterr));
    return sql_person_email_set_main(act->db, person, email, NULL, reterr);
}

code address_own(struct act *act, str person, str email, struct err *reterr)
{
    const struct person_email row = {.person = person,
        .email = email,
        .confirmed_at = act->now,
        .created_at = act->now};
    struct person_email there;
    code result;

    TRY(check_free(act, person, email, reterr));
    result =
        sql_person_email_of(act->db, person, email, act->arena, &there, reterr);
    if (result == OK)
        result = sql_person_email_confirm(
            act->db, act->now, person, email, NULL, reterr);
    else if (result == E_NOT_FOUND)
        result = sql_person_email_insert(act->db, &row, NULL, reterr);
    TRY(result);
    return settle_main(act, person, email, reterr);
}

/* --- by the link --- */

code address_peek(
    struct act *act, str secret, str *ret_email, struct err *reterr)
{
    struct token token = {0};
    bytes digest;
    code result;

    TRY(act_digest(act, str_bytes(secret), &digest, reterr));
    result = sql_token_peek(
        act->db, digest, TOKEN_EMAIL, act->now, act->arena, &token, reterr);
    if (result == E_NOT_FOUND)
        return err_set(reterr, E_LINK_USED, S("link"));
    TRY(result);
    *ret_email = token.email;
    return OK;
}

static code confirm(
    struct act *act, str secret, struct token *ret, struct err *reterr)
{
    struct person_email wanted;
    bytes digest;
    code result;

    TRY(act_digest(act, str_bytes(secret), &digest, reterr));
    result = sql_token_take(
        act->db, act->now, digest, TOKEN_EMAIL, act->arena, ret, reterr);
    if (result == E_NOT_FOUND)
        return err_set(reterr, E_LINK_USED, S("link"));
    TRY(result);
    /* Taken back since. */
    result = sql_person_email_of(
        act->db, ret->person, ret->email, act->arena, &wanted, reterr);
    if (result == E_NOT_FOUND)
        return err_set(reterr, E_LINK_USED, S("link"));
    TRY(result);
    TRY(address_own(act, ret->person, ret->email, reterr));
    return act_record(
        act, S(""), S("address.confirm"), ret->person, S(""), reterr);
}

code address_confirm(
    struct act *act, str secret, size_t *ret_badges, struct err *reterr)
{
    const struct actor before = act->actor;
    struct token token = {0};
    code result;

    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, confirm(act, secret, &token, reterr), reterr));
    act->actor = (struct actor){.person = token.person};
    result = award_claim_all(act, token.email, ret_badges, reterr);
    act->actor = before;
    return result;
}
