/* One's own addresses, and which mail is wanted. */
#include "web/address.h"

#include "app/address.h"
#include "app/inbox.h"
#include "web/list.h"

static const str HERE = STR("/me/address");

/* --- the page --- */

static code add_rows(
    struct web *web, struct page_address_list *page, struct err *reterr)
{
    struct page_address_list_rows *rows;
    struct person_email *all;
    size_t n;
    size_t i;

    TRY(address_list(&web->act, &all, &n, reterr));
    rows = arena_array(web->arena, n, struct page_address_list_rows);
    for (i = 0; rows && i < n; i++)
        rows[i] = (struct page_address_list_rows){
            .email = all[i].email,
            .confirmed = all[i].confirmed_at > 0,
            .primary = all[i].main != 0,
            .bounced = all[i].bounced_at > 0,
        };
    page->rows = rows;
    page->n_rows = rows ? n : 0;
    return arena_status(web->arena);
}

static code add_wishes(
    struct web *web, struct page_address_list *page, struct err *reterr)
{
    static const enum message WORDS[NOTICE_INVITATION + 1] = {
        [NOTICE_CLAIM_REMINDER] = MSG_WISH_CLAIM_REMINDER,
        [NOTICE_EXPIRY] = MSG_WISH_EXPIRY,
        [NOTICE_AWARD_CHANGED] = MSG_WISH_AWARD_CHANGED,
        [NOTICE_ENROLMENT] = MSG_WISH_ENROLMENT,
        [NOTICE_ASSESSMENT] = MSG_WISH_ASSESSMENT,
        [NOTICE_TO_ASSESS] = MSG_WISH_TO_ASSESS,
        [NOTICE_ATTESTATION] = MSG_WISH_ATTESTATION,
        [NOTICE_APPROVAL] = MSG_WISH_APPROVAL,
    };
    struct page_address_list_wishes *rows = arena_array(
        web->arena, NOTICE_INVITATION, struct page_address_list_wishes);
    bool wishes[NOTICE_INVITATION + 1];
    size_t i;

    TRY(inbox_wishes(&web->act, wishes, reterr));
    for (i = 0; rows && INBOX_WISHES[i] != 0; i++) {
        const int64_t kind = INBOX_WISHES[i];

        rows[i] = (struct page_address_list_wishes){
            .key = names_word(&notice_kind_names, kind),
            .words = message(web->view.lang, WORDS[kind]),
            .ticked = wishes[kind],
        };
        page->n_wishes++;
    }
    page->wishes = rows;
    return arena_status(web->arena);
}

static code show(struct web *web, str email, struct err *reterr)
{
    struct page_address_list page = {.email = email};
    struct buf out;

    TRY(add_rows(web, &page, reterr));
    TRY(add_wishes(web, &page, reterr));
    web->view.nav = S("profile");
    web_buf(web, &out);
    page_address_list(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /me/address  right: person
 *   summary: one's own addresses, and which mail is wanted */
code address_list_page(struct web *web, struct err *reterr)
{
    static const struct list_done DONE[] = {
        {STR("added"), MSG_ADDRESS_ADDED},
        {STR("main"), MSG_ADDRESS_IS_MAIN},
        {STR("removed"), MSG_ADDRESS_REMOVED},
        {STR("mail"), MSG_ADDRESS_MAIL_SAVED},
    };

    list_show_done(web, DONE, sizeof(DONE) / sizeof(DONE[0]));
    return show(web, S(""), reterr);
}

/* --- changes --- */

static code read_email(struct web *web, str *ret_email, struct err *reterr)
{
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    *ret_email = form_get(&form, S("email"));
    return OK;
}

/* ROUTE POST /me/address  right: person
 *   summary: add an address; a link goes there */
code address_add_form(struct web *web, struct err *reterr)
{
    static const struct {
        code code;
        enum message words;
    } FAULTS[] = {
        {E_EMAIL, MSG_SIGN_IN_BAD_EMAIL},
        {E_STATE_ORDER, MSG_ADDRESS_CONFLICT},
        {E_LIMIT_EXCEEDED, MSG_ADDRESS_LIMIT},
    };
    str email;
    code result;
    size_t i;

    TRY(read_email(web, &email, reterr));
    result = address_add(&web->act, email, reterr);
    for (i = 0; i < sizeof(FAULTS) / sizeof(FAULTS[0]); i++) {
        if (FAULTS[i].code == result) {
            list_fault(web, S("email"), FAULTS[i].words);
            return show(web, email, reterr);
        }
    }
    TRY(result);
    list_redirect(web, HERE, S(""), S("added"));
    return OK;
}

/* ROUTE POST /me/address/main  right: person
 *   summary: where mail goes from now on */
code address_main_form(struct web *web, struct err *reterr)
{
    str email;

    TRY(read_email(web, &email, reterr));
    TRY(address_set_main(&web->act, email, reterr));
    list_redirect(web, HERE, S(""), S("main"));
    return OK;
}

/* ROUTE POST /me/address/remove  right: person
 *   summary: an address that is one's own no more */
code address_remove_form(struct web *web, struct err *reterr)
{
    str email;

    TRY(read_email(web, &email, reterr));
    TRY(address_remove(&web->act, email, reterr));
    list_redirect(web, HERE, S(""), S("removed"));
    return OK;
}

/* ROUTE POST /me/mail  right: person
 *   summary: which kinds of news also come by mail */
code address_mail_form(struct web *web, struct err *reterr)
{
    bool wishes[NOTICE_INVITATION + 1] = {false};
    str words[NOTICE_INVITATION];
    struct form form;
    int64_t kind;
    size_t n;
    size_t i;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    n = list_values(&form, S("mail"), words, NOTICE_INVITATION);
    for (i = 0; i < n; i++) {
        if (names_find(&notice_kind_names, words[i], &kind))
            wishes[kind] = true;
    }
    TRY(inbox_set_wishes(&web->act, wishes, reterr));
    list_redirect(web, HERE, S(""), S("mail"));
    return OK;
}

/* --- the link --- */

static code show_link(struct web *web,
    const struct page_address_confirm *page,
    struct err *reterr)
{
    struct buf out;

    web_buf(web, &out);
    page_address_confirm(&out, &web->view, page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /address/{secret}  right: public
 *   summary: the link of a mail that confirms an address: one button */
code address_link(struct web *web, struct err *reterr)
{
    struct page_address_confirm page = {.action = web->req->path};

    TRY(address_peek(
        &web->act, web_path(web, S("secret")), &page.email, reterr));
    return show_link(web, &page, reterr);
}

/* ROUTE POST /address/{secret}  right: public
 *   summary: confirm the address, once; badges sent to it are found */
code address_follow(struct web *web, struct err *reterr)
{
    const str secret = web_path(web, S("secret"));
    struct page_address_confirm page = {
        .done = true, .signed_in = web->act.actor.person.len > 0};
    size_t badges;

    TRY(address_peek(&web->act, secret, &page.email, reterr));
    TRY(address_confirm(&web->act, secret, &badges, reterr));
    page.badges = (int64_t)badges;
    return show_link(web, &page, reterr);
}
