/*
 * Pictures that others embed: beside a link, and in an e-mail signature. They
 * set no cookie and are the same for everybody.
 */
#include "web/preview.h"

#include "app/award_picture.h"
#include "app/catalogue.h"

static void answer(struct web *web, bytes image, str kept)
{
    response_body(web->res, S("image/png"), image);
    response_set(web->res, S("Cache-Control"), kept);
    response_set(
        web->res, S("Cross-Origin-Resource-Policy"), S("cross-origin"));
}

/* The language of the organisation: what embeds it has no reader yet. */
static enum lang language_of(const struct organisation *organisation)
{
    const enum lang lang = lang_find(organisation->language);

    return lang == LANG_N ? LANG_EN : lang;
}

/* ROUTE GET /a/{id}/preview.png  right: public
 *   summary: the image beside a link to an award */
code preview_award(struct web *web, struct err *reterr)
{
    struct award_page page;
    bytes image;

    TRY(award_public(&web->act, web_path(web, S("id")), &page, reterr));
    TRY(award_preview(
        &web->act, &page, language_of(&page.organisation), &image, reterr));
    answer(web, image, S("public, max-age=3600"));
    return OK;
}

/* ROUTE GET /c/{id}/preview.png  right: public
 *   summary: the image beside a link to an achievement */
code preview_achievement(struct web *web, struct err *reterr)
{
    struct achievement_full full;
    bytes image;

    TRY(catalogue_get(&web->act, web_path(web, S("id")), 0, &full, reterr));
    TRY(award_preview_of_class(
        &web->act, &full, language_of(&full.organisation), &image, reterr));
    answer(web, image, S("public, max-age=3600"));
    return OK;
}

/* ROUTE GET /a/{id}/signature.png  right: public
 *   summary: the image of an e-mail signature: the state of today */
code preview_signature(struct web *web, struct err *reterr)
{
    struct award_page page;
    bytes image;

    TRY(award_public(&web->act, web_path(web, S("id")), &page, reterr));
    TRY(award_signature_image(
        &web->act, &page, language_of(&page.organisation), &image, reterr));
    /* For minutes only: it must change when the award does. */
    answer(web, image, S("public, max-age=300"));
    return OK;
}
