/* Text of a sheet: shaped, wrapped, shrunk until it fits. */
#include "draw/sheet.h"
#include "draw/sheet_text.h"

#include <string.h>

enum {
    TEXT_BYTES_MAX = 4000,
    FAMILY_BYTES = 256,
};

static const double SHRINK = 0.95;

/* The face of Chinese letters differs by language, and a serif goes with a
 * serif: it is named behind the families of the style. */
static const char *cjk_face(const char *language, bool is_serif)
{
    static const struct {
        const char *prefix;
        const char *serif;
        const char *sans;
    } faces[] = {
        {"ja", "Noto Serif CJK JP", "Noto Sans CJK JP"},
        {"ko", "Noto Serif CJK KR", "Noto Sans CJK KR"},
        {"zh-hant", "Noto Serif CJK TC", "Noto Sans CJK TC"},
        {"zh-tw", "Noto Serif CJK TC", "Noto Sans CJK TC"},
        {"zh-hk", "Noto Serif CJK TC", "Noto Sans CJK HK"},
        {"", "Noto Serif CJK SC", "Noto Sans CJK SC"},
    };
    size_t i = 0;

    while (strncmp(language, faces[i].prefix, strlen(faces[i].prefix)) != 0)
        i++;
    return is_serif ? faces[i].serif : faces[i].sans;
}

static bool speaks_cjk(const char *language)
{
    return strncmp(language, "zh", 2) == 0 || strncmp(language, "ja", 2) == 0 ||
           strncmp(language, "ko", 2) == 0;
}

static PangoFontDescription *describe(struct sheet *s,
    const struct sheet_style *style,
    const char *language,
    double size)
{
    PangoFontDescription *d = pango_font_description_new();
    bool is_serif = strstr(style->family, "Serif") != NULL;
    struct buf family;

    buf_init(&family, s->arena, FAMILY_BYTES);
    buf_str(&family, str_of(style->family));
    buf_str(&family, S(", "));
    buf_str(&family, str_of(cjk_face(language, is_serif)));
    buf_str(&family,
        is_serif ? S(", Noto Serif Devanagari, serif") : S(", sans-serif"));
    buf_byte(&family, 0);
    if (!family.failed)
        pango_font_description_set_family(d, (const char *)family.ptr);
    pango_font_description_set_weight(d, (PangoWeight)style->weight);
    pango_font_description_set_style(
        d, style->is_italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(d, size * PANGO_SCALE);
    return d;
}

/* pango takes left and right the other way round for a text that runs
 * against its context; here both are those of the page. */
static PangoAlignment align_of(
    const struct sheet *s, enum sheet_align align, PangoLayout *layout)
{
    bool text_is_rtl =
        pango_layout_get_direction(layout, 0) == PANGO_DIRECTION_RTL;

    if (align == SHEET_MIDDLE)
        return PANGO_ALIGN_CENTER;
    return ((align == SHEET_START) != s->is_rtl) == (text_is_rtl == s->is_rtl)
               ? PANGO_ALIGN_LEFT
               : PANGO_ALIGN_RIGHT;
}

static void set_attributes(PangoLayout *layout,
    const struct sheet_style *style,
    str text,
    const char *language)
{
    PangoAttrList *list = pango_attr_list_new();

    if (style->spacing > 0 && sheet_can_space(text))
        pango_attr_list_insert(list,
            pango_attr_letter_spacing_new((int)(style->spacing * PANGO_SCALE)));
    /* Inter would write the x of "4x5" as a sign of multiplication. */
    if (style->is_literal)
        pango_attr_list_insert(
            list, pango_attr_font_features_new("calt=0, liga=0"));
    if (language)
        pango_attr_list_insert(list,
            pango_attr_language_new(pango_language_from_string(language)));
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
}

static bool fits(PangoLayout *layout,
    const struct sheet_style *style,
    double width,
    double height_max,
    double *ret_height)
{
    PangoRectangle r;

    pango_layout_get_extents(layout, NULL, &r);
    *ret_height = (double)r.height / PANGO_SCALE;
    return (double)r.width / PANGO_SCALE <= width + 0.01 &&
           *ret_height <= height_max &&
           (unsigned)pango_layout_get_line_count(layout) <= style->n_lines_max;
}

static void set_size(struct sheet *s,
    PangoLayout *layout,
    const struct sheet_style *style,
    const char *language,
    double size)
{
    PangoFontDescription *d = describe(s, style, language, size);

    pango_layout_set_font_description(layout, d);
    pango_font_description_free(d);
    pango_layout_set_line_spacing(layout, (float)style->leading);
}

/* The layout with the largest size that fits; in the least, words break
 * anywhere and the end is cut. */
static PangoLayout *fit(struct sheet *s,
    const struct sheet_style *style,
    str text,
    double width,
    double height_max,
    double *ret_height)
{
    PangoLayout *layout = pango_layout_new(s->context);
    const char *page =
        pango_language_to_string(pango_context_get_language(s->context));
    const char *own = speaks_cjk(page) ? NULL : sheet_guess_language(text);
    double size = style->size;

    pango_layout_set_text(layout, text.ptr, (int)text.len);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_alignment(layout, align_of(s, style->align, layout));
    set_attributes(layout, style, text, own);
    set_size(s, layout, style, own ? own : page, size);
    while (!fits(layout, style, width, height_max, ret_height)) {
        if (size * SHRINK < style->size_min) {
            pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
            pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
            pango_layout_set_height(layout, -(int)style->n_lines_max);
            if (!fits(layout, style, width, height_max, ret_height))
                pango_layout_set_height(
                    layout, (int)(height_max * PANGO_SCALE));
            (void)fits(layout, style, width, height_max, ret_height);
            break;
        }
        size *= SHRINK;
        set_size(s, layout, style, own ? own : page, size);
    }
    return layout;
}

static PangoLayout *lay_out(struct sheet *s,
    const struct sheet_style *style,
    str text,
    struct sheet_box box,
    double *ret_height)
{
    str clean = sheet_clean(text, TEXT_BYTES_MAX, s->arena);

    *ret_height = 0;
    if (clean.ptr)
        return clean.len == 0
                   ? NULL
                   : fit(s, style, clean, box.width, box.height, ret_height);
    s->failed = s->failed ? s->failed : arena_status(s->arena);
    return NULL;
}

double sheet_measure(struct sheet *s,
    const struct sheet_style *style,
    str text,
    double width,
    double height_max)
{
    struct sheet_box box = {0, 0, width, height_max};
    double height;
    PangoLayout *layout = lay_out(s, style, text, box, &height);

    if (layout)
        g_object_unref(layout);
    return height;
}

double sheet_text(struct sheet *s,
    const struct sheet_style *style,
    str text,
    struct sheet_box box)
{
    double height;
    PangoLayout *layout;

    box = sheet_place(s, box);
    layout = lay_out(s, style, text, box, &height);
    if (!layout)
        return 0;
    sheet_colour(s, style->colour);
    cairo_move_to(s->cairo, box.x, box.y);
    pango_cairo_show_layout(s->cairo, layout);
    g_object_unref(layout);
    return height;
}

double sheet_tagged(struct sheet *s,
    const char *tag,
    const struct sheet_style *style,
    str text,
    struct sheet_box box)
{
    double height;

    if (s->is_tagged)
        cairo_tag_begin(s->cairo, tag, NULL);
    height = sheet_text(s, style, text, box);
    if (s->is_tagged)
        cairo_tag_end(s->cairo, tag);
    return height;
}
