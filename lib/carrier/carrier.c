#include "carrier/carrier.h"

#include "carrier/pdf.h"
#include "carrier/png.h"
#include "carrier/svg.h"
#include "text/xml.h"

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static str trim(str text)
{
    while (text.len > 0 && is_white(text.ptr[0]))
        text = str_sub(text, 1, text.len);
    while (text.len > 0 && is_white(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

/* Base64url in three parts, the first of which begins as JSON does: "eyJ"
 * is an open brace and a quotation mark. */
static bool is_jws(str text)
{
    size_t n_dots = 0;
    size_t i;

    if (!str_starts(text, S("ey")))
        return false;
    for (i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '.')
            n_dots++;
        else if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                     (c >= 'a' && c <= 'z') || c == '-' || c == '_'))
            return false;
    }
    return n_dots == 2;
}

/* XML whose root is svg; or broken before its root, so that the reader of
 * SVG says what is wrong. */
static bool is_svg(str text)
{
    struct budget budget = budget_default();
    enum xml_event event = XML_COMMENT;
    struct xml x;

    xml_init(&x, text, &budget);
    while (event != XML_OPEN)
        if (xml_next(&x, &event, NULL) != OK)
            return true;
    return str_eq(x.name.local, S("svg"));
}

enum carrier_kind carrier_kind(bytes data)
{
    str text = bytes_str(data);

    if (png_is(data))
        return CARRIER_PNG;
    if (pdf_is(data))
        return CARRIER_PDF;
    if (str_starts(text, S("\xef\xbb\xbf")))
        text = str_sub(text, 3, text.len);
    text = trim(text);
    if (str_starts(text, S("{")) || str_starts(text, S("[")))
        return CARRIER_JSON;
    if (str_starts(text, S("<")))
        return is_svg(bytes_str(data)) ? CARRIER_SVG : CARRIER_UNKNOWN;
    return is_jws(text) ? CARRIER_JWS : CARRIER_UNKNOWN;
}

code carrier_extract(bytes data,
    unsigned wanted,
    const struct carrier_tools *tools,
    struct carrier_content *ret,
    struct err *reterr)
{
    struct carrier_content content = {
        carrier_kind(data), {CARRIED_PLAIN, bytes_str(data)}, false};
    struct carried *carried = &content.carried;
    struct pdf_content pdf = {0};

    switch (content.carrier) {
    case CARRIER_PNG:
        TRY(png_extract(data, wanted, tools->budget, carried, reterr));
        break;
    case CARRIER_SVG:
        TRY(svg_extract(bytes_str(data), wanted, tools->budget, tools->arena,
            carried, reterr));
        break;
    case CARRIER_PDF:
        TRY(pdf_extract(data, tools, &pdf, reterr));
        *carried = pdf.carried;
        content.is_modified = pdf.is_modified;
        break;
    case CARRIER_JSON:
        break;
    case CARRIER_JWS:
        carried->text = trim(carried->text);
        break;
    case CARRIER_UNKNOWN:
    default:
        return err_set(reterr, E_NO_CREDENTIAL,
            S("not a PNG, SVG, PDF, JSON or JWS file"));
    }
    *ret = content;
    return OK;
}

code carrier_bake(bytes image,
    str credential,
    const struct budget *budget,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    const enum carrier_kind kind = carrier_kind(image);
    const str trimmed = trim(credential);
    str svg = {0};

    if (is_jws(trimmed))
        credential = trimmed;
    else if (!str_starts(trimmed, S("{")))
        return err_set(reterr, E_NO_CREDENTIAL,
            S("neither a JSON object nor a compact JWS"));
    if (kind == CARRIER_PNG)
        return png_bake(image, credential, budget, arena, ret, reterr);
    if (kind != CARRIER_SVG)
        return err_set(reterr, E_BAKE_FORMAT, S("not a PNG or SVG image"));
    TRY(svg_bake(bytes_str(image), credential, budget, arena, &svg, reterr));
    *ret = str_bytes(svg);
    return OK;
}
