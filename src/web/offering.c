/* When and where an achievement is taught. */
#include "web/offering.h"

#include "app/achievement.h"
#include "app/offering.h"
#include "web/fact.h"
#include "web/typed.h"

enum {
    SEATS_MAX = 100000,
    WEEKS_MAX = 520,
};

#define N(array) (sizeof(array) / sizeof((array)[0]))

/* What stands in the form, as it was typed. */
struct typing {
    str id;
    str title;
    str deliverer;
    str mode;
    str place;
    str url;
    str starts_on;
    str ends_on;
    str due_on;
    str weeks_min;
    str seats;
    str price;
    str currency;
};

static struct typing typing_of(struct web *web, const struct offering *o)
{
    return (struct typing){
        .id = o->id,
        .title = o->title,
        .deliverer = o->deliverer,
        .mode = participation_word((enum participation)o->mode),
        .place = o->place,
        .url = o->url,
        .starts_on = o->starts_on,
        .ends_on = o->ends_on,
        .due_on = o->due_on,
        .weeks_min = typed_number_text(web, o->weeks_min),
        .seats = typed_number_text(web, o->seats),
        .price = o->currency.len > 0
                     ? typed_money_text(web, o->price, o->currency)
                     : S(""),
        .currency = o->currency,
    };
}

static struct typing typing_read(const struct form *form)
{
    return (struct typing){
        .id = form_get(form, S("id")),
        .title = form_get(form, S("title")),
        .deliverer = form_get(form, S("deliverer")),
        .mode = form_get(form, S("mode")),
        .place = form_get(form, S("place")),
        .url = form_get(form, S("url")),
        .starts_on = form_get(form, S("starts_on")),
        .ends_on = form_get(form, S("ends_on")),
        .due_on = form_get(form, S("due_on")),
        .weeks_min = form_get(form, S("weeks_min")),
        .seats = form_get(form, S("seats")),
        .price = form_get(form, S("price")),
        .currency = form_get(form, S("currency")),
    };
}

static struct offering offering_of(
    struct web *web, const struct typing *from, struct typed_faults *faults)
{
    const struct typed typed = {web, faults};
    const str price = typed_trim(from->price);
    struct offering offering = {
        .id = from->id,
        .achievement = web_path(web, S("id")),
        .title = typed_trim(from->title),
        .deliverer = typed_trim(from->deliverer),
        .mode = participation_find(from->mode),
        .place = typed_trim(from->place),
        .url = typed_trim(from->url),
        .starts_on = typed_day(&typed, S("starts_on"), from->starts_on),
        .ends_on = typed_day(&typed, S("ends_on"), from->ends_on),
        .due_on = typed_day(&typed, S("due_on"), from->due_on),
        .weeks_min =
            typed_number(&typed, S("weeks_min"), from->weeks_min, WEEKS_MAX),
        .seats = typed_number(&typed, S("seats"), from->seats, SEATS_MAX),
    };

    if (price.len > 0) {
        offering.currency =
            typed_currency(&typed, S("currency"), from->currency);
        offering.price =
            typed_money(&typed, S("price"), price, offering.currency);
    }
    return offering;
}

/* --- the page --- */

static const struct {
    int64_t state;
    str tone;
    enum message words;
} STATES[] = {
    {OFFERING_DRAFT, STR("wait"), MSG_OFFICE_STATE_DRAFT},
    {OFFERING_OPEN, STR("good"), MSG_OFFICE_STATE_OPEN},
    {OFFERING_CLOSED, STR("calm"), MSG_OFFICE_STATE_CLOSED},
    {OFFERING_CANCELLED, STR("bad"), MSG_OFFICE_STATE_CANCELLED},
};

static const struct {
    enum offering_action action;
    enum message words;
} MOVES[] = {
    {OFFERING_OPEN_IT, MSG_OFFICE_OFFERING_OPEN},
    {OFFERING_CLOSE, MSG_OFFICE_OFFERING_CLOSE},
    {OFFERING_CANCEL, MSG_OFFICE_OFFERING_CANCEL},
    {OFFERING_REDRAFT, MSG_OFFICE_OFFERING_REDRAFT},
};

static const struct part_option *moves_of(
    struct web *web, int64_t state, size_t *ret_n)
{
    struct part_option *moves =
        arena_array(web->arena, N(MOVES), struct part_option);
    size_t n = 0;
    size_t i;

    for (i = 0; moves && i < N(MOVES); i++) {
        int64_t next;

        if (offering_next(state, MOVES[i].action, &next, NULL) == OK)
            moves[n++] = (struct part_option){
                names_word(&offering_action_names, MOVES[i].action),
                message(web->view.lang, MOVES[i].words)};
    }
    *ret_n = n;
    return moves;
}

static str seats_text(struct web *web, const struct offering *o)
{
    const struct message_arg args[] = {
        {.name = S("taken"), .kind = ARG_NUMBER, .number = o->taken},
        {.name = S("seats"), .kind = ARG_NUMBER, .number = o->seats},
    };

    return o->seats > 0 ? message_with(web->arena, web->view.lang,
                              MSG_OFFICE_OFFERING_TAKEN, args, N(args))
                        : fact_number(web, o->taken);
}

static struct page_offering_list_rows row_of(
    struct web *web, str action, const struct offering *o)
{
    struct page_offering_list_rows row = {
        .id = o->id,
        .words = o->title.len > 0 ? o->title
                 : o->starts_on.len > 0
                     ? format_day(web->arena, web->view.lang, o->starts_on)
                     : message(web->view.lang, MSG_OFFICE_OFFERING_UNDATED),
        .starts_on = o->starts_on,
        .ends_on = o->ends_on,
        .place = o->place.len > 0 ? o->place : fact_mode(web, (size_t)o->mode),
        .seats = seats_text(web, o),
        .edit = fact_url(web, fact_joined(web, action, S("?edit="), S("")),
            o->id, S("#form")),
    };
    size_t i;

    for (i = 0; i < N(STATES); i++) {
        if (STATES[i].state == o->state) {
            row.tone = STATES[i].tone;
            row.state = message(web->view.lang, STATES[i].words);
        }
    }
    row.moves = moves_of(web, o->state, &row.n_moves);
    return row;
}

static void add_modes(struct web *web, struct page_offering_list *page)
{
    struct part_option *modes = arena_array(
        web->arena, PARTICIPATION_WORK_BASED + 1, struct part_option);
    size_t i;

    for (i = 0; modes && i <= PARTICIPATION_WORK_BASED; i++)
        modes[i] =
            (struct part_option){participation_word((enum participation)i),
                i > 0 ? fact_mode(web, i) : S("")};
    page->modes = modes;
    page->n_modes = modes ? PARTICIPATION_WORK_BASED + 1 : 0;
}

static void fill_form(
    const struct typing *typing, struct page_offering_list *page)
{
    page->id = typing->id;
    page->name = typing->title;
    page->deliverer = typing->deliverer;
    page->mode = typing->mode;
    page->place = typing->place;
    page->url = typing->url;
    page->starts_on = typing->starts_on;
    page->ends_on = typing->ends_on;
    page->due_on = typing->due_on;
    page->weeks_min = typing->weeks_min;
    page->seats = typing->seats;
    page->price = typing->price;
    page->currency = typing->currency;
}

/* The page, with what was typed, or the one that is to be changed. */
static code show(
    struct web *web, const struct typing *typed, struct err *reterr)
{
    const str back = fact_url(web,
        fact_joined(web, web->view.home, S("/achievement/"), S("")),
        web_path(web, S("id")), S(""));
    const str edit = web_query(web, S("edit"));
    struct page_offering_list page = {
        .back = back,
        .action = fact_joined(web, back, S("/offering"), S("")),
        .may_write = right_given(RIGHT_offering_write, web->act.actor.roles),
    };
    struct page_offering_list_rows *rows;
    struct typing typing = {0};
    struct achievement_full full;
    struct findings findings;
    struct offering *offerings;
    struct buf out;
    size_t n;
    size_t i;

    findings_init(&findings, web->arena);
    TRY(achievement_check(
        &web->act, web_path(web, S("id")), &findings, &full, reterr));
    TRY(offering_list(&web->act, full.achievement.id, &offerings, &n, reterr));
    rows = arena_array(web->arena, n, struct page_offering_list_rows);
    for (i = 0; rows && i < n; i++) {
        rows[i] = row_of(web, page.action, &offerings[i]);
        if (str_eq(offerings[i].id, edit))
            typing = typing_of(web, &offerings[i]);
    }
    page.title = full.achievement.title;
    page.listed = full.achievement.listed_version > 0;
    page.rows = rows;
    page.n_rows = rows ? n : 0;
    fill_form(typed ? typed : &typing, &page);
    add_modes(web, &page);
    web->view.nav = S("achievement");
    web_buf(web, &out);
    page_offering_list(&out, &web->view, &page);
    TRY(arena_status(web->arena));
    return web_page(web, &out, reterr);
}

/* ROUTE GET /o/{org}/achievement/{id}/offering  right: achievement_read
 *   summary: the sessions of a course; edit */
code offering_list_page(struct web *web, struct err *reterr)
{
    web->view.notice = typed_notice(web_query(web, S("did")));
    return show(web, NULL, reterr);
}

/* --- what comes back --- */

static code show_faults(struct web *web,
    const struct typing *typing,
    struct typed_faults *faults,
    struct err *reterr)
{
    web->view.faults = faults->items;
    web->view.n_faults = faults->n;
    web->res->status = 422;
    return show(web, typing, reterr);
}

static enum message fault_of(code why, const struct err *about)
{
    if (why == E_DATE_ORDER)
        return MSG_OFFICE_FAULT_ORDER;
    if (why == E_OFFERING_FULL)
        return MSG_OFFICE_FAULT_SEATS;
    return str_eq(str_of(about->arg), S("url")) ? MSG_OFFICE_FAULT_LINK
                                                : MSG_OFFICE_FAULT_NUMBER;
}

static void done(struct web *web, str what)
{
    response_redirect(
        web->res, fact_joined(web, web->req->path, S("?did="), what));
}

static code save(struct web *web, const struct form *form, struct err *reterr)
{
    const struct typing typing = typing_read(form);
    struct typed_faults faults = {.n = 0};
    const struct offering wanted = offering_of(web, &typing, &faults);
    const bool open = str_eq(form_get(form, S("do")), S("save_open"));
    struct offering saved;
    struct err why = {0};
    code result;

    if (faults.n > 0)
        return show_faults(web, &typing, &faults, reterr);
    result = offering_save(&web->act, &wanted, &saved, &why);
    if (result == E_FORM_FIELD || result == E_DATE_ORDER ||
        result == E_OFFERING_FULL) {
        typed_fault(&faults, arena_str(web->arena, str_of(why.arg)),
            message(web->view.lang, fault_of(result, &why)));
        return show_faults(web, &typing, &faults, reterr);
    }
    if (result != OK)
        return err_set(reterr, result, str_of(why.arg));
    if (open && saved.state == OFFERING_DRAFT)
        TRY(offering_change(
            &web->act, saved.achievement, saved.id, OFFERING_OPEN_IT, reterr));
    done(web, open ? S("open") : S("save"));
    return OK;
}

/* ROUTE POST /o/{org}/achievement/{id}/offering  right: offering_write
 *   summary: write a session, or open, close or cancel one */
code offering_write(struct web *web, struct err *reterr)
{
    struct form form;
    int64_t action;
    str what;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    what = form_get(&form, S("do"));
    if (!names_find(&offering_action_names, what, &action))
        return save(web, &form, reterr);
    TRY(offering_change(&web->act, web_path(web, S("id")),
        form_get(&form, S("id")), (enum offering_action)action, reterr));
    done(web, what);
    return OK;
}
