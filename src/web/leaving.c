/*
 * Taking everything along, and leaving for good. Both want a person who has
 * just shown who they are (RELIABILITY part 4, 20).
 */
#include "web/leaving.h"

#include "app/erase.h"
#include "app/export.h"
#include "app/session.h"
#include "web/resume.h"

static bool is_strong(const struct web *web)
{
    return session_is_strong(&web->act, &web->session, NULL) == OK;
}

/* ROUTE GET /me/export  right: person
 *   summary: everything that is known of the person, as a ZIP */
code leaving_export(struct web *web, struct err *reterr)
{
    const str parts[] = {S("attachment; filename=\"testamur-"),
        act_day_at(web->act.now, 0, web->arena), S(".zip\"")};
    bytes archive;

    if (!is_strong(web)) {
        response_redirect(web->res, S("/sign-in?next=%2Fme%2Fexport"));
        return OK;
    }
    TRY(export_make(&web->act, web->view.lang, &archive, reterr));
    response_body(web->res, S("application/zip"), archive);
    response_set(
        web->res, S("Content-Disposition"), arena_join(web->arena, parts, 3));
    return OK;
}

static code show(struct web *web, str confirm, struct err *reterr)
{
    const struct page_me_erase page = {
        .confirm = confirm,
        .strong = is_strong(web),
        .sign_in = S("/sign-in?next=%2Fme%2Ferase"),
    };
    struct buf out;

    web->view.nav = S("profile");
    web_buf(web, &out);
    page_me_erase(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /me/erase  right: person
 *   summary: what goes and what stays when one leaves */
code leaving_ask(struct web *web, struct err *reterr)
{
    return show(web, S(""), reterr);
}

static code show_fault(
    struct web *web, str confirm, str words, struct err *reterr)
{
    const struct view_faults fault = {S("confirm"), words};

    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = 422;
    return show(web, confirm, reterr);
}

static code show_done(struct web *web, struct err *reterr)
{
    const struct page_erase_done page = {0};
    struct buf out;

    resume_clear_cookie(web);
    web->view.user = S("");
    web->view.csrf = S("");
    web_buf(web, &out);
    page_erase_done(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE POST /me/erase  right: person
 *   summary: erases the person; confirm=the main address */
code leaving_erase(struct web *web, struct err *reterr)
{
    struct message_arg name = {.name = S("name"), .kind = ARG_TEXT};
    struct err e = {0};
    struct form form;
    str confirm;
    code result;

    TRY(session_is_strong(&web->act, &web->session, reterr));
    TRY(form_read_body(web->req, web->arena, &form, reterr));
    confirm = form_get(&form, S("confirm"));
    result = erase_me(&web->act, confirm, &e);
    if (result == E_EMAIL)
        return show_fault(web, confirm,
            message(web->view.lang, MSG_ERASE_CONFIRM_FAULT), reterr);
    if (result == E_LAST_OWNER) {
        name.text = str_of(e.arg);
        return show_fault(web, confirm,
            message_with(web->arena, web->view.lang, MSG_ERASE_OWNER, &name, 1),
            reterr);
    }
    if (result != OK)
        return err_set(reterr, result, S("erase"));
    return show_done(web, reterr);
}
