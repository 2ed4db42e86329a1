#include "rdf/line.h"

#include "rdf/order.h"

#include <string.h>

size_t line_bytes(const struct lines *lines, uint32_t i)
{
    const struct quad *quad = &lines->quads[i];
    size_t n = lines->texts[quad->subject].len +
               lines->texts[quad->predicate].len +
               lines->texts[quad->object].len + sizeof("   .\n") - 1;

    return quad->graph == 0 ? n : n + lines->texts[quad->graph].len + 1;
}

/* Whole blocks, because a call of memcpy would cost more than the copy. */
static char *put(char *at, str text)
{
    size_t i;

    for (i = 0; i < text.len; i += LINE_SLACK)
        memcpy(at + i, text.ptr + i, LINE_SLACK);
    at[text.len] = ' ';
    return at + text.len + 1;
}

char *line_put(const struct lines *lines, uint32_t i, char *at)
{
    const struct quad *quad = &lines->quads[i];

    at = put(at, lines->texts[quad->subject]);
    at = put(at, lines->texts[quad->predicate]);
    at = put(at, lines->texts[quad->object]);
    if (quad->graph != 0)
        at = put(at, lines->texts[quad->graph]);
    at[0] = '.';
    at[1] = '\n';
    return at + 2;
}

static int text_cmp(const struct lines *lines, term_id a, term_id b)
{
    return a == b ? 0 : str_cmp(lines->texts[a], lines->texts[b]);
}

/*
 * Term by term, which is the order of whole lines: where one text is the
 * beginning of another, a space follows it in the line, and no character
 * that can continue a text is less than a space. No graph name is less than
 * any, as '.' is less than '<' and '_'.
 */
int line_cmp(const struct lines *lines, uint32_t a, uint32_t b)
{
    const struct quad *x = &lines->quads[a];
    const struct quad *y = &lines->quads[b];
    uint32_t p = lines->predicate_rank[x->predicate];
    uint32_t q = lines->predicate_rank[y->predicate];
    int order = text_cmp(lines, x->subject, y->subject);

    if (order == 0)
        order = (p > q) - (p < q);
    if (order == 0)
        order = text_cmp(lines, x->object, y->object);
    if (order == 0)
        order = text_cmp(lines, x->graph, y->graph);
    return order;
}

static int cmp_lines(const void *self, uint32_t a, uint32_t b)
{
    return line_cmp(self, a, b);
}

static int cmp_texts(const void *self, uint32_t a, uint32_t b)
{
    const struct lines *lines = self;

    return str_cmp(lines->texts[a], lines->texts[b]);
}

/* Terms seen in one place of the quads, each once. */
struct term_set {
    uint32_t *rank; /* of each term: 0 or, once ranked, its place by text */
    term_id *ids;
    size_t n;
};

static void term_set_add(struct term_set *set, term_id id)
{
    if (set->rank[id] == 0) {
        set->rank[id] = 1;
        set->ids[set->n++] = id;
    }
}

static void term_set_rank(struct term_set *set, const struct lines *lines)
{
    struct order order = {cmp_texts, lines};
    size_t i;

    order_sort(&order, set->ids, set->n, lines->scratch);
    for (i = 0; i < set->n; i++)
        set->rank[set->ids[i]] = (uint32_t)i;
}

static bool term_set_init(
    struct term_set *set, struct arena *arena, size_t n_terms)
{
    set->rank = arena_array(arena, n_terms, uint32_t);
    set->ids = arena_alloc(arena, n_terms * sizeof(*set->ids));
    set->n = 0;
    return set->rank && set->ids;
}

bool line_init(struct lines *lines, struct arena *arena)
{
    struct term_set predicates;
    size_t i;

    lines->scratch = arena_alloc(
        arena, (lines->n_quads + lines->n_terms) * sizeof(*lines->scratch));
    if (!lines->scratch || !term_set_init(&predicates, arena, lines->n_terms))
        return false;
    for (i = 0; i < lines->n_quads; i++)
        term_set_add(&predicates, lines->quads[i].predicate);
    term_set_rank(&predicates, lines);
    lines->predicate_rank = predicates.rank;
    return true;
}

uint32_t *line_sort(const struct lines *lines, struct arena *arena)
{
    const struct quad *quads = lines->quads;
    size_t n = lines->n_quads;
    uint32_t *items = arena_alloc(arena, n * sizeof(*items));
    struct order order = {cmp_lines, lines};
    struct term_set subjects;
    uint32_t *start;
    size_t i;

    if (!items || !term_set_init(&subjects, arena, lines->n_terms))
        return NULL;
    for (i = 0; i < n; i++)
        term_set_add(&subjects, quads[i].subject);
    term_set_rank(&subjects, lines);
    start = arena_array(arena, subjects.n + 2, uint32_t);
    if (!start)
        return NULL;
    /* Counts are kept two places on, so that filling moves each start to
     * its place. */
    for (i = 0; i < n; i++)
        start[subjects.rank[quads[i].subject] + 2]++;
    for (i = 2; i < subjects.n + 2; i++)
        start[i] += start[i - 1];
    for (i = 0; i < n; i++)
        items[start[subjects.rank[quads[i].subject] + 1]++] = (uint32_t)i;
    for (i = 0; i < subjects.n; i++)
        order_sort(
            &order, items + start[i], start[i + 1] - start[i], lines->scratch);
    return items;
}
