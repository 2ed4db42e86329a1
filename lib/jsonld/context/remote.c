#include "jsonld/context/remote.h"

#include "base/code_info.h"
#include "jsonld/context/store.h"
#include "text/iri.h"

static struct source *find(const struct run *run, str url)
{
    struct source *remote = run->sources;

    while (remote && !str_eq(remote->url, url))
        remote = remote->next;
    return remote;
}

/* Being refused or failing is "loading remote context failed"; running out of
 * something stays what it is. */
static code load(struct run *run,
    const struct json *reference,
    str url,
    struct jsonld_document *ret)
{
    const struct jsonld_loader *loader = &run->options->loader;
    enum code_kind kind;
    code c;

    if (!loader->load)
        return run_fail(
            run, E_JSONLD_LOADING_REMOTE_CONTEXT_FAILED, url, reference);
    if (run->options->budget->context_loads_left == 0)
        return run_fail(run, E_JSONLD_CONTEXT_OVERFLOW, url, reference);
    run->options->budget->context_loads_left--;
    c = loader->load(loader->self, url, run->arena, ret, run->reterr);
    if (c == OK)
        return OK;
    kind = code_info(c)->kind;
    if (kind != KIND_LIMIT && kind != KIND_INTERNAL)
        c = E_JSONLD_LOADING_REMOTE_CONTEXT_FAILED;
    return run_fail(run, c, url, reference);
}

static code add(
    struct run *run, const struct json *reference, str url, struct source **ret)
{
    struct jsonld_document document = {.url = url};
    struct source *remote;
    const struct json *context;

    TRY(load(run, reference, url, &document));
    context = json_get(document.json, keyword_name(KEYWORD_CONTEXT));
    if (!context)
        return run_fail(run, E_JSONLD_INVALID_REMOTE_CONTEXT, url, reference);
    remote = arena_new(run->arena, struct source);
    if (!remote)
        return arena_status(run->arena);
    remote->url = url;
    remote->base_url = document.url;
    remote->context = context;
    remote->next = run->sources;
    run->sources = remote;
    *ret = remote;
    return OK;
}

/* Step 5.2.1. */
static code resolve(
    struct run *run, const struct json *reference, str base_url, str *ret)
{
    struct iri base;
    str url = reference->text;

    if (base_url.len > 0) {
        base = iri_split(base_url);
        url = iri_resolve(&base, url, run->arena);
        TRY(arena_status(run->arena));
    }
    if (!iri_is_absolute(url))
        return run_fail(run, E_JSONLD_LOADING_DOCUMENT_FAILED, url, reference);
    *ret = url;
    return OK;
}

code remote_get(struct run *run,
    const struct json *reference,
    str base_url,
    struct source **ret)
{
    struct source *found = NULL;
    str url = {NULL, 0};

    TRY(store_get(run->options->store, reference->text, &found, run->reterr));
    if (!found) {
        TRY(resolve(run, reference, base_url, &url));
        if (url.len != reference->text.len)
            TRY(store_get(run->options->store, url, &found, run->reterr));
        if (!found) {
            run->tainted = true;
            found = find(run, url);
        }
    }
    if (!found)
        return add(run, reference, url, ret);
    *ret = found;
    return OK;
}
