/*
 * The reader's slower paths: failures, and strings with escapes or with text
 * that is not ASCII.
 */
#include "text/json_reader.h"
#include "text/json_scan.h"
#include "text/utf8.h"

#include <string.h>

const char *json_fail_about(
    struct json_reader *r, code c, str arg, const char *at)
{
    str text = {r->start, (size_t)(r->end - r->start)};

    r->failed = err_at(r->reterr, c, arg, text, (size_t)(at - r->start));
    return NULL;
}

const char *json_fail(struct json_reader *r, code c, const char *at)
{
    return json_fail_about(r, c, (str){NULL, 0}, at);
}

/* The first ASCII byte at or after `at`, or the end; NULL when what lies
 * before it is not UTF-8. */
static const char *skip_utf8(const char *at, const char *end)
{
    str text = {at, (size_t)(end - at)};
    size_t i = 0;

    while (i < text.len && (uint8_t)text.ptr[i] >= 0x80) {
        if (utf8_next(text, &i) == UTF8_BAD)
            return NULL;
    }
    return at + i;
}

/* A byte that does not belong here is called not UTF-8 first. */
const char *json_fail_syntax(
    struct json_reader *r, const char *expected, const char *at)
{
    if (at < r->end && !skip_utf8(at, r->end))
        return json_fail(r, E_JSON_INVALID_UTF8, at);
    return json_fail_about(r, E_JSON_SYNTAX, str_of(expected), at);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The four digits after \u, or -1. */
static int32_t hex4(const char *at, const char *end)
{
    int32_t unit = 0;
    int i;

    if (end - at < 4)
        return -1;
    for (i = 0; i < 4; i++) {
        int digit = hex_digit(at[i]);

        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/* `at` stands on the backslash of a \u. */
static const char *read_unicode(
    struct json_reader *r, const char *at, char **to)
{
    const char *start = at;
    int32_t unit = hex4(at + 2, r->end);
    int32_t low;

    if (unit < 0)
        return json_fail_syntax(r, "four hexadecimal digits", at);
    at += 6;
    if ((unit & 0xfc00) == 0xd800) {
        if (r->end - at < 2 || at[0] != '\\' || at[1] != 'u')
            return json_fail(r, E_JSON_INVALID_UNICODE, start);
        low = hex4(at + 2, r->end);
        if ((low & ~0x3ff) != 0xdc00)
            return json_fail(r, E_JSON_INVALID_UNICODE, start);
        at += 6;
        unit = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
    } else if ((unit & 0xfc00) == 0xdc00) {
        return json_fail(r, E_JSON_INVALID_UNICODE, start);
    }
    *to += utf8_encode((uint32_t)unit, *to);
    return at;
}

static const char *read_escape(struct json_reader *r, const char *at, char **to)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    const char *letter;

    if (r->end - at < 2)
        return json_fail_syntax(r, "'\"' at the end of a string", r->end);
    if (at[1] == 'u')
        return read_unicode(r, at, to);
    letter = memchr(letters, at[1], sizeof(letters) - 1);
    if (!letter)
        return json_fail_syntax(r, "an escape that JSON has", at);
    *(*to)++ = meant[letter - letters];
    return at + 2;
}

/* One step over a byte that scan_string stopped at and that is neither the
 * end nor an escape: over text that is not ASCII, or a failure. */
static const char *read_other(struct json_reader *r, const char *at)
{
    const char *next;

    if (at == r->end)
        return json_fail_syntax(r, "'\"' at the end of a string", at);
    if ((uint8_t)*at < 0x20)
        return json_fail_syntax(r, "no raw control character", at);
    next = skip_utf8(at, r->end);
    return next ? next : json_fail(r, E_JSON_INVALID_UTF8, at);
}

/* A string with escapes: `start` is its first byte, `at` its first
 * backslash. No escape is shorter than what it stands for. */
static const char *read_escaped(
    struct json_reader *r, const char *start, const char *at, str *ret)
{
    const char *close = at;
    char *text;
    char *to;

    while (close < r->end && *close != '"')
        close += *close == '\\' ? 2 : 1;
    if (close >= r->end)
        close = r->end;
    text = arena_alloc(r->arena, (size_t)(close - start));
    if (!text)
        return json_fail(r, arena_status(r->arena), start);
    to = text;
    for (;;) {
        memcpy(to, start, (size_t)(at - start));
        to += at - start;
        start = at;
        if (at == r->end || (*at != '"' && *at != '\\'))
            at = read_other(r, at);
        else if (*at == '"')
            break;
        else
            start = at = read_escape(r, at, &to);
        if (!at)
            return NULL;
        at = scan_string(at, r->end);
    }
    *ret = (str){text, (size_t)(to - text)};
    return at + 1;
}

const char *json_read_mixed(
    struct json_reader *r, const char *start, const char *at, str *ret)
{
    while (at == r->end || *at != '"') {
        if (at < r->end && *at == '\\')
            return read_escaped(r, start, at, ret);
        at = read_other(r, at);
        if (!at)
            return NULL;
        at = scan_string(at, r->end);
    }
    *ret = (str){start, (size_t)(at - start)};
    return at + 1;
}
