/*
 * The reader. One pass: values are linked as they are met, names compared as
 * they arrive, UTF-8 checked where a byte is not ASCII. Every step takes the
 * place in the text and gives the place after it, or NULL when it failed, so
 * that the place stays in a register.
 *
 * Typical input: 3 to 100 KB, a value every 25 bytes, objects of 3 to 10
 * members, strings of 5 to 60 bytes, nearly all of them ASCII without
 * escapes.
 */
#include "text/json.h"
#include "text/json_scan.h"
#include "text/json_sort.h"
#include "text/number.h"
#include "text/utf8.h"

#include <string.h>

enum {
    NODE_BLOCK = 64,    /* nodes taken from the arena at a time */
    NAMES_BY_SCAN = 64, /* objects larger than this are checked by sorting */
    RANGE_SAFE = 300,   /* digits without an exponent are in range */
};

struct reader {
    const char *start;
    const char *end;
    struct arena *arena;
    struct budget *budget;
    struct err *reterr;
    struct json *free; /* nodes of the block that are not used yet */
    struct json *free_end;
    code failed;
};

static const char *fail_about(struct reader *r, code c, str arg, const char *at)
{
    str text = {r->start, (size_t)(r->end - r->start)};

    r->failed = err_at(r->reterr, c, arg, text, (size_t)(at - r->start));
    return NULL;
}

static const char *fail(struct reader *r, code c, const char *at)
{
    return fail_about(r, c, (str){NULL, 0}, at);
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
static const char *fail_syntax(
    struct reader *r, const char *expected, const char *at)
{
    if (at < r->end && !skip_utf8(at, r->end))
        return fail(r, E_JSON_INVALID_UTF8, at);
    return fail_about(r, E_JSON_SYNTAX, str_of(expected), at);
}

/* Nodes are counted off the budget by the block; what is left over of the
 * last block is given back at the end. */
static bool take_block(struct reader *r)
{
    uint32_t n = r->budget->nodes_left;

    if (n > NODE_BLOCK)
        n = NODE_BLOCK;
    if (n == 0)
        return false;
    r->free = arena_alloc(r->arena, n * sizeof(struct json));
    if (!r->free)
        return false;
    r->free_end = r->free + n;
    r->budget->nodes_left -= n;
    return true;
}

static const char *fail_node(struct reader *r, const char *at)
{
    if (arena_status(r->arena))
        return fail(r, arena_status(r->arena), at);
    return fail(r, E_JSON_TOO_MANY_NODES, at);
}

/* --- strings --- */

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
static const char *read_unicode(struct reader *r, const char *at, char **to)
{
    const char *start = at;
    int32_t unit = hex4(at + 2, r->end);
    int32_t low;

    if (unit < 0)
        return fail_syntax(r, "four hexadecimal digits", at);
    at += 6;
    if ((unit & 0xfc00) == 0xd800) {
        if (r->end - at < 2 || at[0] != '\\' || at[1] != 'u')
            return fail(r, E_JSON_INVALID_UNICODE, start);
        low = hex4(at + 2, r->end);
        if ((low & ~0x3ff) != 0xdc00)
            return fail(r, E_JSON_INVALID_UNICODE, start);
        at += 6;
        unit = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
    } else if ((unit & 0xfc00) == 0xdc00) {
        return fail(r, E_JSON_INVALID_UNICODE, start);
    }
    *to += utf8_encode((uint32_t)unit, *to);
    return at;
}

static const char *read_escape(struct reader *r, const char *at, char **to)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    const char *letter;

    if (r->end - at < 2)
        return fail_syntax(r, "'\"' at the end of a string", r->end);
    if (at[1] == 'u')
        return read_unicode(r, at, to);
    letter = memchr(letters, at[1], sizeof(letters) - 1);
    if (!letter)
        return fail_syntax(r, "an escape that JSON has", at);
    *(*to)++ = meant[letter - letters];
    return at + 2;
}

/* One step over a byte that scan_string stopped at and that is neither the
 * end nor an escape: over text that is not ASCII, or a failure. */
static const char *read_other(struct reader *r, const char *at)
{
    const char *next;

    if (at == r->end)
        return fail_syntax(r, "'\"' at the end of a string", at);
    if ((uint8_t)*at < 0x20)
        return fail_syntax(r, "no raw control character", at);
    next = skip_utf8(at, r->end);
    return next ? next : fail(r, E_JSON_INVALID_UTF8, at);
}

/* A string with escapes: `start` is its first byte, `at` its first
 * backslash. No escape is shorter than what it stands for. */
static const char *read_escaped(
    struct reader *r, const char *start, const char *at, str *ret)
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
        return fail(r, arena_status(r->arena), start);
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

/* A string that is not all plain: `at` is the first other byte. */
static const char *read_mixed(
    struct reader *r, const char *start, const char *at, str *ret)
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

/* `at` stands after the opening quote. */
static inline const char *read_string(
    struct reader *r, const char *at, str *ret)
{
    const char *start = at;

    at = scan_string(at, r->end);
    if (at == r->end || *at != '"')
        return read_mixed(r, start, at, ret);
    *ret = (str){start, (size_t)(at - start)};
    return at + 1;
}

/* --- numbers and words --- */

static bool may_be_too_large(str number)
{
    return number.len > RANGE_SAFE || str_find(number, 'e', 0) != SIZE_MAX ||
           str_find(number, 'E', 0) != SIZE_MAX;
}

/* Numbers beyond the range of a double are refused: no later step could tell
 * them from infinity (RFC 7493 2.2). */
static const char *read_number(struct reader *r, const char *start, str *ret)
{
    const char *at = number_scan(start, r->end);
    double value;

    if (!at)
        return fail(r, E_JSON_NUMBER, start);
    *ret = (str){start, (size_t)(at - start)};
    if (may_be_too_large(*ret) && number_parse(*ret, &value) != OK)
        return fail(r, E_JSON_NUMBER, start);
    return at;
}

static const char *read_word(struct reader *r, const char *at, str word)
{
    if ((size_t)(r->end - at) < word.len || memcmp(at, word.ptr, word.len) != 0)
        return fail_syntax(r, "a value", at);
    return at + word.len;
}

/* A value that starts with none of the bytes that values start with. */
static const char *fail_value(struct reader *r, const char *at)
{
    if (at < r->end && memchr("+.NI", *at, 4))
        return fail(r, E_JSON_NUMBER, at);
    return fail_syntax(r, "a value", at);
}

/* --- containers --- */

static const char *read_value(
    struct reader *r, const char *at, uint32_t depth_left, struct json **ret);

static void append(struct json *parent, struct json *child)
{
    if (parent->child.last)
        parent->child.last->next = child;
    else
        parent->child.first = child;
    parent->child.last = child;
    parent->n++;
}

static const char *read_array(
    struct reader *r, const char *at, uint32_t depth_left, struct json *array)
{
    struct json *item = NULL;

    if (depth_left == 0)
        return fail(r, E_JSON_TOO_DEEP, at);
    at = scan_space(at + 1, r->end);
    if (at < r->end && *at == ']')
        return at + 1;
    for (;;) {
        at = read_value(r, at, depth_left - 1, &item);
        if (!at)
            return NULL;
        append(array, item);
        at = scan_space(at, r->end);
        if (at < r->end && *at == ',')
            at = scan_space(at + 1, r->end);
        else if (at < r->end && *at == ']')
            return at + 1;
        else
            return fail_syntax(r, "',' or ']'", at);
    }
}

static bool has_name(const struct json *object, str name)
{
    const struct json *member = object->child.first;

    while (member && !str_eq(member->name, name))
        member = member->next;
    return member != NULL;
}

/* The names of a large object, sorted: n log n for any choice of names, so
 * that no hash can be attacked (RELIABILITY JS-09). The place given is that
 * of the value. */
static const char *check_names(
    struct reader *r, const struct json *object, const char *at)
{
    struct arena_mark mark = arena_mark(r->arena);
    struct json **names = json_sorted(object, str_cmp, r->arena);
    uint32_t i;

    if (!names)
        return fail(r, arena_status(r->arena), at);
    for (i = 1; i < object->n; i++) {
        str name = names[i]->name;

        if (str_eq(names[i - 1]->name, name))
            return fail_about(
                r, E_JSON_DUPLICATE_KEY, name, r->start + names[i]->offset);
    }
    arena_rewind(r->arena, mark);
    return at;
}

/* Sets the bit of the name (its length, first and last byte) in *seen and
 * tells whether it was set: only then the names must be compared. */
static bool maybe_seen(uint64_t *seen, str name)
{
    uint32_t first = name.len > 0 ? (uint8_t)name.ptr[0] : 0;
    uint32_t last = name.len > 0 ? (uint8_t)name.ptr[name.len - 1] : 0;
    uint32_t mix = ((uint32_t)name.len << 16 ^ last << 8 ^ first) * 0x9e3779b1U;
    uint64_t bit = (uint64_t)1 << (mix >> 26);
    bool was = (*seen & bit) != 0;

    *seen |= bit;
    return was;
}

static const char *read_object(
    struct reader *r, const char *at, uint32_t depth_left, struct json *object)
{
    struct json *member = NULL;
    const char *quote;
    uint64_t seen = 0;
    str name;

    if (depth_left == 0)
        return fail(r, E_JSON_TOO_DEEP, at);
    at = scan_space(at + 1, r->end);
    if (at < r->end && *at == '}')
        return at + 1;
    for (;;) {
        if (at == r->end || *at != '"')
            return fail_syntax(r, "a member name in '\"'", at);
        quote = at;
        at = read_string(r, at + 1, &name);
        if (!at)
            return NULL;
        if (maybe_seen(&seen, name) && object->n < NAMES_BY_SCAN &&
            has_name(object, name))
            return fail_about(r, E_JSON_DUPLICATE_KEY, name, quote);
        if (object->n == r->budget->members_max)
            return fail(r, E_JSON_TOO_MANY_MEMBERS, quote);
        at = scan_space(at, r->end);
        if (at == r->end || *at != ':')
            return fail_syntax(r, "':'", at);
        at = scan_space(at + 1, r->end);
        at = read_value(r, at, depth_left - 1, &member);
        if (!at)
            return NULL;
        member->name = name;
        append(object, member);
        at = scan_space(at, r->end);
        if (at < r->end && *at == ',')
            at = scan_space(at + 1, r->end);
        else if (at < r->end && *at == '}')
            break;
        else
            return fail_syntax(r, "',' or '}'", at);
    }
    at++;
    return object->n > NAMES_BY_SCAN ? check_names(r, object, at) : at;
}

/* `at` stands on the first byte of the value, or at the end. */
static const char *read_value(
    struct reader *r, const char *at, uint32_t depth_left, struct json **ret)
{
    struct json *node;

    if (r->free == r->free_end && !take_block(r))
        return fail_node(r, at);
    node = r->free++;
    *node = (struct json){.offset = (uint32_t)(at - r->start)};
    *ret = node;
    if (at == r->end)
        return fail_value(r, at);
    switch (*at) {
    case '"':
        node->type = JSON_STRING;
        return read_string(r, at + 1, &node->text);
    case '{':
        node->type = JSON_OBJECT;
        return read_object(r, at, depth_left, node);
    case '[':
        node->type = JSON_ARRAY;
        return read_array(r, at, depth_left, node);
    case 't':
        node->type = JSON_TRUE;
        return read_word(r, at, S("true"));
    case 'f':
        node->type = JSON_FALSE;
        return read_word(r, at, S("false"));
    case 'n':
        node->type = JSON_NULL;
        return read_word(r, at, S("null"));
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        node->type = JSON_NUMBER;
        return read_number(r, at, &node->text);
    default:
        return fail_value(r, at);
    }
}

/* A byte order mark, or UTF-16, which has a zero byte among its first two
 * (every JSON text starts with ASCII). */
static bool is_other_encoding(str text)
{
    return str_starts(text, S("\xef\xbb\xbf")) ||
           (text.len >= 2 && (text.ptr[0] == '\0' || text.ptr[1] == '\0'));
}

code json_parse(str text,
    struct budget *budget,
    struct arena *arena,
    struct json **ret,
    struct err *reterr)
{
    struct reader r = {
        .start = text.ptr ? text.ptr : "",
        .arena = arena,
        .budget = budget,
        .reterr = reterr,
    };
    struct json *root = NULL;
    const char *at;

    r.end = r.start + text.len;
    if (text.len > budget->text_bytes_max || text.len > UINT32_MAX)
        return err_set(reterr, E_TOO_LARGE, S(""));
    if (is_other_encoding(text)) {
        fail(&r, E_JSON_INVALID_UTF8, r.start);
        return r.failed;
    }
    at = scan_space(r.start, r.end);
    at = read_value(&r, at, budget->depth_max, &root);
    if (at) {
        at = scan_space(at, r.end);
        if (at < r.end)
            fail_syntax(&r, "the end of the text", at);
    }
    budget->nodes_left += (uint32_t)(r.free_end - r.free);
    if (!r.failed)
        *ret = root;
    return r.failed;
}
