/*
 * SVG to PNG by librsvg and cairo. They are loaded, and the picture is drawn,
 * in a child process with limits on time and memory (one feTurbulence can
 * keep librsvg busy for ever), so that the program itself links neither.
 * The picture has no base address: librsvg loads no file for it.
 */
#ifndef HOST_RENDER_H
#define HOST_RENDER_H

#include "base/arena.h"

/* The picture `side_px` wide and high, scaled to fit, what it leaves free
 * transparent. E_RENDER (the libraries are not there, or refuse the
 * picture), E_COMPLEXITY_LIMIT (out of time or memory), E_NO_MEMORY. Waits
 * at most about eight seconds. */
MUST_USE code render_png(str svg,
    uint32_t side_px,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

#endif
