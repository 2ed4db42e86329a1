#include "carrier/svg_passive.h"

#include "base/buf.h"
#include "text/xml.h"
#include "text/xml_text.h"

#define SVG_SPACE "http://www.w3.org/2000/svg"
#define XHTML_SPACE "http://www.w3.org/1999/xhtml"
#define XMLNS_SPACE "http://www.w3.org/2000/xmlns/"
#define XML_SPACE "http://www.w3.org/XML/1998/namespace"

static code active(const struct xml *x, const char *what, struct err *reterr)
{
    return err_at(
        reterr, E_SVG_ACTIVE_CONTENT, str_of(what), x->text, x->start);
}

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

/* Names are compared without case: what one program takes for nothing,
 * another may run. */
static bool is_name(str name, const char *lower_case)
{
    bytes a = str_bytes(name);
    bytes b = str_bytes(str_of(lower_case));
    size_t i;

    if (a.len != b.len)
        return false;
    for (i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != b.ptr[i])
            return false;
    return true;
}

static bool is_one_of(str name, const char *const *names)
{
    for (; *names; names++)
        if (is_name(name, *names))
            return true;
    return false;
}

/* The text as it is meant, in lower case and without white space and control
 * characters, which browsers pass over in a URL. */
static code squeeze(
    str raw, enum xml_place place, struct arena *arena, str *ret)
{
    struct buf b;
    size_t n = 0;
    size_t i;

    buf_init(&b, arena, raw.len);
    xml_decode(&b, raw, place);
    if (b.failed)
        return b.failed;
    for (i = 0; i < b.len; i++)
        if (b.ptr[i] > ' ' && b.ptr[i] != 0x7f)
            b.ptr[n++] = lower(b.ptr[i]);
    b.len = n;
    return buf_finish_str(&b, ret);
}

static size_t find(str text, str part, size_t from)
{
    for (; part.len <= text.len && from <= text.len - part.len; from++)
        if (str_eq(str_sub(text, from, from + part.len), part))
            return from;
    return SIZE_MAX;
}

/* A reference to a part of the image itself, or a bitmap that it holds. */
static bool is_inside(str url)
{
    static const str bitmaps[] = {STR("data:image/png;base64,"),
        STR("data:image/jpeg;base64,"), STR("data:image/jpg;base64,"),
        STR("data:image/gif;base64,"), STR("data:image/webp;base64,")};
    size_t i;

    if (url.len == 0 || url.ptr[0] == '#')
        return true;
    for (i = 0; i < sizeof(bitmaps) / sizeof(*bitmaps); i++)
        if (str_starts(url, bitmaps[i]))
            return true;
    return false;
}

/* Style, or a presentation attribute: may it load something? A backslash can
 * hide any of the words, so it counts as one. */
static bool style_is_active(str text)
{
    static const str words[] = {STR("@import"), STR("javascript:"),
        STR("expression("), STR("-moz-binding"), STR("behavior:"),
        STR("image-set("), STR("image("), STR("src("), STR("\\")};
    size_t at;
    size_t i;

    for (i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (find(text, words[i], 0) != SIZE_MAX)
            return true;
    for (at = find(text, S("url("), 0); at != SIZE_MAX;
         at = find(text, S("url("), at)) {
        at += 4;
        if (at < text.len && (text.ptr[at] == '"' || text.ptr[at] == '\''))
            at++;
        if (at == text.len || !is_inside(str_sub(text, at, text.len)))
            return true;
    }
    return false;
}

static code check_attribute(const struct xml *x,
    const struct xml_attribute *a,
    struct arena *arena,
    struct err *reterr)
{
    static const char *const references[] = {
        "href", "src", "data", "action", "formaction", "srcdoc", NULL};
    struct arena_mark mark = arena_mark(arena);
    str value = {0};
    bool is_active;

    if (str_eq(a->name.space, S(XMLNS_SPACE)))
        return OK;
    if (a->name.local.len > 2 && is_name(str_sub(a->name.local, 0, 2), "on"))
        return active(x, "event attribute", reterr);
    if (xml_name_is(&a->name, S(XML_SPACE), S("base")))
        return active(x, "xml:base", reterr);
    TRY(squeeze(a->value, XML_IN_ATTRIBUTE, arena, &value));
    is_active = is_one_of(a->name.local, references) ? !is_inside(value)
                                                     : style_is_active(value);
    arena_rewind(arena, mark);
    return is_active ? active(x, "reference to the outside", reterr) : OK;
}

/* What an animation may not set: a reference, an event, or a whole style. */
static code check_animation(
    const struct xml *x, struct arena *arena, struct err *reterr)
{
    static const char *const animations[] = {"animate", "set",
        "animatetransform", "animatemotion", "animatecolor", NULL};
    const struct xml_attribute *a = xml_attribute(x, S(""), S("attributeName"));
    str name = {0};

    if (!a || !is_one_of(x->name.local, animations))
        return OK;
    TRY(squeeze(a->value, XML_IN_ATTRIBUTE, arena, &name));
    if (str_eq(name, S("href")) || str_ends(name, S(":href")) ||
        str_starts(name, S("on")) || str_eq(name, S("style")))
        return active(x, "animated reference", reterr);
    return OK;
}

static code check_element(
    const struct xml *x, struct arena *arena, struct err *reterr)
{
    static const char *const banned[] = {"script", "foreignobject", "iframe",
        "embed", "object", "audio", "video", "canvas", "handler", "listener",
        NULL};
    uint32_t i;

    if (is_one_of(x->name.local, banned))
        return active(x, "element that runs or embeds", reterr);
    if (str_eq(x->name.space, S(XHTML_SPACE)))
        return active(x, "HTML element", reterr);
    for (i = 0; i < x->n_attributes; i++)
        TRY(check_attribute(x, &x->attributes[i], arena, reterr));
    return check_animation(x, arena, reterr);
}

/* All the text of a style element, put together before it is looked at, so
 * that no comment or section can hide a word. */
static code check_style(struct xml *x, struct arena *arena, struct err *reterr)
{
    struct buf all;
    enum xml_event event = XML_OPEN;
    str text = {0};

    buf_init(&all, arena, x->text.len);
    do {
        TRY(xml_next(x, &event, reterr));
        if (event == XML_OPEN)
            return active(x, "element in a style sheet", reterr);
        if (event == XML_TEXT)
            xml_decode(&all, x->content, XML_IN_TEXT);
        if (event == XML_CDATA)
            buf_str(&all, x->content);
    } while (event != XML_CLOSE);
    TRY(buf_finish_str(&all, &text));
    /* Its references are resolved already; none can be left to resolve. */
    TRY(squeeze(text, XML_IN_CDATA, arena, &text));
    return style_is_active(text) ? active(x, "style sheet", reterr) : OK;
}

code svg_check_passive(str svg,
    const struct budget *budget,
    struct arena *arena,
    struct err *reterr)
{
    struct budget own = *budget;
    enum xml_event event = XML_COMMENT;
    struct xml x;

    if (svg.len > budget->svg_bytes_max)
        return err_set(reterr, E_BAKE_LIMIT, S("bytes of the image"));
    xml_init(&x, svg, &own);
    while (event != XML_END) {
        TRY(xml_next(&x, &event, reterr));
        if (event == XML_PI && !str_eq(x.name.local, S("xml")))
            return active(&x, "processing instruction", reterr);
        if (event != XML_OPEN)
            continue;
        if (x.depth == 1 && !xml_name_is(&x.name, S(SVG_SPACE), S("svg")))
            return err_at(
                reterr, E_BAKE_FORMAT, S("the root is not svg"), svg, x.start);
        TRY(check_element(&x, arena, reterr));
        if (is_name(x.name.local, "style"))
            TRY(check_style(&x, arena, reterr));
    }
    return OK;
}
