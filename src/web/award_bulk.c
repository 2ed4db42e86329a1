/* Many awards changed at once: first what would come of it, then it. */
#include "web/award_bulk.h"

#include "web/award_office.h"
#include "web/fact.h"

enum {
    SHOWN_MAX = 200, /* rows; those that are refused come first */
};

struct asked {
    struct award_bulk bulk;
    struct award_asked list;
    str what; /* the word of the deed */
    bool everything;
};

/* --- the form --- */

static code read_ids(struct web *web,
    const struct form *form,
    struct award_bulk *bulk,
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

static code read_form(struct web *web, struct asked *ret, struct err *reterr)
{
    struct form form;
    int64_t number = 0;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    ret->what = form_get(&form, S("do"));
    if (!names_find(&award_deed_names, ret->what, &number))
        return err_set(reterr, E_FORM_FIELD, S("do"));
    ret->bulk.deed = (enum award_deed)number;
    ret->list = award_asked_read(&form, S("query"));
    ret->everything = form_get(&form, S("everything")).len > 0;
    ret->bulk.is_try = form_get(&form, S("run")).len == 0;
    ret->bulk.reason = form_get(&form, S("reason"));
    ret->bulk.effective_on = form_get(&form, S("effective_on"));
    ret->bulk.until = form_get(&form, S("until"));
    if (names_find(
            &award_reason_names, form_get(&form, S("reason_code")), &number))
        ret->bulk.reason_code = number;
    if (ret->everything)
        ret->bulk.query = ret->list.query;
    else
        TRY(read_ids(web, &form, &ret->bulk, reterr));
    return OK;
}

/* --- what came of it --- */

static enum message why(code c, enum award_deed deed)
{
    static const struct {
        code code;
        enum message words;
    } WHY[] = {
        {E_ALREADY_HELD, MSG_OFFICE_AWARD_WHY_TWICE},
        {E_RENEWAL, MSG_OFFICE_AWARD_WHY_ENDLESS},
        {E_RENEWAL_EARLY, MSG_OFFICE_AWARD_WHY_EARLY},
        {E_RENEWAL_LATE, MSG_OFFICE_AWARD_WHY_LATE},
        {E_DATE_ORDER, MSG_OFFICE_AWARD_WHY_DAY},
        {E_GRADE, MSG_OFFICE_AWARD_WHY_GRADE},
        {E_NOT_LISTED, MSG_OFFICE_AWARD_WHY_UNLISTED},
        {E_CONFLICT, MSG_OFFICE_AWARD_WHY_SAME},
        {E_BADGE_FORM, MSG_OFFICE_AWARD_WHY_OTHER},
    };
    size_t i;

    for (i = 0; i < sizeof(WHY) / sizeof(WHY[0]); i++) {
        if (WHY[i].code == c)
            return WHY[i].words;
    }
    return deed == AWARD_DEED_RECALL ? MSG_OFFICE_AWARD_WHY_CLAIMED
                                     : MSG_OFFICE_AWARD_WHY_STATE;
}

static struct page_award_bulk_rows row_of(
    struct web *web, const struct award_bulk_item *item, enum award_deed deed)
{
    const str place = fact_joined(web, web->view.home, S("/award/"), S(""));
    const str today = act_day_at(web->act.now, 0, web->arena);
    const int64_t state = award_row_state(&item->row, today);
    struct page_award_bulk_rows row = {
        .holder = item->row.recipient_name.len > 0 ? item->row.recipient_name
                                                   : item->row.email,
        .email = item->row.email,
        .title = item->row.title,
        .href = fact_url(web, place, item->row.id, S("")),
        .tone = award_state_tone(state),
        .state = award_state_words(web, state),
        .good = item->code == OK,
    };

    if (!row.good)
        row.reason = message(web->view.lang, why(item->code, deed));
    if (item->successor.len > 0)
        row.successor = fact_url(web, place, item->successor, S(""));
    return row;
}

static code add_rows(struct web *web,
    const struct asked *asked,
    const struct award_bulk_done *done,
    struct page_award_bulk *page)
{
    struct page_award_bulk_rows *rows =
        arena_array(web->arena, SHOWN_MAX, struct page_award_bulk_rows);
    size_t n = 0;
    size_t i;

    TRY(arena_status(web->arena));
    for (i = 0; i < done->n && n < SHOWN_MAX; i++) {
        if (done->items[i].code != OK)
            rows[n++] = row_of(web, &done->items[i], asked->bulk.deed);
    }
    for (i = 0; i < done->n && n < SHOWN_MAX; i++) {
        if (done->items[i].code == OK)
            rows[n++] = row_of(web, &done->items[i], asked->bulk.deed);
    }
    page->rows = rows;
    page->n_rows = n;
    page->n_more = (int64_t)(done->n - n);
    return OK;
}

static code add_ids(
    struct web *web, const struct asked *asked, struct page_award_bulk *page)
{
    struct page_award_bulk_ids *ids =
        arena_array(web->arena, asked->bulk.n_ids, struct page_award_bulk_ids);
    size_t i;

    TRY(arena_status(web->arena));
    for (i = 0; i < asked->bulk.n_ids; i++)
        ids[i].id = asked->bulk.ids[i];
    page->ids = ids;
    page->n_ids = asked->bulk.n_ids;
    return OK;
}

static enum message hint_of(enum award_deed deed)
{
    switch ((int)deed) {
    case AWARD_DEED_REVOKE:
        return MSG_OFFICE_AWARD_HINT_REVOKE;
    case AWARD_DEED_SUSPEND:
        return MSG_OFFICE_AWARD_HINT_SUSPEND;
    case AWARD_DEED_RECALL:
        return MSG_OFFICE_AWARD_HINT_RECALL;
    case AWARD_DEED_EXTEND:
        return MSG_OFFICE_AWARD_HINT_EXTEND;
    case AWARD_DEED_CORRECT:
        return MSG_OFFICE_AWARD_HINT_CORRECT;
    default:
        return MSG_NONE;
    }
}

/* The reasons of people; the others are the platform's own. */
static code add_reasons(struct web *web, struct page_award_bulk *page)
{
    static const struct {
        enum award_reason reason;
        enum message words;
    } REASONS[] = {
        {AWARD_REASON_ERROR, MSG_OFFICE_AWARD_REASON_ERROR},
        {AWARD_REASON_MISCONDUCT, MSG_OFFICE_AWARD_REASON_MISCONDUCT},
        {AWARD_REASON_WITHDRAWN, MSG_OFFICE_AWARD_REASON_WITHDRAWN},
        {AWARD_REASON_REVIEW, MSG_OFFICE_AWARD_REASON_REVIEW},
        {AWARD_REASON_OTHER, MSG_OFFICE_AWARD_REASON_OTHER},
    };
    const size_t n = sizeof(REASONS) / sizeof(REASONS[0]);
    struct part_option *options =
        arena_array(web->arena, n + 1, struct part_option);
    size_t i;

    TRY(arena_status(web->arena));
    for (i = 0; i < n; i++)
        options[i + 1] = (struct part_option){
            names_word(&award_reason_names, REASONS[i].reason),
            message(web->view.lang, REASONS[i].words)};
    page->reasons = options;
    page->n_reasons = n + 1;
    return OK;
}

static code show(struct web *web,
    const struct asked *asked,
    const struct award_bulk_done *done,
    struct err *reterr)
{
    const struct award_bulk *bulk = &asked->bulk;
    struct page_award_bulk page = {
        .action = web->req->path,
        .list = fact_joined(web, web->view.home, S("/award"), S("")),
        .what = asked->what,
        .words = award_deed_words(web, bulk->deed),
        .hint = message(web->view.lang, hint_of(bulk->deed)),
        .n = (int64_t)done->n,
        .n_good = (int64_t)done->n_good,
        .everything = asked->everything,
        .query = asked->list.query.text,
        .state = asked->list.state,
        .achievement = asked->list.query.achievement,
        .batch = asked->list.query.batch,
        .takes = award_deed_takes(bulk->deed),
        .reason_code = names_word(&award_reason_names, bulk->reason_code),
        .reason = bulk->reason,
        .effective_on = bulk->effective_on,
        .extends = bulk->deed == AWARD_DEED_EXTEND,
        .until = bulk->until,
        .done = !bulk->is_try,
        .cut = done->is_cut,
    };
    struct buf out;

    if (asked->everything)
        page.list = award_asked_url(web, &asked->list, 0);
    TRY(add_rows(web, asked, done, &page));
    TRY(add_ids(web, asked, &page));
    TRY(add_reasons(web, &page));
    web->view.nav = S("award");
    web_buf(web, &out);
    page_award_bulk(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* Something is missing: tried once more, with the field that wants it. */
static code ask_again(
    struct web *web, struct asked *asked, str field, struct err *reterr)
{
    struct view_faults fault = {.field = field};
    enum message words = MSG_OFFICE_AWARD_REASON_MISSING;
    struct award_bulk_done done;

    if (str_eq(field, S("until"))) {
        words = MSG_OFFICE_AWARD_UNTIL_BAD;
        asked->bulk.until = S("");
    } else if (str_eq(field, S("effective_on"))) {
        words = MSG_OFFICE_AWARD_EFFECTIVE_BAD;
        asked->bulk.effective_on = S("");
    } else if (!str_eq(field, S("reason_code"))) {
        return E_FORM_FIELD;
    }
    fault.words = message(web->view.lang, words);
    asked->bulk.is_try = true;
    TRY(award_bulk(&web->act, &asked->bulk, &done, reterr));
    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = 422;
    return show(web, asked, &done, reterr);
}

static str field_of(const struct err *about)
{
    static const str FIELDS[] = {
        STR("until"), STR("effective_on"), STR("reason_code")};
    size_t i;

    for (i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++) {
        if (str_eq(str_of(about->arg), FIELDS[i]))
            return FIELDS[i];
    }
    return S("");
}

/* ROUTE POST /o/{org}/award/bulk  right: award_change
 *   summary: do one thing to many awards; tried first, unless run is sent */
code award_bulk_change(struct web *web, struct err *reterr)
{
    struct asked asked = {.everything = false};
    struct award_bulk_done done;
    code result;

    TRY(read_form(web, &asked, reterr));
    if (!asked.everything && asked.bulk.n_ids == 0)
        return award_office_fault(
            web, S("chosen"), MSG_OFFICE_AWARD_CHOOSE, reterr);
    result = award_bulk(&web->act, &asked.bulk, &done, reterr);
    if (result == E_REFUSAL_REASON || result == E_FORM_FIELD)
        return ask_again(web, &asked, field_of(reterr), reterr);
    TRY(result);
    if (asked.bulk.is_try || done.n_good < done.n)
        return show(web, &asked, &done, reterr);
    response_redirect(
        web->res, fact_joined(web, web->view.home, S("/award?done=1"), S("")));
    return OK;
}
