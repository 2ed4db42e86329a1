/*
 * The image of a badge, as SVG 1.1, from a small description: a mosaic that
 * grows calm where the title stands, an icon, and a ring of tesserae that
 * shows how much of a series is there. Same description, same bytes.
 *
 * Text stays text: fonts are chosen where the picture is drawn.
 */
#ifndef DRAW_BADGE_H
#define DRAW_BADGE_H

#include "draw/design.h"

enum {
    BADGE_SIDE_PX = 600,
};

/* The picture. The text lives in the arena. */
MUST_USE code badge_draw(const struct badge_design *design,
    struct arena *arena,
    str *ret,
    struct err *reterr);

#endif
