#include "app/passkey.h"

#include "app/authenticator.h"
#include "store/sql.h"
#include "text/base64.h"
#include "text/iri.h"
#include "text/json.h"

enum {
    CHALLENGE_BYTES = 32,
    LABEL_BYTES_MAX = 200,
};

/* --- the question --- */

/* Scheme, host and port of this installation; and the host alone, which is
 * what passkeys are kept for. */
static str origin_of(const struct act *act)
{
    return act->worker->platform->config.text[CONFIG_BASE_URL];
}

static str rp_of(const struct act *act)
{
    const str authority = iri_split(origin_of(act)).authority;

    return str_sub(authority, 0, str_find(authority, ':', 0));
}

/* Only the passkeys stay, in front. */
static size_t keep_passkeys(struct login *logins, size_t n)
{
    size_t kept = 0;
    size_t i;

    for (i = 0; i < n; i++) {
        if (logins[i].kind == LOGIN_PASSKEY)
            logins[kept++] = logins[i];
    }
    return kept;
}

static code find(
    struct act *act, struct login **ret, size_t *ret_n, struct err *reterr)
{
    struct login *logins;
    size_t n;

    TRY(sql_login_list(
        act->db, act->actor.person, act->arena, &logins, &n, reterr));
    *ret = logins;
    *ret_n = keep_passkeys(logins, n);
    return OK;
}

static code ask(struct act *act,
    str person,
    struct passkey_question *ret,
    struct err *reterr)
{
    struct token token = {
        .purpose = TOKEN_PASSKEY,
        .person = person,
        .created_at = act->now,
        .expires_at = act->now + token_lifetime_s(TOKEN_PASSKEY),
    };
    struct login *known = NULL;
    size_t n = 0;
    str challenge;

    TRY(act_secret(act, CHALLENGE_BYTES, &challenge, reterr));
    TRY(act_digest(act, str_bytes(challenge), &token.secret_hash, reterr));
    TRY(sql_token_insert(act->db, &token, NULL, reterr));
    if (person.len > 0)
        TRY(find(act, &known, &n, reterr));
    *ret = (struct passkey_question){challenge, rp_of(act), known, n};
    return OK;
}

code passkey_ask(struct act *act,
    bool is_for_actor,
    struct passkey_question *ret,
    struct err *reterr)
{
    const str person = is_for_actor ? act->actor.person : S("");
    struct passkey_question question;

    if (is_for_actor)
        TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, ask(act, person, &question, reterr), reterr));
    *ret = question;
    return OK;
}

/* --- the answer --- */

static code decode(struct act *act, str text, bytes *ret, struct err *reterr)
{
    return base64_decode(text, BASE64URL, act->arena, ret) == OK
               ? OK
               : err_set(reterr, E_PASSKEY, S("base64url"));
}

/* The client data as text: made for a person's new passkey, or to sign in,
 * on a page of ours, with a challenge that was given for that and not used.
 * In the open transaction. */
static code take_challenge(
    struct act *act, str person, str encoded, str *ret, struct err *reterr)
{
    const str type = person.len > 0 ? S("webauthn.create") : S("webauthn.get");
    struct budget budget = budget_default();
    struct json *tree = NULL;
    struct token token;
    bytes client_data;
    bytes digest;
    str text;

    TRY(decode(act, encoded, &client_data, reterr));
    text = (str){(const char *)client_data.ptr, client_data.len};
    if (json_parse(text, &budget, act->arena, &tree, NULL) != OK ||
        !str_eq(json_text(json_get(tree, S("type"))), type) ||
        !str_eq(json_text(json_get(tree, S("origin"))), origin_of(act)))
        return err_set(reterr, E_PASSKEY, S("origin"));
    TRY(act_digest(act, str_bytes(json_text(json_get(tree, S("challenge")))),
        &digest, reterr));
    if (sql_token_take(act->db, act->now, digest, TOKEN_PASSKEY, act->arena,
            &token, NULL) != OK ||
        !str_eq(token.person, person))
        return err_set(reterr, E_PASSKEY, S("challenge"));
    *ret = text;
    return OK;
}

/* --- a new one --- */

static code add(struct act *act,
    const struct passkey_answer *answer,
    str label,
    struct err *reterr)
{
    struct login login = {
        .person = act->actor.person,
        .kind = LOGIN_PASSKEY,
        .label = str_sub(label, 0, LABEL_BYTES_MAX),
        .created_at = act->now,
    };
    struct authenticator_key key;
    struct login *known;
    str client_data;
    bytes data;
    size_t n;

    TRY(take_challenge(
        act, login.person, answer->client_data, &client_data, reterr));
    TRY(decode(act, answer->data, &data, reterr));
    TRY(authenticator_read(data, rp_of(act), act->arena, &key, reterr));
    TRY(find(act, &known, &n, reterr));
    if (n >= PASSKEYS_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("passkeys"));
    login.credential_id = key.id;
    login.cose_key = key.key;
    login.sign_count = key.sign_count;
    TRY(act_id(act, &login.id, reterr));
    TRY(sql_login_insert(act->db, &login, NULL, reterr));
    return act_record(
        act, S(""), S("passkey.add"), login.person, S(""), reterr);
}

code passkey_add(struct act *act,
    const struct passkey_answer *answer,
    str label,
    struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, add(act, answer, label, reterr), reterr);
}

/* --- signing in --- */

/* A count that does not grow is that of a copy (WebAuthn 7.2, step 21); most
 * passkeys keep none. */
static bool is_copy(const struct login *login, int64_t count)
{
    return (login->sign_count > 0 || count > 0) && count <= login->sign_count;
}

static code check(struct act *act,
    const struct passkey_answer *answer,
    str client_data,
    struct login *ret,
    struct err *reterr)
{
    struct authenticator_answer said = {.client_data = client_data};
    struct person person;
    int64_t count = 0;
    bytes id;

    TRY(decode(act, answer->id, &id, reterr));
    TRY(decode(act, answer->data, &said.data, reterr));
    TRY(decode(act, answer->signature, &said.signature, reterr));
    if (sql_login_by_credential(act->db, id, act->arena, ret, NULL) != OK)
        return err_set(reterr, E_PASSKEY, S("id"));
    TRY(authenticator_check(&said, ret->cose_key, rp_of(act), &count, reterr));
    TRY(sql_person_by_id(act->db, ret->person, act->arena, &person, reterr));
    if (is_copy(ret, count) || person.state != PERSON_ACTIVE)
        return err_set(reterr, E_PASSKEY, S("count"));
    ret->sign_count = count;
    ret->used_at = act->now;
    return OK;
}

static code sign_in(struct act *act,
    const struct passkey_answer *answer,
    str agent,
    struct session_opened *ret,
    struct err *reterr)
{
    struct login login;
    str client_data;

    TRY(take_challenge(act, S(""), answer->client_data, &client_data, reterr));
    TRY(check(act, answer, client_data, &login, reterr));
    TRY(sql_login_used(act->db, login.sign_count, login.used_at, login.person,
        login.id, NULL, reterr));
    TRY(session_open_for(act, login.person, LOGIN_PASSKEY, agent, ret, reterr));
    return act_record(
        act, S(""), S("session.open"), login.person, S(""), reterr);
}

code passkey_open(struct act *act,
    const struct passkey_answer *answer,
    str agent,
    struct session_opened *ret,
    struct err *reterr)
{
    struct session_opened opened;

    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, sign_in(act, answer, agent, &opened, reterr), reterr));
    *ret = opened;
    return OK;
}

/* --- the person's own --- */

code passkey_list(
    struct act *act, struct login **ret, size_t *ret_n, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, find(act, ret, ret_n, reterr), reterr);
}

static code remove_one(struct act *act, str id, struct err *reterr)
{
    struct login *known;
    size_t n;
    size_t i;

    TRY(find(act, &known, &n, reterr));
    for (i = 0; i < n && !str_eq(known[i].id, id); i++)
        continue;
    if (i == n)
        return err_set(reterr, E_NOT_FOUND, S("passkey"));
    TRY(sql_login_delete(act->db, act->actor.person, id, NULL, reterr));
    return act_record(
        act, S(""), S("passkey.remove"), act->actor.person, S(""), reterr);
}

code passkey_remove(struct act *act, str id, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, remove_one(act, id, reterr), reterr);
}
