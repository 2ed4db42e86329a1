/*
 * The image that networks show beside a link to an award: 1200 by 630
 * pixels, the badge, what it is for, whose it is and by whom.
 */
#ifndef DRAW_PREVIEW_H
#define DRAW_PREVIEW_H

#include "base/arena.h"

enum {
    PREVIEW_WIDTH_PX = 1200,
    PREVIEW_HEIGHT_PX = 630,
};

struct preview {
    bytes badge; /* SVG or PNG */
    uint32_t accent;
    str language;
    str kind; /* "Micro-credential"; may be empty */
    str title;
    str learner;       /* empty unless the learner made it public */
    str issuer_domain; /* stands before the name */
    str issuer;
};

MUST_USE code preview_draw(const struct preview *p,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

#endif
