#include "rdf/mention.h"

/* The blank nodes that the quad mentions, each once; returns how many. */
static size_t mentioned(
    const struct canon_state *state, uint32_t i, uint32_t ret[3])
{
    const struct quad *quad = &state->ds->quads[i];
    uint32_t subject = state->blank_of[quad->subject];
    uint32_t object = state->blank_of[quad->object];
    uint32_t graph = state->blank_of[quad->graph];
    size_t n = 0;

    if (subject != 0)
        ret[n++] = subject - 1;
    if (object != 0 && object != subject)
        ret[n++] = object - 1;
    if (graph != 0 && graph != subject && graph != object)
        ret[n++] = graph - 1;
    return n;
}

static void number_blank(struct canon_state *state, term_id id)
{
    if (state->blank_of[id] == MENTION_NONE) {
        state->blanks[state->n_blanks++] = id;
        state->blank_of[id] = state->n_blanks;
    }
}

static uint32_t quad_hash(const struct quad *quad)
{
    const uint64_t odd = 0x9e3779b97f4a7c15U;
    uint64_t h = ((uint64_t)quad->subject << 32 | quad->object) * odd;

    h = (h ^ h >> 32 ^ ((uint64_t)quad->predicate << 32 | quad->graph)) * odd;
    return (uint32_t)(h >> 32);
}

/* Quads with blank nodes, each once (a dataset is a set), in scratch. */
static code find_quads(struct canon_state *state, size_t *ret)
{
    const struct quad *quads = state->ds->quads;
    size_t size = 16;
    size_t n = 0;
    struct arena_mark mark = arena_mark(state->arena);
    uint32_t *table;
    size_t i;
    size_t k;

    for (i = 0; i < state->ds->n_quads; i++) {
        if ((state->blank_of[quads[i].subject] |
                state->blank_of[quads[i].object] |
                state->blank_of[quads[i].graph]) != 0)
            state->lines.scratch[n++] = (uint32_t)i;
    }
    while (size < n * 2)
        size *= 2;
    table = arena_array(state->arena, size, uint32_t);
    if (!table)
        return canon_no_memory(state);
    for (i = 0, k = 0; i < n; i++) {
        const struct quad *quad = &quads[state->lines.scratch[i]];
        size_t at = quad_hash(quad) & (size - 1);

        while (table[at] != 0 && !quad_eq(&quads[table[at] - 1], quad))
            at = (at + 1) & (size - 1);
        if (table[at] != 0)
            continue;
        table[at] = state->lines.scratch[i] + 1;
        state->lines.scratch[k++] = state->lines.scratch[i];
        number_blank(state, quad->subject);
        number_blank(state, quad->object);
        number_blank(state, quad->graph);
    }
    arena_rewind(state->arena, mark);
    *ret = k;
    return OK;
}

static code map_quads(struct canon_state *state, size_t n_quads)
{
    uint32_t blanks[3];
    uint32_t *start =
        arena_array(state->arena, (size_t)state->n_blanks + 2, uint32_t);
    uint32_t *mentions =
        arena_alloc(state->arena, n_quads * 3 * sizeof(*mentions));
    size_t i;
    size_t k;
    size_t n;

    if (!start || !mentions)
        return canon_no_memory(state);
    /* Counts are kept two places on, so that filling moves each start to
     * its place. */
    for (i = 0; i < n_quads; i++) {
        n = mentioned(state, state->lines.scratch[i], blanks);
        for (k = 0; k < n; k++)
            start[blanks[k] + 2]++;
    }
    for (i = 2; i < (size_t)state->n_blanks + 2; i++)
        start[i] += start[i - 1];
    for (i = 0; i < n_quads; i++) {
        n = mentioned(state, state->lines.scratch[i], blanks);
        for (k = 0; k < n; k++)
            mentions[start[blanks[k] + 1]++] = state->lines.scratch[i];
    }
    state->mention_start = start;
    state->mentions = mentions;
    return OK;
}

code mention_map(struct canon_state *state)
{
    size_t n = 0;

    TRY(find_quads(state, &n));
    return map_quads(state, n);
}
