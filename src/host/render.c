#include "host/render.h"

#include "host/fonts.h"
#include "host/library.h"

enum {
    PNG_BYTES_MAX = 16 * 1024 * 1024,
    SIDE_PX_MAX = 4096,
};

/* The few functions of librsvg-2.so.2 and libcairo.so.2 that are called, by
 * their documented prototypes. */
struct rsvg {
    void *(*new_from_data)(const uint8_t *, size_t, void **);
    int (*render_document)(
        void *, void *, const struct render_place *, void **);
    int (*size_in_pixels)(void *, double *, double *);
};

struct cairo {
    void *(*image_surface_create)(int, int, int);
    void *(*create)(void *);
    int (*status)(void *);
    int (*write_to_png_stream)(
        void *, int (*)(void *, const unsigned char *, unsigned), void *);
};

static bool load_rsvg(struct rsvg *r)
{
    void *rsvg = library_open("librsvg-2.so.2");

    return library_symbol(
               rsvg, "rsvg_handle_new_from_data", &r->new_from_data) &&
           library_symbol(
               rsvg, "rsvg_handle_render_document", &r->render_document) &&
           library_symbol(rsvg, "rsvg_handle_get_intrinsic_size_in_pixels",
               &r->size_in_pixels);
}

static bool load_cairo(struct cairo *c)
{
    void *cairo = library_open("libcairo.so.2");

    return library_symbol(
               cairo, "cairo_image_surface_create", &c->image_surface_create) &&
           library_symbol(cairo, "cairo_create", &c->create) &&
           library_symbol(cairo, "cairo_status", &c->status) &&
           library_symbol(cairo, "cairo_surface_write_to_png_stream",
               &c->write_to_png_stream);
}

/* A cairo_write_func_t: 0 is CAIRO_STATUS_SUCCESS, 11 _WRITE_ERROR. */
static int write_out(void *out, const unsigned char *data, unsigned len)
{
    return child_write(out, (bytes){data, len}) ? 0 : 11;
}

enum child_end render_on(void *cairo, str svg, const struct render_place *place)
{
    struct rsvg r;
    void *handle;

    if (!load_rsvg(&r))
        return CHILD_NO_LIBRARY;
    handle = r.new_from_data((const uint8_t *)svg.ptr, svg.len, NULL);
    if (!handle || !r.render_document(handle, cairo, place, NULL))
        return CHILD_REFUSED;
    return CHILD_DONE;
}

double render_ratio(str svg)
{
    double width = 0;
    double height = 0;
    struct rsvg r;
    void *handle;

    if (!load_rsvg(&r))
        return 1;
    handle = r.new_from_data((const uint8_t *)svg.ptr, svg.len, NULL);
    if (!handle || !r.size_in_pixels(handle, &width, &height) || width <= 0 ||
        height <= 0)
        return 1;
    return width / height;
}

struct drawing {
    str svg;
    uint32_t width_px;
    uint32_t height_px;
};

static enum child_end draw(const void *what, struct child_out *out)
{
    const struct drawing *d = what;
    struct render_place all = {0, 0, (double)d->width_px, (double)d->height_px};
    struct cairo c;
    enum child_end end;
    void *surface;
    void *cairo;

    if (!load_cairo(&c) || !fonts_pin())
        return CHILD_NO_LIBRARY;
    /* 0 is CAIRO_FORMAT_ARGB32 */
    surface = c.image_surface_create(0, (int)d->width_px, (int)d->height_px);
    cairo = c.create(surface);
    end = render_on(cairo, d->svg, &all);
    if (end != CHILD_DONE)
        return end;
    return c.status(cairo) == 0 &&
                   c.write_to_png_stream(surface, write_out, out) == 0
               ? CHILD_DONE
               : CHILD_REFUSED;
}

code render_result(enum child_end end, struct err *reterr)
{
    if (end == CHILD_DONE)
        return OK;
    if (end == CHILD_NO_LIBRARY)
        return err_set(reterr, E_RENDER,
            S("librsvg-2.so.2 or libfontconfig.so.1 is not installed"));
    return err_set(reterr, E_RENDER, S("the picture is not drawable"));
}

static code render_sized(str svg,
    uint32_t width_px,
    uint32_t height_px,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    struct drawing drawing = {svg, width_px, height_px};
    struct child_task task = {
        draw, &drawing, PNG_BYTES_MAX, STR("drawing the picture")};
    enum child_end end = CHILD_DONE;

    if (width_px == 0 || width_px > SIDE_PX_MAX || height_px == 0 ||
        height_px > SIDE_PX_MAX)
        return err_set(reterr, E_ARGUMENT, S("size of the picture"));
    TRY(child_run(&task, arena, ret, &end, reterr));
    return render_result(end, reterr);
}

code render_png(str svg,
    uint32_t side_px,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    return render_sized(svg, side_px, side_px, arena, ret, reterr);
}
