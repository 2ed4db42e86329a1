/* Several badges under one link, for whoever has it; and each of them. */
#include "web/share.h"

#include "app/counter.h"
#include "app/share.h"
#include "base/num.h"
#include "web/award_proof.h"
#include "web/fact.h"
#include "web/showcase.h"

static code show_ended(struct web *web, struct err *reterr)
{
    const struct page_share_ended page = {0};
    struct buf out;

    web->res->status = 410;
    web_buf(web, &out);
    page_share_ended(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

static str place_of(struct web *web)
{
    return fact_url(web, S("/s/"), web_path(web, S("secret")), S(""));
}

/* ROUTE GET /s/{secret}  right: public
 *   summary: the badges that a learner shares by a link */
code share_page_show(struct web *web, struct err *reterr)
{
    struct page_share_show page = {0};
    struct share_page share;
    struct buf out;
    const code result =
        share_show(&web->act, web_path(web, S("secret")), &share, reterr);

    if (result == E_SHARE_ENDED)
        return show_ended(web, reterr);
    TRY(result);
    page.title = share.share.title;
    page.holder = share.holder;
    if (share.holder.len > 0)
        page.headline = share.share.title;
    page.ends_on = share.share.ends_on;
    page.own = share.own;
    page.private = !share.is_open;
    page.manage = fact_url(web, S("/me/share/"), share.share.id, S(""));
    TRY(showcase_fill(web, &share.showcase, place_of(web), &page, reterr));
    web_buf(web, &out);
    page_share_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* --- one of them --- */

/* The award of the path; E_NOT_FOUND for a number that it does not have. */
static code load(struct web *web,
    struct share_page *share,
    const struct award_page **ret,
    struct err *reterr)
{
    uint64_t at = 0;

    TRY(share_show(&web->act, web_path(web, S("secret")), share, reterr));
    if (!num_parse_u64(web_path(web, S("n")), SHARE_AWARDS_MAX, &at) ||
        at == 0 || at > share->showcase.n_awards) {
        (void)err_set(reterr, E_NOT_FOUND, S("share"));
        return E_NOT_FOUND;
    }
    *ret = &share->showcase.awards[at - 1];
    return OK;
}

/* ROUTE GET /s/{secret}/{n}  right: public
 *   summary: one of the badges that are shared by a link */
code share_award_show(struct web *web, struct err *reterr)
{
    const str parts[] = {place_of(web), S("/"), web_path(web, S("n"))};
    struct page_award_show page = {0};
    struct award_sight sight = {.place = arena_join(web->arena, parts, 3)};
    struct share_page share;
    struct buf out;
    const code result = load(web, &share, &sight.award, reterr);

    if (result == E_SHARE_ENDED)
        return show_ended(web, reterr);
    TRY(result);
    sight.hidden = share.share.hidden;
    TRY(award_proof(web, &sight, &page.proof, reterr));
    counter_note(&web->act, &sight.award->award, COUNTER_VIEWED);
    page.title = sight.award->version.title;
    page.description = sight.award->version.summary;
    page.open = true;
    page.own = share.own;
    page.manage = fact_url(web, S("/me/award/"), sight.award->award.id, S(""));
    web_buf(web, &out);
    page_award_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /s/{secret}/{n}/badge.json  right: public
 *   summary: its signed credential, byte for byte */
code share_award_json(struct web *web, struct err *reterr)
{
    const struct award_page *award;
    struct share_page share;

    TRY(load(web, &share, &award, reterr));
    return award_answer_json(web, award, reterr);
}

/* ROUTE GET /s/{secret}/{n}/badge.svg  right: public
 *   summary: it as a drawing, with the credential inside */
code share_award_svg(struct web *web, struct err *reterr)
{
    const struct award_page *award;
    struct share_page share;

    TRY(load(web, &share, &award, reterr));
    return award_answer_picture(web, award, PICTURE_SVG, reterr);
}

/* ROUTE GET /s/{secret}/{n}/badge.png  right: public
 *   summary: it as a picture, with the credential inside */
code share_award_png(struct web *web, struct err *reterr)
{
    const struct award_page *award;
    struct share_page share;

    TRY(load(web, &share, &award, reterr));
    return award_answer_picture(web, award, PICTURE_PNG, reterr);
}

/* ROUTE GET /s/{secret}/{n}/evidence/{evidence}  right: public
 *   summary: a file among its evidence, if the link shows evidence */
code share_award_evidence(struct web *web, struct err *reterr)
{
    const struct award_page *award;
    struct share_page share;

    TRY(load(web, &share, &award, reterr));
    if ((share.share.hidden & SHARE_HIDE_EVIDENCE) != 0)
        return err_set(reterr, E_NOT_FOUND, S("evidence"));
    return award_answer_evidence(
        web, award, web_path(web, S("evidence")), reterr);
}
