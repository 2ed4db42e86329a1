/*
 * Images that people send in (badges, logos, signatures), made safe once: a
 * PNG is drawn anew from its pixels, an SVG is written anew from what a list
 * allows (svg_rebuild.h) and drawn once to see that it can be. Nothing of
 * the file that came is kept. What cannot be rebuilt is refused.
 */
#ifndef DRAW_UPLOAD_H
#define DRAW_UPLOAD_H

#include "base/arena.h"
#include "base/limit.h"

enum {
    UPLOAD_PIXELS_MAX = 16 * 1024 * 1024,
};

enum upload_kind {
    UPLOAD_PNG,
    UPLOAD_SVG,
};

struct upload {
    enum upload_kind kind; /* by content, whatever it was called */
    bytes image;           /* in the arena */
};

/* The media type that it is to be served with. */
str upload_media_type(enum upload_kind kind);

/* E_BAKE_FORMAT (neither PNG nor SVG, or damaged), E_BAKE_LIMIT (bytes,
 * pixels, elements), E_COMPLEXITY_LIMIT (too much work), E_RENDER (it
 * cannot be drawn) and what svg_rebuild refuses. */
MUST_USE code upload_rebuild(bytes file,
    const struct budget *budget,
    struct arena *arena,
    struct upload *ret,
    struct err *reterr);

#endif
