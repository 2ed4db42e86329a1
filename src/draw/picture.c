#include "draw/picture.h"

#include "host/fonts.h"
#include "host/render.h"

enum {
    PNG_BYTES_MAX = 16 * 1024 * 1024,
    ARENA_BYTES = 64 * 1024 * 1024,
};

static cairo_status_t put_png(
    void *closure, const unsigned char *data, unsigned len)
{
    return child_write(closure, (bytes){data, len}) ? CAIRO_STATUS_SUCCESS
                                                    : CAIRO_STATUS_WRITE_ERROR;
}

static enum child_end draw(const void *what, struct child_out *out)
{
    const struct picture_task *task = what;
    cairo_surface_t *surface;
    struct arena arena;
    struct sheet s;

    if (!fonts_pin())
        return CHILD_NO_LIBRARY;
    arena_init(&arena, ARENA_BYTES);
    surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32,
        (int)(task->width * task->scale), (int)(task->height * task->scale));
    cairo_surface_set_device_scale(surface, task->scale, task->scale);
    if (sheet_init(&s, surface, task->width, task->height, task->language,
            &arena) != OK)
        return CHILD_REFUSED;
    task->draw(&s, task->what);
    if (s.failed != OK || cairo_status(s.cairo) != CAIRO_STATUS_SUCCESS ||
        cairo_surface_write_to_png_stream(surface, put_png, out) !=
            CAIRO_STATUS_SUCCESS)
        return CHILD_REFUSED;
    return CHILD_DONE;
}

code picture_png(const struct picture_task *task,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    struct child_task child = {draw, task, PNG_BYTES_MAX, task->name};
    enum child_end end = CHILD_DONE;

    TRY(child_run(&child, arena, ret, &end, reterr));
    return render_result(end, reterr);
}

uint32_t picture_noise(uint32_t a, uint32_t b)
{
    uint32_t x = a * 0x9e3779b1u ^ b * 0x85ebca77u ^ 0x5bd1e995u;

    x = (x ^ x >> 15) * 0x2c1b3c6du;
    x = (x ^ x >> 12) * 0x297a2d39u;
    return x ^ x >> 15;
}

/* A triangle with a level side, and its neighbours upside down. */
static void draw_facet(
    struct sheet *s, double x, double y, double facet, bool is_down)
{
    double height = facet * 0.866;

    cairo_move_to(s->cairo, x, is_down ? y : y + height);
    cairo_line_to(s->cairo, x + facet, is_down ? y : y + height);
    cairo_line_to(s->cairo, x + facet / 2, is_down ? y + height : y);
    cairo_close_path(s->cairo);
    cairo_fill_preserve(s->cairo);
    /* Over the hairline between two edges that a viewer may show. */
    cairo_stroke(s->cairo);
}

static uint32_t tone(
    const uint32_t *tones, size_t n_tones, double depth, uint32_t noise)
{
    double n = (double)n_tones;
    double at =
        n * 0.15 + depth * n * 0.75 + ((double)(noise % 1000) - 500) * n / 2600;

    return tones[at < 0 ? 0 : at >= n ? n_tones - 1 : (size_t)at];
}

void picture_mosaic(struct sheet *s,
    const uint32_t *tones,
    size_t n_tones,
    struct sheet_box box,
    double facet)
{
    bool is_tall = box.height > box.width;
    double row_height = facet * 0.866;
    int row;
    int column;

    box = sheet_place(s, box);
    cairo_save(s->cairo);
    cairo_rectangle(s->cairo, box.x, box.y, box.width, box.height);
    cairo_clip(s->cairo);
    cairo_set_line_width(s->cairo, 0.5);
    for (row = 0; row * row_height < box.height; row++) {
        for (column = -1; column * facet / 2 < box.width; column++) {
            double x = column * facet / 2;
            double y = row * row_height;

            sheet_colour(s,
                tone(tones, n_tones, is_tall ? y / box.height : x / box.width,
                    picture_noise((uint32_t)(column + 1), (uint32_t)row)));
            draw_facet(
                s, box.x + x, box.y + y, facet, ((row + column) & 1) != 0);
        }
    }
    cairo_restore(s->cairo);
}
