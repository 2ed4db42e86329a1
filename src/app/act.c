#include "app/act.h"

#include "domain/event.h"
#include "domain/id.h"
#include "store/sql.h"
#include "text/base64.h"
#include "text/datetime.h"

enum {
    SECRET_BYTES_MAX = 64,
    MINUTE_S = 60,
};

static const struct provider *provider_of(const struct act *act)
{
    return native_provider(act->worker->engine.native);
}

code act_may(const struct act *act, enum right right, struct err *reterr)
{
    if (right_public(right))
        return OK;
    if (act->actor.person.len == 0)
        return err_set(
            reterr, E_NOT_SIGNED_IN, names_word(&right_names, right));
    if (!right_given(right, act->actor.roles))
        return err_set(reterr, E_FORBIDDEN, names_word(&right_names, right));
    if (act->actor.token.len > 0 && (act->actor.scopes >> right & 1) == 0)
        return err_set(reterr, E_TOKEN_SCOPE, names_word(&right_names, right));
    return OK;
}

code act_end(struct act *act, code result, struct err *reterr)
{
    if (result == OK)
        result = db_commit(act->db, reterr);
    db_rollback(act->db);
    return result;
}

static code draw(
    const struct act *act, uint8_t *ret, size_t n, struct err *reterr)
{
    const struct provider *provider = provider_of(act);
    const code result = provider->random(provider->self, ret, n);

    return result == OK ? OK : err_set(reterr, result, S("random"));
}

code act_id(struct act *act, str *ret, struct err *reterr)
{
    uint8_t random[ID_RANDOM_BYTES];

    TRY(draw(act, random, sizeof(random), reterr));
    *ret = id_new(random, act->arena);
    return arena_status(act->arena);
}

code act_random(struct act *act, size_t n, bytes *ret, struct err *reterr)
{
    uint8_t *random = arena_alloc(act->arena, n);

    if (!random)
        return arena_status(act->arena);
    TRY(draw(act, random, n, reterr));
    *ret = (bytes){random, n};
    return OK;
}

code act_secret(struct act *act, size_t n, str *ret, struct err *reterr)
{
    uint8_t random[SECRET_BYTES_MAX];

    if (n > sizeof(random))
        return err_set(reterr, E_ARGUMENT, S("secret"));
    TRY(draw(act, random, n, reterr));
    *ret = base64_encode((bytes){random, n}, BASE64URL, act->arena);
    key_wipe_bytes(random, sizeof(random));
    return arena_status(act->arena);
}

code act_digest(struct act *act, bytes data, bytes *ret, struct err *reterr)
{
    const size_t n = hash_bytes(HASH_SHA256);
    uint8_t *digest = arena_alloc(act->arena, n);
    code result;

    if (!digest)
        return arena_status(act->arena);
    result = provider_hash(provider_of(act), HASH_SHA256, data, digest);
    if (result != OK)
        return err_set(reterr, result, S("sha-256"));
    *ret = (bytes){digest, n};
    return OK;
}

str act_day_at(int64_t unix_s, int64_t offset_minutes, struct arena *arena)
{
    const struct datetime when = {
        .unix_s = unix_s + offset_minutes * MINUTE_S, .has_zone = true};
    char text[DATETIME_BYTES];
    const size_t n = datetime_format(&when, text);

    return arena_str(arena, (str){text, n < DAY_BYTES ? n : DAY_BYTES});
}

str act_link(const struct act *act, str place, str id)
{
    const str parts[] = {
        act->worker->platform->config.text[CONFIG_BASE_URL], place, id};

    return arena_join(act->arena, parts, 3);
}

code act_record(struct act *act,
    str tenant,
    str action,
    str object,
    str data,
    struct err *reterr)
{
    struct event last = {0};
    struct event event = {
        .tenant = tenant,
        .recorded_at = act->now,
        .actor = act->actor.person,
        .action = action,
        .object = object,
        .origin =
            act->actor.token.len > 0 ? act->actor.token : act->actor.origin,
        .data = data,
    };
    bytes text;
    code result = sql_event_last(act->db, tenant, act->arena, &last, reterr);

    if (result != OK && result != E_NOT_FOUND)
        return result;
    event.seq = last.seq + 1;
    event.previous = last.chain;
    TRY(event_bytes(&event, act->arena, &text, reterr));
    TRY(act_digest(act, text, &event.chain, reterr));
    return sql_event_insert(act->db, &event, NULL, reterr);
}
