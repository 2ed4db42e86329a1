#include "text/pattern_node.h"
#include "text/utf8.h"

#include <assert.h>

struct reader {
    str source;
    size_t at;
    struct arena *arena;
    struct err *err;
    uint32_t depth;
    struct pattern_range *ranges; /* of the class being read */
    size_t n_ranges;
    size_t ranges_held;
};

static code fail(const struct reader *r, code why, str what)
{
    err_at(r->err, why, what, r->source, r->at);
    return why;
}

static code unsupported(const struct reader *r)
{
    return fail(r, E_SCHEMA_UNSUPPORTED, r->source);
}

static code not_a_pattern(const struct reader *r)
{
    return fail(r, E_SYNTAX, r->source);
}

static code no_memory(const struct reader *r)
{
    code why = arena_status(r->arena);

    if (why == OK)
        why = E_NO_MEMORY;
    fail(r, why, r->source);
    return why;
}

static bool at_end(const struct reader *r)
{
    return r->at == r->source.len;
}

static char peek(const struct reader *r)
{
    return (char)(at_end(r) ? '\0' : r->source.ptr[r->at]);
}

static bool skip(struct reader *r, char c)
{
    if (at_end(r) || r->source.ptr[r->at] != c)
        return false;
    r->at++;
    return true;
}

static code add_node(
    struct reader *r, struct pattern_node content, struct pattern_node **ret)
{
    struct pattern_node *node = arena_new(r->arena, struct pattern_node);

    if (!node)
        return no_memory(r);
    *node = content;
    *ret = node;
    return OK;
}

/* --- classes --- */

static const struct pattern_range DIGITS[] = {{'0', '9'}};
static const struct pattern_range WORDS[] = {
    {'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
/* ECMA-262 WhiteSpace and LineTerminator. */
static const struct pattern_range SPACES[] = {{'\t', '\r'}, {' ', ' '},
    {0xa0, 0xa0}, {0x1680, 0x1680}, {0x2000, 0x200a}, {0x2028, 0x2029},
    {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff}};
static const struct pattern_range LINE_ENDS[] = {
    {'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}};

#define N(array) (sizeof(array) / sizeof((array)[0]))

static const struct pattern_class ANY = {LINE_ENDS, N(LINE_ENDS), true};

/* The set that \d \D \w \W \s \S stands for. */
static bool named_class(char letter, struct pattern_class *ret)
{
    switch (letter) {
    case 'd':
    case 'D':
        *ret = (struct pattern_class){DIGITS, N(DIGITS), letter == 'D'};
        return true;
    case 'w':
    case 'W':
        *ret = (struct pattern_class){WORDS, N(WORDS), letter == 'W'};
        return true;
    case 's':
    case 'S':
        *ret = (struct pattern_class){SPACES, N(SPACES), letter == 'S'};
        return true;
    default:
        return false;
    }
}

static code add_range(struct reader *r, uint32_t first, uint32_t last)
{
    struct pattern_range *ranges = arena_grow(
        r->arena, r->ranges, sizeof(*ranges), r->n_ranges + 1, &r->ranges_held);

    if (!ranges)
        return no_memory(r);
    r->ranges = ranges;
    r->ranges[r->n_ranges++] = (struct pattern_range){first, last};
    return OK;
}

/* Adds a named class to the class being read. The ranges are in order, so
 * the negated ones are the gaps between them. */
static code add_class(struct reader *r, const struct pattern_class *class)
{
    uint32_t from = 0;
    size_t i;

    for (i = 0; i < class->n; i++) {
        if (!class->negated)
            TRY(add_range(r, class->ranges[i].first, class->ranges[i].last));
        else if (class->ranges[i].first > from)
            TRY(add_range(r, from, class->ranges[i].first - 1));
        from = class->ranges[i].last + 1;
    }
    return class->negated ? add_range(r, from, 0x10ffff) : OK;
}

/* --- reading --- */

static bool read_hex(struct reader *r, size_t n, uint32_t *ret)
{
    uint32_t value = 0;
    size_t i;

    for (i = 0; i < n; i++) {
        char c = peek(r);

        if (c >= '0' && c <= '9')
            value = value * 16 + (uint32_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            value = value * 16 + (uint32_t)(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            value = value * 16 + (uint32_t)(c - 'A' + 10);
        else
            return false;
        r->at++;
    }
    *ret = value;
    return true;
}

/* The code point that an escape stands for, behind its '\\'. A letter that
 * ECMA-262 gives no meaning has none here either. */
static code read_escape(struct reader *r, uint32_t *ret)
{
    static const char names[] = "tnvfr";
    static const char values[] = "\t\n\v\f\r";
    size_t start = r->at;
    char c = peek(r);
    size_t i;

    for (i = 0; names[i]; i++) {
        if (skip(r, names[i])) {
            *ret = (uint32_t)values[i];
            return OK;
        }
    }
    if (skip(r, 'x') || skip(r, 'u')) {
        if (read_hex(r, c == 'x' ? 2 : 4, ret) && (*ret & 0xf800) != 0xd800)
            return OK;
        r->at = start;
        return unsupported(r);
    }
    if (at_end(r))
        return not_a_pattern(r);
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
        (c >= 'a' && c <= 'z'))
        return unsupported(r);
    *ret = utf8_next(r->source, &r->at);
    return OK;
}

/* One member of a class: a code point, or a named class added at once. */
static code read_member(struct reader *r, uint32_t *ret, bool *ret_is_class)
{
    struct pattern_class class = {0};

    *ret_is_class = false;
    if (at_end(r))
        return not_a_pattern(r);
    if (!skip(r, '\\')) {
        *ret = utf8_next(r->source, &r->at);
        return OK;
    }
    if (named_class(peek(r), &class)) {
        r->at++;
        *ret_is_class = true;
        return add_class(r, &class);
    }
    if (skip(r, 'b')) { /* backspace, inside a class only */
        *ret = '\b';
        return OK;
    }
    return read_escape(r, ret);
}

static bool is_dash_to(const struct reader *r)
{
    return peek(r) == '-' && r->at + 1 < r->source.len &&
           r->source.ptr[r->at + 1] != ']';
}

/* A member of a class, or a range of two. */
static code read_range(struct reader *r)
{
    bool is_class = false;
    bool is_last_class = false;
    uint32_t first = 0;
    uint32_t last = 0;

    TRY(read_member(r, &first, &is_class));
    if (!is_dash_to(r))
        return is_class ? OK : add_range(r, first, first);
    r->at++;
    if (is_class)
        return unsupported(r); /* [\d-x] */
    TRY(read_member(r, &last, &is_last_class));
    if (is_last_class)
        return unsupported(r);
    return first <= last ? add_range(r, first, last) : not_a_pattern(r);
}

static code add_class_node(
    struct reader *r, struct pattern_class content, struct pattern_node **ret)
{
    struct pattern_class *class = arena_new(r->arena, struct pattern_class);

    if (!class)
        return no_memory(r);
    *class = content;
    return add_node(
        r, (struct pattern_node){.kind = PATTERN_CLASS, .class = class}, ret);
}

/* Behind the '['. */
static code read_class(struct reader *r, struct pattern_node **ret)
{
    bool negated = skip(r, '^');

    r->ranges = NULL;
    r->n_ranges = 0;
    r->ranges_held = 0;
    while (!skip(r, ']'))
        TRY(read_range(r));
    return add_class_node(
        r, (struct pattern_class){r->ranges, r->n_ranges, negated}, ret);
}

static code read_alternatives(struct reader *r, struct pattern_node **ret);

static code read_group(struct reader *r, struct pattern_node **ret)
{
    if (skip(r, '?') && !skip(r, ':'))
        return unsupported(r); /* lookaround, named groups */
    if (++r->depth > PATTERN_DEPTH_MAX)
        return unsupported(r);
    TRY(read_alternatives(r, ret));
    r->depth--;
    return skip(r, ')') ? OK : not_a_pattern(r);
}

static code read_backslash(struct reader *r, struct pattern_node **ret)
{
    struct pattern_class named = {0};
    uint32_t one = 0;

    if (named_class(peek(r), &named)) {
        r->at++;
        return add_class_node(r, named, ret);
    }
    TRY(read_escape(r, &one));
    return add_node(
        r, (struct pattern_node){.kind = PATTERN_ONE, .one = one}, ret);
}

static code read_atom(struct reader *r, struct pattern_node **ret)
{
    struct pattern_node node = {.kind = PATTERN_ONE};

    if (skip(r, '('))
        return read_group(r, ret);
    if (skip(r, '['))
        return read_class(r, ret);
    if (skip(r, '\\'))
        return read_backslash(r, ret);
    switch (peek(r)) {
    case '*':
    case '+':
    case '?':
    case '{':
    case '}':
    case ']':
        return not_a_pattern(r);
    case '^':
        node.kind = PATTERN_START;
        break;
    case '$':
        node.kind = PATTERN_END;
        break;
    case '.':
        node.kind = PATTERN_CLASS;
        node.class = &ANY;
        break;
    default:
        break;
    }
    node.one = utf8_next(r->source, &r->at);
    return add_node(r, node, ret);
}

static code read_count(struct reader *r, uint32_t *ret)
{
    uint32_t value = 0;
    size_t start = r->at;

    for (; peek(r) >= '0' && peek(r) <= '9'; r->at++) {
        value = value * 10 + (uint32_t)(peek(r) - '0');
        if (value > PATTERN_STATES_MAX)
            return unsupported(r);
    }
    if (r->at == start)
        return not_a_pattern(r);
    *ret = value;
    return OK;
}

static code read_quantifier(struct reader *r, uint32_t *min, uint32_t *max)
{
    *min = peek(r) == '+';
    *max = peek(r) == '?' ? 1 : PATTERN_NO_MAX;
    if (skip(r, '{')) {
        TRY(read_count(r, min));
        *max = *min;
        if (skip(r, ',')) {
            *max = PATTERN_NO_MAX;
            if (peek(r) != '}')
                TRY(read_count(r, max));
        }
        if (*max < *min || peek(r) != '}')
            return not_a_pattern(r);
    }
    r->at++;
    skip(r, '?'); /* the shortest match is a match too */
    return OK;
}

static bool is_quantifier(char c)
{
    return c == '*' || c == '+' || c == '?' || c == '{';
}

/* An atom and the quantifier behind it, if there is one. */
static code read_part(struct reader *r, struct pattern_node **ret)
{
    struct pattern_node repeat = {.kind = PATTERN_REPEAT};
    struct pattern_node *part = NULL;

    TRY(read_atom(r, &part));
    if (!is_quantifier(peek(r))) {
        *ret = part;
        return OK;
    }
    if (part->kind == PATTERN_START || part->kind == PATTERN_END)
        return not_a_pattern(r);
    TRY(read_quantifier(r, &repeat.min, &repeat.max));
    repeat.child = part;
    return add_node(r, repeat, ret);
}

static code read_sequence(struct reader *r, struct pattern_node **ret)
{
    struct pattern_node sequence = {.kind = PATTERN_SEQUENCE};
    struct pattern_node **end = &sequence.child;

    while (!at_end(r) && peek(r) != '|' && peek(r) != ')') {
        TRY(read_part(r, end));
        assert(*end);
        end = &(*end)->next;
    }
    return add_node(r, sequence, ret);
}

static code read_alternatives(struct reader *r, struct pattern_node **ret)
{
    struct pattern_node choice = {.kind = PATTERN_CHOICE};
    struct pattern_node **end = &choice.child;

    do {
        TRY(read_sequence(r, end));
        assert(*end);
        end = &(*end)->next;
    } while (skip(r, '|'));
    return add_node(r, choice, ret);
}

code pattern_read(str source,
    struct arena *arena,
    struct pattern_node **ret,
    struct err *reterr)
{
    struct reader r = {.source = source, .arena = arena, .err = reterr};

    if (!utf8_is_valid(source))
        return not_a_pattern(&r);
    TRY(read_alternatives(&r, ret));
    return at_end(&r) ? OK : not_a_pattern(&r); /* a ')' too many */
}
