/*
 * Lines of lettering that fit a place, in any script: words are wrapped, the
 * size shrinks, and what still does not fit ends in an ellipsis. The widths
 * are those of Inter Bold for Latin letters and estimates for the rest, with
 * some air, since the font is not known before the picture is drawn.
 */
#ifndef DRAW_LETTERING_H
#define DRAW_LETTERING_H

#include "base/buf.h"

enum {
    LETTERING_LINES_MAX = 3,
    LETTERING_LEADING = 116, /* line distance in hundredths of the size */
};

/* Half the width that is free between two heights, as contour.h counts. */
struct lettering_place {
    int32_t (*half_width)(const void *shape, int32_t top, int32_t bottom);
    const void *shape;
    int32_t middle;   /* height that the block of lines is centred on */
    int32_t size_max; /* of the letters, in hundredths of a pixel */
    int32_t size_min;
    int32_t height_max; /* of all lines together */
    int32_t spacing;    /* more between letters, in hundredths of the size */
    size_t n_lines_max;
};

struct lettering {
    str text; /* the whole, cleaned; at most 240 letters of it */
    str lines[LETTERING_LINES_MAX];
    int32_t baselines[LETTERING_LINES_MAX];
    size_t n_lines;
    int32_t size;
    int32_t width; /* of the longest line, reckoned */
    bool is_rtl;   /* the first letter with a direction is Hebrew or Arabic */
};

/* White space is made single, control and direction marks are left out. The
 * lines live in the arena. */
MUST_USE code lettering_fit(str text,
    const struct lettering_place *place,
    struct arena *arena,
    struct lettering *ret);

#endif
