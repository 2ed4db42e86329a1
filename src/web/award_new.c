/* One badge awarded by hand: looked at first, then signed. */
#include "web/award_new.h"

#include "app/award.h"
#include "app/catalogue.h"
#include "text/datetime.h"
#include "web/award_office.h"
#include "web/fact.h"

enum {
    CHECKS_MAX = 5,
};

static const str ON_A_DAY = STR("day");
static const str ON_RELEASE = STR("release");

/* What the form holds, and what became of it. */
struct sheet {
    struct page_award_new page;
    struct award_order order;
    struct view_faults fault;
};

/* --- showing --- */

static code add_holds(struct web *web, struct page_award_new *page)
{
    const enum lang lang = web->view.lang;
    struct part_option *options =
        arena_array(web->arena, 3, struct part_option);

    TRY(arena_status(web->arena));
    options[0] =
        (struct part_option){S(""), message(lang, MSG_OFFICE_AWARD_HOLD_NONE)};
    options[1] = (struct part_option){
        ON_A_DAY, message(lang, MSG_OFFICE_AWARD_HOLD_DAY)};
    options[2] = (struct part_option){
        ON_RELEASE, message(lang, MSG_OFFICE_AWARD_HOLD_RELEASE)};
    page->holds = options;
    page->n_holds = 3;
    return OK;
}

static code show(struct web *web, struct sheet *sheet, struct err *reterr)
{
    struct page_award_new *page = &sheet->page;
    struct buf out;

    page->action = web->req->path;
    TRY(add_holds(web, page));
    TRY(award_courses(web, &page->achievements, &page->n_achievements, reterr));
    if (sheet->fault.words.len > 0) {
        web->view.faults = &sheet->fault;
        web->view.n_faults = 1;
        web->res->status = 422;
    }
    web->view.nav = S("award");
    web_buf(web, &out);
    page_award_new(&out, &web->view, page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /o/{org}/award/new  right: award_issue
 *   summary: the form for one badge; achievement */
code award_new_form(struct web *web, struct err *reterr)
{
    struct sheet sheet = {
        .page = {.achievement = web_query(web, S("achievement")),
            .awarded_on = act_day_at(web->act.now, 0, web->arena)}};

    return show(web, &sheet, reterr);
}

/* --- reading --- */

static void read_form(const struct form *form, struct sheet *sheet)
{
    struct page_award_new *page = &sheet->page;

    page->achievement = form_get(form, S("achievement"));
    page->holder = form_get(form, S("holder"));
    page->email = form_get(form, S("email"));
    page->awarded_on = form_get(form, S("awarded_on"));
    page->grade = form_get(form, S("grade"));
    page->hold = form_get(form, S("hold"));
    page->held_until = form_get(form, S("held_until"));
    page->token = form_get(form, S("token"));
    sheet->order = (struct award_order){
        .achievement = page->achievement,
        .email = page->email,
        .recipient_name = page->holder,
        .awarded_on = page->awarded_on,
        .idempotency_key = page->token,
    };
    if (str_eq(page->hold, ON_RELEASE))
        sheet->order.held_until = S(HELD_FOR_RELEASE);
    else if (str_eq(page->hold, ON_A_DAY))
        sheet->order.held_until = page->held_until;
}

/* The scale of the achievement; the grade that passes, where none is
 * chosen. */
static code add_grades(struct web *web, struct sheet *sheet, struct err *reterr)
{
    struct page_award_new *page = &sheet->page;
    struct achievement_full full;
    const struct rubric *rubric = &full.definition.rubric;
    struct part_option *options;
    const code result =
        catalogue_get(&web->act, page->achievement, 0, &full, reterr);
    size_t i;

    if (result != OK)
        return result == E_NOT_FOUND ? OK : result;
    options = arena_array(web->arena, rubric->n_grades, struct part_option);
    TRY(arena_status(web->arena));
    for (i = 0; i < rubric->n_grades; i++)
        options[i] = (struct part_option){
            rubric->grades[i].code, rubric->grades[i].name};
    page->grades = options;
    page->n_grades = rubric->n_grades;
    if (page->grade.len == 0)
        page->grade = rubric->required;
    sheet->order.grade = page->grade;
    page->image = fact_url(web, S("/c/"), full.achievement.id, S("/badge.svg"));
    return OK;
}

/* --- what is in the way --- */

static bool is_missing(struct web *web, struct sheet *sheet)
{
    const struct page_award_new *page = &sheet->page;
    enum message words = MSG_NONE;
    str field = {NULL, 0};

    if (page->holder.len == 0) {
        field = S("holder");
        words = MSG_OFFICE_AWARD_BAD_HOLDER;
    } else if (str_eq(page->hold, ON_A_DAY) &&
               !datetime_is_date(page->held_until)) {
        field = S("held_until");
        words = MSG_OFFICE_AWARD_HELD_UNTIL_BAD;
    }
    sheet->fault = (struct view_faults){field, message(web->view.lang, words)};
    return words != MSG_NONE;
}

/* Beside which field a refusal stands, and in which words; MSG_NONE for what
 * is no refusal. */
static enum message fault_of(code c, str *ret_field)
{
    static const struct {
        str field;
        code code;
        enum message words;
    } FAULTS[] = {
        {STR("email"), E_EMAIL, MSG_SIGN_IN_BAD_EMAIL},
        {STR("email"), E_ALREADY_HELD, MSG_OFFICE_AWARD_BAD_HELD},
        {STR("awarded_on"), E_DATE_ORDER, MSG_OFFICE_AWARD_BAD_DAY},
        {STR("grade"), E_GRADE, MSG_OFFICE_AWARD_BAD_GRADE},
        {STR("achievement"), E_NOT_LISTED, MSG_OFFICE_AWARD_BAD_LISTED},
        {STR("achievement"), E_NOT_FOUND, MSG_OFFICE_AWARD_BAD_LISTED},
        {STR("holder"), E_BADGE_FORM, MSG_OFFICE_AWARD_BAD_FORM},
        {STR("achievement"), E_ORGANISATION_STATE,
            MSG_OFFICE_AWARD_BAD_ORGANISATION},
    };
    size_t i;

    for (i = 0; i < sizeof(FAULTS) / sizeof(FAULTS[0]); i++) {
        if (FAULTS[i].code == c) {
            *ret_field = FAULTS[i].field;
            return FAULTS[i].words;
        }
    }
    return MSG_NONE;
}

static code refuse(
    struct web *web, struct sheet *sheet, code why, struct err *about)
{
    const str place = fact_joined(web, web->view.home, S("/award/"), S(""));
    struct part_line *line = arena_new(web->arena, struct part_line);
    const enum message words = fault_of(why, &sheet->fault.field);

    TRY(arena_status(web->arena));
    if (words == MSG_NONE)
        return why;
    sheet->fault.words = message(web->view.lang, words);
    *line = (struct part_line){.tone = S("bad"),
        .answer = MSG_CHECK_FAILED,
        .words = sheet->fault.words};
    sheet->page.tried = true;
    sheet->page.checks = line;
    sheet->page.n_checks = 1;
    sheet->page.image = S("");
    if (why == E_ALREADY_HELD)
        sheet->page.other = fact_url(
            web, place, arena_str(web->arena, str_of(about->arg)), S(""));
    return show(web, sheet, about);
}

/* --- what is good --- */

static code add_checks(
    struct web *web, struct sheet *sheet, const struct award *award)
{
    const enum message words[] = {MSG_OFFICE_AWARD_CHECK_RULES,
        MSG_OFFICE_AWARD_CHECK_HELD, MSG_OFFICE_AWARD_CHECK_DAYS,
        award->person.len > 0 ? MSG_OFFICE_AWARD_CHECK_KNOWN
                              : MSG_OFFICE_AWARD_CHECK_UNKNOWN};
    const size_t n = sizeof(words) / sizeof(words[0]);
    struct part_line *lines = arena_array(web->arena, n, struct part_line);
    size_t i;

    TRY(arena_status(web->arena));
    for (i = 0; i < n; i++)
        lines[i] = (struct part_line){.tone = S("good"),
            .answer = MSG_CHECK_PASSED,
            .words = message(web->view.lang, words[i])};
    sheet->page.checks = lines;
    sheet->page.n_checks = n;
    sheet->page.tried = true;
    sheet->page.ready = true;
    return OK;
}

static code look(struct web *web, struct sheet *sheet, struct err *reterr)
{
    struct award_outcome outcome = {.code = OK};
    code result = award_try_many(&web->act, &sheet->order, 1, &outcome, reterr);

    if (result == OK && outcome.code != OK) {
        result = outcome.code;
        *reterr = outcome.err;
    }
    if (result != OK)
        return refuse(web, sheet, result, reterr);
    TRY(add_checks(web, sheet, &outcome.award));
    if (sheet->page.token.len == 0)
        TRY(act_id(&web->act, &sheet->page.token, reterr));
    return show(web, sheet, reterr);
}

static code sign(struct web *web, struct sheet *sheet, struct err *reterr)
{
    const str place = fact_joined(web, web->view.home, S("/award/"), S(""));
    struct award award;
    const code result = award_issue(&web->act, &sheet->order, &award, reterr);

    if (result != OK)
        return refuse(web, sheet, result, reterr);
    response_redirect(web->res, fact_url(web, place, award.id, S("?signed=1")));
    return OK;
}

/* ROUTE POST /o/{org}/award/new  right: award_issue
 *   summary: look at one badge (do=try), or sign it (do=sign) */
code award_new_give(struct web *web, struct err *reterr)
{
    struct sheet sheet = {0};
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    read_form(&form, &sheet);
    if (is_missing(web, &sheet))
        return show(web, &sheet, reterr);
    TRY(add_grades(web, &sheet, reterr));
    return str_eq(form_get(&form, S("do")), S("sign"))
               ? sign(web, &sheet, reterr)
               : look(web, &sheet, reterr);
}
