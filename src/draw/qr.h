/*
 * QR codes (ISO/IEC 18004), drawn as vectors. Error correction M; the size
 * follows from the text.
 */
#ifndef DRAW_QR_H
#define DRAW_QR_H

#include "base/buf.h"

enum {
    QR_QUIET = 4,        /* free modules that a reader needs around the code */
    QR_SIDE_MAX = 177,   /* modules */
    QR_BYTES_MAX = 2331, /* of text */
};

struct qr {
    uint32_t side;       /* modules */
    const uint8_t *dark; /* side * side, row by row, 0 or 1; in the arena */
};

/* A run of dark modules in one row. */
struct qr_run {
    uint32_t row;
    uint32_t column;
    uint32_t n;
};

/* E_ARGUMENT for an empty text, E_LIMIT_EXCEEDED for a longer one than
 * QR_BYTES_MAX. */
MUST_USE code qr_make(
    str text, struct arena *arena, struct qr *ret, struct err *reterr);

/* The first run at or after *place, which starts as 0 and is moved behind
 * it; false when there is none. */
bool qr_next_run(const struct qr *qr, size_t *place, struct qr_run *ret);

/* A whole image with the quiet zone, black on white; `label` is what it is
 * called for those who do not see it. */
MUST_USE code qr_draw(
    str text, str label, struct arena *arena, str *ret, struct err *reterr);

#endif
