/* A learner's profile: as its owner writes it, and as everybody sees it. */
#include "web/profile.h"

#include "app/mosaic.h"
#include "app/profile.h"
#include "draw/markdown.h"
#include "web/badge_state.h"
#include "web/fact.h"
#include "web/showcase.h"

/* --- the form --- */

static bool is_asked(const struct profile_edit *edit, str award)
{
    size_t i;

    for (i = 0; i < edit->n_awards; i++) {
        if (str_eq(edit->awards[i], award))
            return true;
    }
    return false;
}

static code add_awards(struct web *web,
    const struct profile_edit *edit,
    struct page_me_profile *page,
    struct err *reterr)
{
    struct page_me_profile_awards *items;
    struct mosaic mosaic;
    size_t i;

    TRY(mosaic_show(&web->act, &mosaic, reterr));
    items =
        arena_array(web->arena, mosaic.n_awards, struct page_me_profile_awards);
    TRY(arena_status(web->arena));
    for (i = 0; i < mosaic.n_awards; i++) {
        const struct award_list_person_row *row = &mosaic.awards[i];

        items[i] = (struct page_me_profile_awards){
            .key = row->id,
            .title = row->title,
            .hint = badge_line(web, row->name, row->awarded_on),
            .ticked = is_asked(edit, row->id),
        };
    }
    page->awards = items;
    page->n_awards = mosaic.n_awards;
    return OK;
}

static void add_languages(struct web *web, struct page_me_profile *page)
{
    struct part_option *options =
        arena_array(web->arena, LANG_N, struct part_option);
    enum lang lang;

    for (lang = LANG_EN; options && lang < LANG_N; lang++)
        options[lang] = (struct part_option){
            lang_code(lang), message(lang, MSG_LANGUAGE_NAME)};
    page->languages = options;
    page->n_languages = options ? LANG_N : 0;
}

static code show(
    struct web *web, const struct profile_edit *edit, struct err *reterr)
{
    struct page_me_profile page = {
        .name = edit->name,
        .headline = edit->headline,
        .about = edit->about,
        .slug = edit->slug,
        .shown = edit->shown,
        .public = fact_url(web, S("/p/"), edit->slug, S("")),
        .language = edit->language,
    };
    struct buf out;

    TRY(add_awards(web, edit, &page, reterr));
    add_languages(web, &page);
    if (str_eq(web_query(web, S("done")), S("saved")))
        web->view.notice = MSG_FORM_SAVED;
    web->view.nav = S("profile");
    web_buf(web, &out);
    page_me_profile(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

static struct profile_edit edit_of(
    struct web *web, const struct profile_own *own)
{
    str *awards = arena_array(web->arena, own->n_tiles, str);
    struct profile_edit edit = {
        .name = own->person.name,
        .language = own->person.language,
        .headline = own->profile.headline,
        .about = own->profile.about,
        .slug = own->profile.slug,
        .shown = own->profile.shown != 0,
        .awards = awards,
    };
    size_t i;

    for (i = 0; awards && i < own->n_tiles; i++) {
        if (own->tiles[i].shown)
            awards[edit.n_awards++] = own->tiles[i].award;
    }
    return edit;
}

/* ROUTE GET /me/profile  right: person
 *   summary: the learner's profile, to be written */
code profile_edit_show(struct web *web, struct err *reterr)
{
    struct profile_own own;
    struct profile_edit edit;

    TRY(profile_own(&web->act, &own, reterr));
    edit = edit_of(web, &own);
    return show(web, &edit, reterr);
}

/* --- saved --- */

static code read_form(struct web *web, struct profile_edit *ret, struct err *e)
{
    struct form form;
    str *awards;
    size_t i;

    TRY(form_read_body(web->req, web->arena, &form, e));
    awards = arena_array(web->arena, form.n, str);
    TRY(arena_status(web->arena));
    *ret = (struct profile_edit){
        .name = form_get(&form, S("name")),
        .headline = form_get(&form, S("headline")),
        .about = form_get(&form, S("about")),
        .slug = form_get(&form, S("slug")),
        .shown = form_get(&form, S("shown")).len > 0,
        .awards = awards,
    };
    ret->language = lang_find(form_get(&form, S("language"))) == LANG_N
                        ? lang_code(web->view.lang)
                        : form_get(&form, S("language"));
    for (i = 0; i < form.n; i++) {
        if (str_eq(form.fields[i].name, S("award")))
            awards[ret->n_awards++] = form.fields[i].value;
    }
    return OK;
}

static enum message fault_words(str field)
{
    if (str_eq(field, S("slug")))
        return MSG_PROFILE_SLUG_FAULT;
    return str_eq(field, S("name")) ? MSG_PROFILE_NAME_FAULT
                                    : MSG_PROFILE_LONG_FAULT;
}

/* ROUTE POST /me/profile  right: person
 *   summary: saves the learner's profile */
code profile_edit_save(struct web *web, struct err *reterr)
{
    struct view_faults fault;
    struct profile_edit edit;
    struct err e = {0};
    code result;

    TRY(read_form(web, &edit, reterr));
    result = profile_save(&web->act, &edit, &e);
    if (result == E_FORM_FIELD || result == E_CONFLICT) {
        fault.field = str_of(e.arg);
        fault.words = message(web->view.lang, fault_words(fault.field));
        web->view.faults = &fault;
        web->view.n_faults = 1;
        web->res->status = 422;
        return show(web, &edit, reterr);
    }
    if (result != OK)
        return err_set(reterr, result, S("profile"));
    response_redirect(web->res, S("/me/profile?done=saved"));
    return OK;
}

/* --- for everybody --- */

/* ROUTE GET /p/{slug}  right: public
 *   summary: a learner's public profile */
code profile_public_show(struct web *web, struct err *reterr)
{
    struct page_share_show page = {.profile = true};
    struct profile_page profile;
    struct buf out;

    TRY(profile_show(&web->act, web_path(web, S("slug")), &profile, reterr));
    page.title = page.holder = profile.name;
    page.headline = profile.profile.headline;
    page.own = profile.own;
    page.private = profile.profile.shown == 0;
    page.manage = S("/me/profile");
    TRY(markdown_html(
        profile.profile.about, web->arena, &page.about.markup, reterr));
    TRY(showcase_fill(web, &profile.showcase, S(""), &page, reterr));
    web_buf(web, &out);
    page_share_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}
