#include "text/datetime.h"
#include "text/iri.h"
#include "text/schema_node.h"

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
           (c >= 'A' && c <= 'F');
}

/* RFC 9562 4: 8-4-4-4-12 digits. */
static bool is_uuid(str text)
{
    size_t i;

    if (text.len != 36)
        return false;
    for (i = 0; i < text.len; i++) {
        bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;

        if (is_dash ? text.ptr[i] != '-' : !is_hex(text.ptr[i]))
            return false;
    }
    return true;
}

static bool is_atom_char(char c)
{
    return (uint8_t)c > ' ' && c != '@' && c != '<' && c != '>' && c != '(' &&
           c != ')' && c != '[' && c != ']' && c != ',' && c != ';' &&
           c != ':' && c != '\\' && c != '"' && c != 0x7f;
}

/* Atoms with single dots between them (RFC 5322 3.2.3 dot-atom). */
static bool is_dot_atom(str text)
{
    bool after_dot = true;
    size_t i;

    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] == '.' ? after_dot : !is_atom_char(text.ptr[i]))
            return false;
        after_dot = text.ptr[i] == '.';
    }
    return !after_dot;
}

/* RFC 5321 4.1.2 without quoted local parts and address literals. */
static bool is_email(str text)
{
    size_t at = str_find(text, '@', 0);

    return at != SIZE_MAX && is_dot_atom(str_sub(text, 0, at)) &&
           is_dot_atom(str_sub(text, at + 1, text.len));
}

bool schema_format_fits(enum schema_format format, str text)
{
    struct datetime ignored;

    switch (format) {
    case FORMAT_DATE_TIME:
        return datetime_parse(text, DATETIME_RFC3339, &ignored);
    case FORMAT_DATE:
        return datetime_is_date(text);
    case FORMAT_URI:
        return iri_is_uri(text);
    case FORMAT_URI_REFERENCE:
        return iri_is_reference(text);
    case FORMAT_IRI:
        return iri_is_valid(text);
    case FORMAT_EMAIL:
        return is_email(text);
    case FORMAT_UUID:
        return is_uuid(text);
    case FORMAT_NONE:
        break;
    }
    return true;
}
