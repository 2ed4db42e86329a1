/*
 * Credentials in SVG images (Open Badges 3.0 document formats, 5.3.2; Open
 * Badges 2.0 baking): an element right behind the start tag of the root,
 * with JSON as its content or a compact JWS in its attribute `verify`. It is
 * known by its namespace, whatever the prefix. The image is spliced, never
 * written anew; nothing is fetched and no DTD is read.
 *
 * Limits from the budget: svg_bytes_max, svg_elements_max, depth_max, and
 * image_text_bytes_max for the credential.
 */
#ifndef CARRIER_SVG_H
#define CARRIER_SVG_H

#include "base/arena.h"
#include "base/limit.h"
#include "carrier/carried.h"

/* What the image carries, of the `wanted` kinds. JSON that stands in CDATA is
 * given byte for byte. ret->text points into `svg` or lives in the arena.
 * E_XML_SYNTAX, E_XML_DTD_FORBIDDEN, E_BAKE_FORMAT (the root is not svg, or
 * the element has both a JWS and content, or neither), E_BAKE_DUPLICATE,
 * E_BAKE_LIMIT, E_NO_CREDENTIAL; with the place. */
MUST_USE code svg_extract(str svg,
    unsigned wanted,
    const struct budget *budget,
    struct arena *arena,
    struct carried *ret,
    struct err *reterr);

/* The same image with `credential` as its Open Badges 3.0 credential; one
 * that was there is replaced, every other byte stays. JSON stands in CDATA,
 * "]]>" in it split over two sections; text that begins with anything but an
 * open brace is a JWS. E_BAKE_FORMAT when the credential holds a character
 * that XML forbids; refuses what svg_extract would refuse, so what is baked
 * can be read. */
MUST_USE code svg_bake(str svg,
    str credential,
    const struct budget *budget,
    struct arena *arena,
    str *ret,
    struct err *reterr);

#endif
