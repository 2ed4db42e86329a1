/*
 * Is an SVG image only an image? For images that come from outside and are
 * shown to others.
 */
#ifndef CARRIER_SVG_PASSIVE_H
#define CARRIER_SVG_PASSIVE_H

#include "base/arena.h"
#include "base/limit.h"

/* E_SVG_ACTIVE_CONTENT, with the place, for anything that can run or load
 * something: script and other foreign elements, event attributes, references
 * that are not to a part of the image itself or to a bitmap inside it, style
 * sheets that load, animated references, xml:base, processing instructions.
 * E_XML_SYNTAX, E_XML_DTD_FORBIDDEN, E_BAKE_LIMIT, E_BAKE_FORMAT as svg.h. */
MUST_USE code svg_check_passive(str svg,
    const struct budget *budget,
    struct arena *arena,
    struct err *reterr);

#endif
