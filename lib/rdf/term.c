#include "rdf/term.h"

#include <string.h>

/* ECHAR, but for the apostrophe, which needs none. */
static const char ECHARS[] = "tbnrf\"\\";
static const char ECHAR_VALUES[] = "\t\b\n\r\f\"\\";

static const uint64_t ONES = 0x0101010101010101U; /* 1 in each byte */

/* The high bit of each byte that is zero, and of some more after one. */
static uint64_t zero_bytes(uint64_t word)
{
    return (word - ONES) & ~word & ONES << 7;
}

/* Whether none of eight bytes needs an escape or a closer look. */
static bool is_plain(const char *eight)
{
    uint64_t word = 0;

    memcpy(&word, eight, sizeof(word));
    return (((word - ONES * 0x20) & ~word & ONES << 7) |
               zero_bytes(word ^ ONES * '"') | zero_bytes(word ^ ONES * '\\') |
               zero_bytes(word ^ ONES * 0x7f) |
               zero_bytes(word ^ ONES * 0xef)) == 0;
}

/* The same of a whole text, the common case. */
static bool is_all_plain(str s)
{
    char eight[] = "        ";
    size_t at;

    if (s.len < 8) {
        for (at = 0; at < s.len; at++)
            eight[at] = s.ptr[at];
        return is_plain(eight);
    }
    for (at = 0; s.len - at >= 8; at += 8) {
        if (!is_plain(s.ptr + at))
            return false;
    }
    return is_plain(s.ptr + s.len - 8);
}

/* The form of the character at `at` within STRING_LITERAL_QUOTE: written to
 * ret, its length in *ret_bytes; returns the bytes it stands for. (Of a
 * character beyond ASCII that needs no escape: its first byte alone.) */
static size_t escape_at(str s, size_t at, char ret[6], size_t *ret_bytes)
{
    static const char digits[] = "0123456789ABCDEF";
    uint8_t c = (uint8_t)s.ptr[at];
    bool outside_xml = c == 0xef && s.len - at >= 3 &&
                       (uint8_t)s.ptr[at + 1] == 0xbf &&
                       (uint8_t)s.ptr[at + 2] >= 0xbe;
    const char *echar;

    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f && !outside_xml) {
        ret[0] = (char)c;
        *ret_bytes = 1;
        return 1;
    }
    ret[0] = '\\';
    echar = c > 0 ? strchr(ECHAR_VALUES, c) : NULL;
    if (echar) {
        ret[1] = ECHARS[echar - ECHAR_VALUES];
        *ret_bytes = 2;
        return 1;
    }
    if (outside_xml)
        c = (uint8_t)s.ptr[at + 2] | 0x40;
    ret[1] = 'u';
    ret[2] = ret[3] = outside_xml ? 'F' : '0';
    ret[4] = digits[c >> 4];
    ret[5] = digits[c & 15];
    *ret_bytes = 6;
    return outside_xml ? 3 : 1;
}

static size_t escaped_bytes(str s)
{
    char form[6];
    size_t total = 0;
    size_t n = 0;
    size_t at = 0;

    if (is_all_plain(s))
        return s.len;
    while (at < s.len) {
        if (s.len - at >= 8 && is_plain(s.ptr + at)) {
            at += 8;
            total += 8;
        } else {
            at += escape_at(s, at, form, &n);
            total += n;
        }
    }
    return total;
}

static char *put(char *at, str s)
{
    if (s.len > 0)
        memcpy(at, s.ptr, s.len);
    return at + s.len;
}

static char *put_escaped(char *to, str s)
{
    char form[6];
    size_t n = 0;
    size_t at = 0;

    while (at < s.len) {
        if (s.len - at >= 8 && is_plain(s.ptr + at)) {
            memcpy(to, s.ptr + at, 8);
            at += 8;
            to += 8;
        } else {
            at += escape_at(s, at, form, &n);
            memcpy(to, form, n);
            to += n;
        }
    }
    return to;
}

/* Bytes after the closing quotation mark. */
static size_t suffix_bytes(const struct term *term)
{
    if (term->language.len > 0)
        return 1 + term->language.len;
    if (str_eq(term->datatype, S(XSD_NS "string")))
        return 0;
    return 4 + term->datatype.len;
}

size_t term_bytes(const struct term *term)
{
    switch (term->kind) {
    case TERM_IRI:
    case TERM_BLANK:
        return term->value.len + 2;
    case TERM_LITERAL:
        return escaped_bytes(term->value) + 2 + suffix_bytes(term);
    case TERM_NONE:
        break;
    }
    return 0;
}

static char *put_literal(const struct term *term, size_t n_bytes, char *at)
{
    size_t n_suffix = suffix_bytes(term);

    *at++ = '"';
    if (n_bytes == term->value.len + 2 + n_suffix)
        at = put(at, term->value);
    else
        at = put_escaped(at, term->value);
    *at++ = '"';
    if (n_suffix == 0)
        return at;
    if (term->language.len > 0) {
        *at++ = '@';
        return put(at, term->language);
    }
    at = put(at, S("^^<"));
    at = put(at, term->datatype);
    *at++ = '>';
    return at;
}

char *term_put(const struct term *term, size_t n_bytes, char *at)
{
    switch (term->kind) {
    case TERM_IRI:
        *at++ = '<';
        at = put(at, term->value);
        *at++ = '>';
        break;
    case TERM_BLANK:
        *at++ = '_';
        *at++ = ':';
        at = put(at, term->value);
        break;
    case TERM_LITERAL:
        return put_literal(term, n_bytes, at);
    case TERM_NONE:
        break;
    }
    return at;
}
