/* Tokens for programs: made, shown once, revoked. */
#include "web/api_token.h"

#include "app/api_token.h"
#include "base/num.h"
#include "http/token.h"
#include "web/typed.h"

enum {
    DAYS_USUAL = 90,
};

static const int64_t DAYS[] = {30, DAYS_USUAL, 365};

/* What a person may choose from, in the order of the page. */
static const struct {
    enum right right;
    enum message words;
} SCOPES[] = {
    {RIGHT_org_read, MSG_OFFICE_SCOPE_ORG_READ},
    {RIGHT_org_write, MSG_OFFICE_SCOPE_ORG_WRITE},
    {RIGHT_staff_read, MSG_OFFICE_SCOPE_STAFF_READ},
    {RIGHT_staff_write, MSG_OFFICE_SCOPE_STAFF_WRITE},
    {RIGHT_learner_read, MSG_OFFICE_SCOPE_LEARNER_READ},
    {RIGHT_learner_write, MSG_OFFICE_SCOPE_LEARNER_WRITE},
    {RIGHT_achievement_read, MSG_OFFICE_SCOPE_ACHIEVEMENT_READ},
    {RIGHT_achievement_write, MSG_OFFICE_SCOPE_ACHIEVEMENT_WRITE},
    {RIGHT_achievement_approve, MSG_OFFICE_SCOPE_ACHIEVEMENT_APPROVE},
    {RIGHT_offering_write, MSG_OFFICE_SCOPE_OFFERING_WRITE},
    {RIGHT_enrolment_read, MSG_OFFICE_SCOPE_ENROLMENT_READ},
    {RIGHT_enrolment_write, MSG_OFFICE_SCOPE_ENROLMENT_WRITE},
    {RIGHT_assessment_read, MSG_OFFICE_SCOPE_ASSESSMENT_READ},
    {RIGHT_assessment_write, MSG_OFFICE_SCOPE_ASSESSMENT_WRITE},
    {RIGHT_award_read, MSG_OFFICE_SCOPE_AWARD_READ},
    {RIGHT_award_issue, MSG_OFFICE_SCOPE_AWARD_ISSUE},
    {RIGHT_award_change, MSG_OFFICE_SCOPE_AWARD_CHANGE},
    {RIGHT_import_run, MSG_OFFICE_SCOPE_IMPORT_RUN},
    {RIGHT_mail_read, MSG_OFFICE_SCOPE_MAIL_READ},
    {RIGHT_mail_write, MSG_OFFICE_SCOPE_MAIL_WRITE},
    {RIGHT_report_read, MSG_OFFICE_SCOPE_REPORT_READ},
    {RIGHT_event_read, MSG_OFFICE_SCOPE_EVENT_READ},
    {RIGHT_setting_write, MSG_OFFICE_SCOPE_SETTING_WRITE},
};

enum {
    N_SCOPES = sizeof(SCOPES) / sizeof(SCOPES[0]),
    N_DAYS = sizeof(DAYS) / sizeof(DAYS[0]),
};

/* --- the tokens there are --- */

static void put_scopes(struct web *web, str scopes, struct buf *out)
{
    size_t n = 0;
    size_t i;

    for (i = 0; i < N_SCOPES; i++) {
        const str name = names_word(&right_names, SCOPES[i].right);
        str rest = scopes;
        str word;

        while (token_next(&rest, ' ', &word)) {
            if (!str_eq(word, name))
                continue;
            buf_str(out, n++ > 0 ? S(" · ") : S(""));
            buf_str(out, message(web->view.lang, SCOPES[i].words));
        }
    }
}

static void set_state(struct web *web,
    const struct api_token *token,
    struct page_api_token_list_rows *row)
{
    const enum lang lang = web->view.lang;

    row->tone = S("calm");
    if (token->revoked_at > 0) {
        row->state = message(lang, MSG_OFFICE_TOKEN_STATE_REVOKED);
    } else if (token->expires_at <= web->act.now) {
        row->state = message(lang, MSG_OFFICE_TOKEN_STATE_ENDED);
    } else {
        row->tone = S("good");
        row->state = message(lang, MSG_OFFICE_TOKEN_STATE_GOOD);
        row->revocable = true;
    }
}

static code row_of(struct web *web,
    const struct api_token *token,
    struct page_api_token_list_rows *ret,
    struct err *reterr)
{
    struct buf scopes;

    *ret = (struct page_api_token_list_rows){
        .id = token->id,
        .title = token->label,
        .by = token->created_by_name,
        .since = token->created_at,
        .until = token->expires_at,
        .used = token->used_at,
    };
    set_state(web, token, ret);
    web_buf(web, &scopes);
    put_scopes(web, token->scopes, &scopes);
    if (buf_finish_str(&scopes, &ret->scopes) != OK)
        return err_set(reterr, E_NO_MEMORY, S("scopes"));
    return OK;
}

/* --- the form --- */

static uint64_t bit_of(enum right right)
{
    return (uint64_t)1 << right;
}

static void read_wish(const struct form *form, struct api_token_order *ret)
{
    uint64_t days = 0;
    size_t i;
    int64_t right;

    ret->label = typed_trim(form_get(form, S("label")));
    if (num_parse_u64(form_get(form, S("days")), API_TOKEN_DAYS_MAX, &days))
        ret->days = (int64_t)days;
    for (i = 0; i < form->n; i++) {
        if (str_eq(form->fields[i].name, S("scope")) &&
            names_find(&right_names, form->fields[i].value, &right))
            ret->scopes |= bit_of((enum right)right);
    }
}

static void add_choices(struct web *web,
    const struct api_token_order *order,
    struct page_api_token_list *page)
{
    struct page_api_token_list_scopes *scopes =
        arena_array(web->arena, N_SCOPES, struct page_api_token_list_scopes);
    struct part_option *days =
        arena_array(web->arena, N_DAYS, struct part_option);
    size_t i;

    for (i = 0; scopes && i < N_SCOPES; i++) {
        if (act_may(&web->act, SCOPES[i].right, NULL) != OK)
            continue;
        scopes[page->n_scopes++] = (struct page_api_token_list_scopes){
            .key = names_word(&right_names, SCOPES[i].right),
            .words = message(web->view.lang, SCOPES[i].words),
            .ticked = (order->scopes & bit_of(SCOPES[i].right)) != 0,
        };
    }
    for (i = 0; days && i < N_DAYS; i++) {
        const struct message_arg n = {
            .name = S("n"), .kind = ARG_NUMBER, .number = DAYS[i]};

        days[i] = (struct part_option){typed_number_text(web, DAYS[i]),
            message_with(
                web->arena, web->view.lang, MSG_OFFICE_TOKEN_DAYS_N, &n, 1)};
    }
    page->scopes = scopes;
    page->days = days;
    page->n_days = days ? N_DAYS : 0;
    page->present_days = typed_number_text(web, order->days);
}

static str action_of(struct web *web)
{
    const str parts[] = {web->view.home, S("/token")};

    return arena_join(web->arena, parts, 2);
}

static code show(struct web *web,
    const struct api_token_order *order,
    struct page_api_token_list *page,
    struct err *reterr)
{
    struct page_api_token_list_rows *rows;
    struct api_token *tokens;
    struct buf out;
    size_t n;
    size_t i;

    TRY(api_token_all(&web->act, &tokens, &n, reterr));
    rows = arena_array(web->arena, n, struct page_api_token_list_rows);
    TRY(arena_status(web->arena));
    for (i = 0; i < n; i++)
        TRY(row_of(web, &tokens[n - 1 - i], &rows[i], reterr));
    page->action = action_of(web);
    page->rows = rows;
    page->n_rows = n;
    add_choices(web, order, page);
    TRY(arena_status(web->arena));
    web->view.nav = S("settings");
    web_buf(web, &out);
    page_api_token_list(&out, &web->view, page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /o/{org}/token  right: token_write
 *   summary: the tokens of programs, and a form for another */
code api_token_list(struct web *web, struct err *reterr)
{
    const struct api_token_order order = {.days = DAYS_USUAL};
    struct page_api_token_list page = {0};

    return show(web, &order, &page, reterr);
}

/* The form again, with what is wrong. */
static code show_fault(struct web *web,
    const struct api_token_order *order,
    const struct err *e,
    struct err *reterr)
{
    const enum lang lang = web->view.lang;
    const bool is_label = str_eq(str_of(e->arg), S("label"));
    const struct view_faults fault = {is_label ? S("label") : S("scope"),
        message(lang, is_label ? MSG_OFFICE_TOKEN_LABEL_WRONG
                               : MSG_OFFICE_TOKEN_SCOPE_WRONG)};
    struct page_api_token_list page = {.label = order->label};

    if (!is_label)
        page.scope_fault = fault.words;
    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = 422;
    return show(web, order, &page, reterr);
}

/* ROUTE POST /o/{org}/token  right: token_write
 *   summary: make a token; the page that answers shows it, once */
code api_token_create(struct web *web, struct err *reterr)
{
    const struct api_token_order again = {.days = DAYS_USUAL};
    struct api_token_order order = {0};
    struct page_api_token_list page = {0};
    struct api_token token;
    struct form form;
    struct err e = {0};
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    read_wish(&form, &order);
    result = api_token_make(&web->act, &order, &token, &page.secret, &e);
    if (result == E_FORM_FIELD)
        return show_fault(web, &order, &e, reterr);
    if (result != OK)
        return err_set(reterr, result, str_of(e.arg));
    return show(web, &again, &page, reterr);
}

/* ROUTE POST /o/{org}/token/{id}/revoke  right: token_write
 *   summary: end a token at once */
code api_token_end(struct web *web, struct err *reterr)
{
    TRY(api_token_revoke(&web->act, web_path(web, S("id")), reterr));
    response_redirect(web->res, action_of(web));
    return OK;
}
