/*
 * A tile of the mosaic: an award as one tessera, SVG, to stand beside others
 * in a page. It has no ids, so that any number may stand in one document.
 */
#ifndef DRAW_TILE_H
#define DRAW_TILE_H

#include "draw/design.h"

enum {
    TILE_SIDE_PX = 240,
};

enum tile_state {
    TILE_EARNED,
    TILE_LAPSED, /* expired, suspended or revoked: it has lost its colours */
    TILE_OPEN,   /* not earned yet: an outline */
    TILE_STATES,
};

struct tile {
    struct badge_design design; /* accent, icon, title, level */
    enum tile_state state;
    str caption; /* below the title: "2026", "Expired"; may be empty */
};

/* The picture, called by title and caption for those who do not see it. */
MUST_USE code tile_draw(
    const struct tile *t, struct arena *arena, str *ret, struct err *reterr);

#endif
