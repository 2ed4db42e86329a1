/* A person's own ways to sign in: passkeys and password; and signing in with
 * a passkey. What browsers ask of a device is JSON, what they bring is a form
 * (asset/app.js). */
#include "web/login.h"

#include "app/passkey.h"
#include "text/base64.h"
#include "web/resume.h"

/* --- the page --- */

static code show(struct web *web, struct err *reterr)
{
    struct page_me_sign_in page = {0};
    struct page_me_sign_in_passkeys *rows;
    struct login *passkeys;
    struct buf out;
    size_t n;
    size_t i;

    TRY(passkey_list(&web->act, &passkeys, &n, reterr));
    rows = arena_array(web->arena, n, struct page_me_sign_in_passkeys);
    for (i = 0; rows && i < n; i++)
        rows[i] = (struct page_me_sign_in_passkeys){
            .id = passkeys[i].id,
            .title = passkeys[i].label,
            .added_on = passkeys[i].created_at,
            .is_used = passkeys[i].used_at > 0,
            .used_on = passkeys[i].used_at,
        };
    page.passkeys = rows;
    page.n_passkeys = n;
    web->view.nav = S("profile");
    web_buf(web, &out);
    page_me_sign_in(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /me/sign-in  right: person
 *   summary: one's own passkeys and password */
code login_list(struct web *web, struct err *reterr)
{
    return show(web, reterr);
}

static code go_back(struct web *web)
{
    response_redirect(web->res, S("/me/sign-in"));
    return OK;
}

/* ROUTE POST /me/password  right: person
 *   summary: set one's own password; ends all sessions */
code login_password(struct web *web, struct err *reterr)
{
    const struct view_faults fault = {
        S("password"), message(web->view.lang, MSG_LOGIN_BAD_PASSWORD)};
    struct form form;
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    TRY(session_is_strong(&web->act, &web->session, reterr));
    result =
        session_set_password(&web->act, form_get(&form, S("password")), reterr);
    if (result == E_PASSWORD) {
        web->view.faults = &fault;
        web->view.n_faults = 1;
        web->res->status = 422;
        return show(web, reterr);
    }
    TRY(result);
    resume_clear_cookie(web);
    response_redirect(web->res, S("/sign-in?with=password&next=/me/sign-in"));
    return OK;
}

/* ROUTE POST /me/sign-out  right: person
 *   summary: end all of one's sessions, on every device */
code login_close_all(struct web *web, struct err *reterr)
{
    TRY(session_close_all(&web->act, web->act.actor.person, reterr));
    resume_clear_cookie(web);
    response_redirect(web->res, S("/sign-in"));
    return OK;
}

/* --- passkeys --- */

static code write_question(struct web *web,
    const struct passkey_question *question,
    struct err *reterr)
{
    struct arena *arena = web->arena;
    struct json *value = json_new(arena, JSON_OBJECT);
    struct json *known;
    size_t i;

    json_put_text(value, S("challenge"), question->challenge, arena);
    json_put_text(value, S("rp"), question->rp, arena);
    json_put_text(value, S("user"),
        base64_encode(str_bytes(web->act.actor.person), BASE64URL, arena),
        arena);
    json_put_text(value, S("name"), web->act.actor.name, arena);
    known = json_add(value, S("known"), json_new(arena, JSON_ARRAY));
    for (i = 0; i < question->n_known; i++)
        json_push(known, json_new_string(arena,
                             base64_encode(question->known[i].credential_id,
                                 BASE64URL, arena)));
    return web_json(web, value, reterr);
}

/* ROUTE POST /me/passkey/question  right: person
 *   summary: what a browser asks a device for a new passkey, as JSON */
code login_ask_new(struct web *web, struct err *reterr)
{
    struct passkey_question question;

    TRY(session_is_strong(&web->act, &web->session, reterr));
    TRY(passkey_ask(&web->act, true, &question, reterr));
    return write_question(web, &question, reterr);
}

/* ROUTE POST /me/passkey  right: person
 *   summary: keep a new passkey; client_data, data, label */
code login_add(struct web *web, struct err *reterr)
{
    struct passkey_answer answer = {0};
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    answer.client_data = form_get(&form, S("client_data"));
    answer.data = form_get(&form, S("data"));
    TRY(passkey_add(&web->act, &answer, form_get(&form, S("label")), reterr));
    return go_back(web);
}

/* ROUTE POST /me/passkey/remove  right: person
 *   summary: give up a passkey; id */
code login_remove(struct web *web, struct err *reterr)
{
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    TRY(passkey_remove(&web->act, form_get(&form, S("id")), reterr));
    return go_back(web);
}

/* ROUTE POST /sign-in/passkey/question  right: public
 *   summary: what a browser asks a device to sign in, as JSON */
code login_ask(struct web *web, struct err *reterr)
{
    struct passkey_question question;

    TRY(passkey_ask(&web->act, false, &question, reterr));
    return write_question(web, &question, reterr);
}

/* ROUTE POST /sign-in/passkey  right: public
 *   summary: sign in with a passkey; id, client_data, data, signature, next */
code login_open(struct web *web, struct err *reterr)
{
    const str agent = request_header(web->req, S("User-Agent"));
    struct passkey_answer answer;
    struct session_opened opened;
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    answer = (struct passkey_answer){
        .id = form_get(&form, S("id")),
        .client_data = form_get(&form, S("client_data")),
        .data = form_get(&form, S("data")),
        .signature = form_get(&form, S("signature")),
    };
    TRY(passkey_open(&web->act, &answer, agent, &opened, reterr));
    resume_set_cookie(web, opened.secret);
    response_redirect(web->res, session_next(form_get(&form, S("next"))));
    return OK;
}
