/* The profile of an organisation, its domain and its logo. */
#include "web/settings.h"

#include "app/organisation.h"
#include "web/fact.h"
#include "web/list.h"

enum {
    COUNTRY_BYTES = 2,
};

/* Colours of pages, by the class that shows them: each is readable on light
 * and on dark (asset/app.css). */
static const struct {
    str key;
    str accent;
    enum message words;
} COLOURS[] = {
    {STR("sea"), STR("#0f5c63"), MSG_OFFICE_COLOUR_SEA},
    {STR("forest"), STR("#2c5f38"), MSG_OFFICE_COLOUR_FOREST},
    {STR("plum"), STR("#6c3363"), MSG_OFFICE_COLOUR_PLUM},
    {STR("brick"), STR("#8c3a22"), MSG_OFFICE_COLOUR_BRICK},
    {STR("ink"), STR("#2e4475"), MSG_OFFICE_COLOUR_INK},
    {STR("ochre"), STR("#6d5000"), MSG_OFFICE_COLOUR_OCHRE},
};

enum {
    N_COLOURS = sizeof(COLOURS) / sizeof(COLOURS[0]),
};

static str here(struct web *web, str after)
{
    return fact_url(web, S("/o/"), web_path(web, S("org")), after);
}

/* --- the page --- */

static void add_choices(struct web *web, struct page_organisation_edit *page)
{
    struct part_option *colours =
        arena_array(web->arena, N_COLOURS, struct part_option);
    struct part_option *languages =
        arena_array(web->arena, LANG_N, struct part_option);
    enum lang lang;
    size_t i;

    if (!colours || !languages)
        return;
    for (i = 0; i < N_COLOURS; i++)
        colours[i] = (struct part_option){
            COLOURS[i].key, message(web->view.lang, COLOURS[i].words)};
    for (lang = LANG_EN; lang < LANG_N; lang++)
        languages[lang] = (struct part_option){
            lang_code(lang), message(lang, MSG_LANGUAGE_NAME)};
    page->colours = colours;
    page->n_colours = N_COLOURS;
    page->languages = languages;
    page->n_languages = LANG_N;
}

/* What stands in the form: what is stored, or what was sent. */
static void add_words(
    const struct organisation *o, struct page_organisation_edit *page)
{
    page->title = o->name;
    page->domain = o->domain;
    page->url = o->url;
    page->email = o->email;
    page->about = o->about;
    page->profile = o->qa_profile;
    page->process = o->qa_process;
    page->review = o->qa_review;
    page->regulated = o->regulated != 0;
    page->country = o->country;
    page->region = o->region;
    page->language = o->language;
    page->colour = view_accent(o->accent);
}

/* With the form as it came, or without. */
static code show(
    struct web *web, const struct organisation *sent, struct err *reterr)
{
    struct page_organisation_edit page = {.action = here(web, S("/settings"))};
    struct organisation_settings found;
    struct buf out;

    TRY(organisation_settings(&web->act, &found, reterr));
    add_words(sent ? sent : &found.organisation, &page);
    add_choices(web, &page);
    page.domain_proven = found.organisation.domain_checked_at > 0 &&
                         str_eq(page.domain, found.organisation.domain);
    page.proof_record = found.proof;
    page.proof_place = found.proof_url;
    page.kind =
        message(web->view.lang, fact_organisation(found.organisation.kind));
    if (found.organisation.logo.len > 0)
        page.logo = here(web, S("/logo"));
    page.public = here(web, S(""));
    page.under_review = found.organisation.state == ORGANISATION_HELD;
    web->view.nav = S("settings");
    web_buf(web, &out);
    page_organisation_edit(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /o/{org}/settings  right: org_write
 *   summary: the profile of the organisation, to change it */
code settings_show(struct web *web, struct err *reterr)
{
    static const struct list_done DONE[] = {
        {STR("saved"), MSG_OFFICE_ORGANISATION_SAVED},
        {STR("proven"), MSG_OFFICE_ORGANISATION_PROVEN},
        {STR("logo"), MSG_OFFICE_ORGANISATION_LOGO_SAVED},
    };

    list_show_done(web, DONE, sizeof(DONE) / sizeof(DONE[0]));
    return show(web, NULL, reterr);
}

/* --- saving --- */

static str accent_of(str colour)
{
    size_t i;

    for (i = 0; i < N_COLOURS; i++) {
        if (str_eq(COLOURS[i].key, colour))
            return COLOURS[i].accent;
    }
    return COLOURS[0].accent;
}

/* Over what is stored: the form does not have all of it. */
static void read_words(const struct form *form, struct organisation *o)
{
    o->name = form_get(form, S("title"));
    o->domain = form_get(form, S("domain"));
    o->url = form_get(form, S("url"));
    o->email = form_get(form, S("email"));
    o->country = form_get(form, S("country"));
    o->region = form_get(form, S("region"));
    o->language = form_get(form, S("language"));
    o->about = form_get(form, S("about"));
    o->qa_profile = form_get(form, S("profile"));
    o->qa_process = form_get(form, S("process"));
    o->qa_review = form_get(form, S("review"));
    o->regulated = form_get(form, S("regulated")).len > 0;
    o->accent = accent_of(form_get(form, S("colour")));
}

/* The form as it came, with what is wrong beside its field. */
static code show_fault(struct web *web,
    const struct organisation *wanted,
    code why,
    struct err *reterr)
{
    const str about = str_of(reterr->arg);

    if (why == E_EMAIL)
        list_fault(web, S("email"), MSG_SIGN_IN_BAD_EMAIL);
    else if (why == E_CONFLICT)
        list_fault(web, S("title"), MSG_OFFICE_ORGANISATION_NAME_ALIKE);
    else if (str_eq(about, S("domain")))
        list_fault(web, S("domain"), MSG_OFFICE_ORGANISATION_DOMAIN_BAD);
    else
        list_fault(web, S("title"), MSG_OFFICE_ORGANISATION_NAME_MISSING);
    return show(web, wanted, reterr);
}

/* ROUTE POST /o/{org}/settings  right: org_write
 *   summary: change the profile */
code settings_save(struct web *web, struct err *reterr)
{
    struct organisation_settings found;
    struct organisation wanted;
    struct organisation saved;
    struct form form;
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    TRY(organisation_settings(&web->act, &found, reterr));
    wanted = found.organisation;
    read_words(&form, &wanted);
    if (wanted.country.len != COUNTRY_BYTES) {
        list_fault(web, S("country"), MSG_OFFICE_ORGANISATION_COUNTRY_BAD);
        return show(web, &wanted, reterr);
    }
    result = organisation_update(&web->act, &wanted, &saved, reterr);
    if (result == E_FORM_FIELD || result == E_CONFLICT || result == E_EMAIL)
        return show_fault(web, &wanted, result, reterr);
    TRY(result);
    list_redirect(web, here(web, S("/settings")), S(""), S("saved"));
    return OK;
}

/* --- the domain --- */

/* ROUTE POST /o/{org}/settings/domain  right: org_write
 *   summary: look for the line that proves the domain */
code settings_prove(struct web *web, struct err *reterr)
{
    const code result = organisation_prove_domain(&web->act, reterr);

    if (result == OK) {
        list_redirect(web, here(web, S("/settings")), S(""), S("proven"));
        return OK;
    }
    if (result == E_NO_MEMORY || result == E_INTERNAL || result == E_FORBIDDEN)
        return result;
    list_fault(web, S("proof"),
        result == E_NOT_FOUND ? MSG_OFFICE_ORGANISATION_PROVE_OTHER
                              : MSG_OFFICE_ORGANISATION_PROVE_FAILED);
    return show(web, NULL, reterr);
}

/* --- the logo --- */

/* What makes an image one that is not taken. */
static bool is_bad_image(code result)
{
    return result == E_BAKE_FORMAT || result == E_BAKE_LIMIT ||
           result == E_COMPLEXITY_LIMIT || result == E_RENDER ||
           result == E_IMAGE_UNSUPPORTED || result == E_SVG_ACTIVE_CONTENT ||
           result == E_XML_SYNTAX || result == E_XML_DTD_FORBIDDEN;
}

/* ROUTE POST /o/{org}/settings/logo  right: org_write  body: 8 MiB
 *   summary: another logo, made safe */
code settings_logo(struct web *web, struct err *reterr)
{
    const struct form_field *file;
    struct form form;
    code result = E_BAKE_FORMAT;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    file = form_file(&form, S("logo"));
    if (file)
        result = organisation_set_logo(
            &web->act, str_bytes(file->value), file->file_name, reterr);
    if (is_bad_image(result)) {
        list_fault(web, S("logo"), MSG_OFFICE_ORGANISATION_LOGO_BAD);
        return show(web, NULL, reterr);
    }
    TRY(result);
    list_redirect(web, here(web, S("/settings")), S(""), S("logo"));
    return OK;
}
