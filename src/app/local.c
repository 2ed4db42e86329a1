#include "app/local.h"

#include "app/award_change.h"
#include "app/status.h"
#include "text/iri.h"

/* The path of a URL of this installation; empty for any other. A did:web
 * always leads to https, whatever this server speaks. */
static str path_of(const struct act *act, str url)
{
    const struct iri base =
        iri_split(act->worker->platform->config.text[CONFIG_BASE_URL]);
    const struct iri asked = iri_split(url);

    if (!str_eq(asked.authority, base.authority) ||
        !str_starts(asked.path, base.path) || asked.has_query)
        return S("");
    return str_sub(asked.path, base.path.len, asked.path.len);
}

/* The part of a path between what begins and what ends it; empty when it has
 * another form. */
static str between(str path, str before, str after)
{
    str part;

    if (!str_starts(path, before) || !str_ends(path, after) ||
        path.len <= before.len + after.len)
        return S("");
    part = str_sub(path, before.len, path.len - after.len);
    return str_find(part, '/', 0) == SIZE_MAX ? part : S("");
}

static code status_document(
    struct act *act, str list, const struct json **ret, struct err *reterr)
{
    struct budget budget = budget_default();
    struct json *json;
    str text;

    TRY(status_publish(act, list, &text, reterr));
    TRY(json_parse(text, &budget, act->arena, &json, reterr));
    *ret = json;
    return OK;
}

static code did_document(
    struct act *act, str slug, const struct json **ret, struct err *reterr)
{
    struct json *json;

    TRY(signer_document(act, slug, &json, reterr));
    *ret = json;
    return OK;
}

code local_document(
    struct act *act, str url, const struct json **ret, struct err *reterr)
{
    const str path = path_of(act, url);
    const str slug = between(path, S("/o/"), S("/did.json"));
    const str list = between(path, S("/status/"), S(""));

    if (slug.len > 0)
        return did_document(act, slug, ret, reterr);
    if (list.len > 0)
        return status_document(act, list, ret, reterr);
    return err_set(reterr, E_NOT_FOUND, url);
}

static code own(
    void *self, str url, const struct json **ret, struct err *reterr)
{
    return local_document(self, url, ret, reterr);
}

code local_verify(struct act *act,
    const struct verify_request *request,
    struct badge_answer *ret,
    struct err *reterr)
{
    struct verify_request asked = *request;

    asked.memory = act->arena;
    asked.own = own;
    asked.own_self = act;
    return app_verify(&act->worker->engine, &asked, ret, reterr);
}

/* "ID" or "ID/badge.png": of an award's page, document or picture. */
static str award_of(const struct act *act, str url)
{
    const str path = path_of(act, url);

    if (!str_starts(path, S("/a/")))
        return S("");
    return str_sub(path, 3, str_find(path, '/', 3));
}

code local_input(struct act *act,
    str url,
    struct fetch_budget *budget,
    bytes *ret,
    struct err *reterr)
{
    const str id = award_of(act, url);
    struct fetched fetched;
    struct award_page award;

    if (id.len > 0) {
        TRY(award_public(act, id, &award, reterr));
        *ret = str_bytes(award.award.credential);
        return OK;
    }
    TRY(fetch_get(act->worker->platform->fetcher, url, budget, act->arena,
        &fetched, reterr));
    *ret = fetched.body;
    return OK;
}

code local_verify_any(struct act *act,
    const struct verify_request *request,
    struct badge_answer *ret,
    struct err *reterr)
{
    struct verify_request asked = *request;

    asked.fetcher = act->worker->platform->fetcher;
    return local_verify(act, &asked, ret, reterr);
}
