#include "rdf/nquads.h"

#include "base/buf.h"
#include "rdf/term.h"
#include "text/utf8.h"

#include <string.h>

/* --- reading --- */

struct reader {
    str text;
    size_t at;
    struct dataset *ds;
    struct err *reterr;
};

static code fail(const struct reader *r, size_t at, const char *expected)
{
    if (at > r->text.len)
        at = r->text.len;
    return err_at(r->reterr, E_NQUADS_SYNTAX, str_of(expected), r->text, at);
}

/* The byte at the offset, 0 at the end. A NUL in the text is nowhere part of
 * a token, so both fail the same way. */
static char peek(const struct reader *r, size_t at)
{
    if (at >= r->text.len)
        return '\0';
    return r->text.ptr[at];
}

static void skip_blanks(struct reader *r)
{
    while (peek(r, r->at) == ' ' || peek(r, r->at) == '\t')
        r->at++;
}

/* A comment runs to the end of its line. */
static void skip_comment(struct reader *r)
{
    if (peek(r, r->at) != '#')
        return;
    while (r->at < r->text.len && r->text.ptr[r->at] != '\n' &&
           r->text.ptr[r->at] != '\r')
        r->at++;
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* 0 to 15, or -1. */
static int hex_value(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* UCHAR: the hexadecimal digits after `\u` or `\U`; false for anything that
 * is not a Unicode scalar value. */
static bool parse_uchar(str digits, uint32_t *ret)
{
    uint32_t value = 0;
    size_t i;

    for (i = 0; i < digits.len; i++) {
        int digit = hex_value(digits.ptr[i]);

        if (digit < 0)
            return false;
        value = value << 4 | (uint32_t)digit;
    }
    if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return false;
    *ret = value;
    return true;
}

static const char ECHARS[] = "tbnrf\"'\\";
static const char ECHAR_VALUES[] = "\t\b\n\r\f\"'\\";

enum escapes {
    ESCAPES_UCHAR,          /* in an IRI */
    ESCAPES_UCHAR_OR_ECHAR, /* in a literal */
};

/* The text from r->at up to `end` without its escapes, in the arena. An
 * escape is never shorter than what it stands for. */
static code decode(struct reader *r, size_t end, enum escapes allowed, str *ret)
{
    char *copy = arena_alloc(r->ds->arena, end - r->at);
    char *to = copy;
    size_t i = r->at;

    if (!copy)
        return err_set(r->reterr, arena_status(r->ds->arena), S("arena"));
    while (i < end) {
        char c = r->text.ptr[i];
        char kind = peek(r, i + 1);
        const char *echar = strchr(ECHARS, kind);
        size_t n_digits = kind == 'u' ? 4 : 8;
        uint32_t value = 0;

        if (c != '\\') {
            *to++ = c;
            i++;
        } else if (kind == 'u' || kind == 'U') {
            if (n_digits > end - i - 2 ||
                !parse_uchar((str){r->text.ptr + i + 2, n_digits}, &value))
                return fail(r, i, "Unicode escape");
            to += utf8_encode(value, to);
            i += 2 + n_digits;
        } else if (allowed == ESCAPES_UCHAR_OR_ECHAR && kind && echar) {
            *to++ = ECHAR_VALUES[echar - ECHARS];
            i += 2;
        } else {
            return fail(r, i, "escape");
        }
    }
    *ret = (str){copy, (size_t)(to - copy)};
    return OK;
}

#define BIT(c) ((uint64_t)1 << ((c)&63))

/* IRIREF excludes these, also when they are written as escapes. One bit for
 * each ASCII character. */
static const uint64_t IRI_EXCLUDED[2] = {
    (BIT(' ') - 1) | BIT(' ') | BIT('"') | BIT('<') | BIT('>'),
    BIT('\\') | BIT('^') | BIT('`') | BIT('{') | BIT('|') | BIT('}'),
};

static bool is_iri_char(char c)
{
    uint8_t byte = (uint8_t)c;

    return byte >= 0x80 || (IRI_EXCLUDED[byte >> 6] & BIT(byte)) == 0;
}

/* RFC 3987: scheme ":" ... */
static bool is_absolute(str iri)
{
    size_t i = 0;

    if (iri.len == 0 || !is_alpha(iri.ptr[0]))
        return false;
    while (i < iri.len &&
           (is_alpha(iri.ptr[i]) || is_digit(iri.ptr[i]) || iri.ptr[i] == '+' ||
               iri.ptr[i] == '-' || iri.ptr[i] == '.'))
        i++;
    return i < iri.len && iri.ptr[i] == ':';
}

static code read_iri(struct reader *r, str *ret)
{
    size_t start = r->at + 1;
    size_t end = start;
    bool escaped = false;
    str iri;
    size_t i;

    if (peek(r, r->at) != '<')
        return fail(r, r->at, "IRI");
    while (is_iri_char(peek(r, end)) || peek(r, end) == '\\') {
        escaped |= peek(r, end) == '\\';
        end++;
    }
    if (peek(r, end) != '>')
        return fail(r, end, "character of an IRI, or '>'");
    iri = str_sub(r->text, start, end);
    r->at = start;
    if (escaped) {
        TRY(decode(r, end, ESCAPES_UCHAR, &iri));
        for (i = 0; i < iri.len; i++) {
            if (!is_iri_char(iri.ptr[i]))
                return fail(r, start, "IRI without excluded characters");
        }
    }
    if (!is_absolute(iri))
        return fail(r, start, "absolute IRI");
    r->at = end + 1;
    *ret = iri;
    return OK;
}

struct range {
    uint32_t first;
    uint32_t last;
};

/* PN_CHARS_BASE beyond ASCII. */
static const struct range BASE_CHARS[] = {
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

/* PN_CHARS has these as well. */
static const struct range MORE_CHARS[] = {
    {0xb7, 0xb7},
    {0x300, 0x36f},
    {0x203f, 0x2040},
};

static bool in_ranges(const struct range *ranges, size_t n, uint32_t c)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    }
    return false;
}

/* PN_CHARS_U | [0-9] */
static bool is_label_start(uint32_t c)
{
    if (c < 0x80)
        return is_alpha((char)c) || is_digit((char)c) || c == '_' || c == ':';
    return in_ranges(BASE_CHARS, sizeof(BASE_CHARS) / sizeof(BASE_CHARS[0]), c);
}

/* PN_CHARS */
static bool is_label_char(uint32_t c)
{
    return is_label_start(c) || c == '-' ||
           in_ranges(MORE_CHARS, sizeof(MORE_CHARS) / sizeof(MORE_CHARS[0]), c);
}

static code read_label(struct reader *r, str *ret)
{
    size_t start = r->at + 2;
    size_t end = start; /* after the last character that is not '.' */
    size_t at = start;

    if (peek(r, r->at) != '_' || peek(r, r->at + 1) != ':')
        return fail(r, r->at, "blank node");
    while (at < r->text.len) {
        bool is_first = at == start;
        uint32_t c = utf8_next(r->text, &at);

        if (is_first ? !is_label_start(c) : !is_label_char(c) && c != '.')
            break;
        if (c != '.')
            end = at;
    }
    if (end == start)
        return fail(r, start, "blank node label");
    r->at = end;
    *ret = str_sub(r->text, start, end);
    return OK;
}

/* LANGTAG */
static code read_language(struct reader *r, str *ret)
{
    size_t start = r->at + 1;
    size_t at = start;
    size_t part = start;

    while (is_alpha(peek(r, at)))
        at++;
    while (at > part && peek(r, at) == '-') {
        part = ++at;
        while (is_alpha(peek(r, at)) || is_digit(peek(r, at)))
            at++;
    }
    if (at == part)
        return fail(r, at, "language tag");
    r->at = at;
    *ret = str_sub(r->text, start, at);
    return OK;
}

static code read_literal(struct reader *r, term_id *ret)
{
    size_t end = ++r->at;
    bool escaped = false;
    str value;
    str datatype = {0};
    str language = {0};
    char c;

    while ((c = peek(r, end)) != '"') {
        if (end >= r->text.len || c == '\n' || c == '\r')
            return fail(r, end, "'\"'");
        escaped |= c == '\\';
        end += c == '\\' ? 2 : 1;
    }
    value = str_sub(r->text, r->at, end);
    if (escaped)
        TRY(decode(r, end, ESCAPES_UCHAR_OR_ECHAR, &value));
    r->at = end + 1;
    if (peek(r, r->at) == '@') {
        TRY(read_language(r, &language));
    } else if (peek(r, r->at) == '^' && peek(r, r->at + 1) == '^') {
        r->at += 2;
        TRY(read_iri(r, &datatype));
    }
    *ret = dataset_literal(r->ds, value, datatype, language);
    return OK;
}

/* IRI or blank node: a subject, a graph name, and most objects. */
static code read_node(struct reader *r, term_id *ret)
{
    str text = {0};

    if (peek(r, r->at) == '_') {
        TRY(read_label(r, &text));
        *ret = dataset_blank(r->ds, text);
    } else {
        TRY(read_iri(r, &text));
        *ret = dataset_iri(r->ds, text);
    }
    return OK;
}

static code read_statement(struct reader *r)
{
    struct quad quad = {0};
    str predicate = {0};

    TRY(read_node(r, &quad.subject));
    skip_blanks(r);
    TRY(read_iri(r, &predicate));
    quad.predicate = dataset_iri(r->ds, predicate);
    skip_blanks(r);
    if (peek(r, r->at) == '"')
        TRY(read_literal(r, &quad.object));
    else
        TRY(read_node(r, &quad.object));
    skip_blanks(r);
    if (peek(r, r->at) == '<' || peek(r, r->at) == '_')
        TRY(read_node(r, &quad.graph));
    skip_blanks(r);
    if (peek(r, r->at) != '.')
        return fail(r, r->at, "'.'");
    r->at++;
    dataset_add(r->ds, quad.subject, quad.predicate, quad.object, quad.graph);
    if (dataset_status(r->ds) != OK)
        return err_set(r->reterr, dataset_status(r->ds), S("dataset"));
    return OK;
}

code nquads_parse(str text,
    const struct budget *budget,
    struct dataset *ds,
    struct err *reterr)
{
    struct reader r = {.text = text, .ds = ds, .reterr = reterr};
    char c;

    if (text.len > budget->text_bytes_max)
        return err_set(reterr, E_TOO_LARGE, S("N-Quads"));
    if (!utf8_is_valid(text))
        return fail(&r, utf8_valid_bytes(text), "UTF-8");
    while (r.at < text.len) {
        skip_blanks(&r);
        c = peek(&r, r.at);
        if (r.at < text.len && c != '\n' && c != '\r' && c != '#')
            TRY(read_statement(&r));
        skip_blanks(&r);
        skip_comment(&r);
        c = peek(&r, r.at);
        if (r.at < text.len && c != '\n' && c != '\r')
            return fail(&r, r.at, "end of line");
        r.at++;
    }
    return OK;
}

/* --- writing --- */

static void write_term(struct buf *b, const struct term *term)
{
    size_t n_bytes = term_bytes(term);
    uint8_t *at = buf_room(b, n_bytes + 1);

    if (at)
        *term_put(term, n_bytes, (char *)at) = ' ';
}

code nquads_write(
    const struct dataset *ds, struct arena *arena, str *ret, struct err *reterr)
{
    struct buf b;
    size_t i;

    buf_init(&b, arena, arena->bytes_max);
    for (i = 0; i < ds->n_quads; i++) {
        const struct quad *quad = &ds->quads[i];

        write_term(&b, dataset_term(ds, quad->subject));
        write_term(&b, dataset_term(ds, quad->predicate));
        write_term(&b, dataset_term(ds, quad->object));
        if (quad->graph != 0)
            write_term(&b, dataset_term(ds, quad->graph));
        buf_str(&b, S(".\n"));
    }
    if (buf_finish_str(&b, ret) != OK)
        return err_set(reterr, b.failed, S("N-Quads"));
    return OK;
}
