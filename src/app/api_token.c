#include "app/api_token.h"

#include "domain/person.h"
#include "store/sql.h"

enum {
    SECRET_BYTES = 32,
    DAY_S = 24 * 3600,
    SEEN_EVERY_S = 3600,
    SCOPES_BYTES_MAX = 2048,
};

/* So that a scanner of source text recognises one that was let slip. */
static const str MARK = STR("tmr_");

bool api_token_scope(enum right right)
{
    static const enum right NEVER[] = {
        RIGHT_public, RIGHT_person, RIGHT_token_write, RIGHT_installation};
    size_t i;

    for (i = 0; i < sizeof(NEVER) / sizeof(NEVER[0]); i++) {
        if (right == NEVER[i])
            return false;
    }
    return right < RIGHT_END;
}

/* --- scopes as they are kept: names, a space between --- */

static str scopes_text(uint64_t scopes, struct arena *arena)
{
    struct buf out;
    str text = {NULL, 0};
    size_t n = 0;
    unsigned i;

    buf_init(&out, arena, SCOPES_BYTES_MAX);
    for (i = 0; i < RIGHT_END; i++) {
        if ((scopes >> i & 1) == 0)
            continue;
        if (n++ > 0)
            buf_byte(&out, ' ');
        buf_str(&out, names_word(&right_names, (int64_t)i));
    }
    return buf_finish_str(&out, &text) == OK ? text : S("");
}

/* A right that this program does not know any more is none. */
static uint64_t scopes_read(str text)
{
    uint64_t scopes = 0;
    size_t at = 0;

    while (at < text.len) {
        size_t end = str_find(text, ' ', at);
        int64_t right;

        if (end == SIZE_MAX)
            end = text.len;
        if (names_find(&right_names, str_sub(text, at, end), &right) &&
            api_token_scope((enum right)right))
            scopes |= (uint64_t)1 << right;
        at = end + 1;
    }
    return scopes;
}

static code check_order(const struct act *act,
    const struct api_token_order *order,
    struct err *reterr)
{
    unsigned i;

    if (order->label.len == 0 || order->label.len > API_TOKEN_LABEL_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("label"));
    if (order->days < 1 || order->days > API_TOKEN_DAYS_MAX)
        return err_set(reterr, E_FORM_FIELD, S("days"));
    if (order->scopes == 0)
        return err_set(reterr, E_FORM_FIELD, S("scope"));
    for (i = 0; i < RIGHT_END; i++) {
        if ((order->scopes >> i & 1) == 0)
            continue;
        if (!api_token_scope((enum right)i))
            return err_set(reterr, E_FORM_FIELD, S("scope"));
        TRY(act_may(act, (enum right)i, reterr));
    }
    return OK;
}

static code keep(
    struct act *act, const struct api_token *token, struct err *reterr)
{
    code result;

    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = sql_api_token_insert(act->db, token, NULL, reterr);
    if (result == OK)
        result = act_record(
            act, token->tenant, S("api_token.make"), token->id, S(""), reterr);
    return act_end(act, result, reterr);
}

code api_token_make(struct act *act,
    const struct api_token_order *order,
    struct api_token *ret,
    str *ret_secret,
    struct err *reterr)
{
    struct api_token token = {
        .tenant = act->actor.tenant,
        .label = order->label,
        .scopes = scopes_text(order->scopes, act->arena),
        .created_by = act->actor.person,
        .created_at = act->now,
        .expires_at = act->now + order->days * DAY_S,
    };
    str parts[2] = {MARK};
    str secret;

    TRY(act_may(act, RIGHT_token_write, reterr));
    TRY(check_order(act, order, reterr));
    TRY(act_id(act, &token.id, reterr));
    TRY(act_secret(act, SECRET_BYTES, &parts[1], reterr));
    secret = arena_join(act->arena, parts, 2);
    TRY(arena_status(act->arena));
    TRY(act_digest(act, str_bytes(secret), &token.secret_hash, reterr));
    TRY(keep(act, &token, reterr));
    *ret = token;
    *ret_secret = secret;
    return OK;
}

code api_token_all(
    struct act *act, struct api_token **ret, size_t *ret_n, struct err *reterr)
{
    TRY(act_may(act, RIGHT_token_write, reterr));
    return sql_api_token_list(
        act->db, act->actor.tenant, act->arena, ret, ret_n, reterr);
}

code api_token_revoke(struct act *act, str id, struct err *reterr)
{
    struct api_token token;
    code result;

    TRY(act_may(act, RIGHT_token_write, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = sql_api_token_by_id(
        act->db, act->actor.tenant, id, act->arena, &token, reterr);
    if (result == OK)
        result = sql_api_token_revoke(
            act->db, act->now, token.tenant, token.id, NULL, reterr);
    if (result == OK)
        result = act_record(
            act, token.tenant, S("api_token.revoke"), token.id, S(""), reterr);
    return act_end(act, result, reterr);
}

/* --- while it acts --- */

static code find(struct act *act,
    bytes digest,
    struct api_token *ret,
    struct person *ret_person,
    struct err *reterr)
{
    TRY(sql_api_token_by_secret(
        act->db, digest, act->now, act->arena, ret, reterr));
    TRY(sql_person_by_id(
        act->db, ret->created_by, act->arena, ret_person, reterr));
    return ret_person->state == PERSON_ACTIVE
               ? OK
               : err_set(reterr, E_NOT_FOUND, S("person"));
}

code api_token_resume(
    struct act *act, str secret, str *ret_tenant, struct err *reterr)
{
    struct api_token token;
    struct person person;
    bytes digest;
    code result;

    TRY(act_digest(act, str_bytes(secret), &digest, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = find(act, digest, &token, &person, reterr);
    db_rollback(act->db);
    if (result == E_NOT_FOUND)
        return err_set(reterr, E_TOKEN_INVALID, S("token"));
    TRY(result);
    act->actor.person = person.id;
    act->actor.name = person.name;
    act->actor.token = token.id;
    act->actor.scopes = scopes_read(token.scopes);
    *ret_tenant = token.tenant;
    if (act->now - token.used_at < SEEN_EVERY_S)
        return OK;
    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = sql_api_token_used(
        act->db, act->now, token.tenant, token.id, NULL, reterr);
    return act_end(act, result, reterr);
}
