#include "draw/upload.h"

#include "carrier/carrier.h"
#include "carrier/png.h"
#include "draw/svg_rebuild.h"
#include "host/render.h"

#include <png.h>

enum {
    PNG_BYTES_MAX = 32 * 1024 * 1024,
    ARENA_BYTES = 256 * 1024 * 1024,
    TRY_SIDE_PX = 256, /* of the picture that an SVG is tried with */
};

str upload_media_type(enum upload_kind kind)
{
    return kind == UPLOAD_PNG ? S("image/png") : S("image/svg+xml");
}

/* --- PNG, in the child --- */

static code decode(
    bytes png, struct arena *arena, png_image *image, uint8_t **ret_pixels)
{
    uint8_t *pixels;

    if (!png_image_begin_read_from_memory(image, png.ptr, png.len))
        return E_BAKE_FORMAT;
    image->format = PNG_FORMAT_RGBA;
    if ((uint64_t)image->width * image->height > UPLOAD_PIXELS_MAX)
        return E_BAKE_LIMIT;
    pixels = arena_alloc(arena, PNG_IMAGE_SIZE(*image));
    if (!pixels)
        return E_NO_MEMORY;
    /* The whole of it: an image that ends too early is damaged. */
    if (!png_image_finish_read(image, NULL, pixels, 0, NULL) ||
        image->warning_or_error != 0)
        return E_BAKE_FORMAT;
    *ret_pixels = pixels;
    return OK;
}

static code encode(const png_image *decoded,
    const uint8_t *pixels,
    struct arena *arena,
    bytes *ret)
{
    png_image image = {
        .version = PNG_IMAGE_VERSION,
        .width = decoded->width,
        .height = decoded->height,
        .format = PNG_FORMAT_RGBA,
    };
    png_alloc_size_t n = PNG_IMAGE_PNG_SIZE_MAX(image);
    uint8_t *out = arena_alloc(arena, n);

    if (!out)
        return E_NO_MEMORY;
    if (!png_image_write_to_memory(&image, out, &n, 0, pixels, 0, NULL))
        return E_INTERNAL;
    *ret = (bytes){out, n};
    return OK;
}

static enum child_end rebuild_png(const void *what, struct child_out *out)
{
    const bytes *png = what;
    png_image image = {.version = PNG_IMAGE_VERSION};
    struct arena arena;
    uint8_t *pixels = NULL;
    bytes again = {NULL, 0};
    code c;

    arena_init(&arena, ARENA_BYTES);
    c = decode(*png, &arena, &image, &pixels);
    if (c == OK)
        c = encode(&image, pixels, &arena, &again);
    if (c == OK)
        return child_write(out, again) ? CHILD_DONE : CHILD_REFUSED;
    return c == E_BAKE_FORMAT ? CHILD_REFUSED : CHILD_TOO_LARGE;
}

static code from_png(bytes file,
    const struct budget *budget,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    struct child_task task = {
        rebuild_png, &file, PNG_BYTES_MAX, STR("decoding the image")};
    struct budget own = *budget;
    enum child_end end = CHILD_DONE;
    struct carried carried;
    code c;

    /* Frame, check sums and size, before anything is decoded. */
    if (own.image_pixels_max > UPLOAD_PIXELS_MAX)
        own.image_pixels_max = UPLOAD_PIXELS_MAX;
    c = png_extract(file, CARRIED_CURRENT, &own, &carried, reterr);
    if (c == E_BAKE_LIMIT || c == E_BAKE_FORMAT)
        return c;
    TRY(child_run(&task, arena, ret, &end, reterr));
    if (end == CHILD_TOO_LARGE)
        return err_set(reterr, E_BAKE_LIMIT, S("pixels"));
    if (end != CHILD_DONE)
        return err_set(reterr, E_BAKE_FORMAT, S("pixels of the image"));
    if (ret->len > budget->image_bytes_max)
        return err_set(reterr, E_BAKE_LIMIT, S("bytes of the image"));
    return OK;
}

static code from_svg(bytes file,
    const struct budget *budget,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    str svg = {NULL, 0};
    bytes tried = {NULL, 0};

    TRY(svg_rebuild(bytes_str(file), budget, arena, &svg, reterr));
    TRY(render_png(svg, TRY_SIDE_PX, arena, &tried, reterr));
    *ret = str_bytes(svg);
    return OK;
}

code upload_rebuild(bytes file,
    const struct budget *budget,
    struct arena *arena,
    struct upload *ret,
    struct err *reterr)
{
    struct upload upload = {UPLOAD_PNG, {NULL, 0}};

    switch (carrier_kind(file)) {
    case CARRIER_PNG:
        TRY(from_png(file, budget, arena, &upload.image, reterr));
        break;
    case CARRIER_SVG:
        upload.kind = UPLOAD_SVG;
        TRY(from_svg(file, budget, arena, &upload.image, reterr));
        break;
    case CARRIER_UNKNOWN:
    case CARRIER_PDF:
    case CARRIER_JSON:
    case CARRIER_JWS:
    default:
        return err_set(reterr, E_BAKE_FORMAT, S("not a PNG or SVG image"));
    }
    *ret = upload;
    return OK;
}
