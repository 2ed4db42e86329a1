/* The inbox: what happened, for whoever is signed in. */
#include "web/inbox.h"

#include "app/inbox.h"
#include "web/fact.h"
#include "web/list.h"

static str title_of(struct web *web, const struct notice_list_row *notice)
{
    static const enum message WORDS[NOTICE_INVITATION + 1] = {
        [NOTICE_AWARD] = MSG_INBOX_AWARD,
        [NOTICE_CLAIM_REMINDER] = MSG_INBOX_CLAIM_REMINDER,
        [NOTICE_EXPIRY] = MSG_INBOX_EXPIRY,
        [NOTICE_AWARD_CHANGED] = MSG_INBOX_AWARD_CHANGED,
        [NOTICE_ENROLMENT] = MSG_INBOX_ENROLMENT,
        [NOTICE_ASSESSMENT] = MSG_INBOX_ASSESSMENT,
        [NOTICE_TO_ASSESS] = MSG_INBOX_TO_ASSESS,
        [NOTICE_ATTESTATION] = MSG_INBOX_ATTESTATION,
        [NOTICE_APPROVAL] = MSG_INBOX_APPROVAL,
        [NOTICE_INVITATION] = MSG_INBOX_INVITATION,
    };
    const struct message_arg arg = {
        .name = S("about"), .kind = ARG_TEXT, .text = notice->about};

    if (notice->kind < NOTICE_AWARD || notice->kind > NOTICE_INVITATION)
        return notice->about;
    return message_with(
        web->arena, web->view.lang, WORDS[notice->kind], &arg, 1);
}

/* Where it is dealt with. */
static str href_of(struct web *web, const struct notice_list_row *notice)
{
    const str office = fact_url(web, S("/o/"), notice->slug, S(""));

    switch (notice->kind) {
    case NOTICE_AWARD:
    case NOTICE_CLAIM_REMINDER:
    case NOTICE_EXPIRY:
    case NOTICE_AWARD_CHANGED:
        return fact_url(web, S("/me/award/"), notice->object, S(""));
    case NOTICE_ENROLMENT:
    case NOTICE_ASSESSMENT:
    case NOTICE_ATTESTATION:
        return fact_url(web, S("/me/enrolment/"), notice->object, S(""));
    case NOTICE_TO_ASSESS:
        return fact_joined(web, office, S("/assess/"), notice->object);
    case NOTICE_APPROVAL:
        return fact_joined(web, office, S("/achievement/"), notice->object);
    default:
        return S("");
    }
}

static void add_rows(
    struct web *web, const struct inbox *inbox, struct page_inbox_list *page)
{
    struct page_inbox_list_rows *rows =
        arena_array(web->arena, inbox->n, struct page_inbox_list_rows);
    size_t i;

    for (i = 0; rows && i < inbox->n; i++)
        rows[i] = (struct page_inbox_list_rows){
            .title = title_of(web, &inbox->rows[i]),
            .words = inbox->rows[i].name,
            .href = href_of(web, &inbox->rows[i]),
            .at = inbox->rows[i].created_at,
            .fresh = inbox->rows[i].read_at == 0,
        };
    page->rows = rows;
    page->n_rows = rows ? inbox->n : 0;
}

/* ROUTE GET /me/inbox  right: person
 *   summary: what happened, newest first */
code inbox_page(struct web *web, struct err *reterr)
{
    struct page_inbox_list page = {.unread = web->view.inbox > 0};
    struct list_part part = {
        .offset = list_offset(web, INBOX_PAGE_ROWS), .a_page = INBOX_PAGE_ROWS};
    struct inbox inbox;
    struct buf out;

    TRY(inbox_list(&web->act, part.offset, &inbox, reterr));
    part.n = inbox.n;
    part.of = inbox.of;
    add_rows(web, &inbox, &page);
    page.pager = list_pager(web, &part);
    web->view.nav = S("inbox");
    web_buf(web, &out);
    page_inbox_list(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE POST /me/inbox/read  right: person
 *   summary: everything has been read */
code inbox_mark(struct web *web, struct err *reterr)
{
    TRY(inbox_read(&web->act, reterr));
    response_redirect(web->res, S("/me/inbox"));
    return OK;
}
