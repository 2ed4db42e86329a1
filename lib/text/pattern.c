#include "text/pattern.h"

#include "text/utf8.h"

#include <assert.h>

/* --- the machine: states with one or two ways on --- */

enum state_kind {
    STATE_ONE,   /* the code point `one`, then the next state */
    STATE_CLASS, /* a code point of the class, then the next state */
    STATE_SPLIT, /* both `to` and `or_to` */
    STATE_JUMP,  /* to `to` */
    STATE_START, /* only at the start of the text, the next state */
    STATE_END,   /* only at the end of the text, the next state */
    STATE_MATCH,
};

struct range {
    uint32_t first;
    uint32_t last;
};

struct class
{
    const struct range *ranges;
    size_t n;
    bool negated;
};

struct state {
    enum state_kind kind;
    uint32_t one;
    uint32_t to;
    uint32_t or_to;
    const struct class *class;
};

struct pattern {
    const struct state *states;
    uint32_t n;
    bool is_anchored; /* can match at the start only */
};

/* --- the tree that the pattern is read into --- */

enum node_kind {
    NODE_ONE,
    NODE_CLASS,
    NODE_START,
    NODE_END,
    NODE_SEQUENCE, /* the children one after another */
    NODE_CHOICE,   /* one of the children */
    NODE_REPEAT,   /* the only child, min to max times */
};

#define NO_MAX UINT32_MAX

struct node {
    enum node_kind kind;
    uint32_t one;
    uint32_t min;
    uint32_t max;
    const struct class *class;
    struct node *child; /* the first */
    struct node *next;  /* the next child of the same parent */
};

struct reader {
    str source;
    size_t at;
    struct arena *arena;
    struct err *err;
    uint32_t depth;
    struct range *ranges; /* of the class being read */
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

static code add_node(struct reader *r, struct node content, struct node **ret)
{
    struct node *node = arena_new(r->arena, struct node);

    if (!node)
        return no_memory(r);
    *node = content;
    *ret = node;
    return OK;
}

/* --- classes --- */

static const struct range DIGITS[] = {{'0', '9'}};
static const struct range WORDS[] = {
    {'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
/* ECMA-262 WhiteSpace and LineTerminator. */
static const struct range SPACES[] = {{'\t', '\r'}, {' ', ' '}, {0xa0, 0xa0},
    {0x1680, 0x1680}, {0x2000, 0x200a}, {0x2028, 0x2029}, {0x202f, 0x202f},
    {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff}};
static const struct range LINE_ENDS[] = {
    {'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}};

#define N(array) (sizeof(array) / sizeof((array)[0]))

static const struct class ANY = {LINE_ENDS, N(LINE_ENDS), true};

/* The set that \d \D \w \W \s \S stands for. */
static bool named_class(char letter, struct class *ret)
{
    switch (letter) {
    case 'd':
    case 'D':
        *ret = (struct class){DIGITS, N(DIGITS), letter == 'D'};
        return true;
    case 'w':
    case 'W':
        *ret = (struct class){WORDS, N(WORDS), letter == 'W'};
        return true;
    case 's':
    case 'S':
        *ret = (struct class){SPACES, N(SPACES), letter == 'S'};
        return true;
    default:
        return false;
    }
}

static bool class_has(const struct class *class, uint32_t c)
{
    size_t i;

    for (i = 0; i < class->n; i++) {
        if (c >= class->ranges[i].first && c <= class->ranges[i].last)
            return !class->negated;
    }
    return class->negated;
}

static code add_range(struct reader *r, uint32_t first, uint32_t last)
{
    struct range *ranges = arena_grow(
        r->arena, r->ranges, sizeof(*ranges), r->n_ranges + 1, &r->ranges_held);

    if (!ranges)
        return no_memory(r);
    r->ranges = ranges;
    r->ranges[r->n_ranges++] = (struct range){first, last};
    return OK;
}

/* Adds a named class to the class being read. The ranges are in order, so
 * the negated ones are the gaps between them. */
static code add_class(struct reader *r, const struct class *class)
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
    struct class class = {0};

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
    struct reader *r, struct class content, struct node **ret)
{
    struct class *class = arena_new(r->arena, struct class);

    if (!class)
        return no_memory(r);
    *class = content;
    return add_node(r, (struct node){.kind = NODE_CLASS, .class = class}, ret);
}

/* Behind the '['. */
static code read_class(struct reader *r, struct node **ret)
{
    bool negated = skip(r, '^');

    r->ranges = NULL;
    r->n_ranges = 0;
    r->ranges_held = 0;
    while (!skip(r, ']'))
        TRY(read_range(r));
    return add_class_node(
        r, (struct class){r->ranges, r->n_ranges, negated}, ret);
}

static code read_alternatives(struct reader *r, struct node **ret);

static code read_group(struct reader *r, struct node **ret)
{
    if (skip(r, '?') && !skip(r, ':'))
        return unsupported(r); /* lookaround, named groups */
    if (++r->depth > PATTERN_DEPTH_MAX)
        return unsupported(r);
    TRY(read_alternatives(r, ret));
    r->depth--;
    return skip(r, ')') ? OK : not_a_pattern(r);
}

static code read_backslash(struct reader *r, struct node **ret)
{
    struct class named = {0};
    uint32_t one = 0;

    if (named_class(peek(r), &named)) {
        r->at++;
        return add_class_node(r, named, ret);
    }
    TRY(read_escape(r, &one));
    return add_node(r, (struct node){.kind = NODE_ONE, .one = one}, ret);
}

static code read_atom(struct reader *r, struct node **ret)
{
    struct node node = {.kind = NODE_ONE};

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
        node.kind = NODE_START;
        break;
    case '$':
        node.kind = NODE_END;
        break;
    case '.':
        node.kind = NODE_CLASS;
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
    *max = peek(r) == '?' ? 1 : NO_MAX;
    if (skip(r, '{')) {
        TRY(read_count(r, min));
        *max = *min;
        if (skip(r, ',')) {
            *max = NO_MAX;
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
static code read_part(struct reader *r, struct node **ret)
{
    struct node repeat = {.kind = NODE_REPEAT};
    struct node *part = NULL;

    TRY(read_atom(r, &part));
    if (!is_quantifier(peek(r))) {
        *ret = part;
        return OK;
    }
    if (part->kind == NODE_START || part->kind == NODE_END)
        return not_a_pattern(r);
    TRY(read_quantifier(r, &repeat.min, &repeat.max));
    repeat.child = part;
    return add_node(r, repeat, ret);
}

static code read_sequence(struct reader *r, struct node **ret)
{
    struct node sequence = {.kind = NODE_SEQUENCE};
    struct node **end = &sequence.child;

    while (!at_end(r) && peek(r) != '|' && peek(r) != ')') {
        TRY(read_part(r, end));
        assert(*end);
        end = &(*end)->next;
    }
    return add_node(r, sequence, ret);
}

static code read_alternatives(struct reader *r, struct node **ret)
{
    struct node choice = {.kind = NODE_CHOICE};
    struct node **end = &choice.child;

    do {
        TRY(read_sequence(r, end));
        assert(*end);
        end = &(*end)->next;
    } while (skip(r, '|'));
    return add_node(r, choice, ret);
}

/* --- writing the machine --- */

/* Goes over the tree twice: to count (states is NULL), then to write. */
struct writer {
    struct state *states;
    uint32_t n;
};

static bool is_full(const struct writer *w)
{
    return w->n > PATTERN_STATES_MAX;
}

static uint32_t emit(struct writer *w, struct state state)
{
    if (w->states)
        w->states[w->n] = state;
    return w->n++;
}

/* The state leads, as its first or second way, to what is written next. */
static void lead_here(struct writer *w, uint32_t from, bool is_second)
{
    if (w->states && is_second)
        w->states[from].or_to = w->n;
    else if (w->states)
        w->states[from].to = w->n;
}

static uint32_t emit_split(struct writer *w)
{
    uint32_t split = emit(w, (struct state){.kind = STATE_SPLIT});

    lead_here(w, split, false);
    return split;
}

static void write_node(struct writer *w, const struct node *node);

/* Each alternative but the last: a split before it, a jump behind it. The
 * jumps are chained by their place until the end is known. */
static void write_choice(struct writer *w, const struct node *node)
{
    const struct node *child = node->child;
    uint32_t last_jump = UINT32_MAX;

    for (; child->next && !is_full(w); child = child->next) {
        uint32_t split = emit_split(w);

        write_node(w, child);
        last_jump =
            emit(w, (struct state){.kind = STATE_JUMP, .to = last_jump});
        lead_here(w, split, true);
    }
    write_node(w, child);
    while (w->states && last_jump != UINT32_MAX) {
        uint32_t before = w->states[last_jump].to;

        lead_here(w, last_jump, false);
        last_jump = before;
    }
}

static void write_repeat(struct writer *w, const struct node *node)
{
    uint32_t before = w->n;
    uint32_t split;
    uint32_t i;

    for (i = 0; i < node->min && !is_full(w); i++) {
        write_node(w, node->child);
        if (w->n == before) /* nothing, any number of times */
            return;
    }
    if (node->max == NO_MAX) {
        split = emit_split(w);
        write_node(w, node->child);
        emit(w, (struct state){.kind = STATE_JUMP, .to = split});
        lead_here(w, split, true);
        return;
    }
    for (; i < node->max && !is_full(w); i++) {
        split = emit_split(w);
        write_node(w, node->child);
        lead_here(w, split, true);
    }
}

/* Recursion is as deep as groups are nested. */
static void write_node(struct writer *w, const struct node *node)
{
    static const enum state_kind kinds[] = {
        [NODE_ONE] = STATE_ONE,
        [NODE_CLASS] = STATE_CLASS,
        [NODE_START] = STATE_START,
        [NODE_END] = STATE_END,
    };
    const struct node *child;

    switch (node->kind) {
    case NODE_ONE:
    case NODE_CLASS:
    case NODE_START:
    case NODE_END:
        emit(w, (struct state){.kind = kinds[node->kind],
                    .one = node->one,
                    .class = node->class});
        break;
    case NODE_SEQUENCE:
        for (child = node->child; child && !is_full(w); child = child->next)
            write_node(w, child);
        break;
    case NODE_CHOICE:
        write_choice(w, node);
        break;
    case NODE_REPEAT:
        write_repeat(w, node);
        break;
    }
}

code pattern_compile(
    str source, struct arena *arena, struct pattern **ret, struct err *reterr)
{
    struct reader r = {.source = source, .arena = arena, .err = reterr};
    struct pattern *pattern = arena_new(arena, struct pattern);
    struct writer w = {0};
    struct node *tree = NULL;

    if (!pattern)
        return arena_status(arena);
    if (!utf8_is_valid(source))
        return not_a_pattern(&r);
    TRY(read_alternatives(&r, &tree));
    if (!at_end(&r)) /* a ')' too many */
        return not_a_pattern(&r);
    write_node(&w, tree);
    if (is_full(&w))
        return unsupported(&r);
    w.states = arena_array(arena, w.n + 1, struct state);
    if (!w.states)
        return arena_status(arena);
    w.n = 0;
    write_node(&w, tree);
    emit(&w, (struct state){.kind = STATE_MATCH});
    *pattern = (struct pattern){
        .states = w.states,
        .n = w.n,
        .is_anchored = w.states[0].kind == STATE_START,
    };
    *ret = pattern;
    return OK;
}

/* --- running it --- */

/* The states that the machine is in, each once. */
struct threads {
    uint32_t *list;
    uint32_t n;
};

struct machine {
    const struct pattern *pattern;
    str text;
    size_t at;
    uint32_t *seen_at; /* for each state: the step in which it was entered */
    uint32_t step;     /* from 1 */
    uint32_t *stack;   /* states to enter */
    bool matched;
};

static void push(struct machine *m, uint32_t *n_stack, uint32_t state)
{
    if (m->seen_at[state] == m->step)
        return;
    m->seen_at[state] = m->step;
    m->stack[(*n_stack)++] = state;
}

/* Enters a state and all that it leads to without reading. */
static void enter(struct machine *m, struct threads *threads, uint32_t state)
{
    uint32_t n_stack = 0;

    push(m, &n_stack, state);
    while (n_stack > 0) {
        uint32_t i = m->stack[--n_stack];
        const struct state *s = &m->pattern->states[i];

        switch (s->kind) {
        case STATE_ONE:
        case STATE_CLASS:
            threads->list[threads->n++] = i;
            break;
        case STATE_SPLIT:
            push(m, &n_stack, s->or_to);
            push(m, &n_stack, s->to);
            break;
        case STATE_JUMP:
            push(m, &n_stack, s->to);
            break;
        case STATE_START:
            if (m->at == 0)
                push(m, &n_stack, i + 1);
            break;
        case STATE_END:
            if (m->at == m->text.len)
                push(m, &n_stack, i + 1);
            break;
        case STATE_MATCH:
            m->matched = true;
            break;
        }
    }
}

static bool accepts(const struct state *state, uint32_t c)
{
    return state->kind == STATE_ONE ? state->one == c
                                    : class_has(state->class, c);
}

static code run(struct machine *m,
    struct threads *now,
    struct threads *next,
    struct budget *budget,
    struct err *reterr)
{
    enter(m, now, 0);
    while (!m->matched && m->at < m->text.len) {
        uint32_t c = utf8_next(m->text, &m->at);
        struct threads *swap = now;
        uint32_t i;

        TRY(budget_spend(budget, now->n + 1, reterr));
        m->step++;
        next->n = 0;
        for (i = 0; i < now->n; i++) {
            if (accepts(&m->pattern->states[now->list[i]], c))
                enter(m, next, now->list[i] + 1);
        }
        if (!m->pattern->is_anchored)
            enter(m, next, 0);
        else if (next->n == 0)
            break;
        now = next;
        next = swap;
    }
    return OK;
}

code pattern_match(const struct pattern *pattern,
    str text,
    struct budget *budget,
    struct arena *scratch,
    bool *ret,
    struct err *reterr)
{
    struct arena_mark mark = arena_mark(scratch);
    uint32_t *memory = arena_array(scratch, 4 * (size_t)pattern->n, uint32_t);
    struct threads now = {memory, 0};
    struct threads next = {memory ? memory + pattern->n : NULL, 0};
    struct machine m = {.pattern = pattern, .text = text, .step = 1};
    code status;

    if (!memory)
        return arena_status(scratch);
    m.seen_at = memory + 2 * (size_t)pattern->n;
    m.stack = memory + 3 * (size_t)pattern->n;
    status = run(&m, &now, &next, budget, reterr);
    arena_rewind(scratch, mark);
    if (status == OK)
        *ret = m.matched;
    return status;
}
