#include "rule/eval.h"

#include <string.h>

/* --- the tree: stacks inlined --- */

static const struct rule *find_stack(const struct world *world, str id)
{
    size_t i;

    for (i = 0; i < world->n_stacks; i++) {
        if (str_eq(world->stacks[i]->id, id))
            return world->stacks[i];
    }
    return NULL;
}

static struct rule_node *copy_tree(
    struct eval *e, const struct rule_node *node, str stack, uint32_t depth);

static struct rule_node *copy_children(
    struct eval *e, const struct rule_node *node, str stack, uint32_t depth)
{
    struct rule_node *first = NULL;
    struct rule_node **end = &first;
    const struct rule_node *child;

    for (child = node->first; child; child = child->next) {
        *end = copy_tree(e, child, stack, depth);
        if (!*end)
            return NULL;
        end = &(*end)->next;
    }
    return first;
}

/* With distinctLeaves a stack leaf becomes the rule of that stack. */
static struct rule_node *copy_tree(
    struct eval *e, const struct rule_node *node, str stack, uint32_t depth)
{
    const struct rule *inner = NULL;
    struct rule_node *copy = arena_new(e->arena, struct rule_node);

    if (!copy)
        return NULL;
    if (node->kind == NODE_STACK && e->rule->policy.distinct_leaves &&
        depth < RULE_DEPTH_MAX)
        inner = find_stack(e->world, node->uri);
    *copy = inner ? *inner->root : *node;
    copy->next = NULL;
    copy->stack = stack;
    if (inner) {
        copy->weight = node->weight;
        copy->stack = inner->id;
        copy->label = node->label.len > 0 ? node->label : inner->label;
        copy->first = copy_children(e, inner->root, inner->id, depth + 1);
    } else {
        copy->first = copy_children(e, node, stack, depth);
    }
    if (node_is_leaf(copy))
        copy->order = e->n_leaves++;
    return copy;
}

static void list_leaves(struct eval *e, const struct rule_node *node)
{
    const struct rule_node *child;

    if (node_is_leaf(node))
        e->leaves[node->order] = node;
    for (child = node->first; child; child = child->next)
        list_leaves(e, child);
}

static code build_tree(struct eval *e, struct err *err)
{
    const str none = {NULL, 0};

    e->root = copy_tree(e, e->rule->root, none, 0);
    if (arena_status(e->arena) != OK)
        return err_set(err, arena_status(e->arena), S("rule"));
    if (e->n_leaves > RULE_LEAVES_MAX)
        return err_set(err, E_LIMIT_EXCEEDED, S("leaves"));
    e->leaves = arena_array(e->arena, e->n_leaves, const struct rule_node *);
    if (!e->leaves)
        return err_set(err, arena_status(e->arena), S("rule"));
    list_leaves(e, e->root);
    return OK;
}

/* --- columns --- */

static bool any_leaf_accepts(const struct eval *e, const struct holding *h)
{
    enum reason reason;
    uint32_t i;

    for (i = 0; i < e->n_leaves; i++) {
        if (leaf_accepts(e->leaves[i], h, e->world, e->as_of, &reason) !=
            TRUTH_FALSE)
            return true;
    }
    return false;
}

/* Insertion sort by id: wallets are small, and arrive nearly in order. */
static void sort_holdings(const struct holding **list, size_t n)
{
    size_t i;
    size_t k;

    for (i = 1; i < n; i++) {
        const struct holding *one = list[i];

        for (k = i; k > 0 && str_cmp(list[k - 1]->id, one->id) > 0; k--)
            list[k] = list[k - 1];
        list[k] = one;
    }
}

static code build_held(struct eval *e)
{
    const struct wallet *w = e->wallet;
    const struct holding **sorted =
        arena_array(e->arena, w->n_holdings + 1, const struct holding *);
    size_t n = 0;
    size_t i;
    uint32_t k;

    if (!sorted)
        return arena_status(e->arena);
    for (i = 0; i < w->n_holdings; i++) {
        if (any_leaf_accepts(e, &w->holdings[i]))
            sorted[n++] = &w->holdings[i];
    }
    sort_holdings(sorted, n);
    for (i = 0; i < n; i++) {
        struct column *column;

        for (k = 0; k < e->n_columns; k++) {
            if (achievements_same(e->world, sorted[i]->achievement,
                    e->columns[k].members[0]->achievement))
                break;
        }
        column = &e->columns[k];
        if (k == e->n_columns) {
            e->n_columns++;
            column->members =
                arena_array(e->arena, n - i, const struct holding *);
        }
        if (!column->members)
            return arena_status(e->arena);
        column->members[column->n_members++] = sorted[i];
    }
    e->n_held = e->n_columns;
    return OK;
}

/* By cost, effort, id: the order in which offerings are preferred. */
static int offering_cmp(const struct offering *a, const struct offering *b)
{
    if (a->cost.minor != b->cost.minor)
        return a->cost.minor < b->cost.minor ? -1 : 1;
    if (a->gives.minutes != b->gives.minutes)
        return a->gives.minutes < b->gives.minutes ? -1 : 1;
    return str_cmp(a->id, b->id);
}

/* What the award would be, were it earned that day. */
static struct holding *prospect(struct eval *e, const struct offering *o)
{
    struct holding *h = arena_new(e->arena, struct holding);

    if (!h)
        return NULL;
    *h = o->gives;
    h->id = o->id;
    h->awarded = e->as_of;
    h->valid_until = DATE_NONE;
    h->state = HOLDING_ACTIVE;
    h->verified = TRUTH_TRUE;
    if (o->via_rpl)
        h->source = SOURCE_RPL;
    return h;
}

static bool is_column(const struct eval *e, str achievement, uint32_t *ret)
{
    uint32_t k;

    for (k = 0; k < e->n_columns; k++) {
        if (achievements_same(
                e->world, achievement, e->columns[k].members[0]->achievement))
            break;
    }
    *ret = k;
    return k < e->n_columns;
}

/* The best offering of each class that is not held. */
static code build_offered(struct eval *e)
{
    size_t i;
    uint32_t k;

    for (i = 0; i < e->world->n_offerings; i++) {
        const struct offering *o = &e->world->offerings[i];
        struct holding *h = prospect(e, o);
        struct column *column;

        if (!h)
            return arena_status(e->arena);
        if (!any_leaf_accepts(e, h))
            continue;
        if (is_column(e, o->gives.achievement, &k)) {
            column = &e->columns[k];
            if (k < e->n_held || offering_cmp(o, column->offering) >= 0)
                continue;
        } else {
            column = &e->columns[e->n_columns++];
            column->members = arena_array(e->arena, 1, const struct holding *);
            column->n_members = 1;
        }
        if (!column->members)
            return arena_status(e->arena);
        column->offering = o;
        column->members[0] = h;
    }
    return OK;
}

static void sort_offered(struct eval *e)
{
    uint32_t i;
    uint32_t k;

    for (i = e->n_held + 1; i < e->n_columns; i++) {
        struct column one = e->columns[i];

        for (k = i; k > e->n_held &&
                    offering_cmp(e->columns[k - 1].offering, one.offering) > 0;
             k--)
            e->columns[k] = e->columns[k - 1];
        e->columns[k] = one;
    }
}

/* --- which leaf accepts which --- */

/* exclude.ifHeld: one of them is held and usable. */
static bool is_shut(const struct eval *e, const struct rule_node *leaf)
{
    const struct wallet *w = e->wallet;
    size_t i;

    for (i = 0; leaf->where.exclude_if_held.n > 0 && i < w->n_holdings; i++) {
        if (strs_has(leaf->where.exclude_if_held, w->holdings[i].achievement) &&
            holding_unusable(&w->holdings[i], e->as_of) == REASON_NONE)
            return true;
    }
    return false;
}

static enum truth claimed(const struct eval *e, const struct rule_node *leaf)
{
    size_t i;

    for (i = 0; i < e->wallet->n_claims; i++) {
        const struct claimed_skill *c = &e->wallet->claims[i];

        if (leaf->evidence >= c->evidence &&
            str_eq(c->skill.skill, leaf->uri) &&
            str_eq(c->skill.scale, leaf->system) && c->skill.level >= leaf->min)
            return TRUTH_TRUE;
    }
    return TRUTH_FALSE;
}

static enum truth experienced(
    const struct eval *e, const struct rule_node *leaf)
{
    int64_t sum = 0;
    size_t i;

    for (i = 0; i < e->wallet->n_experience; i++) {
        const struct experience *x = &e->wallet->experience[i];

        if (leaf->uri.len > 0 && !str_eq(x->role, leaf->uri))
            continue;
        if (leaf->verified_by.n == 0
                ? x->verified_by.len == 0
                : !strs_has(leaf->verified_by, x->verified_by))
            continue;
        sum += x->minutes;
    }
    return sum >= leaf->min ? TRUTH_TRUE : TRUTH_FALSE;
}

static void judge_leaf(struct eval *e, uint32_t leaf)
{
    const struct rule_node *node = e->leaves[leaf];
    bool shut = is_shut(e, node);
    uint32_t k;
    size_t i;

    e->fixed[leaf] = TRUTH_FALSE;
    if (node->kind == NODE_OPAQUE)
        e->fixed[leaf] = TRUTH_UNKNOWN;
    if (node->kind == NODE_SKILL && !shut)
        e->fixed[leaf] = (uint8_t)claimed(e, node);
    if (node->kind == NODE_EXPERIENCE)
        e->fixed[leaf] = (uint8_t)experienced(e, node);
    for (k = 0; k < e->n_columns && !shut; k++) {
        uint8_t *cell = &e->accept[(size_t)leaf * e->n_columns + k];

        for (i = 0; i < e->columns[k].n_members; i++) {
            enum reason reason;
            enum truth one = leaf_accepts(
                node, e->columns[k].members[i], e->world, e->as_of, &reason);

            if (one > (enum truth) * cell)
                *cell = (uint8_t)one;
        }
    }
}

code eval_init(struct eval *e, struct err *reterr)
{
    uint32_t i;
    code status;

    e->n_leaves = e->n_columns = e->n_held = 0;
    if (e->wallet->n_holdings > RULE_WALLET_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("wallet"));
    TRY(build_tree(e, reterr));
    e->columns = arena_array(e->arena,
        e->wallet->n_holdings + e->world->n_offerings + 1, struct column);
    status = e->columns ? build_held(e) : arena_status(e->arena);
    if (status == OK)
        status = build_offered(e);
    if (status != OK)
        return err_set(reterr, status, S("wallet"));
    sort_offered(e);
    e->accept =
        arena_array(e->arena, (size_t)e->n_leaves * e->n_columns + 1, uint8_t);
    e->fixed = arena_array(e->arena, e->n_leaves, uint8_t);
    if (!e->accept || !e->fixed)
        return err_set(reterr, arena_status(e->arena), S("wallet"));
    for (i = 0; i < e->n_leaves; i++)
        judge_leaf(e, i);
    return OK;
}

bool eval_consumes(const struct eval *e, const struct rule_node *leaf)
{
    return (node_is_unit(leaf) || node_is_sum(leaf)) && !leaf->where.reuse &&
           e->rule->policy.reuse != REUSE_ANY;
}

static bool is_shown_before(const struct holding *a, const struct holding *b)
{
    if (str_eq(a->level.fw, b->level.fw) && a->level.n != b->level.n)
        return a->level.n > b->level.n;
    if (a->awarded != b->awarded)
        return a->awarded > b->awarded;
    return str_cmp(a->id, b->id) < 0;
}

const struct holding *eval_shown(
    const struct eval *e, uint32_t leaf, uint32_t column)
{
    const struct column *c = &e->columns[column];
    const struct holding *best = NULL;
    enum reason reason;
    size_t i;

    for (i = 0; i < c->n_members; i++) {
        if (leaf_accepts(e->leaves[leaf], c->members[i], e->world, e->as_of,
                &reason) == TRUTH_FALSE)
            continue;
        if (!best || is_shown_before(c->members[i], best))
            best = c->members[i];
    }
    return best;
}

/* --- the class of a rule --- */

/* A leaf that no sum is, or an anyOf of such: what one slot of a flow takes. */
static bool is_one_slot(const struct rule_node *node)
{
    const struct rule_node *child;

    if (node_is_leaf(node))
        return !node_is_sum(node);
    if (node->n != 1)
        return false;
    for (child = node->first; child; child = child->next) {
        if (!node_is_leaf(child) || node_is_sum(child))
            return false;
    }
    return true;
}

bool node_flows(const struct rule_node *node)
{
    const struct rule_node *child;

    if (node_is_leaf(node))
        return !node_is_sum(node);
    for (child = node->first; child; child = child->next) {
        if (!is_one_slot(child))
            return false;
    }
    return true;
}

static bool is_flow_form(const struct rule_node *node)
{
    const struct rule_node *child;

    if (node_flows(node))
        return true;
    if (node_is_leaf(node) || node->n < node->n_children)
        return false;
    for (child = node->first; child; child = child->next) {
        if (!is_flow_form(child))
            return false;
    }
    return true;
}

struct consumers {
    const struct world *world;
    const struct rule_node *list[RULE_LEAVES_MAX];
    size_t n;
    bool any_sum;
};

/* Could one award serve both leaves? */
static bool may_meet(const struct consumers *c,
    const struct rule_node *a,
    const struct rule_node *b)
{
    size_t i;

    if (node_is_unit(a) && node_is_unit(b))
        return achievements_same(c->world, a->uri, b->uri);
    if (node_is_unit(a)) {
        const struct rule_node *swap = a;

        a = b;
        b = swap;
    }
    if (a->from.kind != SELECT_ACHIEVEMENTS || node_is_sum(b))
        return true;
    for (i = 0; i < a->from.items.n; i++) {
        if (achievements_same(c->world, a->from.items.items[i], b->uri))
            return true;
    }
    return false;
}

static void list_consumers(struct consumers *c, const struct rule_node *node)
{
    const struct rule_node *child;

    if ((node_is_unit(node) || node_is_sum(node)) && !node->where.reuse) {
        c->any_sum = c->any_sum || node_is_sum(node);
        c->list[c->n++] = node;
    }
    for (child = node->first; child; child = child->next)
        list_consumers(c, child);
}

enum rule_class eval_classify(
    const struct rule_node *root, const struct world *world)
{
    struct consumers c = {.world = world};
    bool meet = false;
    size_t i;
    size_t k;

    list_consumers(&c, root);
    for (i = 0; i < c.n && !meet; i++) {
        for (k = 0; k < i && !meet; k++)
            meet = may_meet(&c, c.list[i], c.list[k]);
    }
    if (!meet)
        return CLASS_L;
    return is_flow_form(root) && !c.any_sum ? CLASS_F : CLASS_S;
}
