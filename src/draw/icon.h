/*
 * The icons of badges: drawn on a field of 48 by 48 in three layers, which
 * are SVG path data each, and may be empty.
 */
#ifndef DRAW_ICON_H
#define DRAW_ICON_H

#include "base/str.h"

enum {
    ICON_FIELD = 48,
    ICON_STROKE = 3,
};

struct icon {
    str name;
    str soft;  /* filled, see-through */
    str line;  /* stroked, ICON_STROKE wide, round ends and corners */
    str solid; /* filled */
};

/* The icon of that name, or NULL. */
const struct icon *icon_find(str name);

/* How many there are, and the i-th of them in the order of their names; NULL
 * behind the last. */
size_t icon_count(void);
const struct icon *icon_at(size_t i);

#endif
