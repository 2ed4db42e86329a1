/*
 * Credentials in PNG images (PNG third edition; Open Badges 3.0 document
 * formats, 5.3.1; Open Badges 2.0 baking): an iTXt chunk, uncompressed. The
 * image is never decoded and nothing is inflated; every chunk's length, place
 * and CRC is checked, so that a damaged image is refused whatever it carries.
 *
 * Limits from the budget: image_bytes_max, image_pixels_max, and
 * image_text_bytes_max for each text chunk.
 */
#ifndef CARRIER_PNG_H
#define CARRIER_PNG_H

#include "base/arena.h"
#include "base/limit.h"
#include "carrier/carried.h"

/* True when the bytes start like a PNG. */
bool png_is(bytes data);

/* What the image carries, of the `wanted` kinds. ret->text points into
 * `png`, exactly as it was baked. E_NO_CREDENTIAL, E_BAKE_FORMAT (damaged, or
 * the credential is compressed), E_BAKE_DUPLICATE, E_BAKE_LIMIT; the error
 * has the offset. What stands after IEND is not looked at. */
MUST_USE code png_extract(bytes png,
    unsigned wanted,
    const struct budget *budget,
    struct carried *ret,
    struct err *reterr);

/* The same image with `credential` (UTF-8) as its Open Badges 3.0
 * credential, the last chunk before IEND; one that was there is replaced.
 * All other chunks stay byte for byte and in order; what stood after IEND is
 * not part of the image and is left out. Refuses what png_extract would
 * refuse, so what is baked can be read. */
MUST_USE code png_bake(bytes png,
    str credential,
    const struct budget *budget,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

#endif
