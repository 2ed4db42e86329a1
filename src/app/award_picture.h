/*
 * Pictures of an award: the badge as its definition has it, the image for
 * e-mail signatures, the one beside a link.
 */
#ifndef APP_AWARD_PICTURE_H
#define APP_AWARD_PICTURE_H

#include "app/achievement.h"
#include "app/award_change.h"
#include "app/picture.h"
#include "app/say.h"

/* The drawing alone, SVG. */
MUST_USE code award_drawing(struct act *act,
    const struct award_page *page,
    str *ret,
    struct err *reterr);

/* The drawing with the credential inside. It begins a step of the engine. */
MUST_USE code award_picture(struct act *act,
    const struct award_page *page,
    enum picture_format format,
    bytes *ret,
    struct err *reterr);

/* The image for an e-mail signature, PNG: it shows the state of today. */
MUST_USE code award_signature_image(struct act *act,
    const struct award_page *page,
    enum lang lang,
    bytes *ret,
    struct err *reterr);

/* The image beside a link, PNG. */
MUST_USE code award_preview(struct act *act,
    const struct award_page *page,
    enum lang lang,
    bytes *ret,
    struct err *reterr);

/* The same of an achievement. */
MUST_USE code award_preview_of_class(struct act *act,
    const struct achievement_full *full,
    enum lang lang,
    bytes *ret,
    struct err *reterr);

#endif
