#include "app/session.h"

#include "app/delegation.h"
#include "app/limit.h"
#include "app/mail.h"
#include "domain/person.h"
#include "host/seal.h"
#include "store/sql.h"
#include "text/base64.h"

enum {
    AGENT_BYTES_MAX = 120,
    NEXT_BYTES_MAX = 1000,
    PASSWORD_BYTES_MIN = 12,
    PASSWORD_BYTES_MAX = 1000,
    SEEN_EVERY_S = 60, /* a session's last use is written no oftener */
};

/* Nobody's password: a wrong address takes as long as a wrong password. */
static const str NO_VERIFIER = STR("none");

/* --- opening --- */

static code secret_digest(
    struct act *act, str secret, bytes *ret, struct err *reterr)
{
    return act_digest(act, str_bytes(secret), ret, reterr);
}

code session_open_for(struct act *act,
    str person,
    int64_t kind,
    str agent,
    struct session_opened *ret,
    struct err *reterr)
{
    struct session session = {
        .person = person,
        .kind = kind,
        .agent = str_sub(agent, 0, AGENT_BYTES_MAX),
        .created_at = act->now,
        .seen_at = act->now,
        .strong_at = act->now,
        .expires_at = act->now + SESSION_LIFE_S,
    };
    str secret;

    TRY(act_secret(act, SESSION_SECRET_BYTES, &secret, reterr));
    TRY(secret_digest(act, secret, &session.secret_hash, reterr));
    TRY(sql_session_insert(act->db, &session, NULL, reterr));
    *ret = (struct session_opened){secret, session};
    return OK;
}

enum account_kind {
    ACCOUNT_CONFIRMED,
    ACCOUNT_BROUGHT, /* also one that an organisation has made, and whose
                        address its first link confirms */
};

/* The account of an address; E_NOT_FOUND also when it may not be used. */
static code account(struct act *act,
    str email,
    enum account_kind kind,
    struct person *ret,
    struct err *reterr)
{
    struct person_email address;
    code result = sql_person_email_confirmed(
        act->db, email, act->arena, &address, reterr);

    if (result == E_NOT_FOUND && kind == ACCOUNT_BROUGHT)
        result = sql_person_email_waiting(
            act->db, email, act->arena, &address, reterr);
    TRY(result);
    TRY(sql_person_by_id(act->db, address.person, act->arena, ret, reterr));
    return ret->state == PERSON_ACTIVE ? OK
                                       : err_set(reterr, E_NOT_FOUND, email);
}

/* --- by link --- */

static code send_link(struct act *act,
    const struct person *person,
    str email,
    str next,
    struct err *reterr)
{
    struct token token = {
        .purpose = TOKEN_SIGN_IN,
        .person = person->id,
        .email = email,
        .object = session_next(next),
        .created_at = act->now,
        .expires_at = act->now + token_lifetime_s(TOKEN_SIGN_IN),
    };
    struct letter letter = {
        .template = S("sign_in"),
        .title = MSG_MAIL_SIGN_IN,
        .words = MSG_MAIL_SIGN_IN_WORDS,
        .language = person->language,
        .person = person->id,
        .email = email,
        .path = S("/sign-in/"),
    };

    TRY(act_secret(act, SESSION_SECRET_BYTES, &letter.secret, reterr));
    TRY(secret_digest(act, letter.secret, &token.secret_hash, reterr));
    TRY(sql_token_insert(act->db, &token, NULL, reterr));
    return mail_queue(act, &letter, reterr);
}

code session_ask_link(struct act *act, str email, str next, struct err *reterr)
{
    struct person person;
    str address;
    code result;

    TRY(email_normal(email, act->arena, &address, reterr));
    TRY(limit_take(act, S("link"), address, SIGN_IN_TRIES, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = account(act, address, ACCOUNT_BROUGHT, &person, reterr);
    if (result == OK)
        result = send_link(act, &person, address, next, reterr);
    if (result != OK && result != E_NOT_FOUND)
        return result;
    return db_commit(act->db, reterr);
}

code session_open_link(struct act *act,
    str secret,
    str agent,
    struct session_opened *ret,
    str *ret_next,
    struct err *reterr)
{
    struct token token;
    bytes digest;
    code result;

    TRY(secret_digest(act, secret, &digest, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = sql_token_take(
        act->db, act->now, digest, TOKEN_SIGN_IN, act->arena, &token, reterr);
    if (result == E_NOT_FOUND)
        return err_set(reterr, E_LINK_USED, S("link"));
    TRY(result);
    TRY(sql_person_email_confirm(
        act->db, act->now, token.person, token.email, NULL, reterr));
    TRY(session_open_for(act, token.person, TOKEN_SIGN_IN, agent, ret, reterr));
    TRY(act_record(act, S(""), S("session.open"), token.person, S(""), reterr));
    TRY(db_commit(act->db, reterr));
    *ret_next = session_next(token.object);
    return OK;
}

/* --- by password --- */

/* The verifier of an address's account, or one that nothing matches. */
static code find_verifier(struct act *act,
    str email,
    struct person *ret,
    str *ret_verifier,
    struct err *reterr)
{
    struct login login;
    code result;

    *ret_verifier = NO_VERIFIER;
    TRY(db_begin(act->db, DB_READ, reterr));
    result = account(act, email, ACCOUNT_CONFIRMED, ret, reterr);
    if (result == OK)
        result =
            sql_login_password(act->db, ret->id, act->arena, &login, reterr);
    if (result == OK)
        *ret_verifier = login.verifier;
    if (result != OK && result != E_NOT_FOUND)
        return result;
    return db_commit(act->db, reterr);
}

/* Three transactions: the try is kept also when the password is wrong, and
 * nobody waits for the slow comparison. */
code session_open_password(struct act *act,
    str email,
    str password,
    str agent,
    struct session_opened *ret,
    struct err *reterr)
{
    struct person person = {0};
    str verifier = {NULL, 0};
    str address;

    TRY(email_normal(email, act->arena, &address, reterr));
    TRY(limit_take(act, S("password"), address, SIGN_IN_TRIES, reterr));
    TRY(find_verifier(act, address, &person, &verifier, reterr));
    if (!password_matches(password, verifier))
        return err_set(reterr, E_SIGN_IN, S("password"));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(session_open_for(act, person.id, LOGIN_PASSWORD, agent, ret, reterr));
    TRY(act_record(act, S(""), S("session.open"), person.id, S(""), reterr));
    return db_commit(act->db, reterr);
}

static code replace_password(
    struct act *act, const struct login *login, struct err *reterr)
{
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(sql_login_delete_password(act->db, login->person, NULL, reterr));
    TRY(sql_login_insert(act->db, login, NULL, reterr));
    TRY(sql_session_delete_person(act->db, login->person, NULL, reterr));
    TRY(act_record(
        act, S(""), S("password.set"), login->person, S(""), reterr));
    return db_commit(act->db, reterr);
}

code session_set_password(struct act *act, str password, struct err *reterr)
{
    struct login login = {
        .person = act->actor.person,
        .kind = LOGIN_PASSWORD,
        .created_at = act->now,
    };
    struct person_email address;
    char verifier[PASSWORD_HASH_BYTES];

    TRY(sql_person_email_main(
        act->db, login.person, act->arena, &address, reterr));
    if (password.len < PASSWORD_BYTES_MIN ||
        password.len > PASSWORD_BYTES_MAX || str_eq(password, address.email))
        return err_set(reterr, E_PASSWORD, S("password"));
    TRY(password_hash(password, verifier, reterr));
    login.verifier = str_of(verifier);
    TRY(act_id(act, &login.id, reterr));
    return replace_password(act, &login, reterr);
}

/* --- while it lasts --- */

static code resume(
    struct act *act, bytes digest, struct session *ret, struct err *reterr)
{
    struct person person;

    TRY(sql_session_by_secret(
        act->db, digest, act->now, SESSION_IDLE_S, act->arena, ret, reterr));
    TRY(sql_person_by_id(act->db, ret->person, act->arena, &person, reterr));
    if (person.state != PERSON_ACTIVE)
        return err_set(reterr, E_NOT_FOUND, S("person"));
    act->actor.person = person.id;
    act->actor.name = person.name;
    act->actor.roles = person.operator_role ? 1u << ROLE_OPERATOR : 0;
    return OK;
}

code session_resume(
    struct act *act, str secret, struct session *ret, struct err *reterr)
{
    bytes digest;
    code result;

    TRY(secret_digest(act, secret, &digest, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = resume(act, digest, ret, reterr);
    db_rollback(act->db);
    if (result == E_NOT_FOUND)
        return err_set(reterr, E_NOT_SIGNED_IN, S("session"));
    TRY(result);
    if (act->now - ret->seen_at < SEEN_EVERY_S)
        return OK;
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(sql_session_seen(act->db, act->now, digest, NULL, reterr));
    return db_commit(act->db, reterr);
}

code session_enter(
    struct act *act, str slug, struct organisation *ret, struct err *reterr)
{
    struct membership *roles;
    code result;
    size_t n;
    role_set lent;
    size_t i;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = sql_organisation_by_slug(act->db, slug, act->arena, ret, reterr);
    if (result == E_NOT_FOUND) /* in the words for another's (TN-01) */
        return err_set(reterr, E_NOT_FOUND, S("organisation"));
    TRY(result);
    TRY(sql_membership_in(act->db, ret->tenant, act->actor.person, act->arena,
        &roles, &n, reterr));
    TRY(delegation_roles(act, ret, &lent, reterr));
    TRY(db_commit(act->db, reterr));
    if (n == 0 && lent == 0)
        return err_set(reterr, E_NOT_FOUND, S("organisation"));
    act->actor.tenant = ret->tenant;
    act->actor.roles |= lent;
    for (i = 0; i < n; i++)
        act->actor.roles |= 1u << roles[i].role;
    return OK;
}

code session_is_strong(
    const struct act *act, const struct session *session, struct err *reterr)
{
    return act->now - session->strong_at <= SESSION_STRONG_S
               ? OK
               : err_set(reterr, E_REAUTHENTICATE, S("session"));
}

code session_close(struct act *act, str secret, struct err *reterr)
{
    bytes digest;

    TRY(secret_digest(act, secret, &digest, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(sql_session_delete(act->db, digest, NULL, reterr));
    return db_commit(act->db, reterr);
}

code session_close_all(struct act *act, str person, struct err *reterr)
{
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(sql_session_delete_person(act->db, person, NULL, reterr));
    return db_commit(act->db, reterr);
}

/* --- what browsers bring --- */

str session_next(str next)
{
    size_t i;

    if (next.len == 0 || next.len > NEXT_BYTES_MAX || next.ptr[0] != '/' ||
        str_starts(next, S("//")))
        return S("/");
    for (i = 0; i < next.len; i++) {
        if (next.ptr[i] == '\\' || (unsigned char)next.ptr[i] <= ' ' ||
            (unsigned char)next.ptr[i] >= 0x7f)
            return S("/");
    }
    return next;
}

str session_csrf(const struct act *act, str secret)
{
    const str parts[] = {S("csrf "), secret};
    uint8_t digest[SEAL_KEY_BYTES];

    seal_digest(&act->worker->platform->seal,
        str_bytes(arena_join(act->arena, parts, 2)), digest);
    return base64_encode(
        (bytes){digest, sizeof(digest)}, BASE64URL, act->arena);
}

bool session_csrf_matches(const struct act *act, str secret, str token)
{
    return token.len > 0 &&
           seal_equal(str_bytes(session_csrf(act, secret)), str_bytes(token));
}
