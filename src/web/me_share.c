/* A learner's shared links: made, changed, withdrawn, opened again. */
#include "web/me_share.h"

#include "app/mosaic.h"
#include "app/share.h"
#include "web/badge_state.h"
#include "web/fact.h"

enum {
    LASTS_S = 90 * 24 * 3600, /* a new link, unless the learner says else */
};

/* What a form of a link says, or would say of one as it is. */
struct written {
    struct share_edit edit;
    str *awards;
};

/* --- the page --- */

static bool is_among(const struct share_edit *edit, str id)
{
    size_t i;

    for (i = 0; i < edit->n_awards; i++) {
        if (str_eq(edit->awards[i], id))
            return true;
    }
    return false;
}

static code add_awards(struct web *web,
    const struct share_edit *edit,
    struct page_me_share *page,
    struct err *reterr)
{
    struct page_me_share_awards *items;
    struct mosaic mosaic;
    size_t i;

    TRY(mosaic_show(&web->act, &mosaic, reterr));
    items =
        arena_array(web->arena, mosaic.n_awards, struct page_me_share_awards);
    TRY(arena_status(web->arena));
    for (i = 0; i < mosaic.n_awards; i++) {
        const struct award_list_person_row *row = &mosaic.awards[i];

        items[i] = (struct page_me_share_awards){
            .key = row->id,
            .title = row->title,
            .hint = badge_line(web, row->name, row->awarded_on),
            .ticked = is_among(edit, row->id),
        };
    }
    page->awards = items;
    page->n_awards = mosaic.n_awards;
    return OK;
}

/* The form, with what was written into it. */
static code show(struct web *web,
    const struct share_edit *edit,
    struct page_me_share *page,
    struct err *reterr)
{
    struct buf out;

    page->title = edit->title;
    page->ends_on = edit->ends_on;
    page->hide_name = (edit->hidden & SHARE_HIDE_NAME) != 0;
    page->hide_evidence = (edit->hidden & SHARE_HIDE_EVIDENCE) != 0;
    page->action = web->req->path;
    TRY(add_awards(web, edit, page, reterr));
    if (str_eq(web_query(web, S("done")), S("saved")))
        web->view.notice = MSG_FORM_SAVED;
    web->view.nav = S("mosaic");
    web_buf(web, &out);
    page_me_share(&out, &web->view, page);
    return web_page(web, &out, reterr);
}

static void set_state(const struct web *web,
    const struct share *share,
    bool is_open,
    str *ret_tone,
    str *ret_words)
{
    const enum lang lang = web->view.lang;

    *ret_tone = is_open ? S("good") : S("calm");
    *ret_words =
        message(lang, is_open                   ? MSG_SHARE_STATE_OPEN
                      : share->withdrawn_at > 0 ? MSG_SHARE_STATE_WITHDRAWN
                                                : MSG_SHARE_STATE_OVER);
}

static void describe(
    struct web *web, const struct share_page *share, struct page_me_share *page)
{
    page->is_open = share->is_open;
    page->withdrawn = share->share.withdrawn_at > 0;
    page->link = fact_joined(web, web->view.base,
        fact_url(web, S("/s/"), share->share.id, S("")), S(""));
    set_state(web, &share->share, share->is_open, &page->tone, &page->state);
}

/* --- forms --- */

static code read_form(
    struct web *web, struct form *form, struct share_edit *ret, struct err *e)
{
    str *awards;
    size_t i;

    TRY(form_read_body(web->req, web->arena, form, e));
    awards = arena_array(web->arena, form->n, str);
    TRY(arena_status(web->arena));
    *ret = (struct share_edit){
        .title = form_get(form, S("title")),
        .ends_on = form_get(form, S("ends_on")),
        .awards = awards,
    };
    if (form_get(form, S("hide_name")).len > 0)
        ret->hidden += SHARE_HIDE_NAME;
    if (form_get(form, S("hide_evidence")).len > 0)
        ret->hidden += SHARE_HIDE_EVIDENCE;
    for (i = 0; i < form->n; i++) {
        if (str_eq(form->fields[i].name, S("award")))
            awards[ret->n_awards++] = form->fields[i].value;
    }
    return OK;
}

/* What cannot be right: the form again, with the reason at its field. */
static code show_fault(struct web *web,
    const struct share_edit *edit,
    struct page_me_share *page,
    str field,
    struct err *reterr)
{
    static const struct {
        const char *field;
        enum message words;
    } WORDS[] = {
        {"title", MSG_SHARE_TITLE_FAULT},
        {"ends_on", MSG_SHARE_ENDS_ON_FAULT},
        {"award", MSG_SHARE_AWARD_FAULT},
    };
    struct view_faults fault = {.field = field};
    size_t i;

    for (i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
        if (str_eq(field, str_of(WORDS[i].field)))
            fault.words = message(web->view.lang, WORDS[i].words);
    }
    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = 422;
    return show(web, edit, page, reterr);
}

static code go_to(struct web *web, str id)
{
    response_redirect(
        web->res, fact_url(web, S("/me/share/"), id, S("?done=saved")));
    return arena_status(web->arena);
}

/* --- routes --- */

/* ROUTE GET /me/share  right: person
 *   summary: the learner's shared links */
code me_share_list(struct web *web, struct err *reterr)
{
    const str day = act_day_at(web->act.now, 0, web->arena);
    struct page_me_share_list page = {0};
    struct page_me_share_list_rows *rows;
    struct share *shares;
    struct buf out;
    size_t n;
    size_t i;

    TRY(share_mine(&web->act, &shares, &n, reterr));
    rows = arena_array(web->arena, n, struct page_me_share_list_rows);
    TRY(arena_status(web->arena));
    for (i = 0; i < n; i++) {
        rows[i].title = shares[i].title;
        rows[i].href = fact_url(web, S("/me/share/"), shares[i].id, S(""));
        rows[i].ends_on = shares[i].ends_on;
        set_state(web, &shares[i], share_is_open(&shares[i], day),
            &rows[i].tone, &rows[i].state);
    }
    page.rows = rows;
    page.n_rows = n;
    web->view.nav = S("mosaic");
    web_buf(web, &out);
    page_me_share_list(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /me/share/new  right: person
 *   summary: the form of a new link; award=one that is ticked */
code me_share_new(struct web *web, struct err *reterr)
{
    const str award = web_query(web, S("award"));
    const struct share_edit edit = {
        .ends_on = act_day_at(web->act.now + LASTS_S, 0, web->arena),
        .awards = &award,
        .n_awards = award.len > 0,
    };
    struct page_me_share page = {.fresh = true};

    return show(web, &edit, &page, reterr);
}

/* ROUTE POST /me/share/new  right: person
 *   summary: makes a link */
code me_share_make(struct web *web, struct err *reterr)
{
    struct page_me_share page = {.fresh = true};
    struct err e = {0};
    struct share_edit edit;
    struct share share;
    struct form form;
    code result;

    TRY(read_form(web, &form, &edit, reterr));
    result = share_create(&web->act, &edit, &share, &e);
    if (result == E_FORM_FIELD)
        return show_fault(web, &edit, &page, str_of(e.arg), reterr);
    if (result != OK)
        return err_set(reterr, result, S("share"));
    return go_to(web, share.id);
}

static struct share_edit edit_of(
    struct web *web, const struct share_page *share)
{
    const size_t n = share->showcase.n_awards;
    str *awards = arena_array(web->arena, n, str);
    size_t i;

    for (i = 0; awards && i < n; i++)
        awards[i] = share->showcase.awards[i].award.id;
    return (struct share_edit){share->share.title, share->share.ends_on,
        share->share.hidden, awards, awards ? n : 0};
}

/* ROUTE GET /me/share/{id}  right: person
 *   summary: one of the learner's links */
code me_share_show(struct web *web, struct err *reterr)
{
    struct page_me_share page = {0};
    struct share_page share;
    struct share_edit edit;

    TRY(share_own(&web->act, web_path(web, S("id")), &share, reterr));
    describe(web, &share, &page);
    edit = edit_of(web, &share);
    return show(web, &edit, &page, reterr);
}

static code save(
    struct web *web, str id, const struct share_edit *edit, struct err *reterr)
{
    struct page_me_share page = {0};
    struct share_page share;
    struct err e = {0};
    code result;

    TRY(share_own(&web->act, id, &share, reterr));
    result = share_change(&web->act, id, edit, &e);
    if (result == E_FORM_FIELD) {
        describe(web, &share, &page);
        return show_fault(web, edit, &page, str_of(e.arg), reterr);
    }
    if (result != OK)
        return err_set(reterr, result, S("share"));
    return go_to(web, id);
}

/* ROUTE POST /me/share/{id}  right: person
 *   summary: change a link (do=save), withdraw it, or open it again */
code me_share_change(struct web *web, struct err *reterr)
{
    const str id = web_path(web, S("id"));
    struct share_edit edit;
    struct form form;
    str move;

    TRY(read_form(web, &form, &edit, reterr));
    move = form_get(&form, S("do"));
    if (str_eq(move, S("save")))
        return save(web, id, &edit, reterr);
    TRY(share_switch(&web->act, id,
        str_eq(move, S("open")) ? SHARE_OPEN_AGAIN : SHARE_WITHDRAW, reterr));
    return go_to(web, id);
}
