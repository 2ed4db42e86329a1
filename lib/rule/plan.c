#include "rule/plan.h"

#include <string.h>

enum {
    WEEK_DAYS = 7,
};

/* A set of offerings by flags of the world, with its price. */
struct set {
    bool *has;
    int64_t cost;
    int64_t minutes;
};

struct planner {
    const struct eval *e;
    struct budget *budget;
    bool *taken; /* columns of the branch */
    uint32_t *candidates;
    size_t n_candidates;
    struct set *front; /* by cost; none beats another */
    size_t n_front;
    size_t front_held;
    bool exact;
};

static size_t index_of(const struct eval *e, const struct offering *o)
{
    return (size_t)(o - e->world->offerings);
}

static bool is_held(const struct eval *e, str achievement)
{
    size_t i;

    for (i = 0; i < e->wallet->n_holdings; i++) {
        const struct holding *h = &e->wallet->holdings[i];

        if (holding_unusable(h, e->as_of) == REASON_NONE &&
            achievements_same(e->world, h->achievement, achievement))
            return true;
    }
    return false;
}

/* The cheapest offering of the achievement, or NULL. */
static const struct offering *offered(const struct eval *e, str achievement)
{
    const struct offering *best = NULL;
    size_t i;

    for (i = 0; i < e->world->n_offerings; i++) {
        const struct offering *o = &e->world->offerings[i];

        if (!str_eq(o->gives.achievement, achievement))
            continue;
        if (!best || o->cost.minor < best->cost.minor ||
            (o->cost.minor == best->cost.minor && str_cmp(o->id, best->id) < 0))
            best = o;
    }
    return best;
}

/* Puts the offering and what must come before it into the set. False when
 * something that must come before cannot be earned. RPL needs nothing. */
static bool add(const struct eval *e,
    struct set *set,
    const struct offering *o,
    uint32_t depth)
{
    size_t i;

    if (set->has[index_of(e, o)])
        return true;
    if (depth > RULE_DEPTH_MAX ||
        !amount_add(set->cost, o->cost.minor, &set->cost) ||
        !amount_add(set->minutes, o->gives.minutes, &set->minutes))
        return false;
    set->has[index_of(e, o)] = true;
    for (i = 0; !o->via_rpl && i < o->prerequisites.n; i++) {
        const struct offering *before = offered(e, o->prerequisites.items[i]);

        if (is_held(e, o->prerequisites.items[i]))
            continue;
        if (!before || !add(e, set, before, depth + 1))
            return false;
    }
    return true;
}

static code set_init(const struct eval *e, struct set *set)
{
    set->has = arena_array(e->arena, e->world->n_offerings + 1, bool);
    set->cost = set->minutes = 0;
    return set->has ? OK : arena_status(e->arena);
}

/* The set of the columns that are taken. */
static code set_of(const struct eval *e, const bool *taken, struct set *ret)
{
    uint32_t k;

    TRY(set_init(e, ret));
    for (k = e->n_held; k < e->n_columns; k++) {
        if (taken[k] && !add(e, ret, e->columns[k].offering, 0))
            return E_AMOUNT_RANGE;
    }
    return OK;
}

static bool beats(const struct set *a, const struct set *b)
{
    return a->cost <= b->cost && a->minutes <= b->minutes;
}

/* Puts the set into the front unless another beats it. */
static code offer_set(struct planner *p, const struct set *set)
{
    size_t n = 0;
    size_t i;
    struct set *front;

    for (i = 0; i < p->n_front; i++) {
        if (beats(&p->front[i], set))
            return OK;
    }
    for (i = 0; i < p->n_front; i++) {
        if (!beats(set, &p->front[i]))
            p->front[n++] = p->front[i];
    }
    p->n_front = n;
    front = arena_grow(
        p->e->arena, p->front, sizeof(*front), n + 1, &p->front_held);
    if (!front)
        return arena_status(p->e->arena);
    p->front = front;
    for (i = n; i > 0 && front[i - 1].cost > set->cost; i--)
        front[i] = front[i - 1];
    front[i] = *set;
    p->n_front++;
    return OK;
}

static bool is_beaten(const struct planner *p, const struct set *set)
{
    size_t i;

    for (i = 0; i < p->n_front; i++) {
        if (beats(&p->front[i], set))
            return true;
    }
    return false;
}

/* E_COMPLEXITY_LIMIT where the verdict is. */
static code is_met(struct planner *p, bool *ret)
{
    enum rule_verdict verdict = RULE_FALSE;

    TRY(eval_with(p->e, p->taken, &verdict, NULL));
    if (verdict == RULE_INDETERMINATE)
        return E_COMPLEXITY_LIMIT;
    *ret = verdict == RULE_TRUE;
    return OK;
}

/* --- exact: each candidate in or out --- */

/* With all candidates from `from` on besides: is there any hope? */
static code is_hopeful(struct planner *p, size_t from, bool *ret)
{
    size_t i;
    code status;

    for (i = from; i < p->n_candidates; i++)
        p->taken[p->candidates[i]] = true;
    status = is_met(p, ret);
    for (i = from; i < p->n_candidates; i++)
        p->taken[p->candidates[i]] = false;
    return status;
}

static code branch(struct planner *p, size_t from)
{
    struct set set = {0};
    bool met = false;
    size_t i;

    TRY(set_of(p->e, p->taken, &set));
    if (is_beaten(p, &set))
        return OK;
    TRY(is_met(p, &met));
    if (met)
        return offer_set(p, &set);
    for (i = from; i < p->n_candidates; i++) {
        bool hopeful = false;

        TRY(is_hopeful(p, i, &hopeful));
        if (!hopeful)
            return OK;
        p->taken[p->candidates[i]] = true;
        TRY(branch(p, i + 1));
        p->taken[p->candidates[i]] = false;
    }
    return OK;
}

/* --- greedy: all of them, then give back the dearest that is not needed --- */

static code greedy(struct planner *p)
{
    struct set set = {0};
    size_t i;

    for (i = 0; i < p->n_candidates; i++)
        p->taken[p->candidates[i]] = true;
    for (i = p->n_candidates; i-- > 0;) {
        bool met = false;

        p->taken[p->candidates[i]] = false;
        TRY(is_met(p, &met));
        if (!met)
            p->taken[p->candidates[i]] = true;
    }
    TRY(set_of(p->e, p->taken, &set));
    memset(p->taken, 0, p->e->n_columns * sizeof(bool));
    return offer_set(p, &set);
}

/* --- by flows --- */

static bool needs_more(const struct eval *e, const bool *taken)
{
    uint32_t k;
    size_t i;

    for (k = e->n_held; k < e->n_columns; k++) {
        const struct offering *o = e->columns[k].offering;

        for (i = 0; taken[k] && i < o->prerequisites.n; i++) {
            if (!is_held(e, o->prerequisites.items[i]))
                return true;
        }
    }
    return false;
}

/* The plan that a search over flows finds, into the front: *ret_best when it
 * is known to be the best for the goal. */
static code by_flow(struct planner *p, enum goal goal, bool *ret_best)
{
    bool *taken = arena_array(p->e->arena, p->e->n_columns + 1, bool);
    enum rule_verdict verdict = RULE_FALSE;
    struct set set = {0};

    *ret_best = false;
    if (!taken)
        return arena_status(p->e->arena);
    TRY(eval_finish(p->e, goal, taken, &verdict, NULL));
    if (verdict == RULE_FALSE)
        return OK;
    TRY(set_of(p->e, taken, &set));
    *ret_best = verdict == RULE_TRUE && !needs_more(p->e, taken);
    return offer_set(p, &set);
}

/* --- the whole --- */

static code list_candidates(struct planner *p)
{
    const struct eval *e = p->e;
    struct set one = {0};
    uint32_t k;

    p->taken = arena_array(e->arena, e->n_columns + 1, bool);
    p->candidates = arena_array(e->arena, e->n_columns + 1, uint32_t);
    if (!p->taken || !p->candidates)
        return arena_status(e->arena);
    for (k = e->n_held; k < e->n_columns; k++) {
        TRY(set_init(e, &one));
        if (add(e, &one, e->columns[k].offering, 0))
            p->candidates[p->n_candidates++] = k;
    }
    return OK;
}

/* A leaf that uses nothing up may be met by what another leaf takes. */
static bool has_shared_use(const struct eval *e)
{
    uint32_t i;

    for (i = 0; i < e->n_leaves; i++) {
        if (!eval_consumes(e, e->leaves[i]) || node_is_sum(e->leaves[i]))
            return true;
    }
    return false;
}

static code search_all(struct planner *p)
{
    bool cheapest = false;
    bool shortest = false;
    bool possible = false;
    code status;

    TRY(is_hopeful(p, 0, &possible));
    if (!possible)
        return OK;
    if (p->n_candidates == p->e->n_columns - p->e->n_held) {
        TRY(by_flow(p, GOAL_CHEAPEST, &cheapest));
        TRY(by_flow(p, GOAL_SHORTEST, &shortest));
    }
    if (cheapest && shortest && p->n_front == 1 && !has_shared_use(p->e))
        return OK; /* nothing can lie between */
    if (p->n_candidates <= PLAN_CANDIDATES_MAX) {
        status = branch(p, 0);
        memset(p->taken, 0, p->e->n_columns * sizeof(bool));
        if (status != E_COMPLEXITY_LIMIT)
            return status;
    }
    p->exact = false;
    p->budget->work_left += EVAL_WORK; /* for the greedy one, linear */
    return p->n_front > 0 ? OK : greedy(p);
}

static int offering_cmp(const struct offering *a, const struct offering *b)
{
    if (a->cost.minor != b->cost.minor)
        return a->cost.minor < b->cost.minor ? -1 : 1;
    if (a->gives.minutes != b->gives.minutes)
        return a->gives.minutes < b->gives.minutes ? -1 : 1;
    return str_cmp(a->id, b->id);
}

static code write_plan(const struct eval *e,
    const struct set *set,
    int32_t weekly,
    struct plan *ret)
{
    size_t i;
    size_t at;

    *ret = (struct plan){.cost = set->cost, .minutes = set->minutes};
    ret->take = arena_array(
        e->arena, e->world->n_offerings + 1, const struct offering *);
    if (!ret->take)
        return arena_status(e->arena);
    for (i = 0; i < e->world->n_offerings; i++) {
        const struct offering *o = &e->world->offerings[i];

        if (!set->has[i])
            continue;
        for (at = ret->n++; at > 0 && offering_cmp(ret->take[at - 1], o) > 0;
             at--)
            ret->take[at] = ret->take[at - 1];
        ret->take[at] = o;
    }
    if (weekly > 0 && set->minutes / weekly < INT32_MAX / WEEK_DAYS - 1)
        ret->finish_on = date_add_days(e->as_of,
            (int32_t)((set->minutes + weekly - 1) / weekly) * WEEK_DAYS);
    return OK;
}

static code write_all(
    const struct planner *p, int32_t weekly, struct plans *ret)
{
    size_t i;

    ret->possible = p->n_front > 0;
    ret->exact = p->exact;
    if (!ret->possible)
        return OK;
    TRY(write_plan(p->e, &p->front[0], weekly, &ret->cheapest));
    TRY(write_plan(p->e, &p->front[p->n_front - 1], weekly, &ret->shortest));
    for (i = 0; i < p->n_front && i < PLAN_FRONT_MAX; i++)
        TRY(write_plan(
            p->e, &p->front[i], weekly, &ret->front[ret->n_front++]));
    return OK;
}

code plan_finish(const struct eval *e,
    int32_t weekly_minutes,
    struct plans *ret,
    struct err *reterr)
{
    struct budget share = *e->budget;
    struct eval step = *e;
    struct planner p = {.e = &step, .budget = &share, .exact = true};
    struct plans plans = {0};
    code status;

    if (share.work_left > EVAL_WORK)
        share.work_left = EVAL_WORK;
    step.budget = &share;
    status = list_candidates(&p);
    if (status == OK)
        status = search_all(&p);
    if (status == E_COMPLEXITY_LIMIT) {
        p.exact = false;
        status = OK;
    }
    if (status == OK)
        status = write_all(&p, weekly_minutes, &plans);
    if (status != OK)
        return err_set(reterr, status, S("plan"));
    *ret = plans;
    return OK;
}
