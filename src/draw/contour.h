/*
 * The outlines of badges: rounded, convex, symmetrical about the vertical
 * through the middle. Each is the hull of a few discs, so that it stays round
 * at any inset: the discs shrink and the straight lines follow.
 *
 * Whole numbers throughout: lengths in hundredths of a pixel of a picture of
 * 600 by 600, angles in 73,728 parts of a turn (so that
 * a half, an eighth and a twelfth are whole), clockwise from the right.
 */
#ifndef DRAW_CONTOUR_H
#define DRAW_CONTOUR_H

#include "base/buf.h"

enum {
    CONTOUR_DISCS_MAX = 8,
    CONTOUR_UNIT = 16384, /* cosine of 0 */
    CONTOUR_TURN = 73728,
    CONTOUR_MIDDLE = 30000,
};

enum badge_shape {
    SHAPE_HEXAGON,
    SHAPE_CIRCLE,
    SHAPE_SHIELD,
    SHAPE_SQUARE,
    SHAPE_ROSETTE, /* a circle; its scallops are drawn around it */
    SHAPE_N,
};

struct disc {
    int32_t x;
    int32_t y;
    int32_t radius;
    int32_t from; /* where the outline comes upon it */
    int32_t to;   /* where it leaves it; more than `from` */
};

enum {
    CONTOUR_STATIONS = 360, /* down the right side, for widths */
};

struct point {
    int32_t x;
    int32_t y;
};

/* A place on the outline, and the direction straight out of it. */
struct station {
    struct point at;
    int32_t out_x; /* of CONTOUR_UNIT */
    int32_t out_y;
};

struct contour {
    struct disc discs[CONTOUR_DISCS_MAX]; /* in clockwise order */
    size_t n_discs;
    int32_t arcs[CONTOUR_DISCS_MAX];  /* lengths of the parts on a disc */
    int32_t lines[CONTOUR_DISCS_MAX]; /* and of those to the next */
    int32_t length;                   /* once around */
    struct station side[CONTOUR_STATIONS + 1]; /* from the top down */
};

void contour_init(struct contour *c, enum badge_shape shape);

/* The place `way` along the outline, clockwise from the top; any way,
 * taken modulo the length. */
struct station contour_at(const struct contour *c, int32_t way);

/* That far inside of the outline from the station. */
struct point contour_inside(struct station s, int32_t inset);

/* Half the width that is free at height y, that far inside; 0 outside. */
int32_t contour_half_width(const struct contour *c, int32_t inset, int32_t y);

/* Appends the outline as SVG path data. */
void contour_write(struct buf *out, const struct contour *c, int32_t inset);

/* Appends a length in pixels, rounded to a tenth: "12.3". */
void contour_number(struct buf *out, int32_t length);

/* Appends "x y" */
void contour_point(struct buf *out, struct point p);

#endif
