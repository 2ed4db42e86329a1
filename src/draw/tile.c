#include "draw/tile.h"

#include "carrier/crc32.h"
#include "draw/lettering.h"
#include "draw/palette.h"
#include "text/xml_text.h"

enum {
    SVG_BYTES_MAX = 64 * 1024,
    SIDE = TILE_SIDE_PX * 100, /* hundredths of a pixel, as contour.h */
    MIDDLE = SIDE / 2,
    FACET_WIDTH = 6000,
    FACET_HEIGHT = 5196, /* of an equilateral triangle */
    TEXT_HALF_WIDTH = 10600,
    ICON_TOP = 3200,
    ICON_SCALE = 165,
};

struct drawing {
    struct buf out;
    const struct tile *tile;
    struct palette palette;
    uint32_t seed;
    uint32_t ink; /* of text and icon */
};

static void put(struct drawing *d, const char *text)
{
    buf_str(&d->out, str_of(text));
}

static void put_colour(struct drawing *d, const char *before, uint32_t colour)
{
    put(d, before);
    colour_write(&d->out, colour);
    put(d, "\"");
}

static uint32_t noise(const struct drawing *d, uint32_t a)
{
    uint32_t x = d->seed ^ a * 0x9e3779b1u;

    x = (x ^ x >> 15) * 0x2c1b3c6du;
    x = (x ^ x >> 12) * 0x297a2d39u;
    return x ^ x >> 15;
}

/* Light above, ink where the title stands. */
static size_t tone_at(const struct drawing *d, int32_t row, int32_t column)
{
    static const int32_t tones[] = {1, 6, 13, 18, 19};
    int32_t spread = row < 3 ? 3 : 1;
    int32_t tone = tones[row] +
                   (int32_t)(noise(d, (uint32_t)(row * 32 + column)) %
                             (uint32_t)(2 * spread + 1)) -
                   spread;

    return tone < 0                ? 0
           : tone >= PALETTE_TONES ? PALETTE_TONES - 1
                                   : (size_t)tone;
}

static void put_facet(struct drawing *d, int32_t row, int32_t column)
{
    int32_t x = (column - 1) * FACET_WIDTH / 2;
    int32_t top = row * FACET_HEIGHT;
    bool on_tip = ((row + column) & 1) != 0;
    struct point corners[3] = {
        {x, on_tip ? top : top + FACET_HEIGHT},
        {x + FACET_WIDTH, on_tip ? top : top + FACET_HEIGHT},
        {x + FACET_WIDTH / 2, on_tip ? top + FACET_HEIGHT : top},
    };
    uint32_t tone = d->palette.tones[tone_at(d, row, column)];
    size_t i;

    put_colour(d, "<path fill=\"", tone);
    put_colour(d, " stroke=\"", tone);
    put(d, " d=\"");
    for (i = 0; i < 3; i++) {
        put(d, i == 0 ? "M" : "L");
        contour_point(&d->out, corners[i]);
    }
    put(d, "Z\"/>");
}

static void draw_ground(struct drawing *d)
{
    int32_t row;
    int32_t column;

    if (d->tile->state == TILE_OPEN) {
        put_colour(d,
            "<path d=\"M4 4H236V236H4Z\" stroke-width=\"3\" "
            "stroke-dasharray=\"9 7\" fill=\"#fff\" stroke=\"",
            d->palette.middle);
        put(d, "/>\n");
        return;
    }
    put(d, "<g stroke-width=\".6\">");
    for (row = 0; row < 5; row++)
        for (column = 0; column < 9; column++)
            put_facet(d, row, column);
    put(d, "</g>\n");
}

static void put_layer(struct drawing *d, str path, const char *attributes)
{
    if (path.len == 0)
        return;
    put(d, "<path d=\"");
    buf_str(&d->out, path);
    put(d, "\"");
    put(d, attributes);
    put(d, "/>");
}

static void draw_icon(struct drawing *d)
{
    const struct icon *icon = d->tile->design.icon;

    put_colour(d,
        "<g stroke-width=\"3\" stroke-linejoin=\"round\" "
        "stroke-linecap=\"round\" fill=\"",
        d->ink);
    put_colour(d, " stroke=\"", d->ink);
    put(d, " transform=\"translate(");
    contour_number(&d->out, MIDDLE - ICON_FIELD * ICON_SCALE / 2);
    put(d, " ");
    contour_number(&d->out, ICON_TOP);
    put(d, ") scale(");
    contour_number(&d->out, ICON_SCALE);
    put(d, ")\">");
    put_layer(d, icon->soft, " stroke=\"none\" fill-opacity=\".3\"");
    put_layer(d, icon->line, " fill=\"none\"");
    put_layer(d, icon->solid, " stroke=\"none\"");
    put(d, "</g>\n");
}

static int32_t half_width(const void *shape, int32_t top, int32_t bottom)
{
    (void)shape;
    (void)top;
    (void)bottom;
    return TEXT_HALF_WIDTH;
}

static void put_lines(
    struct drawing *d, const struct lettering *l, const char *attributes)
{
    size_t i;

    for (i = 0; i < l->n_lines; i++) {
        put(d, "<text x=\"120\" y=\"");
        contour_number(&d->out, l->baselines[i]);
        put(d, "\" font-size=\"");
        contour_number(&d->out, l->size);
        put(d, "\"");
        put(d, attributes);
        if (l->is_rtl)
            put(d, " direction=\"rtl\"");
        put(d, ">");
        xml_encode(&d->out, l->lines[i], XML_IN_TEXT);
        put(d, "</text>\n");
    }
}

static void draw_texts(struct drawing *d,
    const struct lettering *title,
    const struct lettering *caption)
{
    put_colour(d,
        "<g text-anchor=\"middle\" font-family=\"Inter,'Noto Sans',"
        "Helvetica,Arial,'Liberation Sans',sans-serif\" fill=\"",
        d->ink);
    put(d, ">\n");
    put_lines(d, title, " font-weight=\"700\"");
    put_lines(d, caption, " font-weight=\"500\" fill-opacity=\".86\"");
    put(d, "</g>");
}

static code fit_caption(struct drawing *d, struct lettering *ret)
{
    struct lettering_place place = {
        .half_width = half_width,
        .middle = 21800,
        .size_max = 1500,
        .size_min = 1100,
        .height_max = 2400,
        .n_lines_max = 1,
    };

    return lettering_fit(d->tile->caption, &place, d->out.arena, ret);
}

static code fit_title(struct drawing *d, struct lettering *ret)
{
    struct lettering_place place = {
        .half_width = half_width,
        .middle = d->tile->caption.len > 0 ? 16100 : 17400,
        .size_max = 2500,
        .size_min = 1350,
        .height_max = 8400,
        .n_lines_max = 3,
    };

    return lettering_fit(d->tile->design.title, &place, d->out.arena, ret);
}

static code draw(struct drawing *d, str *ret)
{
    const struct tile *t = d->tile;
    uint32_t accent = t->design.accent;
    struct lettering title;
    struct lettering caption;

    if (t->state == TILE_LAPSED)
        accent = colour_mix(0x7d838d, accent, 6);
    palette_init(&d->palette, accent);
    d->ink = t->state == TILE_OPEN ? d->palette.ink : COLOUR_WHITE;
    TRY(fit_title(d, &title));
    TRY(fit_caption(d, &caption));
    put(d, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"240\" "
           "height=\"240\" viewBox=\"0 0 240 240\" role=\"img\">\n<title>");
    xml_encode(&d->out, title.text, XML_IN_TEXT);
    if (caption.text.len > 0) {
        put(d, ", ");
        xml_encode(&d->out, caption.text, XML_IN_TEXT);
    }
    put(d, "</title>\n");
    draw_ground(d);
    draw_icon(d);
    draw_texts(d, &title, &caption);
    put(d, "</svg>\n");
    return buf_finish_str(&d->out, ret);
}

code tile_draw(
    const struct tile *t, struct arena *arena, str *ret, struct err *reterr)
{
    struct drawing d = {
        .tile = t, .seed = crc32_add(0, str_bytes(t->design.title))};
    code c;

    buf_init(&d.out, arena, SVG_BYTES_MAX);
    c = draw(&d, ret);
    return c == OK ? OK : err_set(reterr, c, S("tile"));
}
