#include "draw/badge.h"

#include "carrier/crc32.h"
#include "draw/colour.h"
#include "draw/lettering.h"
#include "draw/palette.h"
#include "text/xml_text.h"

enum {
    SVG_BYTES_MAX = 256 * 1024,
    /* Insets of the layers, from the outside in; hundredths of a pixel. */
    INSET_EDGE = 450,      /* the light edge ends, the dark rim begins */
    INSET_TILES = 1350,    /* outer side of the tesserae */
    INSET_TILES_IN = 3650, /* inner side */
    INSET_LINE = 4500,     /* a light line around the plate */
    INSET_PLATE = 4800,
    TILE_WAY = 2300, /* of one tessera along the outline */
    TILE_GAP = 170,
    /* The mosaic of the plate. */
    FACET_WIDTH = 5400,
    FACET_HEIGHT = 4676, /* of an equilateral triangle */
    /* Where things stand. */
    ICON_MIDDLE = 20600,
    ICON_SIDE = 15600,
    TITLE_MIDDLE = 36600,
    ISSUER_MIDDLE = 45400,
    LEVEL_MIDDLE = 52200,
    TEXT_INSET = 6600,
    LEVEL_WIDTH_MAX = 27000,
    LEVEL_WIDTH_MIN = 12000,
    LEVEL_PAD = 2600, /* left and right of the text */
};

struct picture {
    struct buf out;
    const struct badge_design *design;
    struct contour contour;
    struct palette palette;
    struct lettering title;
    uint32_t seed;
};

static void put(struct picture *p, const char *text)
{
    buf_str(&p->out, str_of(text));
}

static void put_colour(struct picture *p, const char *before, uint32_t colour)
{
    put(p, before);
    colour_write(&p->out, colour);
    put(p, "\"");
}

static void put_length(struct picture *p, const char *before, int32_t length)
{
    put(p, before);
    contour_number(&p->out, length);
    put(p, "\"");
}

/* Small numbers without order, the same for the same badge. */
static uint32_t noise(const struct picture *p, uint32_t a, uint32_t b)
{
    uint32_t x = p->seed ^ a * 0x9e3779b1u ^ b * 0x85ebca77u;

    x = (x ^ x >> 15) * 0x2c1b3c6du;
    x = (x ^ x >> 12) * 0x297a2d39u;
    return x ^ x >> 15;
}

/* --- the plate --- */

/* The tone at that height: light above, ink from the title on, with more
 * noise where the mosaic is bright. */
static size_t tone_at(const struct picture *p, struct point middle, uint32_t n)
{
    static const struct {
        int32_t y;
        int32_t tone; /* hundredths of a tone */
        int32_t noise;
    } stops[] = {
        {0, -150, 500},
        {12000, 150, 560},
        {20000, 520, 560},
        {26500, 1050, 460},
        {31500, 1720, 230},
        {34000, 1860, 90},
        {60001, 1900, 60},
    };
    int32_t y = middle.y < 0 ? 0 : middle.y > 60000 ? 60000 : middle.y;
    int32_t tone;
    size_t i = 0;

    while (stops[i + 1].y <= y)
        i++;
    tone = stops[i].tone + (stops[i + 1].tone - stops[i].tone) *
                               ((y - stops[i].y) / 10) /
                               ((stops[i + 1].y - stops[i].y) / 10);
    tone += (int32_t)(noise(p, n, 7) % 2001 - 1000) * stops[i].noise / 1000;
    tone = (tone + 50) / 100;
    return tone < 0                ? 0
           : tone >= PALETTE_TONES ? PALETTE_TONES - 1
                                   : (size_t)tone;
}

static struct point facet_corner(int32_t column, int32_t row)
{
    return (struct point){
        CONTOUR_MIDDLE + column * FACET_WIDTH / 2 - 12 * FACET_WIDTH / 2,
        row * FACET_HEIGHT + 1000,
    };
}

/* Appends the triangle whose upper left corner (or, standing on its tip,
 * left corner) is at that column, if it has this tone. */
static void put_facet(
    struct picture *p, int32_t column, int32_t row, size_t tone)
{
    bool on_tip = ((column + row) & 1) != 0;
    struct point a = facet_corner(column, on_tip ? row : row + 1);
    struct point b = facet_corner(column + 2, on_tip ? row : row + 1);
    struct point c = facet_corner(column + 1, on_tip ? row + 1 : row);
    struct point middle = {(a.x + b.x + c.x) / 3, (a.y + b.y + c.y) / 3};

    if (tone_at(p, middle, (uint32_t)(row * 64 + column)) != tone)
        return;
    put(p, "M");
    contour_point(&p->out, a);
    put(p, "L");
    contour_point(&p->out, b);
    put(p, "L");
    contour_point(&p->out, c);
    put(p, "Z");
}

static void draw_plate(struct picture *p)
{
    size_t tone;
    int32_t row;
    int32_t column;

    put(p, "<clipPath id=\"plate\"><path d=\"");
    contour_write(&p->out, &p->contour, INSET_PLATE);
    put(p, "\"/></clipPath><g clip-path=\"url(#plate)\"");
    put_colour(p, " stroke=\"", p->palette.ink);
    put(p, " stroke-width=\"1.2\" stroke-linejoin=\"round\"><path");
    put_colour(p, " fill=\"", p->palette.ink);
    put(p, " d=\"M0 0H600V600H0Z\"/>\n");
    for (tone = 0; tone < PALETTE_TONES; tone++) {
        put_colour(p, "<path fill=\"", p->palette.tones[tone]);
        put(p, " stroke-opacity=\".22\" d=\"");
        for (row = 0; row < 12; row++)
            for (column = 0; column < 24; column++)
                put_facet(p, column, row, tone);
        put(p, "\"/>\n");
    }
    put(p, "</g>\n");
}

/* --- rim and tesserae --- */

static void draw_scallops(struct picture *p)
{
    const int32_t n = 40;
    int32_t i;

    put_colour(p, "<path fill=\"", p->palette.middle);
    put_colour(p, " stroke=\"", p->palette.edge);
    put(p, " stroke-width=\"3.5\" stroke-linejoin=\"round\" d=\"");
    for (i = 0; i <= n; i++) {
        struct station s =
            contour_at(&p->contour, p->contour.length / n * (i % n));

        put(p, i == 0 ? "M" : "A24 24 0 0 1 ");
        contour_point(&p->out, contour_inside(s, -1000));
    }
    put(p, "Z\"/>\n");
}

static void draw_rim(struct picture *p)
{
    if (p->design->shape == SHAPE_ROSETTE)
        draw_scallops(p);
    put_colour(p, "<path fill=\"", p->palette.edge);
    put(p, " d=\"");
    contour_write(&p->out, &p->contour, 0);
    put_colour(p, "\"/><path fill=\"", p->palette.rim);
    put(p, " d=\"");
    contour_write(&p->out, &p->contour, INSET_EDGE);
    put_colour(p, "\"/><path fill=\"", p->palette.edge);
    put(p, " d=\"");
    contour_write(&p->out, &p->contour, INSET_LINE);
    put(p, "\"/>\n");
}

static void put_tile(struct picture *p, int32_t from, int32_t to)
{
    struct station a = contour_at(&p->contour, from);
    struct station b = contour_at(&p->contour, to);

    put(p, "M");
    contour_point(&p->out, contour_inside(a, INSET_TILES));
    put(p, "L");
    contour_point(&p->out, contour_inside(b, INSET_TILES));
    put(p, "L");
    contour_point(&p->out, contour_inside(b, INSET_TILES_IN));
    put(p, "L");
    contour_point(&p->out, contour_inside(a, INSET_TILES_IN));
    put(p, "Z");
}

/* Tiles of one colour: those of the ring that are lit, or are not, and whose
 * noise falls on this tint of four. */
static void draw_tiles(struct picture *p, bool lit, uint32_t tint)
{
    int32_t parts = p->design->series_of ? (int32_t)p->design->series_of : 1;
    int32_t n_part = p->contour.length / TILE_WAY / parts;
    int32_t n = n_part * parts;
    int32_t n_lit =
        p->design->series_of ? n_part * (int32_t)p->design->series_at : n;
    int32_t i;

    for (i = 0; i < n; i++) {
        int32_t from = (int32_t)((int64_t)p->contour.length * i / n);
        int32_t to = (int32_t)((int64_t)p->contour.length * (i + 1) / n);
        bool first = parts > 1 && i % n_part == 0;
        bool last = parts > 1 && i % n_part == n_part - 1;

        if ((i < n_lit) == lit && noise(p, (uint32_t)i, 99) % 4 == tint)
            put_tile(p, from + (first ? 4 : 1) * TILE_GAP,
                to - (last ? 4 : 1) * TILE_GAP);
    }
}

static void draw_ring(struct picture *p)
{
    const struct palette *c = &p->palette;
    bool series = p->design->series_of > 0;
    uint32_t lit = series ? c->mark : c->light;
    uint32_t deep = series ? c->mark_deep : c->middle;
    uint32_t tint;

    for (tint = 0; tint < 4; tint++) {
        put_colour(p, "<path fill=\"",
            tint == 0 ? colour_mix(lit, COLOUR_WHITE, 42)
                      : colour_mix(lit, deep, ((int)tint - 1) * 40));
        put(p, " d=\"");
        draw_tiles(p, true, tint);
        put(p, "\"/>");
        if (series) {
            put_colour(p, "<path fill=\"",
                colour_mix(c->ink, c->light, 12 + (int)tint * 6));
            put(p, " d=\"");
            draw_tiles(p, false, tint);
            put(p, "\"/>");
        }
    }
    put(p, "\n");
}

/* --- icon --- */

static void put_layer(struct picture *p, str path, const char *attributes)
{
    if (path.len == 0)
        return;
    put(p, "<path d=\"");
    buf_str(&p->out, path);
    put(p, "\"");
    put(p, attributes);
    put(p, "/>");
}

static void put_icon(
    struct picture *p, int32_t down, uint32_t colour, const char *opacity)
{
    const struct icon *icon = p->design->icon;

    put(p, "<g stroke-width=\"3\" stroke-linejoin=\"round\" "
           "stroke-linecap=\"round\"");
    put_colour(p, " stroke=\"", colour);
    put_colour(p, " fill=\"", colour);
    put(p, " opacity=\"");
    put(p, opacity);
    put(p, "\" transform=\"translate(");
    contour_number(&p->out, CONTOUR_MIDDLE - ICON_SIDE / 2);
    put(p, " ");
    contour_number(&p->out, ICON_MIDDLE - ICON_SIDE / 2 + down);
    put(p, ") scale(");
    contour_number(&p->out, ICON_SIDE / ICON_FIELD);
    put(p, ")\">");
    put_layer(p, icon->soft, " stroke=\"none\" fill-opacity=\".3\"");
    put_layer(p, icon->line, " fill=\"none\"");
    put_layer(p, icon->solid, " stroke=\"none\"");
    put(p, "</g>\n");
}

/* --- text --- */

static int32_t text_half_width(const void *shape, int32_t top, int32_t bottom)
{
    int32_t above = contour_half_width(shape, TEXT_INSET, top);
    int32_t below = contour_half_width(shape, TEXT_INSET, bottom);

    return above < below ? above : below;
}

static void put_lines(
    struct picture *p, const struct lettering *l, const char *attributes)
{
    size_t i;

    for (i = 0; i < l->n_lines; i++) {
        put(p, "<text x=\"300\"");
        put_length(p, " y=\"", l->baselines[i]);
        put_length(p, " font-size=\"", l->size);
        put(p, attributes);
        if (l->is_rtl)
            put(p, " direction=\"rtl\"");
        put(p, ">");
        xml_encode(&p->out, l->lines[i], XML_IN_TEXT);
        put(p, "</text>\n");
    }
}

/* How much lower text stands when there is less of it. */
static int32_t lower(const struct picture *p)
{
    return (p->design->level.len == 0 ? 1400 : 0) +
           (p->design->issuer.len == 0 ? 1200 : 0);
}

static code fit_title(struct picture *p)
{
    struct lettering_place place = {
        .half_width = text_half_width,
        .shape = &p->contour,
        .middle = TITLE_MIDDLE + lower(p),
        .size_max = 5000,
        .size_min = 2400,
        .n_lines_max = 3,
        .height_max = 12600,
    };

    return lettering_fit(p->design->title, &place, p->out.arena, &p->title);
}

static code draw_issuer(struct picture *p)
{
    struct lettering_place place = {
        .half_width = text_half_width,
        .shape = &p->contour,
        .middle = ISSUER_MIDDLE + lower(p),
        .size_max = 2000,
        .size_min = 1500,
        .n_lines_max = 1,
        .height_max = 6000,
    };
    struct lettering issuer;

    TRY(lettering_fit(p->design->issuer, &place, p->out.arena, &issuer));
    put_colour(p, "<g font-weight=\"600\" fill=\"", p->palette.issuer);
    put(p, ">");
    put_lines(p, &issuer, "");
    put(p, "</g>");
    return OK;
}

static int32_t level_half_width(const void *shape, int32_t top, int32_t bottom)
{
    (void)shape;
    (void)top;
    (void)bottom;
    return LEVEL_WIDTH_MAX / 2 - LEVEL_PAD;
}

static code draw_level(struct picture *p)
{
    struct lettering_place place = {
        .half_width = level_half_width,
        .middle = LEVEL_MIDDLE,
        .size_max = 2400,
        .size_min = 1600,
        .n_lines_max = 1,
        .height_max = 6000,
    };
    struct lettering level;
    int32_t width;

    TRY(lettering_fit(p->design->level, &place, p->out.arena, &level));
    if (level.n_lines == 0)
        return OK;
    width = level.width + 2 * LEVEL_PAD;
    width = width < LEVEL_WIDTH_MIN ? LEVEL_WIDTH_MIN : width;
    put_length(p, "<rect x=\"", CONTOUR_MIDDLE - width / 2);
    put_length(p, " width=\"", width);
    put_colour(p,
        " y=\"498\" height=\"48\" rx=\"24\" stroke-width=\"5\" stroke=\"",
        p->palette.rim);
    put_colour(p, " fill=\"", p->palette.mark);
    put(p, "/>");
    put_colour(p, "<g font-weight=\"700\" fill=\"", p->palette.rim);
    put(p, ">");
    put_lines(p, &level, "");
    put(p, "</g>");
    return OK;
}

static void draw_start(struct picture *p)
{
    put(p, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" "
           "height=\"600\" viewBox=\"0 0 600 600\" role=\"img\">\n<title>");
    xml_encode(&p->out, p->title.text, XML_IN_TEXT);
    put(p, "</title>\n");
}

static code draw_texts(struct picture *p)
{
    put(p, "<g font-family=\"Inter,'Noto Sans',Helvetica,Arial,"
           "'Liberation Sans','DejaVu Sans',sans-serif\" "
           "text-anchor=\"middle\">\n");
    put_lines(p, &p->title, " font-weight=\"700\" fill=\"#fff\"");
    TRY(draw_issuer(p));
    TRY(draw_level(p));
    put(p, "</g></svg>\n");
    return OK;
}

static code draw(struct picture *p, str *ret)
{
    contour_init(&p->contour, p->design->shape);
    palette_init(&p->palette, p->design->accent);
    TRY(fit_title(p));
    draw_start(p);
    draw_rim(p);
    draw_ring(p);
    draw_plate(p);
    put_icon(p, 400, p->palette.icon_shadow, ".45");
    put_icon(p, 0, p->palette.icon, "1");
    TRY(draw_texts(p));
    return buf_finish_str(&p->out, ret);
}

code badge_draw(const struct badge_design *design,
    struct arena *arena,
    str *ret,
    struct err *reterr)
{
    struct picture p = {
        .design = design, .seed = crc32_add(0, str_bytes(design->title))};
    code c;

    buf_init(&p.out, arena, SVG_BYTES_MAX);
    c = draw(&p, ret);
    return c == OK ? OK : err_set(reterr, c, S("badge image"));
}
