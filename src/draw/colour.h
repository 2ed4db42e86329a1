/*
 * Colours as 0xrrggbb (sRGB), reckoned in whole numbers, so that a picture
 * has the same bytes on every machine.
 */
#ifndef DRAW_COLOUR_H
#define DRAW_COLOUR_H

#include "base/buf.h"

enum {
    COLOUR_WHITE = 0xffffff,
};

/* "#rrggbb" or "#rgb"; false for anything else. */
bool colour_parse(str text, uint32_t *ret);

/* Appends "#rrggbb". */
void colour_write(struct buf *out, uint32_t colour);

/* `percent` of b in a: 0 gives a, 100 gives b. */
uint32_t colour_mix(uint32_t a, uint32_t b, int percent);

/* The hue turned by that many degrees; as light and as strong as before. */
uint32_t colour_turn(uint32_t colour, int degrees);

/* 0 to 359; grey has hue 0. */
int colour_hue(uint32_t colour);

/* 0 (grey) to 100: how far the channels lie apart. */
int colour_strength(uint32_t colour);

/* Relative luminance (WCAG 2.1), 0 to 10,000. */
int colour_luminance(uint32_t colour);

/* The colour, mixed with black just as far as it takes for white on it to
 * have that contrast (WCAG 2.1), in hundredths: 100 to 2,100. */
uint32_t colour_darken_for_white(uint32_t colour, int contrast);

/* The same, but brighter where there is room: the channels grow together
 * while white on it keeps that contrast. */
uint32_t colour_brighten_for_white(uint32_t colour, int contrast);

#endif
