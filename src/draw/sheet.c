#include "draw/sheet.h"

#include "carrier/png.h"
#include "draw/qr.h"
#include "draw/sheet_text.h"
#include "host/render.h"

#include <string.h>

enum {
    IMAGE_SIDE_MAX = 8192,
    URL_BYTES_MAX = 2000,
};

static void fail(struct sheet *s, code c)
{
    if (s->failed == OK)
        s->failed = c;
}

code sheet_init(struct sheet *s,
    cairo_surface_t *surface,
    double width,
    double height,
    str language,
    struct arena *arena)
{
    char tag[32] = "en";

    if (language.len > 0 && language.len < sizeof(tag)) {
        memcpy(tag, language.ptr, language.len);
        tag[language.len] = '\0';
    }
    *s = (struct sheet){
        .cairo = cairo_create(surface),
        .arena = arena,
        .width = width,
        .height = height,
        .is_rtl = sheet_language_is_rtl(language),
        .is_tagged = cairo_surface_get_type(surface) == CAIRO_SURFACE_TYPE_PDF,
    };
    s->context = pango_cairo_create_context(s->cairo);
    if (!s->context || cairo_status(s->cairo) != CAIRO_STATUS_SUCCESS) {
        sheet_release(s);
        return E_NO_MEMORY;
    }
    pango_context_set_language(s->context, pango_language_from_string(tag));
    pango_context_set_base_dir(
        s->context, s->is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(s->context, FALSE);
    return OK;
}

void sheet_release(struct sheet *s)
{
    if (s->context)
        g_object_unref(s->context);
    cairo_destroy(s->cairo);
    s->context = NULL;
    s->cairo = NULL;
}

struct sheet_box sheet_place(const struct sheet *s, struct sheet_box box)
{
    if (s->is_rtl)
        box.x = s->width - box.x - box.width;
    return box;
}

void sheet_colour(struct sheet *s, uint32_t colour)
{
    cairo_set_source_rgb(s->cairo, (colour >> 16 & 255) / 255.0,
        (colour >> 8 & 255) / 255.0, (colour & 255) / 255.0);
}

void sheet_fill(struct sheet *s, struct sheet_box box, uint32_t colour)
{
    box = sheet_place(s, box);
    sheet_colour(s, colour);
    cairo_rectangle(s->cairo, box.x, box.y, box.width, box.height);
    cairo_fill(s->cairo);
}

/* --- images --- */

/* What cairo has not read yet. */
struct source {
    bytes left;
};

static cairo_status_t read_png(void *closure, unsigned char *data, unsigned len)
{
    struct source *source = closure;

    if (len > source->left.len)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(data, source->left.ptr, len);
    source->left = (bytes){source->left.ptr + len, source->left.len - len};
    return CAIRO_STATUS_SUCCESS;
}

/* The largest part of the box with that ratio of width to height. */
static struct sheet_box largest(const struct sheet *s,
    struct sheet_box box,
    double ratio,
    enum sheet_align align)
{
    double width =
        box.height * ratio < box.width ? box.height * ratio : box.width;
    double height = width / ratio;
    bool is_left = (align == SHEET_START) != s->is_rtl;

    box.x += align == SHEET_MIDDLE ? (box.width - width) / 2
             : is_left             ? 0
                                   : box.width - width;
    box.y += (box.height - height) / 2;
    box.width = width;
    box.height = height;
    return box;
}

static void draw_svg(
    struct sheet *s, str svg, struct sheet_box box, enum sheet_align align)
{
    struct render_place place;

    box = largest(s, box, render_ratio(svg), align);
    place = (struct render_place){box.x, box.y, box.width, box.height};
    if (render_on(s->cairo, svg, &place) != CHILD_DONE)
        fail(s, E_RENDER);
}

static void draw_png(
    struct sheet *s, bytes image, struct sheet_box box, enum sheet_align align)
{
    struct source source = {image};
    cairo_surface_t *png =
        cairo_image_surface_create_from_png_stream(read_png, &source);
    int width = cairo_image_surface_get_width(png);
    int height = cairo_image_surface_get_height(png);

    if (cairo_surface_status(png) == CAIRO_STATUS_SUCCESS && width > 0 &&
        width <= IMAGE_SIDE_MAX && height > 0 && height <= IMAGE_SIDE_MAX) {
        box = largest(s, box, (double)width / height, align);
        cairo_save(s->cairo);
        cairo_translate(s->cairo, box.x, box.y);
        cairo_scale(s->cairo, box.width / width, box.height / height);
        cairo_set_source_surface(s->cairo, png, 0, 0);
        cairo_paint(s->cairo);
        cairo_restore(s->cairo);
    } else {
        fail(s, E_RENDER);
    }
    cairo_surface_destroy(png);
}

void sheet_image(
    struct sheet *s, bytes image, struct sheet_box box, enum sheet_align align)
{
    if (image.len == 0)
        return;
    box = sheet_place(s, box);
    if (png_is(image))
        draw_png(s, image, box, align);
    else
        draw_svg(s, bytes_str(image), box, align);
}

void sheet_qr(struct sheet *s, str text, struct sheet_box box, uint32_t colour)
{
    struct qr qr = {0};
    struct qr_run run;
    size_t place = 0;
    double module;
    code c = qr_make(text, s->arena, &qr, NULL);

    if (c != OK) {
        fail(s, c);
        return;
    }
    box = sheet_place(s, box);
    module = (box.width < box.height ? box.width : box.height) / qr.side;
    sheet_colour(s, colour);
    while (qr_next_run(&qr, &place, &run))
        cairo_rectangle(s->cairo, box.x + run.column * module,
            box.y + run.row * module, run.n * module, module);
    cairo_fill(s->cairo);
}

/* --- links --- */

/* cairo reads the attributes of a tag as a little language of its own: only
 * what a URL is made of goes in. */
static bool is_plain_url(str url)
{
    size_t i;

    for (i = 0; i < url.len; i++)
        if (url.ptr[i] <= ' ' || url.ptr[i] > '~' || url.ptr[i] == '\'' ||
            url.ptr[i] == '\\')
            return false;
    return url.len > 0 && url.len < URL_BYTES_MAX;
}

void sheet_link(struct sheet *s, str url)
{
    struct buf attributes;

    if (!s->is_tagged)
        return;
    buf_init(&attributes, s->arena, URL_BYTES_MAX + 16);
    buf_str(&attributes, S("uri='"));
    if (is_plain_url(url))
        buf_str(&attributes, url);
    buf_str(&attributes, S("'"));
    buf_byte(&attributes, 0);
    if (attributes.failed)
        fail(s, attributes.failed);
    else
        cairo_tag_begin(s->cairo, CAIRO_TAG_LINK, (const char *)attributes.ptr);
}

void sheet_link_end(struct sheet *s)
{
    if (s->is_tagged && s->failed == OK)
        cairo_tag_end(s->cairo, CAIRO_TAG_LINK);
}
