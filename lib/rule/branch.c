#include "rule/branch.h"

enum {
    SOURCE = 0,
    SINK = 1,
};

bool branch_holds(const struct branch *b, uint32_t column)
{
    return column < b->e->n_held || (b->taken && b->taken[column]);
}

static bool is_there(const struct branch *b, uint32_t column)
{
    return branch_holds(b, column) || b->complete;
}

bool branch_is_free_true(const struct branch *b, const struct rule_node *leaf)
{
    uint32_t k;

    if ((enum truth)b->e->fixed[leaf->order] >= b->threshold)
        return true;
    for (k = 0; k < b->e->n_columns; k++) {
        if (branch_holds(b, k) &&
            eval_accepts(b->e, leaf->order, k) >= b->threshold)
            return true;
    }
    return false;
}

/* How the recorded assignment sees this pair: was it so, and how early was
 * that stack awarded (later stacks change first)? */
static const struct recorded *find_record(
    const struct branch *b, const struct rule_node *leaf, uint32_t column)
{
    const struct wallet *w = b->e->wallet;
    const struct column *c = &b->e->columns[column];
    size_t i;
    size_t k;

    for (i = 0; i < w->n_recorded; i++) {
        const struct recorded *r = &w->recorded[i];

        if (!str_eq(r->leaf, leaf->name) || !str_eq(r->stack, leaf->stack))
            continue;
        for (k = 0; k < c->n_members; k++) {
            if (str_eq(c->members[k]->id, r->credential))
                return r;
        }
    }
    return NULL;
}

static struct flow_cost cost_of(const struct branch *b,
    const struct rule_node *leaf,
    uint32_t column,
    int64_t weight)
{
    const struct offering *o = b->e->columns[column].offering;
    const struct recorded *r = NULL;
    struct flow_cost cost = {{0}};

    cost.v[BY_FILL] = -1;
    if (!branch_holds(b, column)) {
        bool swap = b->goal == GOAL_SHORTEST;

        cost.v[BY_WEIGHT] = b->goal == GOAL_HELD ? 0 : -weight;
        cost.v[swap ? BY_MINUTES : BY_PRICE] = o->cost.minor;
        cost.v[swap ? BY_PRICE : BY_MINUTES] = o->gives.minutes;
        return cost;
    }
    cost.v[BY_WEIGHT] = -weight;
    cost.v[BY_COUNT] = 1;
    if (b->e->wallet->n_recorded > 0)
        r = find_record(b, leaf, column);
    cost.v[BY_CHANGE] = r ? -1 : 1;
    if (r && r->awarded != DATE_NONE) /* to keep the earlier is worth more */
        cost.v[BY_STACK] = (int64_t)r->awarded - INT32_MAX;
    return cost;
}

static void add_free_leaf(const struct branch *b,
    struct network *net,
    const struct rule_node *leaf,
    int64_t weight)
{
    uint32_t node = BRANCH_FIRST_COLUMN + b->e->n_columns + leaf->order;
    struct flow_cost cost = {{0}};
    uint32_t k;

    cost.v[BY_FILL] = -1;
    if (branch_is_free_true(b, leaf)) {
        cost.v[BY_WEIGHT] = -weight;
        flow_edge(&net->flow, SOURCE, node, 1, &cost);
        return;
    }
    for (k = b->e->n_held; b->complete && k < b->e->n_columns; k++) {
        if (eval_accepts(b->e, leaf->order, k) < b->threshold)
            continue;
        cost = cost_of(b, leaf, k, weight); /* the first is the cheapest */
        flow_edge(&net->flow, SOURCE, node, 1, &cost);
        return;
    }
}

static void add_leaf(const struct branch *b,
    struct network *net,
    const struct rule_node *leaf,
    uint32_t into,
    int64_t weight)
{
    const struct flow_cost zero = {{0}};
    uint32_t node = BRANCH_FIRST_COLUMN + b->e->n_columns + leaf->order;
    uint32_t k;

    flow_edge(&net->flow, node, into, 1, &zero);
    if (!eval_consumes(b->e, leaf)) {
        add_free_leaf(b, net, leaf, weight);
        return;
    }
    for (k = 0; k < b->e->n_columns; k++) {
        struct flow_cost cost;

        if (!is_there(b, k) || b->sum_of[k] != EVAL_NONE ||
            eval_accepts(b->e, leaf->order, k) < b->threshold)
            continue;
        cost = cost_of(b, leaf, k, weight);
        net->edges[(size_t)leaf->order * b->e->n_columns + k] =
            flow_edge(&net->flow, BRANCH_FIRST_COLUMN + k, node, 1, &cost) + 1;
    }
}

code branch_network(const struct branch *b, struct network *net)
{
    const struct eval *e = b->e;
    const struct flow_cost zero = {{0}};
    uint32_t slot = BRANCH_FIRST_COLUMN + e->n_columns + e->n_leaves;
    uint32_t choice = slot + b->n_slots;
    const struct rule_node *child;
    const struct rule_node *leaf;
    uint32_t i;

    flow_init(&net->flow, choice + RULE_LEAVES_MAX, e->arena, e->budget);
    net->edges =
        arena_array(e->arena, (size_t)e->n_leaves * e->n_columns + 1, uint32_t);
    net->block = arena_array(e->arena, b->n_slots + 1, uint32_t);
    if (!net->edges || !net->block)
        return arena_status(e->arena);
    for (i = 0; i < e->n_columns; i++) {
        if (is_there(b, i))
            flow_edge(&net->flow, SOURCE, BRANCH_FIRST_COLUMN + i, 1, &zero);
    }
    for (i = 0; i < b->n_slots; i++, slot++) {
        const struct slot *one = &b->slots[i];

        if (node_is_sum(one->node))
            continue;
        net->block[i] = flow_edge(&net->flow, slot, SINK, one->need, &zero);
        if (node_is_leaf(one->node))
            add_leaf(b, net, one->node, slot, one->weight);
        for (child = one->node->first; child; child = child->next) {
            if (node_is_leaf(child)) {
                add_leaf(b, net, child, slot, one->weight);
                continue;
            }
            flow_edge(&net->flow, choice, slot, 1, &zero);
            for (leaf = child->first; leaf; leaf = leaf->next)
                add_leaf(b, net, leaf, choice, one->weight);
            choice++;
        }
    }
    return net->flow.failed;
}
