#include "app/invitation.h"

#include "app/address.h"
#include "app/mail.h"
#include "app/person.h"
#include "store/sql.h"

/* --- sending --- */

static code check_role(
    const struct act *act, enum role role, struct err *reterr)
{
    if (role == ROLE_LEARNER)
        return act_may(act, RIGHT_learner_write, reterr);
    if ((PERSON_STAFF & 1u << role) == 0)
        return err_set(reterr, E_FORM_FIELD, S("role"));
    return act_may(act, RIGHT_staff_write, reterr);
}

/* Has somebody with this address the role already? */
static code check_new(
    struct act *act, str email, enum role role, struct err *reterr)
{
    struct person_email address;
    struct membership *roles;
    size_t n;
    size_t i;
    code result = sql_person_email_confirmed(
        act->db, email, act->arena, &address, reterr);

    if (result == E_NOT_FOUND)
        return OK;
    TRY(result);
    TRY(sql_membership_in(act->db, act->actor.tenant, address.person,
        act->arena, &roles, &n, reterr));
    for (i = 0; i < n; i++) {
        if (roles[i].role == (int64_t)role)
            return err_set(reterr, E_CONFLICT, S("email"));
    }
    return OK;
}

/* What waits for the same address and role is replaced. */
static code end_same(
    struct act *act, str email, enum role role, struct err *reterr)
{
    struct token *waiting;
    size_t n;
    size_t i;

    TRY(sql_token_open(act->db, act->actor.tenant, TOKEN_INVITE, act->now,
        INVITATIONS_MAX, act->arena, &waiting, &n, reterr));
    if (n == INVITATIONS_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("email"));
    for (i = 0; i < n; i++) {
        if (str_eq(waiting[i].email, email) && waiting[i].role == (int64_t)role)
            TRY(sql_token_end(act->db, act->now, act->actor.tenant,
                TOKEN_INVITE, waiting[i].object, NULL, reterr));
    }
    return OK;
}

/* In the language of whoever has the address, else of the organisation. */
static code language_of(struct act *act,
    const struct organisation *organisation,
    str email,
    struct person *ret,
    struct err *reterr)
{
    struct person_email address;
    const code result = sql_person_email_confirmed(
        act->db, email, act->arena, &address, reterr);

    *ret = (struct person){.language = organisation->language};
    if (result == E_NOT_FOUND)
        return OK;
    TRY(result);
    return sql_person_by_id(act->db, address.person, act->arena, ret, reterr);
}

/* Who has an account sees it there as well. */
static code put_notice(struct act *act,
    const struct organisation *organisation,
    const struct person *person,
    struct err *reterr)
{
    struct notice notice = {
        .person = person->id,
        .tenant = organisation->tenant,
        .kind = NOTICE_INVITATION,
        .object = organisation->tenant,
        .about = organisation->name,
        .created_at = act->now,
    };

    TRY(act_id(act, &notice.id, reterr));
    return sql_notice_insert(act->db, &notice, NULL, reterr);
}

static code send_letter(
    struct act *act, const struct token *token, str secret, struct err *reterr)
{
    struct organisation organisation;
    struct person person;
    struct message_arg args[2] = {
        {.name = S("organisation"), .kind = ARG_TEXT},
        {.name = S("role"), .kind = ARG_WORDS},
    };
    struct letter letter = {
        .tenant = token->tenant,
        .template = S("invitation"),
        .title = MSG_MAIL_INVITATION,
        .words = MSG_MAIL_INVITATION_WORDS,
        .args = args,
        .n_args = 2,
        .email = token->email,
        .path = S("/invite/"),
        .secret = secret,
    };
    enum lang lang;

    TRY(sql_organisation_by_tenant(
        act->db, token->tenant, act->arena, &organisation, reterr));
    TRY(language_of(act, &organisation, token->email, &person, reterr));
    lang = lang_find(person.language);
    args[0].text = organisation.name;
    args[1].text = message(
        lang == LANG_N ? LANG_EN : lang, person_role_words(token->role));
    letter.language = person.language;
    letter.person = person.id;
    TRY(mail_queue(act, &letter, reterr));
    return person.id.len > 0 ? put_notice(act, &organisation, &person, reterr)
                             : OK;
}

static code send(struct act *act, str email, enum role role, struct err *reterr)
{
    struct token token = {
        .purpose = TOKEN_INVITE,
        .tenant = act->actor.tenant,
        .email = email,
        .role = role,
        .created_by = act->actor.person,
        .created_at = act->now,
        .expires_at = act->now + token_lifetime_s(TOKEN_INVITE),
    };
    str secret;

    TRY(check_new(act, email, role, reterr));
    TRY(end_same(act, email, role, reterr));
    TRY(act_id(act, &token.object, reterr));
    TRY(act_secret(act, SESSION_SECRET_BYTES, &secret, reterr));
    TRY(act_digest(act, str_bytes(secret), &token.secret_hash, reterr));
    TRY(sql_token_insert(act->db, &token, NULL, reterr));
    TRY(send_letter(act, &token, secret, reterr));
    return act_record(
        act, token.tenant, S("invitation.send"), token.object, S(""), reterr);
}

code invitation_send(
    struct act *act, str email, enum role role, struct err *reterr)
{
    str address;

    TRY(check_role(act, role, reterr));
    TRY(email_normal(email, act->arena, &address, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, send(act, address, role, reterr), reterr);
}

/* --- those that wait --- */

code invitation_list(
    struct act *act, struct invitation **ret, size_t *ret_n, struct err *reterr)
{
    struct invitation *list;
    struct token *waiting;
    size_t n;
    size_t i;

    TRY(act_may(act, RIGHT_staff_read, reterr));
    TRY(sql_token_open(act->db, act->actor.tenant, TOKEN_INVITE, act->now,
        INVITATIONS_MAX, act->arena, &waiting, &n, reterr));
    list = arena_array(act->arena, n, struct invitation);
    for (i = 0; list && i < n; i++)
        list[i] = (struct invitation){
            .id = waiting[i].object,
            .email = waiting[i].email,
            .role = waiting[i].role,
            .sent_at = waiting[i].created_at,
            .expires_at = waiting[i].expires_at,
        };
    *ret = list;
    *ret_n = n;
    return arena_status(act->arena);
}

/* Ends one that waits; who may not send it may not end it either. */
static code end(struct act *act, str id, struct token *ret, struct err *reterr)
{
    const str tenant = act->actor.tenant;

    TRY(sql_token_by_object(
        act->db, tenant, TOKEN_INVITE, id, act->now, act->arena, ret, reterr));
    TRY(check_role(act, (enum role)ret->role, reterr));
    return sql_token_end(
        act->db, act->now, tenant, TOKEN_INVITE, id, NULL, reterr);
}

static code withdraw(struct act *act, str id, struct err *reterr)
{
    struct token token = {0};

    TRY(end(act, id, &token, reterr));
    return act_record(
        act, token.tenant, S("invitation.withdraw"), id, S(""), reterr);
}

code invitation_withdraw(struct act *act, str id, struct err *reterr)
{
    TRY(act_may(act, RIGHT_learner_write, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, withdraw(act, id, reterr), reterr);
}

static code resend(struct act *act, str id, struct err *reterr)
{
    struct token token = {0};

    TRY(end(act, id, &token, reterr));
    return send(act, token.email, (enum role)token.role, reterr);
}

code invitation_resend(struct act *act, str id, struct err *reterr)
{
    TRY(act_may(act, RIGHT_learner_write, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, resend(act, id, reterr), reterr);
}

/* --- answering --- */

/* Whose address it is; empty when nobody's. */
static code owner_of(struct act *act, str email, str *ret, struct err *reterr)
{
    struct person_email address;
    code result = sql_person_email_confirmed(
        act->db, email, act->arena, &address, reterr);

    if (result == E_NOT_FOUND)
        result = sql_person_email_waiting(
            act->db, email, act->arena, &address, reterr);
    if (result != OK && result != E_NOT_FOUND)
        return result;
    *ret = result == OK ? address.person : S("");
    return OK;
}

static enum invitation_who who_gets(const struct act *act, str owner)
{
    const str present = act->actor.person;

    if (present.len > 0)
        return owner.len == 0 || str_eq(owner, present) ? INVITATION_PRESENT
                                                        : INVITATION_OTHER;
    return owner.len == 0 ? INVITATION_NEW : INVITATION_KNOWN;
}

static code read_open(struct act *act,
    const struct token *token,
    struct invitation_open *ret,
    struct err *reterr)
{
    str owner;

    TRY(sql_organisation_by_tenant(
        act->db, token->tenant, act->arena, &ret->organisation, reterr));
    TRY(owner_of(act, token->email, &owner, reterr));
    ret->email = token->email;
    ret->role = token->role;
    ret->who = who_gets(act, owner);
    return OK;
}

static code peek(struct act *act,
    str secret,
    struct invitation_open *ret,
    struct err *reterr)
{
    struct token token = {0};
    bytes digest;
    code result;

    TRY(act_digest(act, str_bytes(secret), &digest, reterr));
    result = sql_token_peek(
        act->db, digest, TOKEN_INVITE, act->now, act->arena, &token, reterr);
    if (result == E_NOT_FOUND)
        return err_set(reterr, E_LINK_USED, S("link"));
    TRY(result);
    return read_open(act, &token, ret, reterr);
}

code invitation_peek(struct act *act,
    str secret,
    struct invitation_open *ret,
    struct err *reterr)
{
    struct invitation_open open = {0};
    code result;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = peek(act, secret, &open, reterr);
    db_rollback(act->db);
    if (result == OK)
        *ret = open;
    return result;
}

/* Who takes the role: found, or made. */
static code taker(struct act *act,
    const struct invitation_open *open,
    const struct invitation_reply *answer,
    struct person *ret,
    struct err *reterr)
{
    str id = act->actor.person;

    if (open->who == INVITATION_OTHER)
        return err_set(reterr, E_CONFLICT, S("person"));
    if (open->who == INVITATION_NEW &&
        (answer->name.len == 0 || answer->name.len > PERSON_NAME_BYTES_MAX))
        return err_set(reterr, E_FORM_FIELD, S("name"));
    if (open->who != INVITATION_PRESENT)
        TRY(person_of_email(
            act, open->email, answer->name, answer->language, &id, reterr));
    TRY(sql_person_by_id(act->db, id, act->arena, ret, reterr));
    return ret->state == PERSON_ACTIVE ? OK : err_set(reterr, E_CONFLICT, id);
}

static code join(struct act *act,
    const struct invitation_open *open,
    const struct person *person,
    struct err *reterr)
{
    struct membership row = {
        .tenant = open->organisation.tenant,
        .person = person->id,
        .role = open->role,
        .name = person->name,
        .email = open->email,
    };

    act->actor.person = person->id;
    TRY(address_own(act, person->id, open->email, reterr));
    TRY(person_join(act, &row, reterr));
    return act_record(
        act, row.tenant, S("invitation.accept"), row.person, S(""), reterr);
}

static code accept(struct act *act,
    const struct invitation_reply *answer,
    struct session_opened *ret,
    struct invitation_open *open,
    struct err *reterr)
{
    struct token token = {0};
    struct person person = {0};
    bytes digest;
    code result;

    TRY(act_digest(act, str_bytes(answer->secret), &digest, reterr));
    result = sql_token_take(
        act->db, act->now, digest, TOKEN_INVITE, act->arena, &token, reterr);
    if (result == E_NOT_FOUND)
        return err_set(reterr, E_LINK_USED, S("link"));
    TRY(result);
    TRY(read_open(act, &token, open, reterr));
    TRY(taker(act, open, answer, &person, reterr));
    TRY(join(act, open, &person, reterr));
    return open->who == INVITATION_PRESENT
               ? OK
               : session_open_for(
                     act, person.id, TOKEN_INVITE, answer->agent, ret, reterr);
}

code invitation_accept(struct act *act,
    const struct invitation_reply *answer,
    struct session_opened *ret,
    struct invitation_open *ret_to,
    struct err *reterr)
{
    const struct actor before = act->actor;
    struct session_opened opened = {0};
    struct invitation_open open = {0};
    code result;

    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = accept(act, answer, &opened, &open, reterr);
    result = act_end(act, result, reterr);
    act->actor = before;
    TRY(result);
    *ret = opened;
    *ret_to = open;
    return OK;
}
