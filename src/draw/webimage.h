/*
 * The image of an award for an e-mail signature: the badge, its title, the
 * issuer and whether it still stands. Fetched each time the mail is opened,
 * so that it changes when the award does. Drawn at twice its size, for fine
 * screens.
 */
#ifndef DRAW_WEBIMAGE_H
#define DRAW_WEBIMAGE_H

#include "base/arena.h"

enum {
    WEBIMAGE_WIDTH_PX = 320,
    WEBIMAGE_HEIGHT_PX = 88,
    WEBIMAGE_SCALE = 2,
};

enum webimage_state {
    WEBIMAGE_VALID,
    WEBIMAGE_EXPIRED,
    WEBIMAGE_SUSPENDED,
    WEBIMAGE_REVOKED,
    WEBIMAGE_STATES,
};

struct webimage {
    enum webimage_state state;
    str state_text; /* "Valid", "Expired 3 May 2026"; never empty */
    bytes badge;    /* SVG or PNG */
    str language;
    str title;
    str issuer;
};

/* The PNG. */
MUST_USE code webimage_draw(const struct webimage *w,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

/* What it shows, in words, for those who do not see it: "Data Storytelling,
 * Harbour College. Valid". */
MUST_USE code webimage_alt(
    const struct webimage *w, struct arena *arena, str *ret);

#endif
