#include "draw/webimage.h"

#include "draw/colour.h"
#include "draw/picture.h"

#include <math.h>

/* Text and sign of each state; a state is never told by colour alone. */
static const struct {
    uint32_t colour;
    uint32_t back;
} LOOKS[WEBIMAGE_STATES] = {
    [WEBIMAGE_VALID] = {0x0f6b3c, 0xe3f4ea},
    [WEBIMAGE_EXPIRED] = {0x7a4b00, 0xfbefd9},
    [WEBIMAGE_SUSPENDED] = {0x7a4b00, 0xfbefd9},
    [WEBIMAGE_REVOKED] = {0x9b1c1c, 0xfbe6e6},
};

static struct sheet_style style(double size, uint32_t colour, int weight)
{
    return (struct sheet_style){
        .family = "Inter",
        .weight = weight,
        .size = size,
        .size_min = size * 0.72,
        .leading = 1.12,
        .colour = colour,
        .align = SHEET_START,
        .n_lines_max = 1,
    };
}

static void round_box(struct sheet *s, struct sheet_box box, double radius)
{
    cairo_t *c = s->cairo;

    box = sheet_place(s, box);
    cairo_new_sub_path(c);
    cairo_arc(
        c, box.x + box.width - radius, box.y + radius, radius, -M_PI_2, 0);
    cairo_arc(c, box.x + box.width - radius, box.y + box.height - radius,
        radius, 0, M_PI_2);
    cairo_arc(
        c, box.x + radius, box.y + box.height - radius, radius, M_PI_2, M_PI);
    cairo_arc(c, box.x + radius, box.y + radius, radius, M_PI, 3 * M_PI_2);
    cairo_close_path(c);
}

/* A badge that does not stand has lost its colours, and fades into the
 * white behind it. */
static void draw_badge(struct sheet *s, const struct webimage *w)
{
    const struct sheet_box box = {8, 8, 72, 72};
    struct sheet_box at = sheet_place(s, box);

    sheet_image(s, w->badge, box, SHEET_MIDDLE);
    if (w->state == WEBIMAGE_VALID)
        return;
    cairo_save(s->cairo);
    cairo_rectangle(s->cairo, at.x, at.y, at.width, at.height);
    cairo_set_operator(s->cairo, CAIRO_OPERATOR_HSL_SATURATION);
    cairo_set_source_rgb(s->cairo, 0.5, 0.5, 0.5);
    cairo_fill_preserve(s->cairo);
    cairo_set_operator(s->cairo, CAIRO_OPERATOR_OVER);
    cairo_set_source_rgba(s->cairo, 1, 1, 1, 0.35);
    cairo_fill(s->cairo);
    cairo_restore(s->cairo);
}

/* A tick, a clock, two bars or a cross, 10 wide and high. */
static void draw_sign(
    struct sheet *s, enum webimage_state state, double x, double y)
{
    struct sheet_box box = sheet_place(s, (struct sheet_box){x, y, 10, 10});
    cairo_t *c = s->cairo;

    cairo_save(c);
    cairo_translate(c, box.x, box.y);
    cairo_set_line_width(c, 1.8);
    cairo_set_line_cap(c, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(c, CAIRO_LINE_JOIN_ROUND);
    switch (state) {
    case WEBIMAGE_EXPIRED:
        cairo_arc(c, 5, 5, 4.4, 0, 2 * M_PI);
        cairo_move_to(c, 5, 2.6);
        cairo_line_to(c, 5, 5);
        cairo_line_to(c, 6.8, 6.2);
        break;
    case WEBIMAGE_SUSPENDED:
        cairo_move_to(c, 3, 1);
        cairo_line_to(c, 3, 9);
        cairo_move_to(c, 7, 1);
        cairo_line_to(c, 7, 9);
        break;
    case WEBIMAGE_REVOKED:
        cairo_move_to(c, 1.5, 1.5);
        cairo_line_to(c, 8.5, 8.5);
        cairo_move_to(c, 8.5, 1.5);
        cairo_line_to(c, 1.5, 8.5);
        break;
    case WEBIMAGE_VALID:
    case WEBIMAGE_STATES:
    default:
        cairo_move_to(c, 1, 5.5);
        cairo_line_to(c, 3.8, 8.4);
        cairo_line_to(c, 9, 1.8);
        break;
    }
    cairo_stroke(c);
    cairo_restore(c);
}

static void draw(struct sheet *s, const void *what)
{
    const struct webimage *w = what;
    const double x = 92;
    const double width = WEBIMAGE_WIDTH_PX - x - 12;
    struct sheet_style title = style(14.5, 0x1d2129, PANGO_WEIGHT_BOLD);
    struct sheet_style issuer = style(11, 0x5b6270, PANGO_WEIGHT_NORMAL);
    struct sheet_style state =
        style(11, LOOKS[w->state].colour, PANGO_WEIGHT_SEMIBOLD);
    double y = 9;

    /* White below, with an edge: mail is read on dark and on light. */
    round_box(s,
        (struct sheet_box){
            0.5, 0.5, WEBIMAGE_WIDTH_PX - 1, WEBIMAGE_HEIGHT_PX - 1},
        9);
    sheet_colour(s, COLOUR_WHITE);
    cairo_fill_preserve(s->cairo);
    sheet_colour(s, 0xd5d9e0);
    cairo_set_line_width(s->cairo, 1);
    cairo_stroke(s->cairo);
    draw_badge(s, w);
    title.n_lines_max = 2;
    y += sheet_text(s, &title, w->title, (struct sheet_box){x, y, width, 34});
    (void)sheet_text(
        s, &issuer, w->issuer, (struct sheet_box){x, y + 1, width, 15});
    round_box(s, (struct sheet_box){x, 60, width, 20}, 10);
    sheet_colour(s, LOOKS[w->state].back);
    cairo_fill(s->cairo);
    sheet_colour(s, LOOKS[w->state].colour);
    draw_sign(s, w->state, x + 9, 65);
    (void)sheet_text(s, &state, w->state_text,
        (struct sheet_box){x + 25, 63, width - 34, 15});
}

code webimage_draw(const struct webimage *w,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    const struct picture_task task = {
        .draw = draw,
        .what = w,
        .width = WEBIMAGE_WIDTH_PX,
        .height = WEBIMAGE_HEIGHT_PX,
        .scale = WEBIMAGE_SCALE,
        .language = w->language,
        .name = STR("image for a signature"),
    };

    if ((unsigned)w->state >= WEBIMAGE_STATES || w->state_text.len == 0)
        return err_set(reterr, E_ARGUMENT, S("state of the award"));
    return picture_png(&task, arena, ret, reterr);
}

code webimage_alt(const struct webimage *w, struct arena *arena, str *ret)
{
    const str parts[] = {
        w->title, STR(", "), w->issuer, STR(". "), w->state_text};
    str alt = arena_join(arena, parts, sizeof(parts) / sizeof(*parts));

    if (!alt.ptr)
        return arena_status(arena);
    *ret = alt;
    return OK;
}
