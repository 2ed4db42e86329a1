#include "draw/preview.h"

#include "draw/palette.h"
#include "draw/picture.h"

#define FAMILY "Inter Display, Inter"

static struct sheet_style style(double size, uint32_t colour, int weight)
{
    return (struct sheet_style){
        .family = FAMILY,
        .weight = weight,
        .size = size,
        .size_min = size * 0.5,
        .leading = 1.12,
        .colour = colour,
        .align = SHEET_START,
        .n_lines_max = 1,
    };
}

static void draw_texts(
    struct sheet *s, const struct preview *p, struct sheet_box box)
{
    uint32_t accent = colour_darken_for_white(p->accent, 520);
    struct sheet_style kind = style(25, 0x5b6270, PANGO_WEIGHT_MEDIUM);
    struct sheet_style title = style(72, accent, PANGO_WEIGHT_BOLD);
    struct sheet_style name = style(38, 0x1d2129, PANGO_WEIGHT_SEMIBOLD);
    double heights[3];
    double y;

    title.n_lines_max = 3;
    title.size_min = 34;
    name.n_lines_max = 2;
    heights[0] = sheet_measure(s, &kind, p->kind, box.width, 40);
    heights[1] = sheet_measure(s, &title, p->title, box.width, 250);
    heights[2] = sheet_measure(s, &name, p->learner, box.width, 90);
    y = box.y + (box.height - heights[0] - heights[1] - heights[2] - 36) / 2;
    box.height = 40;
    box.y = y;
    (void)sheet_text(s, &kind, p->kind, box);
    box.y += heights[0] + 10;
    box.height = 250;
    (void)sheet_text(s, &title, p->title, box);
    box.y += heights[1] + 26;
    box.height = 90;
    (void)sheet_text(s, &name, p->learner, box);
}

static void draw(struct sheet *s, const void *what)
{
    const struct preview *p = what;
    const double panel = 440;
    const double margin = 64;
    const double x = panel + margin;
    const double width = PREVIEW_WIDTH_PX - x - margin;
    struct sheet_style domain = style(27, 0x1d2129, PANGO_WEIGHT_SEMIBOLD);
    struct sheet_style issuer = style(23, 0x5b6270, PANGO_WEIGHT_NORMAL);
    struct palette palette;

    palette_init(&palette, p->accent);
    sheet_fill(s, (struct sheet_box){0, 0, PREVIEW_WIDTH_PX, PREVIEW_HEIGHT_PX},
        COLOUR_WHITE);
    picture_mosaic(s, palette.tones, PALETTE_TONES,
        (struct sheet_box){0, 0, panel, PREVIEW_HEIGHT_PX}, 88);
    sheet_image(s, p->badge,
        (struct sheet_box){
            (panel - 350) / 2, (PREVIEW_HEIGHT_PX - 350) / 2.0, 350, 350},
        SHEET_MIDDLE);
    draw_texts(s, p, (struct sheet_box){x, 50, width, 420});
    sheet_fill(s, (struct sheet_box){x, 500, 64, 5}, palette.light);
    domain.is_literal = true;
    (void)sheet_text(
        s, &domain, p->issuer_domain, (struct sheet_box){x, 522, width, 40});
    (void)sheet_text(
        s, &issuer, p->issuer, (struct sheet_box){x, 557, width, 36});
}

code preview_draw(const struct preview *p,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    const struct picture_task task = {
        .draw = draw,
        .what = p,
        .width = PREVIEW_WIDTH_PX,
        .height = PREVIEW_HEIGHT_PX,
        .scale = 1,
        .language = p->language,
        .name = STR("preview image"),
    };

    return picture_png(&task, arena, ret, reterr);
}
