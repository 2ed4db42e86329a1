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
#include "text/json_reader.h"
#include "text/json_scan.h"
#include "text/json_sort.h"
#include "text/number.h"

#include <string.h>

enum {
    NODE_BLOCK = 64,    /* nodes taken from the arena at a time */
    NAMES_BY_SCAN = 64, /* objects larger than this are checked by sorting */
    RANGE_SAFE = 300,   /* digits without an exponent are in range */
};

/* Nodes are counted off the budget by the block; what is left over of the
 * last block is given back at the end. */
static bool take_block(struct json_reader *r)
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

/* A node for the value at `at`; NULL, and the failure noted. */
static inline struct json *new_node(struct json_reader *r, const char *at)
{
    struct json *node;

    if (r->free == r->free_end && !take_block(r)) {
        json_fail(r,
            arena_status(r->arena) ? arena_status(r->arena)
                                   : E_JSON_TOO_MANY_NODES,
            at);
        return NULL;
    }
    node = r->free++;
    *node = (struct json){.offset = (uint32_t)(at - r->start)};
    return node;
}

/* `at` stands after the opening quote. */
static inline const char *read_string(
    struct json_reader *r, const char *at, str *ret)
{
    const char *start = at;

    at = scan_string(at, r->end);
    if (at == r->end || *at != '"')
        return json_read_mixed(r, start, at, ret);
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
static const char *read_number(
    struct json_reader *r, const char *start, str *ret)
{
    const char *at = number_scan(start, r->end);
    double value;

    if (!at)
        return json_fail(r, E_JSON_NUMBER, start);
    *ret = (str){start, (size_t)(at - start)};
    if (may_be_too_large(*ret) && number_parse(*ret, &value) != OK)
        return json_fail(r, E_JSON_NUMBER, start);
    return at;
}

static const char *read_word(struct json_reader *r, const char *at, str word)
{
    if ((size_t)(r->end - at) < word.len || memcmp(at, word.ptr, word.len) != 0)
        return json_fail_syntax(r, "a value", at);
    return at + word.len;
}

/* A value that starts with none of the bytes that values start with. */
static const char *fail_value(struct json_reader *r, const char *at)
{
    if (at < r->end && (*at == '+' || *at == '.' || *at == 'N' || *at == 'I'))
        return json_fail(r, E_JSON_NUMBER, at);
    return json_fail_syntax(r, "a value", at);
}

/* --- containers --- */

static const char *read_value(struct json_reader *r,
    const char *at,
    uint32_t depth_left,
    struct json *node);

static void append(struct json *parent, struct json *child)
{
    if (parent->child.last)
        parent->child.last->next = child;
    else
        parent->child.first = child;
    parent->child.last = child;
    parent->n++;
}

static const char *read_array(struct json_reader *r,
    const char *at,
    uint32_t depth_left,
    struct json *array)
{
    struct json *item;

    if (depth_left == 0)
        return json_fail(r, E_JSON_TOO_DEEP, at);
    at = scan_space(at + 1, r->end);
    if (at < r->end && *at == ']')
        return at + 1;
    for (;;) {
        item = new_node(r, at);
        if (!item)
            return NULL;
        append(array, item);
        at = read_value(r, at, depth_left - 1, item);
        if (!at)
            return NULL;
        at = scan_space(at, r->end);
        if (at < r->end && *at == ',')
            at = scan_space(at + 1, r->end);
        else if (at < r->end && *at == ']')
            return at + 1;
        else
            return json_fail_syntax(r, "',' or ']'", at);
    }
}

/* The names of a large object, sorted: n log n for any choice of names, so
 * that no hash can be attacked (RELIABILITY JS-09). The place given is that
 * of the value. */
static const char *check_names(
    struct json_reader *r, const struct json *object, const char *at)
{
    struct arena_mark mark = arena_mark(r->arena);
    struct json **names = json_sorted(object, str_cmp, r->arena);
    uint32_t i;

    if (!names)
        return json_fail(r, arena_status(r->arena), at);
    for (i = 1; i < object->n; i++) {
        str name = names[i]->name;

        if (str_eq(names[i - 1]->name, name))
            return json_fail_about(
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

/* From the quote of a name to the value. */
static inline const char *read_name(struct json_reader *r,
    const char *at,
    const struct json *object,
    uint64_t *seen,
    str *ret)
{
    const char *quote = at;

    if (at == r->end || *at != '"')
        return json_fail_syntax(r, "a member name in '\"'", at);
    at = read_string(r, at + 1, ret);
    if (!at)
        return NULL;
    if (maybe_seen(seen, *ret) && object->n < NAMES_BY_SCAN &&
        json_get(object, *ret))
        return json_fail_about(r, E_JSON_DUPLICATE_KEY, *ret, quote);
    if (object->n == r->budget->members_max)
        return json_fail(r, E_JSON_TOO_MANY_MEMBERS, quote);
    at = scan_space(at, r->end);
    if (at == r->end || *at != ':')
        return json_fail_syntax(r, "':'", at);
    return scan_space(at + 1, r->end);
}

static const char *read_object(struct json_reader *r,
    const char *at,
    uint32_t depth_left,
    struct json *object)
{
    struct json *member;
    uint64_t seen = 0;
    str name;

    if (depth_left == 0)
        return json_fail(r, E_JSON_TOO_DEEP, at);
    at = scan_space(at + 1, r->end);
    if (at < r->end && *at == '}')
        return at + 1;
    for (;;) {
        at = read_name(r, at, object, &seen, &name);
        member = at ? new_node(r, at) : NULL;
        if (!member)
            return NULL;
        member->name = name;
        append(object, member);
        at = read_value(r, at, depth_left - 1, member);
        if (!at)
            return NULL;
        at = scan_space(at, r->end);
        if (at < r->end && *at == ',')
            at = scan_space(at + 1, r->end);
        else if (at < r->end && *at == '}')
            break;
        else
            return json_fail_syntax(r, "',' or '}'", at);
    }
    at++;
    return object->n > NAMES_BY_SCAN ? check_names(r, object, at) : at;
}

/* `at` stands on the first byte of the value, or at the end. */
static const char *read_value(struct json_reader *r,
    const char *at,
    uint32_t depth_left,
    struct json *node)
{
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
    struct json_reader r = {
        .start = text.ptr ? text.ptr : "",
        .arena = arena,
        .budget = budget,
        .reterr = reterr,
    };
    struct json *root;
    const char *at;

    r.end = r.start + text.len;
    if (text.len > budget->text_bytes_max || text.len > UINT32_MAX)
        return err_set(reterr, E_TOO_LARGE, S(""));
    if (is_other_encoding(text)) {
        json_fail(&r, E_JSON_INVALID_UTF8, r.start);
        return r.failed;
    }
    at = scan_space(r.start, r.end);
    root = new_node(&r, at);
    if (root)
        at = read_value(&r, at, budget->depth_max, root);
    if (root && at) {
        at = scan_space(at, r.end);
        if (at < r.end)
            json_fail_syntax(&r, "the end of the text", at);
    }
    budget->nodes_left += (uint32_t)(r.free_end - r.free);
    if (!r.failed)
        *ret = root;
    return r.failed;
}
