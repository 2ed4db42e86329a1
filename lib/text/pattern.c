#include "text/pattern.h"

#include "text/pattern_node.h"
#include "text/utf8.h"

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

struct state {
    enum state_kind kind;
    uint32_t one;
    uint32_t to;
    uint32_t or_to;
    const struct pattern_class *class;
};

struct pattern {
    const struct state *states;
    uint32_t n;
    bool is_anchored; /* can match at the start only */
};

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

static void write_node(struct writer *w, const struct pattern_node *node);

/* Each alternative but the last: a split before it, a jump behind it. The
 * jumps are chained by their place until the end is known. */
static void write_choice(struct writer *w, const struct pattern_node *node)
{
    const struct pattern_node *child = node->child;
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

static void write_repeat(struct writer *w, const struct pattern_node *node)
{
    uint32_t before = w->n;
    uint32_t split;
    uint32_t i;

    for (i = 0; i < node->min && !is_full(w); i++) {
        write_node(w, node->child);
        if (w->n == before) /* nothing, any number of times */
            return;
    }
    if (node->max == PATTERN_NO_MAX) {
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
static void write_node(struct writer *w, const struct pattern_node *node)
{
    static const enum state_kind kinds[] = {
        [PATTERN_ONE] = STATE_ONE,
        [PATTERN_CLASS] = STATE_CLASS,
        [PATTERN_START] = STATE_START,
        [PATTERN_END] = STATE_END,
    };
    const struct pattern_node *child;

    switch (node->kind) {
    case PATTERN_ONE:
    case PATTERN_CLASS:
    case PATTERN_START:
    case PATTERN_END:
        emit(w, (struct state){.kind = kinds[node->kind],
                    .one = node->one,
                    .class = node->class});
        break;
    case PATTERN_SEQUENCE:
        for (child = node->child; child && !is_full(w); child = child->next)
            write_node(w, child);
        break;
    case PATTERN_CHOICE:
        write_choice(w, node);
        break;
    case PATTERN_REPEAT:
        write_repeat(w, node);
        break;
    }
}

code pattern_compile(
    str source, struct arena *arena, struct pattern **ret, struct err *reterr)
{
    struct pattern *pattern = arena_new(arena, struct pattern);
    struct writer w = {0};
    struct pattern_node *tree = NULL;

    if (!pattern)
        return arena_status(arena);
    TRY(pattern_read(source, arena, &tree, reterr));
    write_node(&w, tree);
    if (is_full(&w))
        return err_at(reterr, E_SCHEMA_UNSUPPORTED, source, source, source.len);
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

static bool class_has(const struct pattern_class *class, uint32_t c)
{
    size_t i;

    for (i = 0; i < class->n; i++) {
        if (c >= class->ranges[i].first && c <= class->ranges[i].last)
            return !class->negated;
    }
    return class->negated;
}

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
