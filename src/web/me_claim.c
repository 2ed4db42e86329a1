/* Claiming a badge: by the link of a mail, or out of the mosaic. */
#include "web/me_claim.h"

#include "app/claim.h"
#include "web/fact.h"
#include "web/resume.h"

/* What both pages show of the award. */
static struct page_claim_show page_of(
    struct web *web, const struct award_page *award)
{
    return (struct page_claim_show){
        .title = award->version.title,
        .plain_title = award->version.title,
        .holder = award->award.recipient_name,
        .issuer = award->organisation.name,
        .issuer_domain = award->organisation.domain,
        .image =
            fact_url(web, S("/c/"), award->award.achievement, S("/badge.svg")),
        .action = web->req->path,
        .own = fact_url(web, S("/me/award/"), award->award.id, S("")),
    };
}

static code show(
    struct web *web, const struct page_claim_show *page, struct err *reterr)
{
    struct buf out;

    web_buf(web, &out);
    page_claim_show(&out, &web->view, page);
    return web_page(web, &out, reterr);
}

static code go_to(struct web *web, str award)
{
    response_redirect(web->res, fact_url(web, S("/me/award/"), award, S("")));
    return arena_status(web->arena);
}

/* ROUTE GET /claim/{secret}  right: public
 *   summary: the link of a claim mail: what was awarded */
code me_claim_show(struct web *web, struct err *reterr)
{
    struct page_claim_show page;
    struct claim claim;

    TRY(claim_peek(&web->act, web_path(web, S("secret")), &claim, reterr));
    page = page_of(web, &claim.page);
    page.email = claim.email;
    page.claimed = claim.claimed;
    page.must_sign_in = claim.must_sign_in;
    return show(web, &page, reterr);
}

/* ROUTE POST /claim/{secret}  right: public
 *   summary: take the award; leads to signing in where there is an account */
code me_claim_accept(struct web *web, struct err *reterr)
{
    const str agent = request_header(web->req, S("User-Agent"));
    struct claim_done done;
    const code result = claim_take(&web->act, web_path(web, S("secret")),
        lang_code(web->view.lang), agent, &done, reterr);

    if (result == E_NOT_SIGNED_IN) {
        response_redirect(web->res,
            fact_url(web, S("/sign-in?next="), web->req->path, S("")));
        return arena_status(web->arena);
    }
    TRY(result);
    if (done.session.secret.len > 0)
        resume_set_cookie(web, done.session.secret);
    return go_to(web, done.award);
}

/* ROUTE GET /me/claim/{id}  right: person
 *   summary: an award that waits for the learner */
code me_claim_waiting(struct web *web, struct err *reterr)
{
    struct award_page award;
    struct page_claim_show page;

    TRY(claim_waiting(&web->act, web_path(web, S("id")), &award, reterr));
    page = page_of(web, &award);
    page.claimed = award.award.claimed_at > 0;
    return show(web, &page, reterr);
}

/* ROUTE POST /me/claim/{id}  right: person
 *   summary: take an award that waits for the learner */
code me_claim_take(struct web *web, struct err *reterr)
{
    struct award award;

    TRY(award_claim(&web->act, web_path(web, S("id")), &award, reterr));
    return go_to(web, award.id);
}
