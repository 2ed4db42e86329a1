/* The organisations of whoever is signed in, and a new one. */
#include "web/mine.h"

#include "app/organisation.h"
#include "app/person.h"
#include "web/fact.h"
#include "web/list.h"

enum {
    KINDS = ORGANISATION_ASSESSOR_BODY,
    COUNTRY_BYTES = 2,
    WORDS_BYTES_MAX = 256,
};

static str roles_words(struct web *web, role_set roles)
{
    struct buf out;
    str words = {"", 0};
    int role;

    buf_init(&out, web->arena, WORDS_BYTES_MAX);
    for (role = ROLE_OWNER; role <= ROLE_LEARNER; role++) {
        if ((roles & 1u << role) == 0)
            continue;
        if (out.len > 0)
            buf_str(&out, S(", "));
        buf_str(&out, message(web->view.lang, person_role_words(role)));
    }
    return buf_finish_str(&out, &words) == OK ? words : S("");
}

static bool is_staff(const struct organisation_mine *mine)
{
    return (mine->roles & PERSON_STAFF) != 0;
}

static code add_rows(
    struct web *web, struct page_organisation_mine *page, struct err *reterr)
{
    struct page_organisation_mine_rows *rows;
    struct organisation_mine *mine;
    size_t n;
    size_t i;

    TRY(organisation_mine(&web->act, &mine, &n, reterr));
    rows = arena_array(web->arena, n, struct page_organisation_mine_rows);
    for (i = 0; rows && i < n; i++) {
        const struct organisation *o = &mine[i].organisation;

        rows[i] = (struct page_organisation_mine_rows){
            .title = o->name,
            .domain = o->domain,
            .roles = roles_words(web, mine[i].roles),
            .href = fact_url(web, S("/o/"), o->slug,
                is_staff(&mine[i]) ? S("/home") : S("")),
        };
        if (o->state != ORGANISATION_ACTIVE)
            rows[i].state =
                message(web->view.lang, fact_organisation_state(o->state));
    }
    page->rows = rows;
    page->n_rows = rows ? n : 0;
    return arena_status(web->arena);
}

static void add_kinds(struct web *web, struct page_organisation_mine *page)
{
    struct part_option *kinds =
        arena_array(web->arena, KINDS, struct part_option);
    int64_t kind;

    for (kind = 1; kinds && kind <= KINDS; kind++)
        kinds[kind - 1] =
            (struct part_option){names_word(&organisation_kind_names, kind),
                message(web->view.lang, fact_organisation(kind))};
    page->kinds = kinds;
    page->n_kinds = kinds ? KINDS : 0;
}

static code show(
    struct web *web, const struct organisation *sent, struct err *reterr)
{
    struct page_organisation_mine page = {
        .title = sent->name,
        .kind = names_word(&organisation_kind_names, sent->kind),
        .country = sent->country,
        .operates = act_may(&web->act, RIGHT_installation, NULL) == OK,
    };
    struct buf out;

    TRY(add_rows(web, &page, reterr));
    add_kinds(web, &page);
    web_buf(web, &out);
    page_organisation_mine(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /me/organisation  right: person
 *   summary: the organisations that one belongs to, and a new one */
code mine_list(struct web *web, struct err *reterr)
{
    static const struct organisation nothing = {.kind = 0};

    return show(web, &nothing, reterr);
}

static str capitals(struct web *web, str text)
{
    char *to = arena_alloc(web->arena, text.len);
    size_t i;

    for (i = 0; to && i < text.len; i++)
        to[i] = (char)(text.ptr[i] >= 'a' && text.ptr[i] <= 'z'
                           ? text.ptr[i] - 'a' + 'A'
                           : text.ptr[i]);
    return (str){to, to ? text.len : 0};
}

/* ROUTE POST /me/organisation  right: person
 *   summary: make an organisation and own it */
code mine_new(struct web *web, struct err *reterr)
{
    struct organisation wanted = {
        .language = lang_code(web->view.lang), .accent = S("#0f5c63")};
    struct organisation made;
    struct form form;
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    wanted.name = form_get(&form, S("title"));
    wanted.country = capitals(web, form_get(&form, S("country")));
    (void)names_find(
        &organisation_kind_names, form_get(&form, S("kind")), &wanted.kind);
    if (wanted.country.len != COUNTRY_BYTES) {
        list_fault(web, S("country"), MSG_MINE_COUNTRY_BAD);
        return show(web, &wanted, reterr);
    }
    result = organisation_create(&web->act, &wanted, &made, reterr);
    if (result == E_CONFLICT)
        list_fault(web, S("title"), MSG_MINE_NAME_TAKEN);
    else if (result == E_FORM_FIELD && wanted.kind == 0)
        list_fault(web, S("kind"), MSG_MINE_KIND_BAD);
    else if (result == E_FORM_FIELD)
        list_fault(web, S("title"), MSG_MINE_NAME_MISSING);
    else if (result != OK)
        return result;
    if (result != OK)
        return show(web, &wanted, reterr);
    response_redirect(web->res, fact_url(web, S("/o/"), made.slug, S("/home")));
    return OK;
}

code mine_first(struct web *web, str *ret, struct err *reterr)
{
    struct organisation_mine *mine;
    const struct organisation_mine *desk = NULL;
    size_t n_desks = 0;
    size_t n;
    size_t i;

    TRY(organisation_mine(&web->act, &mine, &n, reterr));
    for (i = 0; i < n; i++) {
        if (is_staff(&mine[i])) {
            desk = &mine[i];
            n_desks++;
        }
    }
    *ret = S("/me");
    if (n_desks == 1)
        *ret = fact_url(web, S("/o/"), desk->organisation.slug, S("/home"));
    else if (n_desks > 1)
        *ret = S("/me/organisation");
    return OK;
}
