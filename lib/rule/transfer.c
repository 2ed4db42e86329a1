#include "rule/transfer.h"

#include <string.h>

enum {
    OVERLAP_BP = 5000,
};

struct decider {
    const struct transfer_rules *rules;
    const struct transfer_source *sources;
    struct budget *budget;
    struct level_map levels;
    size_t order[TRANSFER_SOURCES_MAX]; /* of those that may count */
    size_t n;
    int64_t cap;
    int64_t rpl_cap;
    int64_t below_cap; /* credit that may lie below the floor */
    bool chosen[TRANSFER_SOURCES_MAX];
    bool best[TRANSFER_SOURCES_MAX];
    int64_t best_credit;
};

/* What the subset that is being tried adds up to. */
struct sums {
    int64_t credit;
    int64_t rpl;
    int64_t below;
};

static bool is_below_floor(
    const struct decider *d, const struct transfer_source *s)
{
    return d->rules->floor.fw.len > 0 &&
           level_at_least(&d->levels, s->level, d->rules->floor, NULL) !=
               TRUTH_TRUE;
}

/* Why the source can never count; REASON_NONE when it may. */
static struct transfer_answer judge(
    const struct decider *d, const struct transfer_source *s, date applied)
{
    const struct transfer_rules *r = d->rules;
    struct transfer_answer answer = {.reason = REASON_NONE};
    enum truth level = TRUTH_TRUE;

    if (r->level_min.fw.len > 0)
        level = level_at_least(&d->levels, s->level, r->level_min, NULL);
    if (r->age_months > 0 &&
        !date_within_months(s->awarded, r->age_months, applied)) {
        answer.reason = REASON_TOO_OLD;
    } else if (level != TRUTH_TRUE) {
        answer.reason =
            level == TRUTH_FALSE ? REASON_LEVEL_FLOOR : REASON_LEVEL_UNKNOWN;
    } else if (s->unit.len > 0 && strs_has(r->filled, s->unit)) {
        answer.reason = REASON_TARGET_FILLED;
    } else if (s->used_in.len > 0 && !(r->shares && s->used_in_shares)) {
        answer.reason = REASON_USED_ELSEWHERE;
        answer.refused_by = r->shares ? s->used_in : r->qualification;
    }
    return answer;
}

/* Higher level, then more recent, then by id. */
static bool is_before(
    const struct transfer_source *a, const struct transfer_source *b)
{
    if (str_eq(a->level.fw, b->level.fw) && a->level.n != b->level.n)
        return a->level.n > b->level.n;
    if (a->awarded != b->awarded)
        return a->awarded > b->awarded;
    return str_cmp(a->id, b->id) < 0;
}

static void put_in_order(struct decider *d, size_t i)
{
    size_t at = d->n++;

    for (; at > 0 && is_before(&d->sources[i], &d->sources[d->order[at - 1]]);
         at--)
        d->order[at] = d->order[at - 1];
    d->order[at] = i;
}

static bool overlap(const struct decider *d, str a, str b)
{
    const struct transfer_rules *r = d->rules;
    size_t i;

    for (i = 0; i < r->n_overlaps; i++) {
        const struct transfer_overlap *o = &r->overlaps[i];

        if (o->share_bp >= OVERLAP_BP &&
            ((str_eq(o->a, a) && str_eq(o->b, b)) ||
                (str_eq(o->a, b) && str_eq(o->b, a))))
            return true;
    }
    return false;
}

/* Does one that is chosen stand against the source (61, 64)? */
static enum reason clashes(
    const struct decider *d, const bool *chosen, size_t i)
{
    const struct transfer_source *s = &d->sources[i];
    size_t k;

    for (k = 0; k < d->n; k++) {
        const struct transfer_source *other = &d->sources[d->order[k]];

        if (!chosen[d->order[k]] || other == s)
            continue;
        if (s->unit.len > 0 && str_eq(s->unit, other->unit))
            return REASON_TARGET_FILLED;
        if (overlap(d, s->id, other->id))
            return REASON_DUPLICATE;
    }
    return REASON_NONE;
}

static bool fits(const struct decider *d,
    const struct sums *sums,
    size_t i,
    struct sums *ret)
{
    const struct transfer_source *s = &d->sources[i];

    *ret = *sums;
    if (s->credit < 0 || !amount_add(ret->credit, s->credit, &ret->credit))
        return false;
    ret->rpl += s->is_rpl ? s->credit : 0;
    ret->below += is_below_floor(d, s) ? s->credit : 0;
    return ret->credit <= d->cap && ret->rpl <= d->rpl_cap &&
           ret->below <= d->below_cap;
}

/* In before out: of subsets with the same credit the first found has the
 * sources that come first. `left` is the credit from `at` on. */
static code choose(
    struct decider *d, size_t at, const struct sums *sums, int64_t left)
{
    struct sums with;
    size_t i;

    TRY(budget_spend(d->budget, 1, NULL));
    if (sums->credit > d->best_credit) {
        d->best_credit = sums->credit;
        memcpy(d->best, d->chosen, sizeof(d->best));
    }
    if (at == d->n || sums->credit + left <= d->best_credit ||
        d->best_credit == d->cap)
        return OK;
    i = d->order[at];
    left -= d->sources[i].credit;
    if (fits(d, sums, i, &with) && clashes(d, d->chosen, i) == REASON_NONE) {
        d->chosen[i] = true;
        TRY(choose(d, at + 1, &with, left));
        d->chosen[i] = false;
    }
    return choose(d, at + 1, sums, left);
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static code set_caps(struct decider *d)
{
    const struct transfer_rules *r = d->rules;
    int64_t cap = 0;
    int64_t rpl = 0;

    if (!amount_mul(r->total, r->cap_bp, &cap) ||
        !amount_mul(r->total, r->rpl_cap_bp, &rpl))
        return E_AMOUNT_RANGE;
    cap = least(cap / UNIT_WHOLE_BP, r->total - r->residency_min);
    d->cap = cap - r->transferred;
    d->rpl_cap = rpl / UNIT_WHOLE_BP - r->rpl;
    d->below_cap = r->total - r->floor_credit - r->below_floor;
    return OK;
}

static void write_decision(
    const struct decider *d, size_t n, struct transfer_decision *ret)
{
    const struct transfer_rules *r = d->rules;
    int64_t rpl = 0;
    size_t i;

    for (i = 0; i < n; i++) {
        struct transfer_answer *answer = &ret->answers[i];

        if (answer->reason != REASON_NONE)
            continue;
        if (d->best[i]) {
            rpl += d->sources[i].is_rpl ? d->sources[i].credit : 0;
            continue;
        }
        answer->reason = clashes(d, d->best, i);
        if (answer->reason == REASON_NONE)
            answer->reason = REASON_CAP_REACHED;
    }
    ret->credited = d->best_credit;
    ret->cap_left = d->cap - d->best_credit;
    ret->rpl_left = d->rpl_cap - rpl;
    ret->residency = r->total - r->transferred - d->best_credit;
    ret->residency_kept = ret->residency >= r->residency_min;
}

code transfer_decide(const struct transfer_rules *rules,
    const struct transfer_source *sources,
    size_t n,
    date applied,
    struct budget *budget,
    struct transfer_decision *ret)
{
    struct decider d = {.rules = rules,
        .sources = sources,
        .budget = budget,
        .levels = level_map_builtin()};
    struct transfer_decision decision = {.credited = 0};
    struct sums none = {0, 0, 0};
    int64_t left = 0;
    size_t i;

    if (n > TRANSFER_SOURCES_MAX)
        return E_LIMIT_EXCEEDED;
    TRY(set_caps(&d));
    for (i = 0; i < n; i++) {
        decision.answers[i] = judge(&d, &sources[i], applied);
        if (decision.answers[i].reason != REASON_NONE)
            continue;
        if (sources[i].credit < 0 ||
            !amount_add(left, sources[i].credit, &left))
            return E_AMOUNT_RANGE;
        put_in_order(&d, i);
    }
    TRY(choose(&d, 0, &none, left));
    write_decision(&d, n, &decision);
    *ret = decision;
    return OK;
}
