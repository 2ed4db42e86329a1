#include "test/support/site.h"

#include "jsonld/document.h"

#include <stdlib.h>

enum {
    PATH_BYTES = 512,
    ALTERNATES_MAX = 4,
};

static str type_of(str url)
{
    if (str_ends(url, S(".jsonld")))
        return S("application/ld+json");
    if (str_ends(url, S(".json")))
        return S("application/json");
    if (str_ends(url, S(".html")))
        return S("text/html");
    return S("application/octet-stream");
}

str site_text(struct site *site, struct arena *arena, str url)
{
    char path[PATH_BYTES];
    str name;
    int n;

    if (!str_starts(url, site->base))
        return (str){NULL, 0};
    name = str_sub(url, site->base.len, str_find(url, '#', 0));
    n = snprintf(
        path, sizeof(path), "%s/%.*s", site->folder, (int)name.len, name.ptr);
    if (n < 0 || n >= PATH_BYTES)
        return (str){NULL, 0};
    return suite_find(site->suite, arena, path);
}

static code load(struct site *site,
    const struct site_answer *answer,
    str url,
    struct arena *arena,
    struct jsonld_document *ret,
    struct err *reterr)
{
    struct jsonld_response response = {.url = url, .link = answer->link};
    str next = url;
    int i;

    if (answer->redirect.len > 0) {
        str parts[] = {site->base, answer->redirect};

        next = arena_join(arena, parts, 2);
        response.url = next;
    }
    for (i = 0; i < ALTERNATES_MAX; i++) {
        response.body = site_text(site, arena, response.url);
        if (!response.body.ptr)
            return err_set(
                reterr, E_JSONLD_LOADING_DOCUMENT_FAILED, response.url);
        response.content_type = i == 0 && answer->content_type.len > 0
                                    ? answer->content_type
                                    : type_of(response.url);
        TRY(jsonld_document_read(
            &response, site->budget, arena, ret, &next, reterr));
        if (next.len == 0)
            return OK;
        response = (struct jsonld_response){.url = next};
    }
    return err_set(reterr, E_JSONLD_LOADING_DOCUMENT_FAILED, url);
}

code site_load(struct site *site,
    str url,
    struct arena *arena,
    struct jsonld_document *ret,
    struct err *reterr)
{
    return load(site, &site->answer, url, arena, ret, reterr);
}

static code load_context(void *self,
    str url,
    struct arena *arena,
    struct jsonld_document *ret,
    struct err *reterr)
{
    static const struct site_answer usual = {0};

    return load(self, &usual, url, arena, ret, reterr);
}

struct jsonld_loader site_loader(struct site *site)
{
    return (struct jsonld_loader){site, load_context};
}
