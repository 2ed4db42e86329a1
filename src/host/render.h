/*
 * SVG to PNG by librsvg and cairo. They are loaded, and the picture is drawn,
 * in a child process with limits on time and memory (one feTurbulence can
 * keep librsvg busy for ever), so that the program itself links neither.
 * The picture has no base address: librsvg loads no file for it.
 */
#ifndef HOST_RENDER_H
#define HOST_RENDER_H

#include "host/child.h"

struct render_place {
    double x, y, width, height;
};

/* The picture `side_px` wide and high, scaled to fit, what it leaves free
 * transparent. E_RENDER (the libraries are not there, or refuse the
 * picture), E_COMPLEXITY_LIMIT (out of time or memory), E_NO_MEMORY. Waits
 * at most about eight seconds. */
MUST_USE code render_png(str svg,
    uint32_t side_px,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

/* Draws the picture on a cairo context, scaled to fit the place. For work
 * that is in a child already. */
MUST_USE enum child_end render_on(
    void *cairo, str svg, const struct render_place *place);

/* Width over height of the picture; 1 when it does not say. For the same. */
double render_ratio(str svg);

/* An E_RENDER for what is not CHILD_DONE. */
MUST_USE code render_result(enum child_end end, struct err *reterr);

#endif
