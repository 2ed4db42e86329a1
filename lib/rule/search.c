/*
 * The search of RULES 3.4. Requirements that are a flow are solved as one;
 * what is not is chosen first: which children of a group of groups, and which
 * award goes to which sum. A rule of class L or F has nothing to choose and
 * is one flow. Of the branches the one of the least cost is kept (BY_...), and
 * of its flows the one with the least list of (leaf, award): flow_prefer.
 */
#include "rule/branch.h"

#include <string.h>

enum {
    SLOT_WEIGHT = 10000,
    NODE_WORK = 20,
};

/* Requirements still to be looked at: a list that branches share. */
struct pending {
    const struct rule_node *node;
    int64_t weight; /* of a slot */
    const struct pending *next;
};

struct search {
    struct branch b;
    bool first_only;
    int64_t loss_max;
    bool found;
    struct flow_cost best_cost;
    struct assignment best;
};

/* --- the end of a branch --- */

static int64_t sum_gain(const struct slot *slot)
{
    int64_t have = slot->have < slot->node->min ? slot->have : slot->node->min;

    return have * slot->weight / slot->node->min;
}

static bool is_better(const struct search *s, const struct flow_cost *cost)
{
    return !s->found || flow_cost_cmp(cost, &s->best_cost) < 0;
}

static code keep(struct search *s, const struct flow_cost *cost)
{
    s->found = true;
    s->best_cost = *cost;
    s->best.n_slots = s->b.n_slots;
    memcpy(s->best.slots, s->b.slots, s->b.n_slots * sizeof(*s->b.slots));
    memcpy(
        s->best.sum_of, s->b.sum_of, s->b.e->n_columns * sizeof(*s->b.sum_of));
    return OK;
}

static int64_t weight_needed(const struct search *s)
{
    int64_t sum = 0;
    uint32_t i;

    for (i = 0; i < s->b.n_slots; i++)
        sum += s->b.slots[i].weight * s->b.slots[i].need;
    return sum;
}

/* Costs of the branch as it stands: its first is the loss, its second what
 * even offers leave open. */
static code weigh(struct search *s, struct flow_cost *ret)
{
    struct arena_mark mark = arena_mark(s->b.e->arena);
    struct network net = {0};
    uint32_t i;
    code status = branch_network(&s->b, &net);

    if (status == OK)
        status = flow_solve(&net.flow, ret);
    arena_rewind(s->b.e->arena, mark);
    TRY(status);
    ret->v[BY_WEIGHT] += weight_needed(s);
    for (i = 0; i < s->b.n_slots; i++) {
        if (node_is_sum(s->b.slots[i].node))
            ret->v[BY_WEIGHT] -= sum_gain(&s->b.slots[i]);
        else
            ret->v[BY_FILL] += s->b.slots[i].need;
    }
    return OK;
}

static code finish_flow(struct search *s)
{
    struct arena_mark mark = arena_mark(s->b.e->arena);
    struct flow_cost cost = {{0}};
    uint32_t i;
    uint32_t k;
    code status = OK;

    for (i = 0; status == OK && i < s->b.n_slots; i++) {
        if (node_is_sum(s->b.slots[i].node))
            status = branch_fill_sum(&s->b, &s->b.slots[i]);
    }
    arena_rewind(s->b.e->arena, mark);
    if (status == OK)
        status = weigh(s, &cost);
    TRY(status);
    for (k = 0; k < s->b.e->n_columns; k++)
        cost.v[BY_COUNT] += s->b.sum_of[k] != EVAL_NONE;
    if (cost.v[BY_WEIGHT] <= s->loss_max && is_better(s, &cost))
        return keep(s, &cost);
    return OK;
}

/* How many requirements of the branch could take the column; *ret_sum is
 * the first sum among them at or behind `from`. */
static uint32_t takers(
    const struct search *s, uint32_t column, uint32_t from, uint32_t *ret_sum)
{
    uint32_t n = 0;
    uint32_t i;

    *ret_sum = EVAL_NONE;
    for (i = 0; i < s->b.n_slots; i++) {
        const struct rule_node *node = s->b.slots[i].node;

        if (!node_is_sum(node)) {
            n++; /* may be: the flow knows */
            continue;
        }
        if (!eval_consumes(s->b.e, node) ||
            eval_accepts(s->b.e, node->order, column) < s->b.threshold)
            continue;
        n++;
        if (i >= from && *ret_sum == EVAL_NONE)
            *ret_sum = i;
    }
    return n;
}

static bool unit_accepts(const struct search *s, uint32_t column)
{
    uint32_t i;

    for (i = 0; i < s->b.e->n_leaves; i++) {
        if (node_is_unit(s->b.e->leaves[i]) &&
            eval_consumes(s->b.e, s->b.e->leaves[i]) &&
            eval_accepts(s->b.e, i, column) >= s->b.threshold)
            return true;
    }
    return false;
}

/* share_out's last step, which leaves sum_of as it was. */
static code try_shares(struct search *s)
{
    struct arena_mark mark = arena_mark(s->b.e->arena);
    size_t n = s->b.e->n_columns * sizeof(*s->b.sum_of);
    uint32_t *kept =
        arena_array(s->b.e->arena, s->b.e->n_columns + 1, uint32_t);
    code status;

    if (!kept)
        return arena_status(s->b.e->arena);
    memcpy(kept, s->b.sum_of, n);
    status = finish_flow(s);
    memcpy(s->b.sum_of, kept, n);
    arena_rewind(s->b.e->arena, mark);
    return status;
}

/* Gives each column from `column` on to each of the sums that take it, and
 * to none. A column that only one sum takes has no choice. */
static code share_out(struct search *s, uint32_t column)
{
    uint32_t sum = EVAL_NONE;
    bool has_choice;

    TRY(budget_spend(s->b.e->budget, NODE_WORK, NULL));
    while (column < s->b.e->n_columns &&
           (!branch_holds(&s->b, column) || takers(s, column, 0, &sum) == 0 ||
               sum == EVAL_NONE))
        s->b.sum_of[column++] = EVAL_NONE;
    if (column == s->b.e->n_columns)
        return try_shares(s);
    has_choice = unit_accepts(s, column);
    for (;;) {
        uint32_t next = EVAL_NONE;

        s->b.sum_of[column] = s->b.slots[sum].node->order;
        TRY(share_out(s, column + 1));
        (void)takers(s, column, sum + 1, &next);
        if (next == EVAL_NONE)
            break;
        has_choice = true;
        sum = next;
    }
    if (!has_choice)
        return OK;
    s->b.sum_of[column] = EVAL_NONE;
    return share_out(s, column + 1);
}

static bool has_sum(const struct search *s)
{
    uint32_t i;

    for (i = 0; i < s->b.n_slots; i++) {
        if (node_is_sum(s->b.slots[i].node))
            return true;
    }
    return false;
}

static code finish(struct search *s)
{
    struct arena_mark mark = arena_mark(s->b.e->arena);
    code status;

    if (!has_sum(s))
        return finish_flow(s);
    status = share_out(s, 0);
    arena_rewind(s->b.e->arena, mark);
    memset(s->b.sum_of, 0xff, s->b.e->n_columns * sizeof(*s->b.sum_of));
    return status;
}

/* --- branches --- */

/* At least 1. */
static int64_t slots_of(const struct rule_node *node)
{
    const struct rule_node *child;
    int64_t n = 0;

    if (node_is_leaf(node))
        return 1;
    if (node->n < node->n_children)
        return node->n;
    for (child = node->first; child; child = child->next)
        n += slots_of(child);
    return n > 0 ? n : 1;
}

static code expand(struct search *s,
    const struct pending *open,
    const struct pending *choices);

static bool is_done(const struct search *s)
{
    return s->first_only && s->found;
}

/* Takes `n` of the children from `child` on into the branch, every way. */
static code choose(struct search *s,
    const struct pending *choice,
    const struct rule_node *child,
    uint32_t n,
    const struct pending *open)
{
    struct pending one;
    const struct rule_node *rest;
    uint32_t n_left = 0;
    int64_t need;

    if (n == 0)
        return expand(s, open, choice->next);
    for (rest = child; rest; rest = rest->next)
        n_left++;
    for (; child && n_left >= n && !is_done(s); child = child->next, n_left--) {
        need = slots_of(child);
        one = (struct pending){child, choice->weight / need, open};
        if (one.weight == 0)
            one.weight = 1;
        TRY(choose(s, choice, child->next, n - 1, &one));
    }
    return OK;
}

/* Could the branch so far still be the one? */
static code is_hopeful(struct search *s, bool *ret)
{
    struct flow_cost cost = {{0}};
    int64_t loss_max = s->loss_max;
    bool complete = s->b.complete;
    int64_t loss;
    uint32_t i;
    code status;

    *ret = true;
    if (s->b.n_slots == 0 || (loss_max == INT64_MAX && !s->found))
        return OK;
    if (s->found && s->best_cost.v[BY_WEIGHT] < loss_max)
        loss_max = s->best_cost.v[BY_WEIGHT];
    s->b.complete = complete && s->b.goal != GOAL_HELD;
    status = weigh(s, &cost);
    s->b.complete = complete;
    TRY(status);
    if (s->b.goal != GOAL_HELD && s->found &&
        cost.v[BY_PRICE] > s->best_cost.v[BY_PRICE]) {
        *ret = false; /* more requirements never cost less */
        return OK;
    }
    loss = cost.v[BY_WEIGHT];
    for (i = 0; i < s->b.n_slots; i++) { /* sums may still be filled */
        if (node_is_sum(s->b.slots[i].node))
            loss -= s->b.slots[i].weight;
    }
    *ret = loss <= loss_max;
    return OK;
}

static void add_slot(
    struct search *s, const struct rule_node *node, int64_t weight)
{
    s->b.slots[s->b.n_slots++] = (struct slot){
        .node = node,
        .need = node_is_leaf(node) ? 1 : (int32_t)node->n,
        .weight = weight,
    };
}

/* A group of all its children, or one child that its group takes. */
static code open_group(struct search *s,
    const struct pending *open,
    const struct rule_node *child,
    int64_t weight,
    const struct pending *choices)
{
    struct pending one;

    if (!child)
        return expand(s, open, choices);
    one = (struct pending){child, weight * child->weight, open};
    return open_group(s, &one, child->next, weight, choices);
}

static code expand_slots(
    struct search *s, const struct pending *open, const struct pending *choices)
{
    struct pending choice;
    bool hopeful = true;

    for (; open; open = open->next) {
        const struct rule_node *node = open->node;

        if (!node_is_leaf(node) && node->n == node->n_children)
            return open_group(
                s, open->next, node->first, open->weight, choices);
        if (node_is_sum(node) || node_flows(node)) {
            add_slot(s, node, open->weight);
            continue;
        }
        choice = (struct pending){node, open->weight, choices};
        return expand(s, open->next, &choice);
    }
    if (!choices)
        return finish(s);
    TRY(is_hopeful(s, &hopeful));
    if (!hopeful)
        return OK;
    return choose(s, choices, choices->node->first, choices->node->n, NULL);
}

static code expand(
    struct search *s, const struct pending *open, const struct pending *choices)
{
    uint32_t n_slots = s->b.n_slots;
    code status = budget_spend(s->b.e->budget, NODE_WORK, NULL);

    if (status == OK)
        status = expand_slots(s, open, choices);
    s->b.n_slots = n_slots;
    return status;
}

/* --- the whole --- */

static code search_init(struct search *s, const struct eval *e)
{
    size_t n = e->n_columns + 1;

    s->b.e = e;
    s->b.slots =
        arena_array(e->arena, (size_t)RULE_LEAVES_MAX * 2, struct slot);
    s->best.slots =
        arena_array(e->arena, (size_t)RULE_LEAVES_MAX * 2, struct slot);
    s->b.sum_of = arena_array(e->arena, n, uint32_t);
    s->best.sum_of = arena_array(e->arena, n, uint32_t);
    s->best.feed = arena_array(e->arena, e->n_leaves + 1, uint32_t);
    if (!s->b.slots || !s->best.slots || !s->b.sum_of || !s->best.sum_of ||
        !s->best.feed)
        return arena_status(e->arena);
    memset(s->b.sum_of, 0xff, n * sizeof(uint32_t));
    memset(s->best.sum_of, 0xff, n * sizeof(uint32_t));
    memset(s->best.feed, 0xff, (e->n_leaves + 1) * sizeof(uint32_t));
    return OK;
}

/* OK when it came to its end, E_COMPLEXITY_LIMIT when the budget did. */
static code search_run(struct search *s)
{
    struct pending root = {
        s->b.e->root, (int64_t)SLOT_WEIGHT * s->b.e->root->weight, NULL};

    s->b.n_slots = 0;
    return expand(s, &root, NULL);
}

static void read_feed(struct search *s, const struct network *net)
{
    const struct eval *e = s->b.e;
    uint32_t leaf;
    uint32_t k;

    for (leaf = 0; leaf < e->n_leaves; leaf++) {
        for (k = 0; k < e->n_columns; k++) {
            uint32_t edge = net->edges[(size_t)leaf * e->n_columns + k];

            if (edge != 0 && flow_through(&net->flow, edge - 1) > 0)
                s->best.feed[leaf] = k;
        }
    }
}

/* Of the assignments that cost the same the least, leaf by leaf. */
static code prefer_least(struct search *s, struct network *net)
{
    const struct eval *e = s->b.e;
    uint32_t *edges = arena_array(e->arena, e->n_columns + 1, uint32_t);
    uint32_t leaf;
    uint32_t k;

    if (!edges)
        return arena_status(e->arena);
    for (leaf = 0; leaf < e->n_leaves; leaf++) {
        size_t n = 0;

        for (k = 0; k < e->n_columns; k++) {
            uint32_t edge = net->edges[(size_t)leaf * e->n_columns + k];

            if (edge != 0)
                edges[n++] = edge - 1;
        }
        if (n > 0)
            TRY(flow_prefer(&net->flow,
                BRANCH_FIRST_COLUMN + e->n_columns + leaf, edges, n));
    }
    return OK;
}

/* Slots of the block that awards held, or facts, fill. */
static int32_t filled_by_held(const struct search *s, const struct slot *slot)
{
    const struct rule_node *child;
    const struct rule_node *leaf;
    int32_t n = 0;

    for (child = node_is_leaf(slot->node) ? slot->node : slot->node->first;
         child; child = child->next) {
        bool any = false;

        for (leaf = node_is_leaf(child) ? child : child->first; leaf;
             leaf = leaf->next) {
            uint32_t k = s->best.feed[leaf->order];

            any = any || (k != EVAL_NONE && branch_holds(&s->b, k)) ||
                  (!eval_consumes(s->b.e, leaf) &&
                      branch_is_free_true(&s->b, leaf));
            if (leaf == child)
                break;
        }
        n += any;
        if (child == slot->node)
            break;
    }
    return n < slot->need ? n : slot->need;
}

/* Solves the best branch once more and reads the assignment from it. */
static code settle(struct search *s)
{
    struct network net = {0};
    struct flow_cost cost = {{0}};
    uint32_t i;

    s->b.slots = s->best.slots;
    s->b.n_slots = s->best.n_slots;
    s->b.sum_of = s->best.sum_of;
    TRY(branch_network(&s->b, &net));
    TRY(flow_solve(&net.flow, &cost));
    TRY(prefer_least(s, &net));
    read_feed(s, &net);
    for (i = 0; i < s->b.n_slots; i++) {
        struct slot *slot = &s->b.slots[i];

        if (!node_is_sum(slot->node))
            slot->filled = filled_by_held(s, slot);
        s->best.n_filled += slot->filled;
        s->best.n_needed += slot->need;
    }
    return OK;
}

static bool is_budget(code status)
{
    return status == E_COMPLEXITY_LIMIT;
}

/* Is there an assignment without a loss at this threshold? */
static code decide(
    struct search *s, enum truth threshold, enum rule_verdict *ret)
{
    code status;

    s->b.threshold = threshold;
    s->loss_max = 0;
    status = search_run(s);
    if (status != OK && !is_budget(status))
        return status;
    s->best.exact = status == OK;
    *ret = RULE_FALSE;
    if (s->found)
        *ret = RULE_TRUE;
    else if (status != OK)
        *ret = RULE_INDETERMINATE;
    return OK;
}

/* Each step has work of its own, so that a verdict that took all of its share
 * still gets an assignment to show. */
static void take_share(struct budget *from, struct budget *share)
{
    *share = *from;
    share->work_left =
        from->work_left < EVAL_WORK ? from->work_left : EVAL_WORK;
    from->work_left -= share->work_left;
}

static void give_back(struct budget *to, struct budget *share)
{
    to->work_left += share->work_left;
    share->work_left = 0;
}

static code find_verdict(
    const struct eval *e, struct search *sure, enum rule_verdict *ret)
{
    struct search maybe = {0};
    enum rule_verdict found = RULE_FALSE;

    TRY(search_init(sure, e));
    TRY(decide(sure, TRUTH_TRUE, ret));
    if (*ret != RULE_FALSE)
        return OK;
    TRY(search_init(&maybe, e));
    TRY(decide(&maybe, TRUTH_UNKNOWN, &found));
    if (found == RULE_INDETERMINATE)
        *ret = found;
    else if (found == RULE_TRUE)
        *ret = RULE_UNKNOWN;
    return OK;
}

/* The assignment that fills most, when none fills all. */
static code find_most(const struct eval *e, struct search *s)
{
    code status;

    s->b.complete = true;
    s->b.threshold = TRUTH_TRUE;
    s->loss_max = INT64_MAX;
    TRY(search_init(s, e));
    status = search_run(s);
    s->best.exact = status == OK;
    return is_budget(status) && s->found ? OK : status;
}

static code find_all(struct eval *e,
    struct budget *all,
    enum rule_verdict *ret_verdict,
    struct assignment *ret)
{
    struct search sure = {0};
    struct search most = {0};
    struct search *best = &sure;

    TRY(find_verdict(e, &sure, ret_verdict));
    if (*ret_verdict != RULE_TRUE) {
        give_back(all, e->budget);
        take_share(all, e->budget);
        best = &most;
        TRY(find_most(e, best));
    }
    give_back(all, e->budget);
    take_share(all, e->budget);
    TRY(settle(best));
    *ret = best->best;
    return OK;
}

code eval_rule(const struct eval *e,
    enum rule_verdict *ret_verdict,
    struct assignment *ret,
    struct err *reterr)
{
    struct eval step = *e;
    struct budget share = {0};
    enum rule_verdict verdict = RULE_FALSE;
    code status;

    take_share(e->budget, &share);
    step.budget = &share;
    status = find_all(&step, e->budget, &verdict, ret);
    give_back(e->budget, &share);
    if (status != OK)
        return err_set(reterr, status, S("rule"));
    *ret_verdict = verdict;
    return OK;
}

code eval_with(const struct eval *e,
    const bool *taken,
    enum rule_verdict *ret,
    struct err *reterr)
{
    struct arena_mark mark = arena_mark(e->arena);
    struct search s = {.b = {.taken = taken}, .first_only = true};
    code status = search_init(&s, e);

    if (status == OK)
        status = decide(&s, TRUTH_TRUE, ret);
    arena_rewind(e->arena, mark);
    return status == OK ? OK : err_set(reterr, status, S("rule"));
}

static code finish_at(struct search *s, const struct eval *e, bool *ret_taken)
{
    uint32_t i;

    TRY(settle(s));
    for (i = 0; i < e->n_leaves; i++) {
        if (s->best.feed[i] != EVAL_NONE && s->best.feed[i] >= e->n_held)
            ret_taken[s->best.feed[i]] = true;
    }
    return OK;
}

code eval_finish(const struct eval *e,
    enum goal goal,
    bool *ret_taken,
    enum rule_verdict *ret,
    struct err *reterr)
{
    struct arena_mark mark = arena_mark(e->arena);
    struct search s = {.b = {.complete = true, .goal = goal}};
    enum rule_verdict verdict = RULE_FALSE;
    code status = search_init(&s, e);

    if (status == OK)
        status = decide(&s, TRUTH_TRUE, &verdict);
    if (status == OK && verdict == RULE_TRUE)
        status = finish_at(&s, e, ret_taken);
    if (verdict == RULE_TRUE && !s.best.exact)
        verdict = RULE_INDETERMINATE; /* one that serves, perhaps not best */
    arena_rewind(e->arena, mark);
    if (status != OK)
        return err_set(reterr, status, S("plan"));
    *ret = verdict;
    return OK;
}
