/* The link of an invitation, and what comes of it. */
#include "web/invitation.h"

#include "app/invitation.h"
#include "app/person.h"
#include "web/fact.h"
#include "web/list.h"
#include "web/resume.h"

static code show(struct web *web, str name, struct err *reterr)
{
    struct page_invite_show page = {.action = web->req->path, .name = name};
    struct invitation_open open;
    struct buf out;

    TRY(invitation_peek(&web->act, web_path(web, S("secret")), &open, reterr));
    page.organisation = open.organisation.name;
    page.plain_title = open.organisation.name;
    page.domain = open.organisation.domain;
    page.role = message(web->view.lang, person_role_words(open.role));
    page.email = open.email;
    page.user = web->act.actor.name;
    page.new = open.who == INVITATION_NEW;
    page.other = open.who == INVITATION_OTHER;
    web_buf(web, &out);
    page_invite_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /invite/{secret}  right: public
 *   summary: who invites, to which role; one button */
code invitation_show(struct web *web, struct err *reterr)
{
    return show(web, S(""), reterr);
}

/* ROUTE POST /invite/{secret}  right: public
 *   summary: take the role, once */
code invitation_answer(struct web *web, struct err *reterr)
{
    struct invitation_reply answer = {
        .secret = web_path(web, S("secret")),
        .language = lang_code(web->view.lang),
        .agent = request_header(web->req, S("User-Agent")),
    };
    struct session_opened opened;
    struct invitation_open to;
    struct form form;
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    answer.name = form_get(&form, S("name"));
    result = invitation_accept(&web->act, &answer, &opened, &to, reterr);
    if (result == E_FORM_FIELD) {
        list_fault(web, S("name"), MSG_INVITE_NAME_MISSING);
        return show(web, answer.name, reterr);
    }
    if (result == E_CONFLICT) {
        web->res->status = 409;
        return show(web, answer.name, reterr);
    }
    TRY(result);
    if (opened.secret.len > 0)
        resume_set_cookie(web, opened.secret);
    response_redirect(web->res,
        to.role == ROLE_LEARNER
            ? S("/me")
            : fact_url(web, S("/o/"), to.organisation.slug, S("/home")));
    return OK;
}
