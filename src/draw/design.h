/*
 * What a badge's image is made from.
 */
#ifndef DRAW_DESIGN_H
#define DRAW_DESIGN_H

#include "draw/contour.h"
#include "draw/icon.h"
#include "text/json.h"

enum {
    BADGE_SERIES_MAX = 12,
};

struct badge_design {
    enum badge_shape shape;
    const struct icon *icon;
    uint32_t accent;    /* 0xrrggbb */
    str title;          /* any length, any script */
    str issuer;         /* may be empty */
    str level;          /* "Level 5"; may be empty */
    uint32_t series_at; /* this badge is that one, from 1, */
    uint32_t series_of; /* of so many; 0: not one of a series */
};

/* A design for a title that says nothing else: shape, icon and accent follow
 * from the title, so that badges differ. The texts are borrowed. */
struct badge_design badge_design_default(str title, str issuer);

/* Reads into *design what this object says of it; what it leaves out stays:
 * {"shape": "hexagon", "icon": "chart", "accent": "#1f6f8b",
 *  "level": "Level 5", "series": [2, 3]}, shape one of hexagon, circle,
 * shield, square-rounded, rosette, icon one of icon.c. E_DESIGN with the
 * JSON Pointer (from `value`) for anything else. */
MUST_USE code badge_design_from_json(
    const struct json *value, struct badge_design *design, struct err *reterr);

/* The same as such an object, with all members in the order above: what
 * badge_design_from_json reads back. */
void badge_design_write(const struct badge_design *design, struct buf *out);

/* "hexagon", ...; the empty slice behind the last. For a list to choose
 * from; icon_at has that of the icons. */
str badge_shape_name(size_t i);

#endif
