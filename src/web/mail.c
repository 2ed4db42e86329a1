/* The outbox of an organisation: what was written to whom. */
#include "web/mail.h"

#include "app/mail.h"

static str tone_of(int64_t state)
{
    if (state == MAIL_SENT)
        return S("good");
    return state == MAIL_FAILED || state == MAIL_BOUNCED ? S("bad") : S("wait");
}

/* While mail leaves, its words are the receiver's alone: a link in them
 * would let staff act as somebody else. */
static struct page_outbox_list_rows row_of(
    const struct web *web, const struct mail *mail)
{
    return (struct page_outbox_list_rows){
        .id = mail->id,
        .to = mail->email,
        .title = mail->subject_line,
        .tone = tone_of(mail->state),
        .state = names_word(&mail_state_names, mail->state),
        .reason = mail->fault,
        .at = mail->created_at,
        .words = mail_leaves(&web->act) ? S("") : mail->body,
        .resendable = mail->state == MAIL_FAILED || mail->state == MAIL_BOUNCED,
    };
}

/* ROUTE GET /o/{org}/outbox  right: mail_read
 *   summary: the mails of the organisation, newest first */
code mail_list_page(struct web *web, struct err *reterr)
{
    struct page_outbox_list page = {
        .action = web->req->path,
        .no_mail = !mail_leaves(&web->act),
    };
    struct page_outbox_list_rows *rows;
    struct mail *mails;
    struct buf out;
    size_t n;
    size_t i;

    TRY(mail_outbox(&web->act, 0, 0, &mails, &n, reterr));
    rows = arena_array(web->arena, n, struct page_outbox_list_rows);
    TRY(arena_status(web->arena));
    for (i = 0; i < n; i++)
        rows[i] = row_of(web, &mails[i]);
    page.rows = rows;
    page.n_rows = n;
    page.pager =
        (struct part_pager){.from = n > 0, .to = (int64_t)n, .of = (int64_t)n};
    web->view.nav = S("outbox");
    web_buf(web, &out);
    page_outbox_list(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE POST /o/{org}/outbox  right: mail_write
 *   summary: send a mail once more, perhaps to another address */
code mail_send_again(struct web *web, struct err *reterr)
{
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    TRY(mail_resend(
        &web->act, form_get(&form, S("id")), form_get(&form, S("to")), reterr));
    response_redirect(web->res, web->req->path);
    return OK;
}
