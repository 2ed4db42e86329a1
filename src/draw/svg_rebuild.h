/*
 * An SVG that came from outside, written anew from what a list allows:
 * elements and attributes that draw, and nothing else. What others put in
 * (metadata of editors, comments, foreign elements, attributes without
 * meaning here) is left out; an element of SVG that is not on the list is
 * refused, since the picture would not be the same without it.
 */
#ifndef DRAW_SVG_REBUILD_H
#define DRAW_SVG_REBUILD_H

#include "base/arena.h"
#include "base/limit.h"

/* The new image, UTF-8, without XML declaration and document type.
 * E_IMAGE_UNSUPPORTED with the name of the element, E_SVG_ACTIVE_CONTENT,
 * E_XML_SYNTAX, E_XML_DTD_FORBIDDEN, E_BAKE_LIMIT, E_BAKE_FORMAT,
 * E_LIMIT_EXCEEDED. */
MUST_USE code svg_rebuild(str svg,
    const struct budget *budget,
    struct arena *arena,
    str *ret,
    struct err *reterr);

#endif
