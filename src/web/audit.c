/* What happened in an organisation: who did what, when. */
#include "web/audit.h"

#include "app/audit.h"
#include "web/fact.h"
#include "web/list.h"

enum {
    ID_BYTES_MAX = 80,
};

/* What can be filtered by: first parts of actions. */
static const struct {
    str key;
    enum message words;
} FILTERS[] = {
    {STR("award"), MSG_OFFICE_NAV_AWARDS},
    {STR("achievement"), MSG_OFFICE_NAV_ACHIEVEMENTS},
    {STR("enrolment"), MSG_OFFICE_NAV_ENROLMENTS},
    {STR("assessment"), MSG_OFFICE_NAV_ASSESS},
    {STR("person"), MSG_OFFICE_NAV_PEOPLE},
    {STR("invitation"), MSG_OFFICE_PEOPLE_WAITING},
    {STR("import"), MSG_OFFICE_IMPORT_TITLE},
    {STR("mail"), MSG_OFFICE_NAV_OUTBOX},
    {STR("org"), MSG_OFFICE_NAV_SETTINGS},
};

enum {
    N_FILTERS = sizeof(FILTERS) / sizeof(FILTERS[0]),
};

/* "award_issue" by the message office.audit.award_issue; an action without
 * one as it is called. */
static str words_of(struct web *web, str action)
{
    const str before = S("office.audit.did_");
    struct buf id;
    str name = {"", 0};
    enum message found;
    size_t i;

    buf_init(&id, web->arena, ID_BYTES_MAX);
    buf_str(&id, before);
    for (i = 0; i < action.len; i++)
        buf_byte(&id, (uint8_t)(action.ptr[i] == '.' ? '_' : action.ptr[i]));
    if (buf_finish_str(&id, &name) != OK)
        return action;
    found = message_find(name);
    return found == MSG_NONE ? action : message(web->view.lang, found);
}

static str href_of(struct web *web, const struct event *event)
{
    static const struct {
        str before;
        str place;
    } PLACES[] = {
        {STR("award"), STR("/award/")},
        {STR("achievement"), STR("/achievement/")},
        {STR("enrolment"), STR("/enrolment/")},
        {STR("person"), STR("/people/")},
        {STR("invitation.accept"), STR("/people/")},
        {STR("import"), STR("/import/")},
    };
    size_t i;

    for (i = 0; i < sizeof(PLACES) / sizeof(PLACES[0]); i++) {
        if (str_starts(event->action, PLACES[i].before) &&
            event->object.len > 0)
            return fact_url(web,
                fact_url(
                    web, S("/o/"), web_path(web, S("org")), PLACES[i].place),
                event->object, S(""));
    }
    return S("");
}

static void add_filters(struct web *web, struct page_audit_list *page)
{
    struct part_option *options =
        arena_array(web->arena, N_FILTERS, struct part_option);
    size_t i;

    for (i = 0; options && i < N_FILTERS; i++)
        options[i] = (struct part_option){
            FILTERS[i].key, message(web->view.lang, FILTERS[i].words)};
    page->filters = options;
    page->n_filters = options ? N_FILTERS : 0;
}

static code add_rows(
    struct web *web, struct page_audit_list *page, struct err *reterr)
{
    const struct audit_query query = {
        .action = page->action,
        .text = page->query,
        .offset = list_offset(web, AUDIT_PAGE_ROWS),
    };
    struct list_part part = {.offset = query.offset, .a_page = AUDIT_PAGE_ROWS};
    struct page_audit_list_rows *rows;
    struct audit_list list;
    size_t i;

    TRY(audit_search(&web->act, &query, &list, reterr));
    rows = arena_array(web->arena, list.n, struct page_audit_list_rows);
    for (i = 0; rows && i < list.n; i++)
        rows[i] = (struct page_audit_list_rows){
            .at = list.rows[i].event.recorded_at,
            .actor = list.rows[i].actor,
            .words = words_of(web, list.rows[i].event.action),
            .about = list.rows[i].about,
            .href = href_of(web, &list.rows[i].event),
            .reason = list.rows[i].event.fault,
        };
    page->rows = rows;
    page->n_rows = rows ? list.n : 0;
    part.n = list.n;
    part.of = list.of;
    page->pager = list_pager(web, &part);
    return arena_status(web->arena);
}

/* The filter, if it is one of them. */
static str filter_of(const struct web *web)
{
    const str asked = web_query(web, S("action"));
    size_t i;

    for (i = 0; i < N_FILTERS; i++) {
        if (str_eq(FILTERS[i].key, asked))
            return asked;
    }
    return S("");
}

/* ROUTE GET /o/{org}/audit  right: event_read
 *   summary: who did what, when; the chain of digests checked */
code audit_page(struct web *web, struct err *reterr)
{
    struct page_audit_list page = {
        .query = web_query(web, S("q")),
        .action = filter_of(web),
        .here = web->req->path,
        .checked = web_query(web, S("check")).len > 0,
    };
    struct audit_check check;
    struct buf out;

    add_filters(web, &page);
    TRY(add_rows(web, &page, reterr));
    if (page.checked) {
        TRY(audit_check(&web->act, &check, reterr));
        page.n_sound = check.n;
        page.broken_at = check.broken_at;
    }
    web->view.nav = S("settings");
    web_buf(web, &out);
    page_audit_list(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}
