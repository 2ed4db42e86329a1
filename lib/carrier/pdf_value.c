#include "carrier/pdf_value.h"

#include "base/buf.h"

#include <string.h>

enum {
    INTEGER_DIGITS_MAX = 18, /* fit in 63 bits */
};

static code read_value(struct pdf_reader *r,
    unsigned depth,
    struct pdf_value *ret,
    struct err *reterr);

code pdf_fail(code c, const char *what, size_t at, struct err *reterr)
{
    code failed = err_set(reterr, c, str_of(what));

    if (reterr)
        reterr->offset = at;
    return failed;
}

static code fail(const struct pdf_reader *r, const char *what, struct err *e)
{
    return pdf_fail(E_BAKE_FORMAT, what, r->at, e);
}

/* The next byte, or -1. */
static int peek(const struct pdf_reader *r)
{
    return r->at < r->data.len ? r->data.ptr[r->at] : -1;
}

static bool is_white(int c)
{
    return c == 0 || c == 9 || c == 10 || c == 12 || c == 13 || c == 32;
}

static bool is_delimiter(int c)
{
    return c > 0 && strchr("()<>[]{}/%", c) != NULL;
}

static bool is_regular(int c)
{
    return c >= 0 && !is_white(c) && !is_delimiter(c);
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static int hex(int c)
{
    if (is_digit(c))
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Moves behind white space and comments. */
static void skip(struct pdf_reader *r)
{
    while (r->at < r->data.len) {
        int c = peek(r);

        if (c == '%') {
            while (r->at < r->data.len && peek(r) != 10 && peek(r) != 13)
                r->at++;
        } else if (is_white(c)) {
            r->at++;
        } else {
            return;
        }
    }
}

bool pdf_take(struct pdf_reader *r, str word)
{
    skip(r);
    if (r->data.len - r->at < word.len ||
        memcmp(r->data.ptr + r->at, word.ptr, word.len) != 0)
        return false;
    if (r->data.len - r->at > word.len &&
        is_regular(r->data.ptr[r->at + word.len]))
        return false;
    r->at += word.len;
    return true;
}

bool pdf_take_integer(struct pdf_reader *r, int64_t *ret)
{
    size_t start;
    int64_t n = 0;

    skip(r);
    start = r->at;
    while (is_digit(peek(r)) && r->at - start <= INTEGER_DIGITS_MAX)
        n = n * 10 + (r->data.ptr[r->at++] - '0');
    if (r->at == start || r->at - start > INTEGER_DIGITS_MAX ||
        is_regular(peek(r))) {
        r->at = start;
        return false;
    }
    *ret = n;
    return true;
}

/* 7.3.5; the slash is next. */
static code read_name(struct pdf_reader *r, str *ret)
{
    size_t start = ++r->at;
    struct buf out;

    while (is_regular(peek(r)))
        r->at++;
    buf_init(&out, r->arena, r->at - start);
    for (; start < r->at; start++) {
        const uint8_t *p = r->data.ptr + start;

        if (*p == '#' && r->at - start > 2 && hex(p[1]) >= 0 &&
            hex(p[2]) >= 0) {
            buf_byte(&out, (uint8_t)(hex(p[1]) * 16 + hex(p[2])));
            start += 2;
        } else {
            buf_byte(&out, *p);
        }
    }
    return buf_finish_str(&out, ret);
}

/* 7.3.4.2, table 3; behind the backslash. */
static void read_escape(struct pdf_reader *r, struct buf *out)
{
    static const char from[] = "nrtbf";
    static const char to[] = "\n\r\t\b\f";
    int c = peek(r);
    const char *found = c > 0 ? strchr(from, c) : NULL;
    unsigned n = 0;
    unsigned value = 0;

    if (c < 0)
        return;
    if (c >= '0' && c <= '7') {
        for (; n < 3 && peek(r) >= '0' && peek(r) <= '7'; n++)
            value = value * 8 + (unsigned)(r->data.ptr[r->at++] - '0');
        buf_byte(out, (uint8_t)(value & 0xff));
        return;
    }
    r->at++;
    if (c == '\r' && peek(r) == '\n')
        r->at++;
    else if (c != '\n' && c != '\r')
        buf_byte(out, (uint8_t)(found ? to[found - from] : c));
}

static code read_string(struct pdf_reader *r, str *ret, struct err *reterr)
{
    size_t open = 1;
    struct buf out;

    r->at++;
    buf_init(&out, r->arena, r->data.len - r->at);
    for (;;) {
        int c = peek(r);

        if (c < 0)
            return fail(r, "string", reterr);
        r->at++;
        if (c == '\\') {
            read_escape(r, &out);
            continue;
        }
        open += c == '(';
        open -= c == ')';
        if (open == 0)
            break;
        buf_byte(&out, (uint8_t)c);
    }
    return buf_finish_str(&out, ret);
}

static code read_hex(struct pdf_reader *r, str *ret, struct err *reterr)
{
    unsigned value = 0;
    size_t n = 0;
    struct buf out;

    r->at++;
    buf_init(&out, r->arena, (r->data.len - r->at) / 2 + 1);
    for (;; r->at++) {
        int c = peek(r);

        if (c == '>')
            break;
        if (is_white(c))
            continue;
        if (c < 0 || hex(c) < 0)
            return fail(r, "hexadecimal string", reterr);
        value = value << 4 | (unsigned)hex(c);
        if (++n % 2 == 0)
            buf_byte(&out, (uint8_t)(value & 0xff));
    }
    r->at++;
    if (n % 2 == 1)
        buf_byte(&out, (uint8_t)(value << 4 & 0xff));
    return buf_finish_str(&out, ret);
}

static code append(
    struct pdf_reader *r, const struct pdf_value *v, struct pdf_value ***end)
{
    struct pdf_value *item = arena_new(r->arena, struct pdf_value);

    if (!item)
        return arena_status(r->arena);
    *item = *v;
    **end = item;
    *end = &item->next;
    return OK;
}

static code read_array(struct pdf_reader *r,
    unsigned depth,
    struct pdf_value *ret,
    struct err *reterr)
{
    struct pdf_value **end = &ret->first;

    r->at++;
    for (;;) {
        struct pdf_value v = {0};

        skip(r);
        if (peek(r) == ']')
            break;
        TRY(read_value(r, depth + 1, &v, reterr));
        TRY(append(r, &v, &end));
    }
    r->at++;
    return OK;
}

static code read_dictionary(struct pdf_reader *r,
    unsigned depth,
    struct pdf_value *ret,
    struct err *reterr)
{
    struct pdf_value **end = &ret->first;

    r->at += 2;
    for (;;) {
        struct pdf_value v = {0};
        str key = {NULL, 0};

        skip(r);
        if (peek(r) == '>')
            break;
        if (peek(r) != '/')
            return fail(r, "key of a dictionary", reterr);
        TRY(read_name(r, &key));
        TRY(read_value(r, depth + 1, &v, reterr));
        v.key = key;
        TRY(append(r, &v, &end));
    }
    if (r->at + 1 >= r->data.len || r->data.ptr[r->at + 1] != '>')
        return fail(r, "end of a dictionary", reterr);
    r->at += 2;
    return OK;
}

/* A number, a reference or a word. */
static code read_word(
    struct pdf_reader *r, struct pdf_value *ret, struct err *reterr)
{
    size_t start = r->at;
    int64_t n;

    if (pdf_take_integer(r, &n)) {
        size_t after = r->at;
        int64_t generation;

        if (pdf_take_integer(r, &generation) && pdf_take(r, S("R"))) {
            *ret = (struct pdf_value){.kind = PDF_REFERENCE, .integer = n};
            return OK;
        }
        r->at = after;
        *ret = (struct pdf_value){.kind = PDF_INTEGER, .integer = n};
        return OK;
    }
    while (is_regular(peek(r)))
        r->at++;
    if (r->at == start)
        return fail(r, "value", reterr);
    ret->kind = PDF_OTHER;
    if (r->at - start == 4 && memcmp(r->data.ptr + start, "null", 4) == 0)
        ret->kind = PDF_NULL;
    return OK;
}

/* What starts with '<': a dictionary or a string. */
static code read_angle(struct pdf_reader *r,
    unsigned depth,
    struct pdf_value *ret,
    struct err *reterr)
{
    if (r->at + 1 < r->data.len && r->data.ptr[r->at + 1] == '<') {
        ret->kind = PDF_DICTIONARY;
        return read_dictionary(r, depth, ret, reterr);
    }
    ret->kind = PDF_STRING;
    return read_hex(r, &ret->text, reterr);
}

static code read_value(struct pdf_reader *r,
    unsigned depth,
    struct pdf_value *ret,
    struct err *reterr)
{
    struct pdf_value v = {0};
    code result;

    if (depth >= PDF_DEPTH_MAX || r->budget->nodes_left == 0)
        return pdf_fail(E_BAKE_LIMIT, "values of a PDF", r->at, reterr);
    r->budget->nodes_left--;
    skip(r);
    switch (peek(r)) {
    case '/':
        v.kind = PDF_NAME;
        result = read_name(r, &v.text);
        break;
    case '(':
        v.kind = PDF_STRING;
        result = read_string(r, &v.text, reterr);
        break;
    case '[':
        v.kind = PDF_ARRAY;
        result = read_array(r, depth, &v, reterr);
        break;
    case '<':
        result = read_angle(r, depth, &v, reterr);
        break;
    default:
        result = read_word(r, &v, reterr);
        break;
    }
    *ret = v;
    return result;
}

code pdf_read_value(
    struct pdf_reader *r, struct pdf_value *ret, struct err *reterr)
{
    return read_value(r, 0, ret, reterr);
}

const struct pdf_value *pdf_get(const struct pdf_value *v, const char *key)
{
    const struct pdf_value *member;

    if (!v || v->kind != PDF_DICTIONARY)
        return NULL;
    for (member = v->first; member; member = member->next)
        if (str_eq(member->key, str_of(key)))
            return member;
    return NULL;
}
