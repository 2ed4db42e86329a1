/*
 * The use case "the badge as an image": drawn from a design, or put into an
 * image that is there, with the credential inside.
 */
#ifndef APP_PICTURE_H
#define APP_PICTURE_H

#include "app/engine.h"

enum picture_format {
    PICTURE_PNG,
    PICTURE_SVG,
};

/* Draws the badge that `credential` (JSON) is about, by the design in
 * `design` (NULL: one that follows from the title), and bakes the credential
 * into it. In the step's memory. */
MUST_USE code app_draw_badge(struct engine *engine,
    str credential,
    const struct json *design,
    enum picture_format format,
    bytes *ret,
    struct err *reterr);

/* Bakes the credential into a PNG or SVG. */
MUST_USE code app_bake(struct engine *engine,
    bytes image,
    str credential,
    bytes *ret,
    struct err *reterr);

/* The credential in a PNG, SVG or PDF, or the text itself. */
MUST_USE code app_extract(
    struct engine *engine, bytes image, str *ret, struct err *reterr);

#endif
