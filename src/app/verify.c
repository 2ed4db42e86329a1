#include "app/verify.h"

#include "carrier/carrier.h"
#include "vc/did_web.h"
#include "vc/source.h"

enum {
    ROUNDS_MAX = 4, /* a list by another issuer, and one that is too old */
};

/* A document as it came, until it is known whether it may be kept. */
struct finding {
    struct vc_fact_document fact;
    struct fetched fetched; /* empty: not from the network */
    bool is_last;           /* there is nothing better to be had */
};

struct search {
    const struct verify_request *request;
    struct fetch_budget own_budget;
    struct fetch_budget *budget;
    struct finding *items;
    size_t n;
    size_t capacity;
};

/* --- what was found --- */

static struct finding *find(struct search *s, str url)
{
    size_t i;

    for (i = s->n; i > 0; i--) {
        if (str_eq(s->items[i - 1].fact.url, url))
            return &s->items[i - 1];
    }
    return NULL;
}

static code add(struct search *s, const struct finding *finding)
{
    s->items = arena_grow(s->request->memory, s->items, sizeof(*s->items),
        s->n + 1, &s->capacity);
    if (!s->items)
        return arena_status(s->request->memory);
    s->items[s->n++] = *finding;
    return OK;
}

static code facts_of(const struct search *s, struct vc_facts *ret)
{
    struct vc_fact_document *documents =
        arena_array(s->request->memory, s->n + 1, struct vc_fact_document);
    size_t i;

    if (!documents)
        return arena_status(s->request->memory);
    for (i = 0; i < s->n; i++)
        documents[i] = s->items[i].fact;
    *ret = (struct vc_facts){.documents = documents, .n_documents = s->n};
    return OK;
}

/* --- where documents come from --- */

static code parse(struct arena *memory, bytes text, const struct json **ret)
{
    struct budget budget = budget_default();
    struct json *json;

    TRY(json_parse(bytes_str(text), &budget, memory, &json, NULL));
    *ret = json;
    return OK;
}

/* E_NOT_FOUND: it is not at hand. */
static code find_at_hand(
    const struct search *s, struct finding *item, struct err *reterr)
{
    const struct verify_request *request = s->request;
    struct vc_fact_document *fact = &item->fact;
    struct cached cached;
    code result = E_NOT_FOUND;

    if (request->own)
        result =
            request->own(request->own_self, fact->url, &fact->json, reterr);
    if (result == OK) {
        fact->retrieved_unix_s = request->policy.vc.now_unix_s;
        item->is_last = true;
    }
    if (result != E_NOT_FOUND || !request->fetcher ||
        !fetch_kept(request->fetcher, fact->url, request->memory, &cached) ||
        parse(request->memory, cached.data, &fact->json) != OK)
        return result;
    fact->retrieved_unix_s = cached.since_unix_s;
    return OK;
}

/* What stands in the way of one document is said of it, and ends nothing. */
static code fetch(
    const struct search *s, struct finding *item, struct err *reterr)
{
    const struct verify_request *request = s->request;
    struct vc_fact_document *fact = &item->fact;
    code result = fetch_get(request->fetcher, fact->url, s->budget,
        request->memory, &item->fetched, reterr);

    if (result == E_HTTP_BUSY || result == E_NO_MEMORY)
        return result;
    if (result == OK)
        result = parse(request->memory, item->fetched.body, &fact->json);
    if (result != OK && item->fetched.body.len > 0)
        result = E_FETCH_FAILED; /* it has something else there */
    item->is_last = true;
    fact->missing = result;
    fact->retrieved_unix_s = request->policy.vc.now_unix_s;
    return OK;
}

/* Finds the document of one need; nothing is added when there is no better
 * one than is known already. */
static code resolve(struct search *s, str url, struct err *reterr)
{
    const struct finding *known = find(s, url);
    struct finding item = {.fact = {.url = url}};
    code result = E_NOT_FOUND;

    if (known && known->is_last)
        return OK;
    if (!known)
        result = find_at_hand(s, &item, reterr);
    if (result == OK)
        return add(s, &item);
    if (result != E_NOT_FOUND)
        return result;
    if (!s->request->fetcher)
        return OK;
    TRY(fetch(s, &item, reterr));
    /* The old one may still say more than that there is no new one. */
    if (known && item.fact.missing != OK)
        item.fact = known->fact;
    return add(s, &item);
}

static bool lacks_key(const struct report *report)
{
    const struct check *check = report->first;

    while (check && (check->kind != CHECK_PROOF ||
                        check->code != E_INVALID_VERIFICATION_METHOD))
        check = check->next;
    return check != NULL;
}

/* What to look for, the first need first, copied out of the engine's step;
 * behind it, when a key is not in its document, what may have been replaced
 * since it was kept. */
static code urls_of(const struct search *s,
    const struct badge_answer *answer,
    str **ret,
    size_t *ret_n)
{
    const size_t n_needs = answer->needs.n;
    str *urls = arena_array(s->request->memory, n_needs + s->n + 1, str);
    const struct vc_need *need;
    size_t first = n_needs;
    size_t end = n_needs;
    size_t i;

    if (!urls)
        return arena_status(s->request->memory);
    for (need = answer->needs.first; need; need = need->next) {
        if (need->kind == NEED_DOCUMENT)
            urls[--first] = arena_str(s->request->memory, need->url);
    }
    for (i = 0; i < s->n && lacks_key(answer->report); i++) {
        if (!s->items[i].is_last)
            urls[end++] = s->items[i].fact.url;
    }
    *ret = urls + first;
    *ret_n = end - first;
    return arena_status(s->request->memory);
}

/* What is at hand of the documents that the credential names: a badge of
 * ours, or one seen before, is decided about once. */
static code look_ahead(struct search *s, struct err *reterr)
{
    const struct verify_request *request = s->request;
    struct vc_needs needs = {.arena = request->memory};
    const struct json *document;
    const struct vc_need *need;

    if (carrier_kind(request->input) != CARRIER_JSON ||
        parse(request->memory, request->input, &document) != OK)
        return arena_status(request->memory);
    vc_source_needs(document, &needs);
    for (need = needs.first; need; need = need->next) {
        struct finding item = {.fact = {.url = need->url}};
        const code result =
            find(s, need->url) ? E_NOT_FOUND : find_at_hand(s, &item, reterr);

        if (result == OK)
            TRY(add(s, &item));
        else if (result != E_NOT_FOUND)
            return result;
    }
    return arena_status(request->memory);
}

/* --- what may be kept --- */

static bool lists_are_good(const struct report *report)
{
    const struct check *check;

    for (check = report->first; check; check = check->next) {
        if (check->kind == CHECK_STATUS && check->code != OK &&
            check->code != E_REVOKED && check->code != E_SUSPENDED &&
            check->code != E_STATUS_MESSAGE &&
            check->code != E_REFRESH_AVAILABLE)
            return false;
    }
    return true;
}

/* It is what it was asked for, and a good proof stands on it (FE-06, FE-14):
 * what is hostile must not stay. */
static bool is_good(const struct finding *item, struct arena *memory)
{
    const str id = json_text(json_get(item->fact.json, S("id")));
    str place = id;

    if (did_is_web(id) && did_web_url(id, memory, &place, NULL) != OK)
        return false;
    return str_eq(place, item->fact.url);
}

static void keep(struct search *s, const struct report *report)
{
    size_t i;

    if (report->issuer.len == 0 || !lists_are_good(report))
        return;
    for (i = 0; i < s->n; i++) {
        const struct finding *item = &s->items[i];
        const struct cached document = {
            item->fetched.body, item->fact.retrieved_unix_s};

        if (item->fetched.body.len > 0 && item->fetched.ttl_s > 0 &&
            item->fact.missing == OK && is_good(item, s->request->memory))
            fetch_keep(s->request->fetcher, item->fact.url, &document,
                item->fetched.ttl_s);
    }
}

/* --- the decision --- */

static code begin(
    struct search *s, const struct verify_request *request, struct err *reterr)
{
    size_t i;

    *s = (struct search){.request = request, .budget = request->budget};
    if (!s->budget) {
        s->own_budget = fetch_budget();
        s->budget = &s->own_budget;
    }
    for (i = 0; i < request->n_documents; i++) {
        const struct finding item = {.fact = request->documents[i]};

        TRY(add(s, &item));
    }
    return request->own || request->fetcher ? look_ahead(s, reterr) : OK;
}

/* Once, with what is known. */
static code decide(struct search *s,
    struct engine *engine,
    struct badge_answer *ret,
    struct err *reterr)
{
    const struct vc_env env = engine_begin(engine);
    struct vc_facts facts;

    TRY(facts_of(s, &facts));
    return badge_verify(
        s->request->input, &s->request->policy, &facts, &env, ret, reterr);
}

/* Looks for what the answer lacks. After it, when something was found, the
 * answer is gone. */
static code look(struct search *s,
    const struct badge_answer *answer,
    bool *ret_found,
    struct err *reterr)
{
    const size_t known = s->n;
    str *urls = NULL;
    size_t n = 0;
    size_t i;

    TRY(urls_of(s, answer, &urls, &n));
    for (i = 0; i < n; i++)
        TRY(resolve(s, urls[i], reterr));
    *ret_found = s->n > known;
    return OK;
}

code app_verify(struct engine *engine,
    const struct verify_request *request,
    struct badge_answer *ret,
    struct err *reterr)
{
    bool again = true;
    struct search s;
    int round;

    TRY(begin(&s, request, reterr));
    TRY(decide(&s, engine, ret, reterr));
    for (round = 0; again && round < ROUNDS_MAX; round++) {
        TRY(look(&s, ret, &again, reterr));
        if (again)
            TRY(decide(&s, engine, ret, reterr));
    }
    if (request->fetcher)
        keep(&s, ret->report);
    return OK;
}

code app_read_documents(str text,
    struct arena *memory,
    struct verify_request *ret,
    struct err *reterr)
{
    struct budget budget = budget_default();
    struct vc_fact_document *documents;
    struct json *json = NULL;
    const struct json *item;
    size_t n = 1;
    size_t i;

    TRY(json_parse(text, &budget, memory, &json, reterr));
    item = json;
    if (json->type == JSON_ARRAY) {
        item = json->child.first;
        n = json->n;
    }
    documents = arena_array(memory, n, struct vc_fact_document);
    if (!documents)
        return arena_status(memory);
    for (i = 0; i < n; i++, item = item->next) {
        documents[i].url = json_text(json_get(item, S("id")));
        documents[i].json = item;
        if (documents[i].url.len == 0)
            return err_set(
                reterr, E_INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID, S("id"));
    }
    ret->documents = documents;
    ret->n_documents = n;
    return OK;
}
