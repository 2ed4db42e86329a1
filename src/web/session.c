/* Signing in by link or password, signing out, choosing a language. */
#include "web/session.h"

#include "app/session.h"
#include "http/cookie.h"
#include "web/mine.h"
#include "web/resume.h"

enum {
    MINUTE_S = 60,
};

struct sign_in {
    str email;
    str password;
    str next;
    bool with_password;
};

static code show_form(
    struct web *web, const struct sign_in *asked, struct err *reterr)
{
    const struct page_sign_in page = {
        .email = asked->email,
        .next = session_next(asked->next),
        .with_password = asked->with_password,
    };
    struct buf out;

    web->view.nav = S("sign_in");
    web_buf(web, &out);
    page_sign_in(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /sign-in  right: public
 *   summary: ask for a link, or give a password */
code session_form(struct web *web, struct err *reterr)
{
    const struct sign_in asked = {
        .next = web_query(web, S("next")),
        .with_password = str_eq(web_query(web, S("with")), S("password")),
    };

    return show_form(web, &asked, reterr);
}

/* What was typed cannot be right: the form again, with the reason. */
static code show_fault(struct web *web,
    const struct sign_in *asked,
    str field,
    enum message words,
    struct err *reterr)
{
    const struct view_faults fault = {field, message(web->view.lang, words)};

    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = 422;
    return show_form(web, asked, reterr);
}

static code show_sent(
    struct web *web, const struct sign_in *asked, struct err *reterr)
{
    const struct page_sign_sent page = {
        .email = asked->email,
        .valid_for = token_lifetime_s(TOKEN_SIGN_IN) / MINUTE_S,
    };
    struct buf out;

    web_buf(web, &out);
    page_sign_sent(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

static code ask_link(
    struct web *web, const struct sign_in *asked, struct err *reterr)
{
    const code result =
        session_ask_link(&web->act, asked->email, asked->next, reterr);

    if (result == E_EMAIL)
        return show_fault(
            web, asked, S("email"), MSG_SIGN_IN_BAD_EMAIL, reterr);
    TRY(result);
    return show_sent(web, asked, reterr);
}

/* To where the person was going; else to where they work or learn. */
static code enter(struct web *web,
    const struct session_opened *opened,
    str next,
    struct err *reterr)
{
    str place = session_next(next);

    resume_set_cookie(web, opened->secret);
    web->act.actor.person = opened->session.person;
    if (str_eq(place, S("/")))
        TRY(mine_first(web, &place, reterr));
    response_redirect(web->res, place);
    return OK;
}

static code open_password(
    struct web *web, const struct sign_in *asked, struct err *reterr)
{
    const str agent = request_header(web->req, S("User-Agent"));
    struct session_opened opened;
    const code result = session_open_password(
        &web->act, asked->email, asked->password, agent, &opened, reterr);

    if (result == E_SIGN_IN || result == E_EMAIL)
        return show_fault(web, asked, S("password"), MSG_SIGN_IN_WRONG, reterr);
    TRY(result);
    return enter(web, &opened, asked->next, reterr);
}

/* ROUTE POST /sign-in  right: public
 *   summary: send a link to the address, or sign in with its password */
code session_begin(struct web *web, struct err *reterr)
{
    struct form form;
    struct sign_in asked;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    asked.email = form_get(&form, S("email"));
    asked.password = form_get(&form, S("password"));
    asked.next = form_get(&form, S("next"));
    asked.with_password = asked.password.len > 0;
    return asked.with_password ? open_password(web, &asked, reterr)
                               : ask_link(web, &asked, reterr);
}

/* ROUTE GET /sign-in/{secret}  right: public
 *   summary: the link of a mail: a page with one button */
code session_confirm(struct web *web, struct err *reterr)
{
    const struct page_sign_confirm page = {.action = web->req->path};
    struct buf out;

    web_buf(web, &out);
    page_sign_confirm(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE POST /sign-in/{secret}  right: public
 *   summary: sign in by the link of a mail, once */
code session_follow(struct web *web, struct err *reterr)
{
    const str agent = request_header(web->req, S("User-Agent"));
    struct session_opened opened;
    str next;

    TRY(session_open_link(
        &web->act, web_path(web, S("secret")), agent, &opened, &next, reterr));
    return enter(web, &opened, next, reterr);
}

/* ROUTE POST /sign-out  right: person
 *   summary: end the session */
code session_end(struct web *web, struct err *reterr)
{
    TRY(session_close(&web->act, web->secret, reterr));
    resume_clear_cookie(web);
    response_redirect(web->res, S("/"));
    return OK;
}

/* ROUTE GET /language  right: public
 *   summary: the language of the pages, from now on */
code session_language(struct web *web, struct err *reterr)
{
    const enum lang lang = lang_find(web_query(web, S("lang")));

    if (lang == LANG_N)
        return err_set(reterr, E_NOT_FOUND, S("language"));
    resume_set_language(web, lang);
    response_redirect(web->res, session_next(web_query(web, S("next"))));
    return OK;
}
