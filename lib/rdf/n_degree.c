#include "rdf/n_degree.h"

#include "rdf/order.h"

#include <string.h>

/* What is taken from budget.work_left: some 40 a microsecond. */
enum {
    WORK_PER_CALL = 24,
    WORK_PER_BLOCK = 8, /* of text hashed */
    WORK_PER_PERMUTED = 4,
    BLOCK_BYTES = 64,
};

/* A temporary issuer (prefix b). What was issued since some n is taken back
 * by winding back to it. */
struct issuer {
    uint32_t *label;  /* of each blank node 1 + its number, or 0 */
    uint32_t *issued; /* blank nodes in the order of their numbers */
    uint32_t n;
};

struct text {
    char *ptr;
    size_t len;
};

/* One call of Hash N-Degree Quads that has not returned yet. Its names are
 * those of 4.8.3. */
struct frame {
    struct frame *caller;
    struct arena_mark mark;
    uint32_t blank;
    /* Hn: related blank nodes with the hash of each, as found, and ordered
     * so that those of one hash lie side by side. */
    uint32_t n_related;
    uint32_t *found;
    uint8_t *hashes;
    uint32_t *order;
    uint32_t *related; /* found[order[i]], then permuted within its hash */
    /* Step 5: the hash in turn is that of related[group..group_end). */
    uint32_t group;
    uint32_t group_end;
    uint32_t n_issued; /* by the issuer when the hash's turn came */
    struct text data;  /* data to hash */
    struct text path;
    struct text chosen;  /* chosen path */
    bool is_chosen;      /* there is one */
    bool skipped;        /* this permutation cannot become it */
    uint32_t *recursion; /* recursion list */
    uint32_t n_recursion;
    uint32_t i_recursion;
    uint32_t *chosen_issued; /* chosen issuer: what it issued since */
    size_t n_chosen_issued;
    size_t chosen_capacity;
};

struct search {
    struct canon_state *state;
    struct issuer issuer;
    struct frame *top;
    uint64_t calls_left; /* before this blank node is found to be poison */
    char *input;         /* room for the longest input of 4.7 */
    uint8_t digest[HASH_BYTES_MAX]; /* of the call that returned last */
};

static void issue(struct issuer *issuer, uint32_t blank)
{
    if (issuer->label[blank] == 0) {
        issuer->issued[issuer->n++] = blank;
        issuer->label[blank] = issuer->n;
    }
}

static void wind_back(struct issuer *issuer, uint32_t n)
{
    while (issuer->n > n)
        issuer->label[issuer->issued[--issuer->n]] = 0;
}

/* The canonical label or the temporary one; false if there is none. */
static bool put_label(const struct search *q, uint32_t blank, char **at)
{
    if (q->state->canonical[blank] != 0)
        *at = canon_put_label(*at, S("c14n"), q->state->canonical[blank] - 1);
    else if (q->issuer.label[blank] != 0)
        *at = canon_put_label(*at, S("b"), q->issuer.label[blank] - 1);
    else
        return false;
    return true;
}

static code spend(const struct search *q, uint64_t work)
{
    return budget_spend(q->state->budget, work, q->state->reterr);
}

static code spend_hash(const struct search *q, size_t n_bytes)
{
    return spend(q, WORK_PER_BLOCK * (1 + n_bytes / BLOCK_BYTES));
}

/* Hash Related Blank Node, 4.7.3. */
static code hash_related(const struct search *q,
    uint32_t related,
    const struct quad *quad,
    char position,
    uint8_t *ret_digest)
{
    const struct canon_state *state = q->state;
    str predicate = state->lines.texts[quad->predicate];
    char *at = q->input;

    /* Steps 1 and 2: the text of an IRI has its < and >. */
    *at++ = position;
    if (position != 'g') {
        memcpy(at, predicate.ptr, predicate.len);
        at += predicate.len;
    }
    /* Steps 3 and 4. */
    if (!put_label(q, related, &at))
        at = canon_put_hex(
            state, state->first_degree + related * state->digest_bytes, at);
    TRY(spend_hash(q, (size_t)(at - q->input)));
    return canon_digest(state, q->input, at, ret_digest);
}

/* Step 3 for one component of a quad. */
static code add_related(const struct search *q,
    struct frame *f,
    const struct quad *quad,
    term_id component,
    char position)
{
    uint32_t blank = q->state->blank_of[component];

    if (blank == 0 || blank - 1 == f->blank)
        return OK;
    TRY(hash_related(q, blank - 1, quad, position,
        f->hashes + f->n_related * q->state->digest_bytes));
    f->order[f->n_related] = f->n_related;
    f->found[f->n_related++] = blank - 1;
    return OK;
}

struct by_hash {
    const struct frame *frame;
    size_t digest_bytes;
};

static int cmp_hashes(const struct by_hash *by, uint32_t a, uint32_t b)
{
    return memcmp(by->frame->hashes + a * by->digest_bytes,
        by->frame->hashes + b * by->digest_bytes, by->digest_bytes);
}

static int cmp_related(const void *self, uint32_t a, uint32_t b)
{
    const struct by_hash *by = self;
    const uint32_t *found = by->frame->found;
    int order = cmp_hashes(by, a, b);

    return order != 0 ? order : (found[a] > found[b]) - (found[a] < found[b]);
}

static uint32_t end_of_group(
    const struct search *q, const struct frame *f, uint32_t from)
{
    struct by_hash by = {f, q->state->digest_bytes};
    uint32_t end = from + 1;

    while (end < f->n_related &&
           cmp_hashes(&by, f->order[from], f->order[end]) == 0)
        end++;
    return end;
}

/* Room for the texts: they are no longer than this. */
static code reserve_texts(const struct search *q, struct frame *f)
{
    size_t hex_bytes = 2 * q->state->digest_bytes;
    size_t step_bytes = 2 * LABEL_BYTES_MAX + 2 + hex_bytes;
    size_t group_max = 0;
    size_t n_groups = 0;
    uint32_t i;
    uint32_t end;

    for (i = 0; i < f->n_related; i = end, n_groups++) {
        end = end_of_group(q, f, i);
        if (end - i > group_max)
            group_max = end - i;
    }
    f->path.ptr = arena_alloc(q->state->arena, group_max * step_bytes);
    f->chosen.ptr = arena_alloc(q->state->arena, group_max * step_bytes);
    f->data.ptr = arena_alloc(
        q->state->arena, n_groups * hex_bytes + f->n_related * step_bytes);
    return f->data.ptr ? OK : canon_no_memory(q->state);
}

/* Steps 1 to 3: finds related blank nodes and orders them by hash. */
static code find_related(const struct search *q, struct frame *f)
{
    const struct canon_state *state = q->state;
    const uint32_t *mention = state->mentions + state->mention_start[f->blank];
    const uint32_t *end = state->mentions + state->mention_start[f->blank + 1];
    size_t n_max = 2 * (size_t)(end - mention);
    struct by_hash by = {f, state->digest_bytes};
    struct order order = {cmp_related, &by};
    uint32_t i;

    f->found = arena_alloc(state->arena, n_max * 4 * sizeof(*f->found));
    f->hashes = arena_alloc(state->arena, n_max * state->digest_bytes);
    if (!f->found || !f->hashes)
        return canon_no_memory(state);
    f->order = f->found + n_max;
    f->related = f->order + n_max;
    f->recursion = f->related + n_max;
    for (; mention < end; mention++) {
        const struct quad *quad = &state->ds->quads[*mention];

        TRY(add_related(q, f, quad, quad->subject, 's'));
        TRY(add_related(q, f, quad, quad->object, 'o'));
        TRY(add_related(q, f, quad, quad->graph, 'g'));
    }
    order_sort(&order, f->order, f->n_related, f->related);
    for (i = 0; i < f->n_related; i++)
        f->related[i] = f->found[f->order[i]];
    return reserve_texts(q, f);
}

/* Calls Hash N-Degree Quads on a blank node. */
static code call(struct search *q, uint32_t blank)
{
    struct canon_state *state = q->state;
    struct arena_mark mark = arena_mark(state->arena);
    struct frame *f = arena_new(state->arena, struct frame);

    if (!f)
        return canon_no_memory(state);
    if (q->calls_left == 0)
        return err_set(state->reterr, E_COMPLEXITY_LIMIT, S("blank nodes"));
    q->calls_left--;
    TRY(spend(q, WORK_PER_CALL));
    f->caller = q->top;
    f->mark = mark;
    f->blank = blank;
    TRY(find_related(q, f));
    q->top = f;
    return OK;
}

static bool is_worse(const struct text *path, const struct text *chosen)
{
    return str_cmp((str){path->ptr, path->len},
               (str){chosen->ptr, chosen->len}) > 0;
}

/* Steps 5.4.4.3 and 5.4.5.6. What follows makes the path longer, never less:
 * so no matter how long it is, once it is greater it cannot be chosen. */
static void skip_if_worse(struct frame *f)
{
    if (f->is_chosen && is_worse(&f->path, &f->chosen)) {
        f->skipped = true;
        f->i_recursion = f->n_recursion;
    }
}

/* Steps 5.4.1 to 5.4.4. */
static code begin_permutation(struct search *q, struct frame *f)
{
    char *at = f->path.ptr;
    uint32_t i;

    TRY(budget_spend(
        q->state->budget, f->group_end - f->group, q->state->reterr));
    f->n_recursion = 0;
    f->i_recursion = 0;
    f->skipped = false;
    for (i = f->group; i < f->group_end; i++) {
        uint32_t related = f->related[i];

        if (!put_label(q, related, &at)) {
            f->recursion[f->n_recursion++] = related;
            issue(&q->issuer, related);
            (void)put_label(q, related, &at);
        }
    }
    f->path.len = (size_t)(at - f->path.ptr);
    skip_if_worse(f);
    return OK;
}

/* Steps 5.1 to 5.3. */
static code begin_group(struct search *q, struct frame *f)
{
    const struct canon_state *state = q->state;
    char *end = canon_put_hex(state,
        f->hashes + f->order[f->group] * state->digest_bytes,
        f->data.ptr + f->data.len);

    f->data.len = (size_t)(end - f->data.ptr);
    f->group_end = end_of_group(q, f, f->group);
    f->n_issued = q->issuer.n;
    f->is_chosen = false;
    return begin_permutation(q, f);
}

/* Steps 5.4.5.2 to 5.4.5.6, after a call has returned. */
static void add_result(struct search *q, struct frame *f)
{
    char *at = f->path.ptr + f->path.len;

    (void)put_label(q, f->recursion[f->i_recursion++], &at);
    *at++ = '<';
    at = canon_put_hex(q->state, q->digest, at);
    *at++ = '>';
    f->path.len = (size_t)(at - f->path.ptr);
    skip_if_worse(f);
}

/* Step 5.4.6. */
static code choose(const struct search *q, struct frame *f)
{
    struct text path = f->path;
    size_t n = q->issuer.n - f->n_issued;

    f->chosen_issued = arena_grow(q->state->arena, f->chosen_issued,
        sizeof(*f->chosen_issued), n, &f->chosen_capacity);
    if (n > f->chosen_capacity)
        return canon_no_memory(q->state);
    if (n > 0)
        memcpy(f->chosen_issued, q->issuer.issued + f->n_issued,
            n * sizeof(*f->chosen_issued));
    f->n_chosen_issued = n;
    f->path = f->chosen;
    f->chosen = path;
    f->is_chosen = true;
    return OK;
}

/* The next arrangement in ascending order; equal items change no places, so
 * that none comes twice. */
static bool next_permutation(uint32_t *items, size_t n)
{
    size_t i = n - 1;
    size_t k = n - 1;
    uint32_t item;

    while (i > 0 && items[i - 1] >= items[i])
        i--;
    if (i == 0)
        return false;
    while (items[k] <= items[i - 1])
        k--;
    item = items[k];
    items[k] = items[i - 1];
    items[i - 1] = item;
    for (k = n - 1; i < k; i++, k--) {
        item = items[i];
        items[i] = items[k];
        items[k] = item;
    }
    return true;
}

/* Steps 5.5 and 5.6. */
static void end_group(struct frame *f, struct text path)
{
    memcpy(f->data.ptr + f->data.len, path.ptr, path.len);
    f->data.len += path.len;
    f->group = f->group_end;
}

/* The permutation is complete or skipped: what comes after it. */
static code end_permutation(struct search *q, struct frame *f)
{
    bool more =
        next_permutation(f->related + f->group, f->group_end - f->group);
    size_t i;

    /* The only one is chosen, and the issuer is as it has left it. */
    if (!more && !f->is_chosen) {
        end_group(f, f->path);
        return OK;
    }
    if (!f->skipped && (!f->is_chosen || is_worse(&f->chosen, &f->path)))
        TRY(choose(q, f));
    wind_back(&q->issuer, f->n_issued);
    if (more)
        return begin_permutation(q, f);
    for (i = 0; i < f->n_chosen_issued; i++)
        issue(&q->issuer, f->chosen_issued[i]);
    end_group(f, f->chosen);
    return OK;
}

/* Step 6: hands the hash to the caller. */
static code finish(struct search *q, struct frame *f)
{
    TRY(spend_hash(q, f->data.len));
    TRY(canon_digest(
        q->state, f->data.ptr, f->data.ptr + f->data.len, q->digest));
    q->top = f->caller;
    arena_rewind(q->state->arena, f->mark);
    if (q->top)
        add_result(q, q->top);
    return OK;
}

static code step(struct search *q, struct frame *f)
{
    if (f->i_recursion < f->n_recursion)
        return call(q, f->recursion[f->i_recursion]);
    if (f->group < f->group_end)
        return end_permutation(q, f);
    if (f->group < f->n_related)
        return begin_group(q, f);
    return finish(q, f);
}

/* --- 4.4.3 step 5 --- */

struct result {
    uint8_t digest[HASH_BYTES_MAX];
    uint32_t *issued;
    uint32_t n_issued;
};

/* Steps 5.2.2 to 5.2.4. */
static code hash_n_degree(struct search *q, uint32_t blank, struct result *ret)
{
    const struct budget *budget = q->state->budget;
    struct issuer *issuer = &q->issuer;

    q->calls_left = (uint64_t)budget->hndq_per_blank * q->state->n_blanks +
                    budget->hndq_base;
    issue(issuer, blank);
    TRY(call(q, blank));
    while (q->top)
        TRY(step(q, q->top));
    ret->issued =
        arena_alloc(q->state->arena, issuer->n * sizeof(*ret->issued));
    if (!ret->issued)
        return canon_no_memory(q->state);
    memcpy(ret->issued, issuer->issued, issuer->n * sizeof(*ret->issued));
    memcpy(ret->digest, q->digest, sizeof(ret->digest));
    ret->n_issued = issuer->n;
    wind_back(issuer, 0);
    return OK;
}

static int cmp_results(const void *self, uint32_t a, uint32_t b)
{
    const struct result *results = self;

    return memcmp(
        results[a].digest, results[b].digest, sizeof(results[a].digest));
}

/* Steps 5.1 to 5.3 for blank nodes that share a digest. */
static code label_group(
    struct search *q, const uint32_t *blanks, size_t n_blanks)
{
    struct canon_state *state = q->state;
    struct arena_mark mark = arena_mark(state->arena);
    struct result *results = arena_array(state->arena, n_blanks, struct result);
    uint32_t *order = arena_alloc(state->arena, n_blanks * sizeof(*order));
    struct order by_digest = {cmp_results, results};
    uint32_t n = 0;
    size_t i;
    uint32_t k;

    if (!results || !order)
        return canon_no_memory(state);
    for (i = 0; i < n_blanks; i++) {
        if (state->canonical[blanks[i]] != 0)
            continue;
        TRY(hash_n_degree(q, blanks[i], &results[n]));
        order[n] = n;
        n++;
    }
    order_sort(&by_digest, order, n, state->lines.scratch);
    for (i = 0; i < n; i++) {
        for (k = 0; k < results[order[i]].n_issued; k++)
            canon_issue(state, results[order[i]].issued[k]);
    }
    arena_rewind(state->arena, mark);
    return OK;
}

static code search_init(struct search *q)
{
    struct canon_state *state = q->state;
    size_t n = state->n_blanks;
    size_t predicate_max = 0;
    size_t i;

    for (i = 0; i < state->mention_start[n]; i++) {
        term_id predicate = state->ds->quads[state->mentions[i]].predicate;

        if (state->lines.texts[predicate].len > predicate_max)
            predicate_max = state->lines.texts[predicate].len;
    }
    q->input = arena_alloc(state->arena,
        1 + predicate_max + LABEL_BYTES_MAX + (size_t)2 * HASH_BYTES_MAX);
    q->issuer.label = arena_array(state->arena, n, uint32_t);
    q->issuer.issued = arena_alloc(state->arena, n * sizeof(*q->issuer.issued));
    if (!q->input || !q->issuer.label || !q->issuer.issued)
        return canon_no_memory(state);
    return OK;
}

code n_degree_label(struct canon_state *state, const uint32_t *by_digest)
{
    struct search q = {.state = state};
    size_t i;
    size_t end;

    TRY(search_init(&q));
    for (i = 0; i < state->n_blanks; i = end) {
        end = canon_group_end(state, by_digest, i);
        if (end - i > 1)
            TRY(label_group(&q, by_digest + i, end - i));
    }
    return OK;
}
