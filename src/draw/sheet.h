/*
 * A page that text, images and codes are put on, by pango and cairo. Lengths
 * are points, from the upper left corner; on a sheet whose language runs
 * from right to left every place is mirrored, so that a layout is written
 * once. Used in a child process: memory is pango's own.
 */
#ifndef DRAW_SHEET_H
#define DRAW_SHEET_H

#include "base/buf.h"

#include <pango/pangocairo.h>

struct sheet {
    cairo_t *cairo;
    PangoContext *context;
    struct arena *arena;
    double width;
    double height;
    bool is_rtl;
    bool is_tagged; /* of a PDF */
    code failed;    /* the first failure, sticky */
};

struct sheet_box {
    double x, y, width, height;
};

enum sheet_align {
    SHEET_START,
    SHEET_MIDDLE,
    SHEET_END,
};

struct sheet_style {
    const char *family; /* "serif" or "sans-serif" with what goes before */
    int weight;         /* PANGO_WEIGHT_ */
    double size;        /* of the letters, in points */
    double size_min;    /* it may shrink so far, to fit */
    double spacing;     /* more between letters of Latin, in points */
    double leading;     /* line distance: 1.3 of the size, say */
    uint32_t colour;
    enum sheet_align align;
    unsigned n_lines_max;
    bool is_italic;
    bool is_literal; /* a link: each letter as it is */
};

/* Makes a sheet on a cairo surface, which stays the caller's. */
MUST_USE code sheet_init(struct sheet *s,
    cairo_surface_t *surface,
    double width,
    double height,
    str language,
    struct arena *arena);
void sheet_release(struct sheet *s);

/* How high the text becomes in a box of that width and greatest height:
 * words are wrapped, the size shrinks, the rest ends in an ellipsis. */
double sheet_measure(struct sheet *s,
    const struct sheet_style *style,
    str text,
    double width,
    double height_max);

/* Writes it at the top of the box; returns the height that it took. */
double sheet_text(struct sheet *s,
    const struct sheet_style *style,
    str text,
    struct sheet_box box);

/* The same as a structure element of a tagged PDF ("H1", "P"). */
double sheet_tagged(struct sheet *s,
    const char *tag,
    const struct sheet_style *style,
    str text,
    struct sheet_box box);

/* The box mirrored, if the sheet is. */
struct sheet_box sheet_place(const struct sheet *s, struct sheet_box box);

void sheet_colour(struct sheet *s, uint32_t colour);
void sheet_fill(struct sheet *s, struct sheet_box box, uint32_t colour);

/* A PNG or SVG, as large as fits, at the start or in the middle of the box;
 * nothing if it is empty. */
void sheet_image(
    struct sheet *s, bytes image, struct sheet_box box, enum sheet_align align);

/* A QR code of that text that fills the box. */
void sheet_qr(struct sheet *s, str text, struct sheet_box box, uint32_t colour);

/* What is written until sheet_link_end leads there when it is clicked. */
void sheet_link(struct sheet *s, str url);
void sheet_link_end(struct sheet *s);

#endif
