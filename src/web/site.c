/* What belongs to the installation: its first page, style, health. */
#include "web/site.h"

#include "web/asset.h"

/* ROUTE GET /  right: public
 *   summary: the first page */
code site_home(struct web *web, struct err *reterr)
{
    const struct page_home page = {.front = true};
    struct buf out;

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
