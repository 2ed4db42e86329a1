/* Definitions that other organisations share. */
#include "web/library.h"

#include "app/achievement.h"
#include "base/num.h"
#include "web/fact.h"

enum {
    ROWS = 30,
    OFFSET_MAX = 100000,
};

static str facts_of(struct web *web, const struct achievement_library_row *row)
{
    const struct achievement_version version = {
        .volume_minutes = row->volume_minutes,
        .level_framework = row->level_framework,
        .level = row->level,
    };

    return fact_line(web, &version);
}

static void add_rows(struct web *web,
    const struct achievement_library *library,
    struct page_library_list *page)
{
    struct page_library_list_rows *rows =
        arena_array(web->arena, library->n_rows, struct page_library_list_rows);
    size_t i;

    for (i = 0; rows && i < library->n_rows; i++) {
        const struct achievement_library_row *from = &library->rows[i];

        rows[i] = (struct page_library_list_rows){
            .id = from->id,
            .title = from->title,
            .href = fact_url(web, S("/c/"), from->id, S("")),
            .issuer = from->name,
            .domain = from->domain_checked_at > 0 ? from->domain : S(""),
            .summary = from->summary,
            .facts = facts_of(web, from),
        };
    }
    page->rows = rows;
    page->n_rows = rows ? library->n_rows : 0;
}

static str further(struct web *web, int64_t from)
{
    const str parts[] = {web->req->path, S("?q="),
        fact_url(web, S(""), web_query(web, S("q")), S("&from=")),
        fact_number(web, from)};

    return arena_join(web->arena, parts, sizeof(parts) / sizeof(parts[0]));
}

/* ROUTE GET /o/{org}/library  right: achievement_read
 *   summary: definitions that other organisations share; q, from */
code library_list(struct web *web, struct err *reterr)
{
    struct achievement_query query = {
        .text = web_query(web, S("q")), .limit = ROWS};
    struct page_library_list page = {
        .query = query.text,
        .action = web->req->path,
        .may_write = web->view.may_define,
    };
    struct achievement_library library;
    uint64_t from = 0;
    struct buf out;
    int64_t to;

    if (num_parse_u64(web_query(web, S("from")), OFFSET_MAX, &from))
        query.offset = (int64_t)from;
    TRY(achievement_look(&web->act, &query, &library, reterr));
    add_rows(web, &library, &page);
    to = query.offset + (int64_t)library.n_rows;
    page.pager = (struct part_pager){
        .from = query.offset + 1, .to = to, .of = library.n};
    if (query.offset > 0)
        page.pager.previous =
            further(web, query.offset > ROWS ? query.offset - ROWS : 0);
    if (to < library.n)
        page.pager.next = further(web, to);
    web->view.nav = S("achievement");
    web_buf(web, &out);
    page_library_list(&out, &web->view, &page);
    TRY(arena_status(web->arena));
    return web_page(web, &out, reterr);
}

/* ROUTE POST /o/{org}/library  right: achievement_write
 *   summary: adopt a definition as a draft of one's own */
code library_adopt(struct web *web, struct err *reterr)
{
    struct achievement_version version;
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    TRY(achievement_adopt(
        &web->act, form_get(&form, S("id")), &version, reterr));
    response_redirect(web->res,
        fact_url(web,
            fact_joined(web, web->view.home, S("/achievement/"), S("")),
            version.achievement, S("?did=adopt")));
    return OK;
}
