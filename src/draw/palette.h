/*
 * The colours of a badge, all from its accent.
 */
#ifndef DRAW_PALETTE_H
#define DRAW_PALETTE_H

#include "draw/colour.h"

enum {
    PALETTE_TONES = 20,
};

struct palette {
    uint32_t edge;   /* light edge and line: stands out on dark and light */
    uint32_t rim;    /* behind the tesserae */
    uint32_t ink;    /* the calm part of the plate, under the title */
    uint32_t middle; /* of the plate */
    uint32_t light;  /* the upper part of the plate */
    uint32_t icon;
    uint32_t icon_shadow;
    uint32_t issuer;
    uint32_t mark; /* what is reached: tesserae of a series, level */
    uint32_t mark_deep;
    uint32_t tones[PALETTE_TONES]; /* of the plate, from light to ink */
};

/* A bright accent (gold, lemon, mint) keeps its light, and gets a dark icon;
 * any other is made just dark enough for a white one. */
void palette_init(struct palette *p, uint32_t accent);

#endif
