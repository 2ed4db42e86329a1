/* Staff find learners on their way, and decide for one or for many. */
#include "web/enrolment_office.h"

#include "app/catalogue.h"
#include "app/enrolment_bulk.h"
#include "base/num.h"
#include "web/enrolment.h"
#include "web/fact.h"

enum {
    ROWS = 50,
    OFFSET_MAX = 1000000,
    COURSES_MAX = 200,
    URL_BYTES_MAX = 4096,
};

static const str ASSIGN = STR("assign:"); /* and the id of the assessor */

/* --- what is asked --- */

struct asked {
    struct enrolment_query query;
    str state; /* its word, as in the address */
};

/* From a query or a form: the same names in both. */
static struct asked read_asked(const struct form *form)
{
    struct asked asked = {
        .query =
            {
                .text = form_get(form, S("q")),
                .achievement = form_get(form, S("achievement")),
                .assessor = form_get(form, S("assessor")),
                .limit = ROWS,
            },
        .state = form_get(form, S("state")),
    };
    uint64_t from = 0;

    if (str_eq(asked.state, S("any")))
        asked.query.state = ENROLMENT_ANY;
    else if (!names_find(
                 &enrolment_state_names, asked.state, &asked.query.state))
        asked.state = S("");
    if (num_parse_u64(form_get(form, S("from")), OFFSET_MAX, &from))
        asked.query.offset = (int64_t)from;
    return asked;
}

static void put_pair(struct buf *out, str name, str value)
{
    if (value.len == 0)
        return;
    buf_byte(out, '&');
    buf_str(out, name);
    buf_byte(out, '=');
    html_url_part(out, value);
}

/* The list as it was asked for, from that row on. */
static str list_url(struct web *web, const struct asked *asked, int64_t from)
{
    struct buf out;
    str url = {NULL, 0};

    buf_init(&out, web->arena, URL_BYTES_MAX);
    buf_str(&out, web->view.home);
    buf_str(&out, S("/enrolment?from="));
    buf_u64(&out, from > 0 ? (uint64_t)from : 0);
    put_pair(&out, S("q"), asked->query.text);
    put_pair(&out, S("state"), asked->state);
    put_pair(&out, S("achievement"), asked->query.achievement);
    put_pair(&out, S("assessor"), asked->query.assessor);
    return buf_finish_str(&out, &url) == OK ? url : S("");
}

/* --- choices --- */

/* Each state, and any; without a choice it is what is under way. */
static void add_states(struct web *web, struct page_enrolment_office *page)
{
    const size_t n = ENROLMENT_WITHDRAWN + 1;
    struct part_option *options =
        arena_array(web->arena, n, struct part_option);
    int64_t i;

    for (i = ENROLMENT_APPLIED; options && i <= ENROLMENT_WITHDRAWN; i++)
        options[i - 1] =
            (struct part_option){names_word(&enrolment_state_names, i),
                enrolment_state_words(web, i)};
    if (options)
        options[n - 1] = (struct part_option){
            S("any"), message(web->view.lang, MSG_OFFICE_LIST_ANY)};
    page->states = options;
    page->n_states = options ? n : 0;
}

static code add_achievements(
    struct web *web, struct page_enrolment_office *page, struct err *reterr)
{
    const struct catalogue_query query = {
        .slug = web_path(web, S("org")), .price_max = -1, .limit = COURSES_MAX};
    struct catalogue_hits hits;
    struct part_option *options;
    size_t i;

    TRY(catalogue_search(&web->act, &query, &hits, reterr));
    options = arena_array(web->arena, hits.n_hits, struct part_option);
    for (i = 0; options && i < hits.n_hits; i++)
        options[i] = (struct part_option){
            hits.hits[i].version.achievement, hits.hits[i].version.title};
    page->achievements = options;
    page->n_achievements = options ? hits.n_hits : 0;
    return arena_status(web->arena);
}

static str assign_words(struct web *web, str name)
{
    const struct message_arg arg = {
        .name = S("name"), .kind = ARG_TEXT, .text = name};

    return message_with(
        web->arena, web->view.lang, MSG_OFFICE_ENROLMENT_ASSIGN, &arg, 1);
}

/* Who may judge, to look for and to give work to. */
static code add_assessors(
    struct web *web, struct page_enrolment_office *page, struct err *reterr)
{
    const enum lang lang = web->view.lang;
    struct membership *found;
    struct part_option *assessors;
    struct part_option *actions;
    size_t n;
    size_t i;

    TRY(enrolment_assessors(&web->act, &found, &n, reterr));
    assessors = arena_array(web->arena, n, struct part_option);
    actions = arena_array(web->arena, n + 3, struct part_option);
    TRY(arena_status(web->arena));
    actions[0] = (struct part_option){
        S("accept"), message(lang, MSG_OFFICE_ENROLMENT_ACCEPT)};
    actions[1] = (struct part_option){
        S("withdraw"), message(lang, MSG_OFFICE_ENROLMENT_WITHDRAW)};
    for (i = 0; i < n; i++) {
        assessors[i] = (struct part_option){found[i].person, found[i].name};
        actions[i + 2] = (struct part_option){
            fact_joined(web, ASSIGN, found[i].person, S("")),
            assign_words(web, found[i].name)};
    }
    actions[n + 2] = (struct part_option){
        ASSIGN, message(lang, MSG_OFFICE_ENROLMENT_ASSIGN_NONE)};
    page->assessors = assessors;
    page->n_assessors = n;
    page->actions = actions;
    page->n_actions = n + 3;
    return OK;
}

/* --- the list --- */

static struct page_enrolment_office_rows row_of(
    struct web *web, const struct enrolment_list_row *row, str today)
{
    const bool is_due =
        row->due_on.len > 0 &&
        (enrolment_is_open(row->state) || row->state == ENROLMENT_SUBMITTED);

    return (struct page_enrolment_office_rows){
        .id = row->id,
        .learner = row->name,
        .email = row->email,
        .title = row->title,
        .tone = enrolment_state_tone(row->state),
        .state = enrolment_state_words(web, row->state),
        .due_on = is_due ? row->due_on : S(""),
        .late = is_due && str_cmp(row->due_on, today) < 0,
        .assessor = row->assessor_name,
        .attempt = row->attempt,
    };
}

static code add_rows(struct web *web,
    const struct asked *asked,
    struct page_enrolment_office *page,
    struct err *reterr)
{
    const str today = enrolment_day(&web->act, 0);
    const int64_t from = asked->query.offset;
    struct page_enrolment_office_rows *rows;
    struct enrolment_found found;
    size_t i;

    TRY(enrolment_search(&web->act, &asked->query, &found, reterr));
    rows = arena_array(
        web->arena, found.n_rows, struct page_enrolment_office_rows);
    TRY(arena_status(web->arena));
    for (i = 0; i < found.n_rows; i++)
        rows[i] = row_of(web, &found.rows[i], today);
    page->rows = rows;
    page->n_rows = found.n_rows;
    page->n = found.n;
    page->pager = (struct part_pager){
        .from = from + 1, .to = from + (int64_t)found.n_rows, .of = found.n};
    if (from > 0)
        page->pager.previous = list_url(web, asked, from - ROWS);
    if (page->pager.to < found.n)
        page->pager.next = list_url(web, asked, page->pager.to);
    return OK;
}

static code show_list(struct web *web,
    const struct asked *asked,
    struct page_enrolment_office *page,
    struct err *reterr)
{
    struct buf out;

    page->action = fact_joined(web, web->view.home, S("/enrolment"), S(""));
    page->query = asked->query.text;
    page->state = asked->state;
    page->achievement = asked->query.achievement;
    page->assessor = asked->query.assessor;
    page->filtered = page->query.len + page->state.len + page->achievement.len +
                         page->assessor.len >
                     0;
    add_states(web, page);
    TRY(add_achievements(web, page, reterr));
    TRY(add_assessors(web, page, reterr));
    TRY(add_rows(web, asked, page, reterr));
    web->view.nav = S("enrolment");
    web_buf(web, &out);
    page_enrolment_office(&out, &web->view, page);
    return web_page(web, &out, reterr);
}

/* The list once more, with what is wrong. */
static code show_fault(struct web *web,
    struct page_enrolment_office *page,
    str field,
    enum message words,
    struct err *reterr)
{
    const struct view_faults fault = {field, message(web->view.lang, words)};
    const struct asked asked = {.query.limit = ROWS};

    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = 422;
    return show_list(web, &asked, page, reterr);
}

/* ROUTE GET /o/{org}/enrolment  right: enrolment_read
 *   summary: learners on their way; q, state, achievement, assessor, from */
code enrolment_office_list(struct web *web, struct err *reterr)
{
    const struct asked asked = read_asked(&web->query);
    struct page_enrolment_office page = {0};

    if (web_query(web, S("done")).len > 0)
        web->view.notice = MSG_OFFICE_ENROLMENT_DONE;
    return show_list(web, &asked, &page, reterr);
}

/* --- many at once --- */

static code read_ids(struct web *web,
    const struct form *form,
    struct enrolment_bulk *bulk,
    struct err *reterr)
{
    str *ids = arena_array(web->arena, form->n, str);
    size_t i;

    (void)reterr;
    for (i = 0; ids && i < form->n; i++) {
        if (str_eq(form->fields[i].name, S("id")))
            ids[bulk->n_ids++] = form->fields[i].value;
    }
    bulk->ids = ids;
    return arena_status(web->arena);
}

/* "accept", "withdraw", "assign:" and a person. */
static code read_action(
    str what, struct enrolment_bulk *bulk, struct err *reterr)
{
    if (str_eq(what, S("accept")))
        bulk->action = ENROLMENT_ACCEPT;
    else if (str_eq(what, S("withdraw")))
        bulk->action = ENROLMENT_WITHDRAW;
    else if (str_starts(what, ASSIGN))
        bulk->assessor = str_sub(what, ASSIGN.len, what.len);
    else
        return err_set(reterr, E_FORM_FIELD, S("do"));
    return OK;
}

static enum message why(code c)
{
    switch ((int)c) {
    case E_SEPARATION:
        return MSG_OFFICE_ENROLMENT_WHY_OWN;
    case E_FORBIDDEN:
        return MSG_OFFICE_ENROLMENT_WHY_NOT_ASSESSOR;
    default:
        return MSG_OFFICE_ENROLMENT_WHY_STATE;
    }
}

static str name_of(struct web *web, str person, struct err *reterr)
{
    struct membership *found;
    size_t n;
    size_t i;

    if (enrolment_assessors(&web->act, &found, &n, reterr) != OK)
        return S("");
    for (i = 0; i < n; i++) {
        if (str_eq(found[i].person, person))
            return found[i].name;
    }
    return S("");
}

static str action_words(
    struct web *web, const struct enrolment_bulk *bulk, struct err *reterr)
{
    if (bulk->action == ENROLMENT_ACCEPT)
        return message(web->view.lang, MSG_OFFICE_ENROLMENT_ACCEPT);
    if (bulk->action == ENROLMENT_WITHDRAW)
        return message(web->view.lang, MSG_OFFICE_ENROLMENT_WITHDRAW);
    if (bulk->assessor.len == 0)
        return message(web->view.lang, MSG_OFFICE_ENROLMENT_ASSIGN_NONE);
    return assign_words(web, name_of(web, bulk->assessor, reterr));
}

static code show_outcomes(struct web *web,
    const struct enrolment_bulk *bulk,
    const struct enrolment_outcomes *outcomes,
    str what,
    struct err *reterr)
{
    struct page_enrolment_bulk page = {
        .action = web->req->path,
        .list = web->req->path,
        .what = what,
        .words = action_words(web, bulk, reterr),
        .n = (int64_t)outcomes->n,
        .n_good = (int64_t)outcomes->n_good,
        .wants_reason = bulk->action == ENROLMENT_WITHDRAW,
        .reason = bulk->reason,
        .done = !bulk->is_try,
        .cut = bulk->n_ids == 0 && outcomes->n == ENROLMENT_BULK_MAX,
    };
    struct page_enrolment_bulk_rows *rows =
        arena_array(web->arena, outcomes->n, struct page_enrolment_bulk_rows);
    struct buf out;
    size_t i;

    TRY(arena_status(web->arena));
    for (i = 0; i < outcomes->n; i++) {
        const struct enrolment_outcome *item = &outcomes->items[i];

        rows[i] = (struct page_enrolment_bulk_rows){
            .id = item->id,
            .learner = item->learner,
            .title = item->title,
            .tone = enrolment_state_tone(item->state),
            .state = enrolment_state_words(web, item->state),
            .good = item->code == OK,
        };
        if (!rows[i].good)
            rows[i].reason = message(web->view.lang, why(item->code));
    }
    page.rows = rows;
    page.n_rows = outcomes->n;
    web->view.nav = S("enrolment");
    web_buf(web, &out);
    page_enrolment_bulk(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* A reason is missing: tried once more, with the field that wants it. */
static code ask_reason(
    struct web *web, struct enrolment_bulk *bulk, str what, struct err *reterr)
{
    const struct view_faults fault = {S("reason"),
        message(web->view.lang, MSG_OFFICE_ENROLMENT_REASON_MISSING)};
    struct enrolment_outcomes outcomes;

    bulk->is_try = true;
    bulk->reason = S("");
    TRY(enrolment_change_many(&web->act, bulk, &outcomes, reterr));
    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = 422;
    return show_outcomes(web, bulk, &outcomes, what, reterr);
}

/* ROUTE POST /o/{org}/enrolment  right: enrolment_write
 *   summary: accept, end or assign many; tried first, unless run is sent */
code enrolment_office_change(struct web *web, struct err *reterr)
{
    struct enrolment_bulk bulk = {.n_ids = 0};
    struct page_enrolment_office page = {0};
    struct enrolment_outcomes outcomes;
    struct form form;
    code result;
    str what;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    what = form_get(&form, S("do"));
    TRY(read_action(what, &bulk, reterr));
    bulk.reason = form_get(&form, S("reason"));
    bulk.is_try = form_get(&form, S("run")).len == 0;
    if (form_get(&form, S("everything")).len > 0) {
        bulk.query = read_asked(&form).query;
        bulk.query.text = form_get(&form, S("query"));
    } else {
        TRY(read_ids(web, &form, &bulk, reterr));
        if (bulk.n_ids == 0)
            return show_fault(
                web, &page, S("chosen"), MSG_OFFICE_ENROLMENT_CHOOSE, reterr);
    }
    result = enrolment_change_many(&web->act, &bulk, &outcomes, reterr);
    if (result == E_REFUSAL_REASON)
        return ask_reason(web, &bulk, what, reterr);
    TRY(result);
    if (bulk.is_try || outcomes.n_good < outcomes.n)
        return show_outcomes(web, &bulk, &outcomes, what, reterr);
    response_redirect(
        web->res, fact_joined(web, web->req->path, S("?done=1"), S("")));
    return OK;
}

/* --- one more --- */

/* ROUTE POST /o/{org}/enrolment/new  right: enrolment_write
 *   summary: enrol a learner by the address; email, course */
code enrolment_office_enrol(struct web *web, struct err *reterr)
{
    struct page_enrolment_office page = {0};
    struct enrolment_new asked = {0};
    struct enrolment enrolment;
    struct form form;
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    asked.email = page.enrol_email = form_get(&form, S("email"));
    asked.achievement = page.enrol_achievement = form_get(&form, S("course"));
    result = enrolment_enrol(&web->act, &asked, &enrolment, reterr);
    if (result == E_EMAIL)
        return show_fault(
            web, &page, S("email"), MSG_SIGN_IN_BAD_EMAIL, reterr);
    if (result == E_NOT_FOUND && str_eq(str_of(reterr->arg), S("learner")))
        return show_fault(
            web, &page, S("email"), MSG_OFFICE_ENROLMENT_NO_LEARNER, reterr);
    if (result == E_CONFLICT)
        return show_fault(web, &page, S("email"),
            MSG_OFFICE_ENROLMENT_ENROLLED_TWICE, reterr);
    TRY(result);
    response_redirect(web->res,
        fact_joined(web, web->view.home, S("/enrolment?done=1"), S("")));
    return OK;
}
