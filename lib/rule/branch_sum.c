/* How a branch fills its sums of credits and hours. */
#include "rule/branch.h"

enum {
    PERCENT = 100,
};

static int64_t amount_of(
    const struct branch *b, const struct rule_node *leaf, uint32_t column)
{
    const struct holding *h = eval_shown(b->e, leaf->order, column);

    if (!h)
        return 0;
    if (leaf->kind == NODE_CREDITS)
        return h->credit.hundredths;
    return leaf->is_cpd ? h->cpd_minutes : h->minutes;
}

struct pile {
    uint32_t columns[RULE_WALLET_MAX * 2];
    int64_t amounts[RULE_WALLET_MAX * 2];
    size_t n;
};

/* The columns that the branch gives to this sum, the largest first. */
static void gather_pile(
    const struct branch *b, const struct rule_node *leaf, struct pile *p)
{
    uint32_t k;
    size_t at;

    p->n = 0;
    for (k = 0; k < b->e->n_columns &&
                p->n < sizeof(p->columns) / sizeof(p->columns[0]);
         k++) {
        int64_t amount;
        bool free = !eval_consumes(b->e, leaf) && branch_holds(b, k) &&
                    eval_accepts(b->e, leaf->order, k) >= b->threshold;

        if (!free && b->sum_of[k] != leaf->order)
            continue;
        amount = amount_of(b, leaf, k);
        for (at = p->n++; at > 0 && p->amounts[at - 1] < amount; at--) {
            p->amounts[at] = p->amounts[at - 1];
            p->columns[at] = p->columns[at - 1];
        }
        p->amounts[at] = amount;
        p->columns[at] = k;
    }
}

static bool is_capped(
    const struct branch *b, const struct rule_node *leaf, uint32_t column)
{
    const struct holding *h = eval_shown(b->e, leaf->order, column);

    return leaf->cap_issuer.len > 0 && h && str_eq(h->issuer, leaf->cap_issuer);
}

/* The most that awards of the capped issuer may add to `rest`, so that they
 * are at most cap_percent of the whole. */
static int64_t cap_of(const struct rule_node *leaf, int64_t rest)
{
    if (leaf->cap_percent >= PERCENT)
        return INT64_MAX;
    return rest * leaf->cap_percent / (PERCENT - leaf->cap_percent);
}

/* The largest sum of capped awards that fits, by trying each in and out;
 * work is counted. */
static code fit(struct branch *b,
    const struct pile *p,
    size_t at,
    int64_t cap,
    int64_t *best,
    int64_t sum)
{
    TRY(budget_spend(b->e->budget, 1, NULL));
    if (sum > *best)
        *best = sum;
    for (; at < p->n; at++) {
        if (p->amounts[at] <= cap - sum)
            TRY(fit(b, p, at + 1, cap, best, sum + p->amounts[at]));
    }
    return OK;
}

code branch_fill_sum(struct branch *b, struct slot *slot)
{
    const struct rule_node *leaf = slot->node;
    struct pile *all = arena_new(b->e->arena, struct pile);
    struct pile *capped = arena_new(b->e->arena, struct pile);
    int64_t have = 0;
    int64_t fits = 0;
    size_t i;

    if (!all || !capped)
        return arena_status(b->e->arena);
    gather_pile(b, leaf, all);
    for (i = 0; i < all->n; i++) {
        if (is_capped(b, leaf, all->columns[i])) {
            capped->amounts[capped->n++] = all->amounts[i];
            continue;
        }
        if (have >= leaf->min && leaf->cap_issuer.len == 0) {
            if (eval_consumes(b->e, leaf))
                b->sum_of[all->columns[i]] = EVAL_NONE;
            continue;
        }
        if (!amount_add(have, all->amounts[i], &have))
            return E_AMOUNT_RANGE;
    }
    if (capped->n > 0)
        TRY(fit(b, capped, 0, cap_of(leaf, have), &fits, 0));
    slot->have = have + fits;
    slot->filled = slot->have >= leaf->min;
    return OK;
}
