/* What belongs to the installation: its first page, style, health. */
#include "web/site.h"

#include "app/catalogue.h"
#include "web/asset.h"
#include "web/fact.h"

enum {
    NEWEST = 9,
};

/* ROUTE GET /  right: public
 *   summary: the first page */
code site_home(struct web *web, struct err *reterr)
{
    struct page_home page = {0};
    struct page_home_newest *newest;
    struct catalogue_hits hits;
    struct buf out;
    size_t i;

    TRY(catalogue_newest(&web->act, NEWEST, &hits, reterr));
    newest = arena_array(web->arena, hits.n_hits, struct page_home_newest);
    for (i = 0; newest && i < hits.n_hits; i++) {
        const struct achievement_version *v = &hits.hits[i].version;

        newest[i] = (struct page_home_newest){v->title,
            fact_url(web, S("/c/"), v->achievement, S("")),
            fact_url(web, S("/c/"), v->achievement, S("/badge.svg"))};
    }
    TRY(arena_status(web->arena));
    page.newest = newest;
    page.n_newest = hits.n_hits;
    page.n_courses = hits.n;
    web_buf(web, &out);
    page_home(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /asset/{name}  right: public
 *   summary: style, script and pictures of the pages */
code site_asset(struct web *web, struct err *reterr)
{
    const struct web_asset *asset = asset_at(web->req->path);

    if (!asset)
        return err_set(reterr, E_NOT_FOUND, web->req->path);
    response_asset(
        web->res, asset->type, asset->plain, asset->gzip, asset->etag);
    return OK;
}

static code say_ok(struct web *web)
{
    response_body(web->res, S("text/plain"), str_bytes(S("ok\n")));
    return OK;
}

/* ROUTE GET /livez  right: public
 *   summary: does the program run? */
code site_live(struct web *web, struct err *reterr)
{
    (void)reterr;
    return say_ok(web);
}

/* ROUTE GET /readyz  right: public
 *   summary: can it do its work? Asks the database */
code site_ready(struct web *web, struct err *reterr)
{
    TRY(db_begin(web->act.db, DB_READ, reterr));
    TRY(db_commit(web->act.db, reterr));
    return say_ok(web);
}
