#include "rdf/canon.h"

#include "base/num.h"
#include "rdf/canon_state.h"
#include "rdf/mention.h"
#include "rdf/n_degree.h"
#include "rdf/order.h"
#include "rdf/term.h"

#include <string.h>

enum {
    /* A document is a few times longer as canonical text. */
    TEXT_GROWTH_MAX = 32,
};

/* Blank nodes in 4.6.3 step 3.1.1.1, readable for LINE_SLACK bytes more. */
static const char TEXT_A[LINE_SLACK + 3] = "_:a";
static const char TEXT_Z[LINE_SLACK + 3] = "_:z";

/* --- preparing --- */

struct sizes {
    size_t pool_bytes;  /* texts of all terms */
    size_t lines_bytes; /* the result, with the longest labels */
    size_t n_blanks;    /* terms that are blank nodes, mentioned or not */
};

/* Before anything is hashed, sizes beyond the budget end here. */
static code measure(struct canon_state *state, struct sizes *ret)
{
    const struct dataset *ds = state->ds;
    const struct budget *budget = state->budget;
    struct sizes sizes = {LINE_SLACK, LINE_SLACK, 0};
    size_t term_max = budget->text_bytes_max;
    size_t text_max = 0;
    size_t i;

    if (ds->n_quads > budget->quads_max)
        return err_set(state->reterr, E_COMPLEXITY_LIMIT, S("quads"));
    if (!num_mul(term_max, TEXT_GROWTH_MAX, &text_max))
        text_max = SIZE_MAX / 2;
    for (i = 1; i < ds->n_terms && sizes.pool_bytes <= text_max; i++) {
        size_t n = LABEL_BYTES_MAX;

        if (ds->terms[i].value.len > term_max)
            return err_set(state->reterr, E_TOO_LARGE, S("term"));
        if (ds->terms[i].kind == TERM_BLANK) {
            sizes.n_blanks++;
        } else {
            n = term_bytes(&ds->terms[i]);
            sizes.pool_bytes += n;
        }
        state->lines.texts[i].len = n;
    }
    for (i = 0; i < ds->n_quads && sizes.lines_bytes <= text_max; i++)
        sizes.lines_bytes += line_bytes(&state->lines, (uint32_t)i);
    if (sizes.pool_bytes > text_max || sizes.lines_bytes > text_max)
        return err_set(state->reterr, E_COMPLEXITY_LIMIT, S("text"));
    *ret = sizes;
    return OK;
}

/* Renders every term once; blank nodes are z until they have a label. */
static void render(struct canon_state *state, char *at)
{
    const struct dataset *ds = state->ds;
    size_t i;

    for (i = 1; i < ds->n_terms; i++) {
        str *text = &state->lines.texts[i];

        if (ds->terms[i].kind == TERM_BLANK) {
            state->blank_of[i] = MENTION_NONE;
            *text = (str){TEXT_Z, 3};
        } else {
            text->ptr = at;
            at = term_put(&ds->terms[i], text->len, at);
        }
    }
}

/* Generalized RDF, with other predicates than IRIs, has no canonical form. */
static code check_predicates(const struct canon_state *state)
{
    const struct dataset *ds = state->ds;
    size_t i;

    for (i = 0; i < ds->n_quads; i++) {
        if (ds->terms[ds->quads[i].predicate].kind != TERM_IRI)
            return err_set(state->reterr, E_ARGUMENT, S("predicate"));
    }
    return OK;
}

/* --- 4.6: Hash First Degree Quads --- */

static int cmp_lines(const void *self, uint32_t a, uint32_t b)
{
    return line_cmp(self, a, b);
}

static code hash_first_degree(struct canon_state *state, uint32_t blank)
{
    struct order order = {cmp_lines, &state->lines};
    uint32_t *mentions = state->mentions + state->mention_start[blank];
    size_t n = state->mention_start[blank + 1] - state->mention_start[blank];
    str *text = &state->lines.texts[state->blanks[blank]];
    struct arena_mark mark = arena_mark(state->arena);
    size_t n_bytes = LINE_SLACK;
    char *lines;
    char *at;
    size_t i;

    /* Step 3.1.1.1: a for itself, z for others. */
    text->ptr = TEXT_A;
    for (i = 0; i < n; i++)
        n_bytes += line_bytes(&state->lines, mentions[i]);
    lines = arena_alloc(state->arena, n_bytes);
    if (!lines)
        return canon_no_memory(state);
    /* Steps 4 and 5. */
    order_sort(&order, mentions, n, state->lines.scratch);
    for (i = 0, at = lines; i < n; i++)
        at = line_put(&state->lines, mentions[i], at);
    text->ptr = TEXT_Z;
    TRY(canon_digest(
        state, lines, at, state->first_degree + blank * state->digest_bytes));
    arena_rewind(state->arena, mark);
    return OK;
}

/* --- 4.4.3 steps 3 to 5 --- */

static code label_blanks(struct canon_state *state)
{
    size_t n = state->n_blanks;
    struct order order = {canon_cmp_digests, state};
    uint32_t *by_digest = arena_alloc(state->arena, n * sizeof(*by_digest));
    uint32_t blank;
    size_t i;
    size_t end;

    state->digest_bytes = hash_bytes(state->hash);
    state->first_degree = arena_alloc(state->arena, n * state->digest_bytes);
    state->canonical = arena_array(state->arena, n, uint32_t);
    if (!by_digest || !state->first_degree || !state->canonical)
        return canon_no_memory(state);
    /* Step 3. */
    for (blank = 0; blank < n; blank++) {
        TRY(hash_first_degree(state, blank));
        by_digest[blank] = blank;
    }
    order_sort(&order, by_digest, n, state->lines.scratch);
    /* Step 4. */
    for (i = 0; i < n; i = end) {
        end = canon_group_end(state, by_digest, i);
        if (end - i == 1)
            canon_issue(state, by_digest[i]);
    }
    if (state->n_canonical < n)
        TRY(n_degree_label(state, by_digest));
    return OK;
}

/* --- the result --- */

/* Gives blank nodes their labels as texts, and orders them by label. */
static code use_labels(struct canon_state *state)
{
    char *at = arena_alloc(
        state->arena, (size_t)state->n_blanks * LABEL_BYTES_MAX + LINE_SLACK);
    uint32_t i;

    if (!at)
        return canon_no_memory(state);
    /* blank_of is not needed any more: it keeps the term of each number. */
    for (i = 0; i < state->n_blanks; i++) {
        char *end = canon_put_label(at, S("c14n"), state->canonical[i] - 1);

        state->lines.texts[state->blanks[i]] = (str){at, (size_t)(end - at)};
        state->blank_of[state->canonical[i] - 1] = state->blanks[i];
        at = end;
    }
    memcpy(state->blanks, state->blank_of,
        state->n_blanks * sizeof(*state->blanks));
    return OK;
}

static code write_lines(struct canon_state *state, char *to, str *ret)
{
    const struct quad *quads = state->ds->quads;
    const uint32_t *order = line_sort(&state->lines, state->arena);
    char *at = to;
    size_t i;

    if (!order)
        return canon_no_memory(state);
    for (i = 0; i < state->ds->n_quads; i++) {
        if (i == 0 || !quad_eq(&quads[order[i - 1]], &quads[order[i]]))
            at = line_put(&state->lines, order[i], at);
    }
    *ret = (str){to, (size_t)(at - to)};
    return OK;
}

/* All the rest, on memory that is given back. */
static code run(
    struct canon_state *state, const struct sizes *sizes, char *to, str *ret)
{
    const struct dataset *ds = state->ds;
    char *pool = arena_alloc(state->arena, sizes->pool_bytes);

    state->blank_of = arena_array(state->arena, ds->n_terms, uint32_t);
    if (!pool || !state->blank_of)
        return canon_no_memory(state);
    render(state, pool);
    if (!line_init(&state->lines, state->arena))
        return canon_no_memory(state);
    if (sizes->n_blanks > 0) {
        TRY(mention_map(state));
        TRY(label_blanks(state));
        TRY(use_labels(state));
    }
    return write_lines(state, to, ret);
}

code canon_dataset(const struct dataset *ds,
    const struct canon_options *options,
    struct arena *arena,
    struct canon *ret,
    struct err *reterr)
{
    struct canon_state state = {
        .ds = ds,
        .hash = options->hash,
        .provider = options->provider,
        .budget = options->budget,
        .arena = arena,
        .reterr = reterr,
        .lines = {ds->quads, ds->n_quads, NULL, ds->n_terms, NULL, NULL},
    };
    struct sizes sizes = {0};
    struct arena_mark mark;
    str nquads = {0};
    char *to;

    if (ds->n_quads == 0) {
        *ret = (struct canon){0};
        return OK;
    }
    state.lines.texts = arena_array(arena, ds->n_terms, str);
    if (!state.lines.texts)
        return canon_no_memory(&state);
    TRY(check_predicates(&state));
    TRY(measure(&state, &sizes));
    to = arena_alloc(arena, sizes.lines_bytes);
    state.blanks = arena_alloc(arena, sizes.n_blanks * sizeof(*state.blanks));
    if (!to || !state.blanks)
        return canon_no_memory(&state);
    mark = arena_mark(arena);
    TRY(run(&state, &sizes, to, &nquads));
    arena_rewind(arena, mark);
    *ret = (struct canon){nquads, state.blanks, state.n_blanks};
    return OK;
}
