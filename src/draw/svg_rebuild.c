#include "draw/svg_rebuild.h"

#include "base/buf.h"
#include "carrier/svg_passive.h"
#include "text/xml.h"
#include "text/xml_text.h"

#define SVG_SPACE "http://www.w3.org/2000/svg"
#define XLINK_SPACE "http://www.w3.org/1999/xlink"

static const char *const ELEMENTS[] = {"circle", "clipPath", "defs", "desc",
    "ellipse", "feBlend", "feColorMatrix", "feComposite", "feDropShadow",
    "feFlood", "feGaussianBlur", "feMerge", "feMergeNode", "feOffset", "filter",
    "g", "line", "linearGradient", "marker", "mask", "path", "pattern",
    "polygon", "polyline", "radialGradient", "rect", "stop", "style", "svg",
    "symbol", "text", "title", "tspan", "use", NULL};

/* Left out with all that is in them. */
static const char *const DROPPED[] = {"metadata", NULL};

static const char *const ATTRIBUTES[] = {"alignment-baseline", "aria-label",
    "baseline-shift", "class", "clip-path", "clip-rule", "clipPathUnits",
    "color", "color-interpolation", "color-interpolation-filters", "cx", "cy",
    "d", "direction", "display", "dominant-baseline", "dx", "dy", "fill",
    "fill-opacity", "fill-rule", "filter", "filterUnits", "flood-color",
    "flood-opacity", "font-family", "font-size", "font-stretch", "font-style",
    "font-variant", "font-weight", "fx", "fy", "gradientTransform",
    "gradientUnits", "height", "id", "in", "in2", "isolation", "k1", "k2", "k3",
    "k4", "lengthAdjust", "letter-spacing", "marker-end", "marker-mid",
    "marker-start", "markerHeight", "markerUnits", "markerWidth", "mask",
    "maskContentUnits", "maskUnits", "mix-blend-mode", "mode", "offset",
    "opacity", "operator", "orient", "overflow", "paint-order",
    "patternContentUnits", "patternTransform", "patternUnits", "points",
    "preserveAspectRatio", "primitiveUnits", "r", "refX", "refY", "result",
    "role", "rotate", "rx", "ry", "shape-rendering", "spreadMethod",
    "stdDeviation", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-opacity", "stroke-width", "style",
    "text-anchor", "text-decoration", "text-rendering", "textLength",
    "transform", "type", "unicode-bidi", "values", "vector-effect", "viewBox",
    "visibility", "width", "word-spacing", "writing-mode", "x", "x1", "x2", "y",
    "y1", "y2", NULL};

struct rebuild {
    struct xml x;
    struct buf out;
    uint32_t dropped; /* depth of the element that is left out; 0: none */
};

static bool is_listed(const char *const *list, str name)
{
    for (; *list; list++)
        if (str_eq(name, str_of(*list)))
            return true;
    return false;
}

static bool is_space(const struct xml_name *name, const char *space)
{
    return str_eq(name->space, str_of(space));
}

static code put_decoded(
    struct buf *out, str raw, enum xml_place from, enum xml_place to)
{
    struct buf meant;
    str text = {NULL, 0};

    buf_init(&meant, out->arena, raw.len);
    xml_decode(&meant, raw, from);
    TRY(buf_finish_str(&meant, &text));
    xml_encode(out, text, to);
    return out->failed;
}

static bool is_reference(const struct xml_attribute *a)
{
    return str_eq(a->name.local, S("href")) &&
           (a->name.space.len == 0 || is_space(&a->name, XLINK_SPACE)) &&
           str_starts(a->value, S("#"));
}

static code put_attributes(struct rebuild *r)
{
    uint32_t i;

    for (i = 0; i < r->x.n_attributes; i++) {
        const struct xml_attribute *a = &r->x.attributes[i];

        if (is_reference(a)) {
            buf_str(&r->out, S(" xlink:href=\""));
        } else if (a->name.space.len == 0 &&
                   is_listed(ATTRIBUTES, a->name.local)) {
            buf_byte(&r->out, ' ');
            buf_str(&r->out, a->name.local);
            buf_str(&r->out, S("=\""));
        } else {
            continue;
        }
        TRY(put_decoded(&r->out, a->value, XML_IN_ATTRIBUTE, XML_IN_ATTRIBUTE));
        buf_byte(&r->out, '"');
    }
    return r->out.failed;
}

static code open_element(struct rebuild *r, struct err *reterr)
{
    const struct xml_name *name = &r->x.name;

    if (!is_space(name, SVG_SPACE) || is_listed(DROPPED, name->local)) {
        r->dropped = r->x.depth;
        return OK;
    }
    if (!is_listed(ELEMENTS, name->local))
        return err_at(
            reterr, E_IMAGE_UNSUPPORTED, name->local, r->x.text, r->x.start);
    buf_byte(&r->out, '<');
    buf_str(&r->out, name->local);
    if (r->x.depth == 1) {
        if (!xml_attribute(&r->x, S(""), S("viewBox")) &&
            (!xml_attribute(&r->x, S(""), S("width")) ||
                !xml_attribute(&r->x, S(""), S("height"))))
            return err_at(reterr, E_IMAGE_UNSUPPORTED, S("no size"), r->x.text,
                r->x.start);
        buf_str(&r->out,
            S(" xmlns=\"" SVG_SPACE "\" xmlns:xlink=\"" XLINK_SPACE "\""));
    }
    TRY(put_attributes(r));
    buf_byte(&r->out, '>');
    return r->out.failed;
}

static void close_element(struct rebuild *r)
{
    buf_str(&r->out, S("</"));
    buf_str(&r->out, r->x.name.local);
    buf_byte(&r->out, '>');
}

static code put_event(
    struct rebuild *r, enum xml_event event, struct err *reterr)
{
    if (r->dropped > 0) {
        if (event == XML_CLOSE && r->x.depth == r->dropped)
            r->dropped = 0;
        return OK;
    }
    switch (event) {
    case XML_OPEN:
        return open_element(r, reterr);
    case XML_CLOSE:
        close_element(r);
        return r->out.failed;
    case XML_TEXT:
        if (r->x.depth > 0)
            return put_decoded(&r->out, r->x.content, XML_IN_TEXT, XML_IN_TEXT);
        return OK;
    case XML_CDATA:
        xml_encode(&r->out, r->x.content, XML_IN_TEXT);
        return r->out.failed;
    case XML_END:
    case XML_COMMENT:
    case XML_PI:
    case XML_DOCTYPE:
    default:
        return OK;
    }
}

code svg_rebuild(str svg,
    const struct budget *budget,
    struct arena *arena,
    str *ret,
    struct err *reterr)
{
    struct budget own = *budget;
    enum xml_event event = XML_COMMENT;
    struct rebuild r = {.dropped = 0};
    code c;

    TRY(svg_check_passive(svg, budget, arena, reterr));
    xml_init(&r.x, svg, &own);
    /* A reference may grow when it is written out again. */
    buf_init(&r.out, arena, budget->svg_bytes_max * 2);
    while (event != XML_END) {
        TRY(xml_next(&r.x, &event, reterr));
        c = put_event(&r, event, reterr);
        if (c == E_LIMIT_EXCEEDED)
            return err_set(reterr, E_BAKE_LIMIT, S("bytes of the image"));
        TRY(c);
    }
    buf_byte(&r.out, '\n');
    c = buf_finish_str(&r.out, ret);
    return c == OK ? OK : err_set(reterr, c, S("bytes of the image"));
}
