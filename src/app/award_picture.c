#include "app/award_picture.h"

#include "app/catalogue.h"
#include "app/format.h"
#include "draw/badge.h"
#include "draw/preview.h"
#include "draw/webimage.h"
#include "host/render.h"

static code draw(struct act *act,
    const struct achievement_full *full,
    struct badge_design *ret_design,
    str *ret,
    struct err *reterr)
{
    TRY(catalogue_design(full, act->arena, ret_design, reterr));
    return catalogue_drawing(act, full, ret, reterr);
}

static struct achievement_full class_of(const struct award_page *page)
{
    return (struct achievement_full){
        .version = page->version,
        .definition = page->definition,
        .organisation = page->organisation,
    };
}

code award_drawing(struct act *act,
    const struct award_page *page,
    str *ret,
    struct err *reterr)
{
    const struct achievement_full full = class_of(page);
    struct badge_design design;

    return draw(act, &full, &design, ret, reterr);
}

code award_picture(struct act *act,
    const struct award_page *page,
    enum picture_format format,
    bytes *ret,
    struct err *reterr)
{
    bytes image;
    str svg;

    TRY(award_drawing(act, page, &svg, reterr));
    image = str_bytes(svg);
    if (format == PICTURE_PNG)
        TRY(render_png(svg, BADGE_SIDE_PX, act->arena, &image, reterr));
    (void)engine_begin(&act->worker->engine);
    TRY(app_bake(
        &act->worker->engine, image, page->award.credential, &image, reterr));
    /* Out of the engine's step: an answer is sent while others are made. */
    *ret = str_bytes(arena_str(act->arena, bytes_str(image)));
    return arena_status(act->arena);
}

/* --- the e-mail signature --- */

static enum webimage_state webimage_state(int64_t state)
{
    switch (state) {
    case AWARD_ACTIVE:
        return WEBIMAGE_VALID;
    case AWARD_SUSPENDED:
        return WEBIMAGE_SUSPENDED;
    case AWARD_EXPIRED:
    case AWARD_RENEWED:
        return WEBIMAGE_EXPIRED;
    default:
        return WEBIMAGE_REVOKED;
    }
}

/* "Valid", "Expired on 3 May 2026". */
static str state_words(
    struct act *act, const struct award_page *page, enum lang lang)
{
    static const enum message WORDS[WEBIMAGE_STATES] = {
        [WEBIMAGE_VALID] = MSG_VERDICT_VALID,
        [WEBIMAGE_EXPIRED] = MSG_VERDICT_EXPIRED,
        [WEBIMAGE_SUSPENDED] = MSG_VERDICT_SUSPENDED,
        [WEBIMAGE_REVOKED] = MSG_VERDICT_REVOKED,
    };
    const struct message_arg day = {.name = S("day"),
        .kind = ARG_WORDS,
        .text = format_day(act->arena, lang, page->award.valid_until)};

    if (page->state_today == AWARD_EXPIRED && page->award.valid_until.len > 0)
        return message_with(act->arena, lang, MSG_VERDICT_EXPIRED_ON, &day, 1);
    if (page->state_today == AWARD_RENEWED)
        return message(lang, MSG_VERDICT_RENEWED);
    return message(lang, WORDS[webimage_state(page->state_today)]);
}

code award_signature_image(struct act *act,
    const struct award_page *page,
    enum lang lang,
    bytes *ret,
    struct err *reterr)
{
    struct webimage image = {
        .state = webimage_state(page->state_today),
        .state_text = state_words(act, page, lang),
        .language = lang_code(lang),
        .title = page->version.title,
        .issuer = page->organisation.name,
    };
    str svg;

    TRY(award_drawing(act, page, &svg, reterr));
    image.badge = str_bytes(svg);
    return webimage_draw(&image, act->arena, ret, reterr);
}

/* --- beside a link --- */

static code preview(struct act *act,
    const struct achievement_full *full,
    str learner,
    enum lang lang,
    bytes *ret,
    struct err *reterr)
{
    struct badge_design design;
    struct preview image = {
        .language = lang_code(lang),
        .title = full->version.title,
        .learner = learner,
        .issuer = full->organisation.name,
    };
    str svg;

    TRY(draw(act, full, &design, &svg, reterr));
    if (full->organisation.domain_checked_at > 0)
        image.issuer_domain = full->organisation.domain;
    image.badge = str_bytes(svg);
    image.accent = design.accent;
    return preview_draw(&image, act->arena, ret, reterr);
}

code award_preview(struct act *act,
    const struct award_page *page,
    enum lang lang,
    bytes *ret,
    struct err *reterr)
{
    const struct achievement_full full = class_of(page);

    return preview(act, &full, page->award.recipient_name, lang, ret, reterr);
}

code award_preview_of_class(struct act *act,
    const struct achievement_full *full,
    enum lang lang,
    bytes *ret,
    struct err *reterr)
{
    return preview(act, full, S(""), lang, ret, reterr);
}
