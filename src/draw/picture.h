/*
 * Pictures in pixels that are drawn on a sheet, in a child process.
 */
#ifndef DRAW_PICTURE_H
#define DRAW_PICTURE_H

#include "draw/sheet.h"

struct picture_task {
    void (*draw)(struct sheet *s, const void *what);
    const void *what;
    double width; /* of the sheet */
    double height;
    unsigned scale; /* pixels a unit of the sheet */
    str language;
    str name; /* of the work, for errors */
};

/* The sheet as PNG. E_RENDER, E_COMPLEXITY_LIMIT, E_NO_MEMORY. */
MUST_USE code picture_png(const struct picture_task *task,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

/* The mosaic in these tones, light to ink from one end of the box to the
 * other; `facet` is the side of one of its triangles. */
void picture_mosaic(struct sheet *s,
    const uint32_t *tones,
    size_t n_tones,
    struct sheet_box box,
    double facet);

/* Numbers without order, the same for the same picture. */
uint32_t picture_noise(uint32_t a, uint32_t b);

#endif
