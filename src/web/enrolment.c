/* Learners ask for a place in a course, and see where they stand. */
#include "web/enrolment.h"

#include "app/enrolment.h"
#include "web/fact.h"

enum {
    STEPS = 3, /* accepted, handed in, judged */
};

/* --- states --- */

static const struct {
    enum message words;
    str tone;
    int done; /* of STEPS; -1: it is over */
    enum message action;
} STATES[] = {
    [ENROLMENT_APPLIED] = {MSG_ENROLMENT_APPLIED, STR("wait"), 0, MSG_NONE},
    [ENROLMENT_ENROLLED] = {MSG_ENROLMENT_ENROLLED, STR("calm"), 1,
        MSG_ENROLMENT_TO_HAND_IN},
    [ENROLMENT_DEFERRED] = {MSG_ENROLMENT_DEFERRED, STR("calm"), 1,
        MSG_ENROLMENT_TO_RESUME},
    [ENROLMENT_SUBMITTED] = {MSG_ENROLMENT_SUBMITTED, STR("wait"), 2, MSG_NONE},
    [ENROLMENT_RESUBMIT] = {MSG_ENROLMENT_RESUBMIT, STR("warn"), 1,
        MSG_ENROLMENT_TO_TRY_AGAIN},
    [ENROLMENT_PASSED] = {MSG_ENROLMENT_PASSED, STR("good"), STEPS, MSG_NONE},
    [ENROLMENT_AWARDED] = {MSG_ENROLMENT_AWARDED, STR("good"), STEPS,
        MSG_ENROLMENT_TO_BADGE},
    [ENROLMENT_FAILED] = {MSG_ENROLMENT_FAILED, STR("bad"), -1, MSG_NONE},
    [ENROLMENT_WITHDRAWN] = {MSG_ENROLMENT_WITHDRAWN, STR("calm"), -1,
        MSG_NONE},
};

str enrolment_state_words(const struct web *web, int64_t state)
{
    return message(web->view.lang, STATES[state].words);
}

str enrolment_state_tone(int64_t state)
{
    return STATES[state].tone;
}

bool enrolment_is_open(int64_t state)
{
    return state == ENROLMENT_ENROLLED || state == ENROLMENT_RESUBMIT;
}

/* --- the dates of a course --- */

static str place_of(struct web *web, const struct offering *offering)
{
    const str mode = fact_mode(web, (size_t)offering->mode);

    if (offering->place.len == 0 || mode.len == 0)
        return offering->place.len > 0 ? offering->place : mode;
    return fact_joined(web, offering->place, S(", "), mode);
}

static str seats_of(struct web *web, const struct offering *offering)
{
    const struct message_arg left = {.name = S("n"),
        .kind = ARG_NUMBER,
        .number = offering->seats - offering->taken};

    return offering->seats == 0 ? S("")
                                : message_with(web->arena, web->view.lang,
                                      MSG_ACHIEVEMENT_SEATS, &left, 1);
}

static bool is_full(const struct offering *offering)
{
    return offering->seats > 0 && offering->taken >= offering->seats;
}

static struct page_achievement_show_sessions session_of(
    struct web *web, str course, const struct offering *offering)
{
    const struct money price = {offering->currency, offering->price};
    const bool full = is_full(offering);

    return (struct page_achievement_show_sessions){
        .starts_on = offering->starts_on,
        .words = place_of(web, offering),
        .seats = full ? S("") : seats_of(web, offering),
        .cost = price.currency.len > 0
                    ? format_money(web->arena, web->view.lang, price)
                    : S(""),
        .enrol =
            full ? S("")
                 : fact_url(web,
                       fact_joined(web, course, S("/enrol?session="), S("")),
                       offering->id, S("")),
    };
}

code enrolment_add_sessions(struct web *web,
    const struct achievement_full *full,
    struct page_achievement_show *page,
    struct err *reterr)
{
    const str course = fact_url(web, S("/c/"), full->achievement.id, S(""));
    struct page_achievement_show_sessions *sessions;
    struct enrolment_choice choice;
    size_t i;

    if (full->version.version != full->achievement.listed_version)
        return OK;
    TRY(enrolment_choose(&web->act, full->achievement.tenant,
        full->achievement.id, &choice, reterr));
    sessions = arena_array(
        web->arena, choice.n_offerings, struct page_achievement_show_sessions);
    for (i = 0; sessions && i < choice.n_offerings; i++)
        sessions[i] = session_of(web, course, &choice.offerings[i]);
    page->sessions = sessions;
    page->n_sessions = sessions ? choice.n_offerings : 0;
    if (choice.n_offerings == 0)
        page->enrol = fact_joined(web, course, S("/enrol"), S(""));
    return arena_status(web->arena);
}

/* --- asking for a place --- */

static bool add_choices(struct web *web,
    const struct enrolment_choice *choice,
    str chosen,
    struct page_enrolment_new *page)
{
    struct page_enrolment_new_sessions *sessions = arena_array(
        web->arena, choice->n_offerings, struct page_enrolment_new_sessions);
    bool all_full = choice->n_offerings > 0;
    size_t i;

    for (i = 0; sessions && i < choice->n_offerings; i++) {
        const struct offering *offering = &choice->offerings[i];

        sessions[i] = (struct page_enrolment_new_sessions){
            .key = offering->id,
            .starts_on = offering->starts_on,
            .words = place_of(web, offering),
            .seats = seats_of(web, offering),
            .full = is_full(offering),
            .chosen = !is_full(offering) && (choice->n_offerings == 1 ||
                                                str_eq(offering->id, chosen)),
        };
        all_full = all_full && sessions[i].full;
    }
    page->sessions = sessions;
    page->n_sessions = sessions ? choice->n_offerings : 0;
    return all_full;
}

static code show_form(struct web *web, str chosen, struct err *reterr)
{
    struct page_enrolment_new page = {.action = web->req->path};
    struct achievement_full full;
    struct enrolment_choice choice;
    struct buf out;

    TRY(catalogue_get(&web->act, web_path(web, S("id")), 0, &full, reterr));
    if (full.achievement.listed_version == 0)
        return err_set(reterr, E_NOT_LISTED, full.achievement.code);
    TRY(enrolment_choose(&web->act, full.achievement.tenant,
        full.achievement.id, &choice, reterr));
    page.title = page.plain_title = full.version.title;
    page.image = fact_url(web, S("/c/"), full.achievement.id, S("/badge.svg"));
    page.issuer = full.organisation.name;
    page.facts = fact_line(web, &full.version);
    page.course = fact_url(web, S("/c/"), full.achievement.id, S(""));
    page.all_full = add_choices(web, &choice, chosen, &page);
    if (choice.present.id.len > 0)
        page.present =
            fact_url(web, S("/me/enrolment/"), choice.present.id, S(""));
    web->view.nav = S("enrolment");
    web_buf(web, &out);
    page_enrolment_new(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /c/{id}/enrol  right: person
 *   summary: ask for a place in a course; session */
code enrolment_ask(struct web *web, struct err *reterr)
{
    return show_form(web, web_query(web, S("session")), reterr);
}

static code show_fault(
    struct web *web, str chosen, enum message words, struct err *reterr)
{
    const struct view_faults fault = {
        S("session"), message(web->view.lang, words)};

    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = 422;
    return show_form(web, chosen, reterr);
}

/* ROUTE POST /c/{id}/enrol  right: person
 *   summary: apply for a place; the learner's page of it follows */
code enrolment_begin(struct web *web, struct err *reterr)
{
    struct enrolment_new asked = {0};
    struct achievement_full full;
    struct enrolment_choice choice;
    struct enrolment enrolment;
    struct form form;
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    TRY(catalogue_get(&web->act, web_path(web, S("id")), 0, &full, reterr));
    TRY(enrolment_choose(&web->act, full.achievement.tenant,
        full.achievement.id, &choice, reterr));
    asked.tenant = full.achievement.tenant;
    asked.achievement = full.achievement.id;
    asked.offering = form_get(&form, S("session"));
    if (choice.present.id.len > 0)
        return show_form(web, asked.offering, reterr);
    if (choice.n_offerings > 0 && asked.offering.len == 0)
        return show_fault(web, S(""), MSG_ENROLMENT_CHOOSE_SESSION, reterr);
    result = enrolment_apply(&web->act, &asked, &enrolment, reterr);
    if (result == E_OFFERING_FULL)
        return show_fault(
            web, asked.offering, MSG_ENROLMENT_SESSION_FULL, reterr);
    TRY(result);
    response_redirect(
        web->res, fact_url(web, S("/me/enrolment/"), enrolment.id, S("")));
    return OK;
}

/* --- where one stands --- */

static struct page_enrolment_list_rows row_of(
    struct web *web, const struct enrolment_list_person_row *row)
{
    const int done = STATES[row->state].done;

    return (struct page_enrolment_list_rows){
        .title = row->title,
        .href = fact_url(web, S("/me/enrolment/"), row->id, S("")),
        .image = fact_url(web, S("/c/"), row->achievement, S("/badge.svg")),
        .issuer = row->name,
        .tone = enrolment_state_tone(row->state),
        .state = enrolment_state_words(web, row->state),
        .due_on = enrolment_is_open(row->state) ? row->due_on : S(""),
        .done = done,
        .of = done < 0 ? 0 : STEPS,
        .action = message(web->view.lang, STATES[row->state].action),
    };
}

/* ROUTE GET /me/enrolment  right: person
 *   summary: the courses of whoever is signed in */
code enrolment_list_own(struct web *web, struct err *reterr)
{
    struct page_enrolment_list page = {0};
    struct page_enrolment_list_rows *rows;
    struct enrolment_list_person_row *mine;
    struct buf out;
    size_t n;
    size_t i;

    TRY(enrolment_mine(&web->act, &mine, &n, reterr));
    rows = arena_array(web->arena, n, struct page_enrolment_list_rows);
    TRY(arena_status(web->arena));
    for (i = 0; i < n; i++)
        rows[i] = row_of(web, &mine[i]);
    page.rows = rows;
    page.n_rows = n;
    web->view.nav = S("enrolment");
    web_buf(web, &out);
    page_enrolment_list(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}
