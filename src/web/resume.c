#include "web/resume.h"

#include "app/api_token.h"
#include "app/inbox.h"
#include "app/session.h"
#include "http/cookie.h"
#include "http/token.h"

enum {
    LANGUAGE_LIFE_S = 365 * 24 * 3600,
};

static const role_set STAFF = (1u << ROLE_OWNER) | (1u << ROLE_DESIGNER) |
                              (1u << ROLE_ASSESSOR) | (1u << ROLE_REGISTRAR) |
                              (1u << ROLE_LD) | (1u << ROLE_VIEWER);

/* "session" and "__Host-session": by how browsers reach us. */
static enum cookie_scope scope_of(const struct web *web)
{
    const str base = web->act.worker->platform->config.text[CONFIG_BASE_URL];

    return str_starts(base, S("https:")) ? COOKIE_SECURE : COOKIE_PLAIN;
}

static str read_cookie(const struct web *web, str name, str secure_name)
{
    return cookie_get(
        web->req, scope_of(web) == COOKIE_SECURE ? secure_name : name);
}

static code know_person(struct web *web, struct err *reterr)
{
    const str secret = read_cookie(web, S("session"), S("__Host-session"));
    struct session session;
    code result;

    if (secret.len == 0)
        return OK;
    result = session_resume(&web->act, secret, &session, reterr);
    if (result == E_NOT_SIGNED_IN)
        return OK;
    TRY(result);
    web->secret = secret;
    web->session = session;
    web->view.user = web->act.actor.name;
    web->view.csrf = session_csrf(&web->act, secret);
    web->view.home = S("/me");
    return inbox_unread(&web->act, &web->view.inbox, reterr);
}

static code enter(struct web *web, struct err *reterr)
{
    const str slug = web_path(web, S("org"));
    const str home[] = {S("/o/"), slug};
    struct view *view = &web->view;
    struct organisation organisation;
    role_set roles;

    if (slug.len == 0)
        return OK;
    TRY(session_enter(&web->act, slug, &organisation, reterr));
    if (web->act.actor.token.len > 0 &&
        !str_eq(web->token_tenant, organisation.tenant))
        return err_set(reterr, E_NOT_FOUND, S("organisation"));
    roles = web->act.actor.roles;
    view->home = arena_join(web->arena, home, 2);
    view->organisation = organisation.name;
    view->accent = view_accent(organisation.accent);
    view->staff = (roles & STAFF) != 0;
    view->may_define = right_given(RIGHT_achievement_write, roles);
    view->may_enrol = right_given(RIGHT_enrolment_write, roles);
    view->may_assess = right_given(RIGHT_assessment_write, roles);
    view->may_award = right_given(RIGHT_award_issue, roles);
    view->may_run = right_given(RIGHT_org_write, roles);
    view->may_see_people = right_given(RIGHT_learner_read, roles);
    view->may_mail = right_given(RIGHT_mail_read, roles);
    return OK;
}

static code sent_token(struct web *web, str *ret, struct err *reterr)
{
    const str type = request_media_type(web->req);
    struct form form;

    *ret = request_header(web->req, S("X-CSRF-Token"));
    if (ret->len > 0 ||
        (!str_eq(type, S("application/x-www-form-urlencoded")) &&
            !str_eq(type, S("multipart/form-data"))))
        return OK;
    TRY(form_read_body(web->req, web->arena, &form, reterr));
    *ret = form_get(&form, S("csrf"));
    return OK;
}

static code check_token(struct web *web, struct err *reterr)
{
    str token;

    if (request_is_safe(web->req))
        return OK;
    TRY(sent_token(web, &token, reterr));
    return session_csrf_matches(&web->act, web->secret, token)
               ? OK
               : err_set(reterr, E_CSRF, S("csrf"));
}

str resume_bearer(const struct web *web)
{
    str field = request_header(web->req, S("Authorization"));
    str scheme;

    if (!str_starts(web->req->path, S("/api/")) ||
        !token_next(&field, ' ', &scheme) || !token_eq(scheme, S("Bearer")))
        return S("");
    return token_trim(field);
}

code resume_on(const struct route *route, struct web *web, struct err *reterr)
{
    const bool public = right_public((enum right)route->right);
    const str bearer = resume_bearer(web);

    if (bearer.len > 0) {
        TRY(api_token_resume(&web->act, bearer, &web->token_tenant, reterr));
        return public ? OK : enter(web, reterr);
    }
    TRY(know_person(web, reterr));
    if (public || web->secret.len == 0)
        return OK;
    TRY(check_token(web, reterr));
    return enter(web, reterr);
}

enum lang resume_language(const struct web *web)
{
    return lang_find(read_cookie(web, S("language"), S("__Host-language")));
}

void resume_set_cookie(struct web *web, str secret)
{
    cookie_set(web->res, scope_of(web), S("session"), secret, SESSION_LIFE_S);
}

void resume_clear_cookie(struct web *web)
{
    cookie_clear(web->res, scope_of(web), S("session"));
}

void resume_set_language(struct web *web, enum lang lang)
{
    cookie_set(web->res, scope_of(web), S("language"), lang_code(lang),
        LANGUAGE_LIFE_S);
}
