/* The people of an organisation, one by one and many at once. */
#include "web/person.h"

#include "app/invitation.h"
#include "app/person.h"
#include "web/fact.h"
#include "web/list.h"

enum {
    ROLES = ROLE_LEARNER, /* 1 to ROLE_LEARNER */
    ACTIONS_MAX = 2 * ROLES + 1,
    WORD_BYTES_MAX = 256,
};

static str people_url(struct web *web, str after)
{
    return fact_url(web, S("/o/"), web_path(web, S("org")), after);
}

static bool may(const struct web *web, enum right right)
{
    return act_may(&web->act, right, NULL) == OK;
}

static str role_words(const struct web *web, int64_t role)
{
    return message(web->view.lang, person_role_words(role));
}

/* "owner, assessor" */
static str roles_words(struct web *web, role_set roles)
{
    struct buf out;
    str words = {"", 0};
    int role;

    buf_init(&out, web->arena, WORD_BYTES_MAX);
    for (role = ROLE_OWNER; role <= ROLE_LEARNER; role++) {
        if ((roles & 1u << role) == 0)
            continue;
        if (out.len > 0)
            buf_str(&out, S(", "));
        buf_str(&out, role_words(web, role));
    }
    return buf_finish_str(&out, &words) == OK ? words : S("");
}

/* The role of that name, of those in `among`; else ROLE_NONE. */
static enum role role_named(str word, role_set among)
{
    int64_t role;

    if (!names_find(&role_names, word, &role) || (among & 1u << role) == 0)
        return ROLE_NONE;
    return (enum role)role;
}

/* Roles as choices of a form, in the order of the table. */
static const struct part_option *role_options(
    struct web *web, role_set among, size_t *ret_n)
{
    struct part_option *options =
        arena_array(web->arena, ROLES, struct part_option);
    size_t n = 0;
    int role;

    for (role = ROLE_OWNER; options && role <= ROLE_LEARNER; role++) {
        if ((among & 1u << role) != 0)
            options[n++] = (struct part_option){
                names_word(&role_names, role), role_words(web, role)};
    }
    *ret_n = n;
    return options;
}

/* --- the list --- */

/* Which list a form or query is about. */
static struct person_query query_of(
    const struct web *web, const struct form *form)
{
    const bool learners = str_eq(form_get(form, S("kind")), S("learner")) ||
                          !may(web, RIGHT_staff_read);
    struct person_query query = {
        .role = ROLE_LEARNER, .text = form_get(form, S("q"))};

    if (query.text.len == 0)
        query.text = form_get(form, S("query"));
    if (!learners)
        query.role = role_named(form_get(form, S("role")), PERSON_STAFF);
    return query;
}

static struct page_people_list_rows row_of(
    struct web *web, const struct person_row *row)
{
    return (struct page_people_list_rows){
        .id = row->person,
        .title = row->name,
        .email = row->email,
        .roles = roles_words(web, row->roles),
        .href =
            fact_url(web, people_url(web, S("/people/")), row->person, S("")),
        .since = row->since,
    };
}

static str action_words(struct web *web, enum message id, int64_t role)
{
    const struct message_arg arg = {
        .name = S("role"), .kind = ARG_WORDS, .text = role_words(web, role)};

    return message_with(web->arena, web->view.lang, id, &arg, 1);
}

static void add_role_actions(struct web *web,
    struct part_option *actions,
    size_t *n,
    str before,
    enum message words)
{
    int role;

    for (role = ROLE_OWNER; role < ROLE_LEARNER; role++)
        actions[(*n)++] = (struct part_option){
            fact_joined(web, before, names_word(&role_names, role), S("")),
            action_words(web, words, role)};
}

/* What may be done to many of this list. */
static void add_actions(struct web *web, struct page_people_list *page)
{
    struct part_option *actions =
        arena_array(web->arena, ACTIONS_MAX, struct part_option);
    size_t n = 0;

    if (!actions)
        return;
    if (may(web, RIGHT_staff_write)) {
        add_role_actions(web, actions, &n, S("give-"), MSG_OFFICE_PEOPLE_GIVE);
        add_role_actions(web, actions, &n, S("take-"), MSG_OFFICE_PEOPLE_TAKE);
    }
    actions[n++] = (struct part_option){
        S("end"), message(web->view.lang, MSG_OFFICE_PEOPLE_END)};
    page->actions = actions;
    page->n_actions = n;
}

static code add_invitations(
    struct web *web, struct page_people_list *page, struct err *reterr)
{
    struct page_people_list_invitations *rows;
    struct invitation *waiting;
    size_t n;
    size_t i;

    if (!may(web, RIGHT_staff_read))
        return OK;
    TRY(invitation_list(&web->act, &waiting, &n, reterr));
    rows = arena_array(web->arena, n, struct page_people_list_invitations);
    for (i = 0; rows && i < n; i++)
        rows[i] = (struct page_people_list_invitations){
            .id = waiting[i].id,
            .email = waiting[i].email,
            .role = role_words(web, waiting[i].role),
            .sent = waiting[i].sent_at,
            .until = waiting[i].expires_at,
        };
    page->invitations = rows;
    page->n_invitations = rows ? n : 0;
    return arena_status(web->arena);
}

static code add_rows(struct web *web,
    const struct person_query *query,
    struct page_people_list *page,
    struct err *reterr)
{
    struct page_people_list_rows *rows;
    struct person_list list;
    struct list_part part = {
        .offset = query->offset, .a_page = PERSON_PAGE_ROWS};
    size_t i;

    TRY(person_search(&web->act, query, &list, reterr));
    rows = arena_array(web->arena, list.n, struct page_people_list_rows);
    for (i = 0; rows && i < list.n; i++)
        rows[i] = row_of(web, &list.rows[i]);
    part.n = list.n;
    part.of = list.of;
    page->rows = rows;
    page->n_rows = rows ? list.n : 0;
    page->n = list.of;
    page->pager = list_pager(web, &part);
    return arena_status(web->arena);
}

/* Whom this person may invite: staff by the owner, learners by both. */
static role_set may_invite(const struct web *web)
{
    role_set roles = 0;

    if (may(web, RIGHT_staff_write))
        roles |= PERSON_STAFF;
    if (may(web, RIGHT_learner_write))
        roles |= 1u << ROLE_LEARNER;
    return roles;
}

static code show_list(struct web *web, str email, struct err *reterr)
{
    struct person_query query = query_of(web, &web->query);
    const bool learners = query.role == ROLE_LEARNER;
    struct page_people_list page = {
        .query = query.text,
        .kind = learners ? S("learner") : S("staff"),
        .action = people_url(web, S("/people")),
        .may_invite = may_invite(web) != 0,
        .may_import = may(web, RIGHT_import_run),
        .may_change = may(web, RIGHT_staff_write) ||
                      (learners && may(web, RIGHT_learner_write)),
        .may_see_staff = may(web, RIGHT_staff_read),
        .email = email,
    };
    struct buf out;

    query.offset = list_offset(web, PERSON_PAGE_ROWS);
    if (!learners) {
        page.role = names_word(&role_names, query.role);
        page.filters = role_options(web, PERSON_STAFF, &page.n_filters);
    }
    page.roles = role_options(web, may_invite(web), &page.n_roles);
    add_actions(web, &page);
    TRY(add_rows(web, &query, &page, reterr));
    TRY(add_invitations(web, &page, reterr));
    web->view.nav = S("people");
    web_buf(web, &out);
    page_people_list(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /o/{org}/people  right: learner_read
 *   summary: staff or learners, searched and filtered; invitations */
code person_list_page(struct web *web, struct err *reterr)
{
    static const struct list_done DONE[] = {
        {STR("invited"), MSG_OFFICE_PEOPLE_INVITED},
        {STR("withdrawn"), MSG_OFFICE_PEOPLE_WITHDRAWN},
        {STR("ended"), MSG_OFFICE_PEOPLE_ENDED},
    };

    list_show_done(web, DONE, sizeof(DONE) / sizeof(DONE[0]));
    return show_list(web, S(""), reterr);
}

/* --- invitations --- */

/* ROUTE POST /o/{org}/people/invite  right: learner_write
 *   summary: ask somebody by mail to take a role */
code person_invite(struct web *web, struct err *reterr)
{
    static const struct {
        code code;
        str field;
        enum message words;
    } FAULTS[] = {
        {E_EMAIL, STR("email"), MSG_SIGN_IN_BAD_EMAIL},
        {E_CONFLICT, STR("email"), MSG_OFFICE_PEOPLE_HAS_ROLE},
        {E_FORM_FIELD, STR("role"), MSG_OFFICE_PEOPLE_ROLE_BAD},
    };
    struct form form;
    enum role role;
    str email;
    code result;
    size_t i;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    email = form_get(&form, S("email"));
    role = role_named(form_get(&form, S("role")), (role_set)-1);
    result = invitation_send(&web->act, email, role, reterr);
    for (i = 0; i < sizeof(FAULTS) / sizeof(FAULTS[0]); i++) {
        if (FAULTS[i].code == result) {
            list_fault(web, FAULTS[i].field, FAULTS[i].words);
            return show_list(web, email, reterr);
        }
    }
    TRY(result);
    list_redirect(web, people_url(web, S("/people")),
        role == ROLE_LEARNER ? S("kind=learner") : S(""), S("invited"));
    return OK;
}

/* ROUTE POST /o/{org}/people/invitation/{id}  right: learner_write
 *   summary: send an invitation once more, or withdraw it */
code person_invitation(struct web *web, struct err *reterr)
{
    const str id = web_path(web, S("id"));
    struct form form;
    bool again;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    again = str_eq(form_get(&form, S("do")), S("resend"));
    TRY(again ? invitation_resend(&web->act, id, reterr)
              : invitation_withdraw(&web->act, id, reterr));
    list_redirect(web, people_url(web, S("/people")), S(""),
        again ? S("invited") : S("withdrawn"));
    return OK;
}

/* --- one person --- */

static const struct page_people_show_roles *role_rows(
    struct web *web, role_set roles)
{
    static const enum message WHAT[ROLE_END] = {
        [ROLE_OWNER] = MSG_OFFICE_ROLE_OWNER,
        [ROLE_DESIGNER] = MSG_OFFICE_ROLE_DESIGNER,
        [ROLE_ASSESSOR] = MSG_OFFICE_ROLE_ASSESSOR,
        [ROLE_REGISTRAR] = MSG_OFFICE_ROLE_REGISTRAR,
        [ROLE_LD] = MSG_OFFICE_ROLE_LD,
        [ROLE_VIEWER] = MSG_OFFICE_ROLE_VIEWER,
    };
    struct page_people_show_roles *rows =
        arena_array(web->arena, ROLES, struct page_people_show_roles);
    int role;

    for (role = ROLE_OWNER; rows && role < ROLE_LEARNER; role++)
        rows[role - 1] = (struct page_people_show_roles){
            .key = names_word(&role_names, role),
            .words = role_words(web, role),
            .what = message(web->view.lang, WHAT[role]),
            .ticked = (roles & 1u << role) != 0,
        };
    return rows;
}

static code show_person(struct web *web, struct err *reterr)
{
    struct page_people_show page = {0};
    struct person_row row;
    struct buf out;

    TRY(person_show(&web->act, web_path(web, S("person")), &row, reterr));
    page.action = web->req->path;
    page.learns = (row.roles & 1u << ROLE_LEARNER) != 0;
    page.back = people_url(web, page.learns && (row.roles & PERSON_STAFF) == 0
                                    ? S("/people?kind=learner")
                                    : S("/people"));
    page.title = page.plain_title = row.name;
    page.email = row.email;
    page.number = row.number;
    page.unit = row.unit;
    page.since = row.since;
    page.roles = role_rows(web, row.roles);
    page.n_roles = page.roles ? ROLES - 1 : 0;
    page.may_change = may(web, RIGHT_staff_write);
    page.may_end = page.may_change || ((row.roles & PERSON_STAFF) == 0 &&
                                          may(web, RIGHT_learner_write));
    if (may(web, RIGHT_enrolment_read))
        page.enrolments = fact_url(
            web, people_url(web, S("/enrolment?q=")), row.email, S(""));
    if (may(web, RIGHT_award_read))
        page.awards =
            fact_url(web, people_url(web, S("/award?q=")), row.email, S(""));
    web->view.nav = S("people");
    web_buf(web, &out);
    page_people_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /o/{org}/people/{person}  right: learner_read
 *   summary: one person: address, roles, since when */
code person_show_page(struct web *web, struct err *reterr)
{
    static const struct list_done DONE[] = {
        {STR("saved"), MSG_OFFICE_PEOPLE_SAVED}};

    list_show_done(web, DONE, sizeof(DONE) / sizeof(DONE[0]));
    return show_person(web, reterr);
}

static role_set roles_of(const struct form *form)
{
    str words[ROLES];
    const size_t n = list_values(form, S("role"), words, ROLES);
    role_set roles = 0;
    size_t i;

    for (i = 0; i < n; i++)
        roles |= 1u << role_named(words[i], PERSON_STAFF);
    return roles & PERSON_STAFF;
}

/* ROUTE POST /o/{org}/people/{person}  right: learner_write
 *   summary: the roles that somebody has from now on, or none */
code person_save(struct web *web, struct err *reterr)
{
    const struct person_change end = {.action = PERSON_END};
    const str person = web_path(web, S("person"));
    struct form form;
    bool ends;
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    ends = str_eq(form_get(&form, S("do")), S("end"));
    result = ends
                 ? person_change(&web->act, person, &end, reterr)
                 : person_set_roles(&web->act, person, roles_of(&form), reterr);
    if (result == E_LAST_OWNER) {
        list_fault(web, S("role"), MSG_OFFICE_PEOPLE_LAST_OWNER);
        return show_person(web, reterr);
    }
    TRY(result);
    if (ends)
        list_redirect(web, people_url(web, S("/people")), S(""), S("ended"));
    else
        list_redirect(web, web->req->path, S(""), S("saved"));
    return OK;
}

/* --- many --- */

/* "give-assessor", "take-owner", "end". */
static code change_of(
    const struct form *form, struct person_change *ret, struct err *reterr)
{
    const str word = form_get(form, S("do"));
    const size_t dash = str_find(word, '-', 0);

    *ret = (struct person_change){.action = PERSON_END};
    if (str_eq(word, S("end")))
        return OK;
    if (dash == SIZE_MAX)
        return err_set(reterr, E_FORM_FIELD, S("do"));
    ret->action = str_starts(word, S("give-")) ? PERSON_GIVE : PERSON_TAKE;
    ret->role = role_named(str_sub(word, dash + 1, word.len), PERSON_STAFF);
    return ret->role == ROLE_NONE ? err_set(reterr, E_FORM_FIELD, S("do")) : OK;
}

/* Those that were ticked, or all that fit the search. */
static code chosen_of(struct web *web,
    const struct form *form,
    struct person_chosen *ret,
    struct err *reterr)
{
    const struct person_query query = query_of(web, form);
    str *ids;

    if (form_get(form, S("everything")).len > 0)
        return person_search_ids(&web->act, &query, ret, reterr);
    ids = arena_array(web->arena, PERSON_BULK_MAX, str);
    if (!ids)
        return arena_status(web->arena);
    ret->ids = ids;
    ret->n = list_values(form, S("id"), ids, PERSON_BULK_MAX);
    return OK;
}

/* What the form had, so that it can be sent again. */
static void add_fields(
    struct web *web, const struct form *form, struct page_bulk_show *page)
{
    struct page_bulk_show_fields *fields =
        arena_array(web->arena, form->n, struct page_bulk_show_fields);
    size_t n = 0;
    size_t i;

    for (i = 0; fields && i < form->n; i++) {
        if (str_eq(form->fields[i].name, S("csrf")) ||
            str_eq(form->fields[i].name, S("try")))
            continue;
        fields[n++] = (struct page_bulk_show_fields){
            form->fields[i].name, form->fields[i].value};
    }
    page->fields = fields;
    page->n_fields = n;
}

static enum message outcome_words(code result, enum person_run run)
{
    switch ((int)result) {
    case OK:
        return run == PERSON_DO ? MSG_OFFICE_PEOPLE_CHANGED
                                : MSG_OFFICE_PEOPLE_WOULD;
    case E_LAST_OWNER:
        return MSG_OFFICE_PEOPLE_LAST_OWNER;
    case E_FORBIDDEN:
        return MSG_OFFICE_PEOPLE_NOT_YOURS;
    case E_STATE_ORDER:
        return MSG_OFFICE_PEOPLE_AS_BEFORE;
    default:
        return MSG_OFFICE_PEOPLE_GONE;
    }
}

static void add_outcomes(struct web *web,
    const struct person_outcome *outcomes,
    size_t n,
    struct page_bulk_show *page)
{
    struct page_bulk_show_rows *rows =
        arena_array(web->arena, n, struct page_bulk_show_rows);
    const enum person_run run = page->done ? PERSON_DO : PERSON_TRY;
    size_t i;

    for (i = 0; rows && i < n; i++) {
        const bool good = outcomes[i].code == OK;

        rows[i] = (struct page_bulk_show_rows){
            .title = outcomes[i].row.name,
            .email = outcomes[i].row.email,
            .tone = good ? S("good") : S("calm"),
            .words =
                message(web->view.lang, outcome_words(outcomes[i].code, run)),
        };
        page->n_good += good;
        page->n_bad += !good;
    }
    page->rows = rows;
    page->n_rows = rows ? n : 0;
}

static str change_words(struct web *web, const struct person_change *change)
{
    if (change->action == PERSON_END)
        return message(web->view.lang, MSG_OFFICE_PEOPLE_END);
    return action_words(web,
        change->action == PERSON_GIVE ? MSG_OFFICE_PEOPLE_GIVE
                                      : MSG_OFFICE_PEOPLE_TAKE,
        change->role);
}

/* ROUTE POST /o/{org}/people/bulk  right: learner_write
 *   summary: roles of many given or taken; tried first */
code person_bulk(struct web *web, struct err *reterr)
{
    struct page_bulk_show page = {
        .title = MSG_OFFICE_NAV_PEOPLE, .action = web->req->path};
    struct person_chosen chosen = {0};
    struct person_change change;
    struct person_outcome *outcomes;
    struct form form;
    struct buf out;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    TRY(change_of(&form, &change, reterr));
    TRY(chosen_of(web, &form, &chosen, reterr));
    if (chosen.n == 0) {
        list_fault(web, S("do"), MSG_OFFICE_BULK_NONE);
        return show_list(web, S(""), reterr);
    }
    page.done = form_get(&form, S("run")).len > 0;
    TRY(person_change_many(&web->act, &change, &chosen,
        page.done ? PERSON_DO : PERSON_TRY, &outcomes, reterr));
    page.what = change_words(web, &change);
    page.back = people_url(web, str_eq(form_get(&form, S("kind")), S("learner"))
                                    ? S("/people?kind=learner")
                                    : S("/people"));
    add_fields(web, &form, &page);
    add_outcomes(web, outcomes, chosen.n, &page);
    web->view.nav = S("people");
    web_buf(web, &out);
    page_bulk_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}
