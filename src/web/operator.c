/* The organisations of an installation, for whoever operates it. */
#include "web/operator.h"

#include "app/organisation_review.h"
#include "web/fact.h"
#include "web/list.h"

static str tone_of(int64_t state)
{
    if (state == ORGANISATION_ACTIVE)
        return S("good");
    return state == ORGANISATION_HELD ? S("wait") : S("bad");
}

static str state_words(const struct web *web, int64_t state)
{
    return message(web->view.lang, fact_organisation_state(state));
}

static str href_of(struct web *web, const struct organisation *o)
{
    return fact_url(web, S("/operator/"), o->slug, S(""));
}

/* --- the list --- */

static void add_states(struct web *web, struct page_organisation_list *page)
{
    struct part_option *states =
        arena_array(web->arena, ORGANISATION_HELD, struct part_option);
    int64_t state;

    for (state = ORGANISATION_ACTIVE; states && state <= ORGANISATION_HELD;
         state++)
        states[state - 1] =
            (struct part_option){names_word(&organisation_state_names, state),
                state_words(web, state)};
    page->states = states;
    page->n_states = states ? ORGANISATION_HELD : 0;
}

static code add_rows(struct web *web,
    const struct organisation_query *query,
    struct page_organisation_list *page,
    struct err *reterr)
{
    struct page_organisation_list_rows *rows;
    struct organisation_list list;
    struct list_part part = {
        .offset = query->offset, .a_page = ORGANISATION_PAGE_ROWS};
    size_t i;

    TRY(organisation_search(&web->act, query, &list, reterr));
    rows = arena_array(web->arena, list.n, struct page_organisation_list_rows);
    for (i = 0; rows && i < list.n; i++) {
        const struct organisation *o = &list.rows[i];

        rows[i] = (struct page_organisation_list_rows){
            .title = o->name,
            .slug = o->slug,
            .domain = o->domain,
            .href = href_of(web, o),
            .kind = message(web->view.lang, fact_organisation(o->kind)),
            .tone = tone_of(o->state),
            .words = state_words(web, o->state),
            .since = o->created_at,
        };
    }
    page->rows = rows;
    page->n_rows = rows ? list.n : 0;
    part.n = list.n;
    part.of = list.of;
    page->pager = list_pager(web, &part);
    return arena_status(web->arena);
}

/* ROUTE GET /operator  right: installation
 *   summary: the organisations of the installation, those to review first */
code operator_list(struct web *web, struct err *reterr)
{
    struct organisation_query query = {
        .text = web_query(web, S("q")),
        .offset = list_offset(web, ORGANISATION_PAGE_ROWS),
    };
    struct page_organisation_list page = {
        .query = query.text, .action = web->req->path};
    struct buf out;

    if (names_find(&organisation_state_names, web_query(web, S("state")),
            &query.state))
        page.state = names_word(&organisation_state_names, query.state);
    add_states(web, &page);
    TRY(add_rows(web, &query, &page, reterr));
    web_buf(web, &out);
    page_organisation_list(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* --- one of them --- */

static void add_alike(struct web *web,
    const struct organisation_reviewed *found,
    struct page_organisation_review *page)
{
    struct page_organisation_review_alike *rows = arena_array(
        web->arena, found->n_alike, struct page_organisation_review_alike);
    size_t i;

    for (i = 0; rows && i < found->n_alike; i++)
        rows[i] = (struct page_organisation_review_alike){
            .title = found->alike[i].name,
            .domain = found->alike[i].domain,
            .href = href_of(web, &found->alike[i]),
            .words = state_words(web, found->alike[i].state),
        };
    page->alike = rows;
    page->n_alike = rows ? found->n_alike : 0;
}

static code show(struct web *web, str reason, struct err *reterr)
{
    struct page_organisation_review page = {
        .action = web->req->path, .reason = reason};
    struct organisation_reviewed found;
    const struct organisation *o = &found.organisation;
    struct buf out;

    TRY(organisation_review(
        &web->act, web_path(web, S("slug")), &found, reterr));
    page.title = page.plain_title = o->name;
    page.slug = o->slug;
    page.domain = o->domain;
    page.domain_proven = o->domain_checked_at > 0;
    page.kind = message(web->view.lang, fact_organisation(o->kind));
    page.tone = tone_of(o->state);
    page.words = state_words(web, o->state);
    page.since = o->created_at;
    page.about = o->about;
    page.may_admit = o->state != ORGANISATION_ACTIVE;
    page.may_suspend = o->state != ORGANISATION_SUSPENDED;
    page.may_close = o->state != ORGANISATION_CLOSED;
    add_alike(web, &found, &page);
    web_buf(web, &out);
    page_organisation_review(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /operator/{slug}  right: installation
 *   summary: one organisation, and the names that look like its own */
code operator_show(struct web *web, struct err *reterr)
{
    static const struct list_done DONE[] = {
        {STR("decided"), MSG_OFFICE_OPERATOR_DECIDED}};

    list_show_done(web, DONE, sizeof(DONE) / sizeof(DONE[0]));
    return show(web, S(""), reterr);
}

/* ROUTE POST /operator/{slug}  right: installation
 *   summary: admit, suspend or close an organisation */
code operator_decide(struct web *web, struct err *reterr)
{
    struct form form;
    int64_t state = 0;
    str reason;
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    reason = form_get(&form, S("reason"));
    (void)names_find(
        &organisation_state_names, form_get(&form, S("state")), &state);
    result = organisation_set_state(
        &web->act, web_path(web, S("slug")), state, reason, reterr);
    if (result == E_REFUSAL_REASON) {
        list_fault(web, S("reason"), MSG_OFFICE_OPERATOR_REASON_MISSING);
        return show(web, reason, reterr);
    }
    TRY(result);
    list_redirect(web, web->req->path, S(""), S("decided"));
    return OK;
}
