/*
 * What the templates of a certificate are made from: blocks of text that
 * flow down a box, and the parts that every page has. For the child that
 * draws (certificate.h).
 */
#ifndef DRAW_CERTIFICATE_PAGE_H
#define DRAW_CERTIFICATE_PAGE_H

#include "draw/certificate.h"
#include "draw/palette.h"
#include "draw/sheet.h"

struct page {
    struct sheet sheet;
    const struct certificate *c;
    struct palette palette;
    uint32_t accent; /* dark enough for small text on white */
    uint32_t ink;
    uint32_t grey;
    const char *display;    /* family of title and name */
    const char *text;       /* and of the rest */
    enum sheet_align align; /* of the flow */
};

enum block_kind {
    BLOCK_TEXT,
    BLOCK_FACTS,
    BLOCK_OUTCOMES,
};

struct block {
    enum block_kind kind;
    double gap; /* above it; grows where there is room */
    double height_max;
    struct sheet_style style; /* BLOCK_TEXT */
    const char *tag;
    str text;
    size_t n_columns; /* the other two */
    double width;     /* of the box, 0 to 1; 0: all of it */
};

/* The fixed word, in the certificate's language or in English. */
str page_word(const struct page *p, enum certificate_word word);

/* Styles of a template: display letters, running text, small print. */
struct sheet_style page_display(const struct page *p, double size);
struct sheet_style page_text(const struct page *p, double size);
struct sheet_style page_small(const struct page *p, double size);

/* Draws the blocks one under another, empty ones left out; what height is
 * left goes between them, and then above and below. */
void page_flow(
    struct page *p, const struct block *blocks, size_t n, struct sheet_box box);

/* A line, and above it a hand, below it name and role; at the bottom. */
void page_signature(struct page *p, struct sheet_box box);

/* The QR code and, beside it, how to check; at the bottom. */
void page_check(struct page *p, struct sheet_box box);

/* Logo and badge; nothing where there is none. */
void page_logo(struct page *p, struct sheet_box box, enum sheet_align align);
void page_badge(struct page *p, struct sheet_box box);

void page_classic(struct page *p);
void page_modern(struct page *p);
void page_plain(struct page *p);

#endif
