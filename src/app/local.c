#include "app/local.h"

#include "app/status.h"
#include "badge/summary.h"
#include "text/iri.h"

enum {
    DOCUMENTS_MAX = 8, /* of one verification (RELIABILITY FE-13) */
    ROUNDS_MAX = 4,
};

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

/* URLs of documents that an answer asks for, copied out of the engine's step,
 * which publishing a status list begins anew. */
struct wanted {
    str urls[DOCUMENTS_MAX];
    size_t n;
};

static void want(struct act *act, struct wanted *wanted, str url)
{
    if (wanted->n < DOCUMENTS_MAX && path_of(act, url).len > 0)
        wanted->urls[wanted->n++] = arena_str(act->arena, url);
}

/* The needs; and the status lists, which the decision does not ask for over
 * plain http, as an installation on one's own machine speaks it. */
static void collect(
    struct act *act, const struct badge_answer *answer, struct wanted *ret)
{
    const struct json *statuses =
        json_get(answer->parsed, S("credentialStatus"));
    const struct json *status = badge_first(statuses);
    const struct vc_need *need;

    for (need = answer->needs.first; need; need = need->next) {
        if (need->kind == NEED_DOCUMENT)
            want(act, ret, need->url);
    }
    for (; status; status = badge_next(statuses, status))
        want(act, ret, json_text(json_get(status, S("statusListCredential"))));
}

static bool is_known(
    const struct vc_fact_document *documents, size_t n, str url)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (str_eq(documents[i].url, url))
            return true;
    }
    return false;
}

/* Finds what is ours and not known yet; *ret_n grows by those. */
static code resolve(struct act *act,
    const struct wanted *wanted,
    struct vc_fact_document *documents,
    size_t *ret_n,
    struct err *reterr)
{
    size_t i;

    for (i = 0; i < wanted->n && *ret_n < DOCUMENTS_MAX; i++) {
        struct vc_fact_document *document = &documents[*ret_n];
        code result;

        if (is_known(documents, *ret_n, wanted->urls[i]))
            continue;
        result = local_document(act, wanted->urls[i], &document->json, reterr);
        if (result == E_NOT_FOUND)
            continue;
        if (result != OK)
            return result;
        document->url = wanted->urls[i];
        document->retrieved_unix_s = act->now;
        ++*ret_n;
    }
    return OK;
}

code local_verify(struct act *act,
    const struct verify_request *request,
    struct badge_answer *ret,
    struct err *reterr)
{
    struct vc_fact_document *documents =
        arena_array(act->arena, DOCUMENTS_MAX, struct vc_fact_document);
    struct verify_request asked = *request;
    int round;

    if (!documents)
        return arena_status(act->arena);
    asked.documents = documents;
    asked.n_documents = 0;
    for (round = 0;; round++) {
        const size_t known = asked.n_documents;
        struct wanted wanted = {.n = 0};

        (void)engine_begin(&act->worker->engine);
        TRY(app_verify(&act->worker->engine, &asked, ret, reterr));
        collect(act, ret, &wanted);
        if (round == ROUNDS_MAX || wanted.n == 0)
            return OK;
        TRY(resolve(act, &wanted, documents, &asked.n_documents, reterr));
        if (asked.n_documents == known && round > 0)
            return OK;
    }
}
