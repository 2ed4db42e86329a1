#include "web/html.h"

#include <string.h>

static str entity_of(char c)
{
    switch (c) {
    case '&':
        return S("&amp;");
    case '<':
        return S("&lt;");
    case '>':
        return S("&gt;");
    case '"':
        return S("&quot;");
    case '\'':
        return S("&#39;");
    default: /* NUL may stand in no document */
        return S("\xEF\xBF\xBD");
    }
}

/* Copies the runs between the characters of `special`. */
static void put_escaped(struct buf *out, str text, const bool special[256])
{
    size_t from = 0;
    size_t i;

    for (i = 0; i < text.len; i++) {
        if (!special[(unsigned char)text.ptr[i]])
            continue;
        buf_str(out, str_sub(text, from, i));
        buf_str(out, entity_of(text.ptr[i]));
        from = i + 1;
    }
    buf_str(out, str_sub(text, from, text.len));
}

void html_text(struct buf *out, str text)
{
    static const bool special[256] = {
        ['\0'] = true, ['&'] = true, ['<'] = true, ['>'] = true};

    put_escaped(out, text, special);
}

void html_attr(struct buf *out, str text)
{
    static const bool special[256] = {['\0'] = true,
        ['&'] = true,
        ['<'] = true,
        ['>'] = true,
        ['"'] = true,
        ['\''] = true};

    put_escaped(out, text, special);
}

void html_name(struct buf *out, str name)
{
    buf_str(out, S("<bdi>"));
    html_text(out, name);
    buf_str(out, S("</bdi>"));
}

/* ASCII letters of either case; `prefix` is lower case. */
static bool starts_folded(str text, str prefix)
{
    size_t i;

    for (i = 0; i < prefix.len && i < text.len; i++) {
        char c = text.ptr[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c != prefix.ptr[i])
            return false;
    }
    return i == prefix.len;
}

/* A browser strips blanks and controls before it looks at the scheme, so a
 * URL that has any is refused; a scheme is what ends in ':' before any of
 * '/', '?' and '#'. */
static bool is_safe_url(str url)
{
    static const str allowed[] = {STR("https://"), STR("http://"),
        STR("mailto:"), STR("data:image/png;base64,"),
        STR("data:image/jpeg;base64,")};
    size_t i;

    for (i = 0; i < url.len; i++) {
        if ((unsigned char)url.ptr[i] <= ' ' || url.ptr[i] == 0x7F ||
            url.ptr[i] == '\\')
            return false;
    }
    for (i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++) {
        if (starts_folded(url, allowed[i]))
            return true;
    }
    for (i = 0; i < url.len && !strchr("/?#", url.ptr[i]); i++) {
        if (url.ptr[i] == ':')
            return false;
    }
    return !str_starts(url, S("//"));
}

void html_url(struct buf *out, str url)
{
    html_attr(out, is_safe_url(url) ? url : S("#"));
}

void html_url_part(struct buf *out, str text)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t i;

    for (i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= '0' && c <= '9') || (c != 0 && strchr("-._~", c))) {
            buf_byte(out, c);
            continue;
        }
        buf_byte(out, '%');
        buf_byte(out, (uint8_t)digits[c >> 4]);
        buf_byte(out, (uint8_t)digits[c & 15]);
    }
}

void html_put(struct buf *out, struct html html)
{
    buf_str(out, html.markup);
}

static void put_time(struct buf *out, str machine, str people)
{
    buf_str(out, S("<time datetime=\""));
    html_attr(out, machine);
    buf_str(out, S("\">"));
    html_text(out, people);
    buf_str(out, S("</time>"));
}

void html_date(struct buf *out, enum lang lang, int64_t unix_s)
{
    put_time(out, format_iso_day(out->arena, unix_s),
        format_date(out->arena, lang, unix_s));
}

void html_time(struct buf *out, enum lang lang, int64_t unix_s)
{
    put_time(out, format_iso_time(out->arena, unix_s),
        format_time(out->arena, lang, unix_s));
}

void html_day(struct buf *out, enum lang lang, str day)
{
    put_time(out, day, format_day(out->arena, lang, day));
}

void html_digits(struct buf *out, int64_t number)
{
    if (number < 0)
        buf_byte(out, '-');
    buf_u64(out, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}
