/* Who awards: an organisation as anybody sees it, and its DID document. */
#include "web/organisation.h"

#include "app/catalogue.h"
#include "app/organisation.h"
#include "draw/markdown.h"
#include "web/fact.h"

enum {
    TILES = 12,
};

static code add_tiles(struct web *web,
    str slug,
    struct page_organisation_show *page,
    struct err *reterr)
{
    const struct catalogue_query query = {
        .slug = slug, .price_max = -1, .limit = TILES};
    struct catalogue_hits hits;
    struct part_tile *tiles;
    size_t i;

    TRY(catalogue_search(&web->act, &query, &hits, reterr));
    tiles = arena_array(web->arena, hits.n_hits, struct part_tile);
    for (i = 0; tiles && i < hits.n_hits; i++) {
        const struct achievement_version *v = &hits.hits[i].version;

        tiles[i] = (struct part_tile){
            .title = v->title,
            .href = fact_url(web, S("/c/"), v->achievement, S("")),
            .image = fact_url(web, S("/c/"), v->achievement, S("/badge.svg")),
            .line = fact_line(web, v),
        };
    }
    page->achievements = tiles;
    page->n_achievements = hits.n_hits;
    return arena_status(web->arena);
}

static void add_keys(struct web *web,
    const struct organisation_public *found,
    struct page_organisation_show *page)
{
    struct page_organisation_show_keys *keys = arena_array(
        web->arena, found->n_keys, struct page_organisation_show_keys);
    size_t i;

    for (i = 0; keys && i < found->n_keys; i++) {
        const struct org_key *key = &found->keys[i];

        keys[i] = (struct page_organisation_show_keys){.id = key->id,
            .kind = key_type_name((enum key_type)(key->key_type - 1)),
            .from = format_iso_day(web->arena, key->created_at)};
        if (key->retired_at > 0)
            keys[i].until = format_iso_day(web->arena, key->retired_at);
    }
    page->keys = keys;
    page->n_keys = keys ? found->n_keys : 0;
}

/* The three parts of the quality statement, a paragraph each. */
static str quality_of(struct web *web, const struct organisation *o)
{
    const str parts[] = {
        o->qa_profile, S("\n\n"), o->qa_process, S("\n\n"), o->qa_review};

    return arena_join(web->arena, parts, 5);
}

/* ROUTE GET /o/{org}  right: public
 *   summary: an organisation, what it offers, its keys */
code organisation_show(struct web *web, struct err *reterr)
{
    struct page_organisation_show page = {0};
    struct organisation_public found;
    const struct organisation *o = &found.organisation;
    struct buf out;

    TRY(organisation_public(
        &web->act, web_path(web, S("org")), &found, reterr));
    page.title = page.plain_title = o->name;
    page.domain = o->domain;
    page.domain_proven = o->domain_checked_at > 0;
    page.kind =
        fact_joined(web, message(web->view.lang, fact_organisation(o->kind)),
            o->country.len > 0 ? S(", ") : S(""), o->country);
    if (o->logo.len > 0)
        page.logo = fact_url(web, S("/o/"), o->slug, S("/logo"));
    web->view.accent = view_accent(o->accent);
    page.did = found.did;
    page.catalogue = fact_url(web, S("/catalogue?org="), o->slug, S(""));
    add_keys(web, &found, &page);
    TRY(add_tiles(web, o->slug, &page, reterr));
    TRY(markdown_html(o->about, web->arena, &page.about.markup, reterr));
    TRY(markdown_html(
        quality_of(web, o), web->arena, &page.quality.markup, reterr));
    web_buf(web, &out);
    page_organisation_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /o/{org}/did.json  right: public
 *   summary: the DID document: keys in use, and retired ones with their end */
code organisation_did_show(struct web *web, struct err *reterr)
{
    struct json *document;

    TRY(organisation_did(
        &web->act, web_path(web, S("org")), &document, reterr));
    TRY(web_json(web, document, reterr));
    response_set(web->res, S("Content-Type"), S("application/did+json"));
    response_set(web->res, S("Access-Control-Allow-Origin"), S("*"));
    response_set(web->res, S("Cache-Control"), S("public, max-age=300"));
    return OK;
}

/* ROUTE GET /o/{org}/logo  right: public
 *   summary: the logo of an organisation */
code organisation_logo_show(struct web *web, struct err *reterr)
{
    str type;
    bytes image;

    TRY(organisation_logo(
        &web->act, web_path(web, S("org")), &type, &image, reterr));
    response_body(web->res, type, image);
    /* Opened by itself it is a picture and nothing else. */
    response_set(web->res, S("Content-Security-Policy"),
        S("default-src 'none'; style-src 'unsafe-inline'; sandbox"));
    response_set(web->res, S("Cache-Control"), S("public, max-age=3600"));
    return OK;
}
