#include "text/xml_text.h"

#include "text/utf8.h"

struct entity {
    str text;
    uint32_t code_point;
};

static const struct entity ENTITIES[] = {
    {STR("&amp;"), '&'},
    {STR("&lt;"), '<'},
    {STR("&gt;"), '>'},
    {STR("&quot;"), '"'},
    {STR("&apos;"), '\''},
};

bool xml_is_char(uint32_t c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r';
    return c < 0xd800 || (c >= 0xe000 && c <= 0xfffd) ||
           (c >= 0x10000 && c <= 0x10ffff);
}

struct range {
    uint32_t first;
    uint32_t last;
};

/* XML 1.0 2.3 NameStartChar without ':' (NCName). */
static const struct range NAME_START[] = {
    {'A', 'Z'},
    {'_', '_'},
    {'a', 'z'},
    {0xc0, 0xd6},
    {0xd8, 0xf6},
    {0xf8, 0x2ff},
    {0x370, 0x37d},
    {0x37f, 0x1fff},
    {0x200c, 0x200d},
    {0x2070, 0x218f},
    {0x2c00, 0x2fef},
    {0x3001, 0xd7ff},
    {0xf900, 0xfdcf},
    {0xfdf0, 0xfffd},
    {0x10000, 0xeffff},
};

/* What NameChar has beside them. */
static const struct range NAME_MORE[] = {
    {'-', '.'},
    {'0', '9'},
    {0xb7, 0xb7},
    {0x300, 0x36f},
    {0x203f, 0x2040},
};

static bool in_ranges(uint32_t c, const struct range *ranges, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    }
    return false;
}

static bool is_name_start(uint32_t c)
{
    return in_ranges(c, NAME_START, sizeof(NAME_START) / sizeof(NAME_START[0]));
}

static bool is_name_char(uint32_t c)
{
    return is_name_start(c) ||
           in_ranges(c, NAME_MORE, sizeof(NAME_MORE) / sizeof(NAME_MORE[0]));
}

size_t xml_ncname_bytes(str text)
{
    size_t end = 0;

    while (end < text.len) {
        size_t at = end;
        uint32_t c = utf8_next(text, &at);

        if (end == 0 ? !is_name_start(c) : !is_name_char(c))
            break;
        end = at;
    }
    return end;
}

static uint32_t digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return (uint32_t)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (uint32_t)(c - 'a' + 10);
    return c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10) : UINT32_MAX;
}

size_t xml_reference(str text, uint32_t *ret)
{
    uint32_t base = 10;
    uint32_t value = 0;
    size_t at = 2;
    size_t first;
    size_t i;

    for (i = 0; i < sizeof(ENTITIES) / sizeof(ENTITIES[0]); i++) {
        if (!str_starts(text, ENTITIES[i].text))
            continue;
        *ret = ENTITIES[i].code_point;
        return ENTITIES[i].text.len;
    }
    if (!str_starts(text, S("&#")))
        return 0;
    if (str_starts(text, S("&#x"))) {
        base = 16;
        at = 3;
    }
    for (first = at; at < text.len && value <= 0x10ffff; at++) {
        uint32_t digit = digit_value(text.ptr[at]);

        if (digit >= base)
            break;
        value = value * base + digit;
    }
    if (at == first || at >= text.len || text.ptr[at] != ';' ||
        !xml_is_char(value))
        return 0;
    *ret = value;
    return at + 1;
}

static void put_reference(struct buf *out, str raw, size_t *at)
{
    char utf8[UTF8_BYTES_MAX];
    uint32_t value = '&';
    size_t n = xml_reference(str_sub(raw, *at, raw.len), &value);

    buf_str(out, (str){utf8, utf8_encode(value, utf8)});
    *at += n > 0 ? n : 1;
}

/* True for what cannot be copied as it stands. */
static bool is_special(char c, enum xml_place place)
{
    if (c == '\r')
        return true;
    if (place == XML_IN_ATTRIBUTE && (c == '\n' || c == '\t'))
        return true;
    return c == '&' && place != XML_IN_CDATA;
}

void xml_decode(struct buf *out, str raw, enum xml_place place)
{
    size_t at = 0;

    while (at < raw.len) {
        size_t start = at;

        while (at < raw.len && !is_special(raw.ptr[at], place))
            at++;
        buf_str(out, str_sub(raw, start, at));
        if (at == raw.len)
            return;
        if (raw.ptr[at] == '&') {
            put_reference(out, raw, &at);
            continue;
        }
        if (raw.ptr[at] == '\r' && at + 1 < raw.len && raw.ptr[at + 1] == '\n')
            at++;
        buf_byte(out, place == XML_IN_ATTRIBUTE ? ' ' : '\n');
        at++;
    }
}

/* How c is written, or the empty slice when as itself. */
static str escape_of(char c, enum xml_place place)
{
    bool in_attribute = place == XML_IN_ATTRIBUTE;

    switch (c) {
    case '&':
        return S("&amp;");
    case '<':
        return S("&lt;");
    case '>': /* may end a CDATA section (XML 1.0 2.4) */
        return S("&gt;");
    case '\r':
        return S("&#13;");
    case '"':
        return in_attribute ? S("&quot;") : S("");
    case '\n':
        return in_attribute ? S("&#10;") : S("");
    case '\t':
        return in_attribute ? S("&#9;") : S("");
    default:
        return S("");
    }
}

static void encode_cdata(struct buf *out, str text)
{
    size_t start = 0;
    size_t at;

    for (at = 0; at < text.len; at++) {
        if (!str_starts(str_sub(text, at, text.len), S("]]>")))
            continue;
        buf_str(out, str_sub(text, start, at + 2));
        buf_str(out, S("]]><![CDATA["));
        start = at + 2;
    }
    buf_str(out, str_sub(text, start, text.len));
}

void xml_encode(struct buf *out, str text, enum xml_place place)
{
    size_t start = 0;
    size_t at;

    if (place == XML_IN_CDATA) {
        encode_cdata(out, text);
        return;
    }
    for (at = 0; at < text.len; at++) {
        str escape = escape_of(text.ptr[at], place);

        if (escape.len == 0)
            continue;
        buf_str(out, str_sub(text, start, at));
        buf_str(out, escape);
        start = at + 1;
    }
    buf_str(out, str_sub(text, start, text.len));
}
