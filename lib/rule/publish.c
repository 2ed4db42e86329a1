#include "rule/publish.h"

/* From the rule that is asked about to the one that is looked at. */
struct trail {
    const struct trail *up;
    str id;
};

struct checker {
    const struct world *world;
    struct arena *arena;
    struct err *err;
};

str rule_class_word(enum rule_class c)
{
    static const str words[] = {
        [CLASS_L] = STR("L"), [CLASS_F] = STR("F"), [CLASS_S] = STR("S")};

    return words[c];
}

/* "a > b > a": from the first time that the id stands on the trail. */
static code say_cycle(const struct checker *c, const struct trail *trail)
{
    str path = trail->id;
    const struct trail *at;

    for (at = trail->up; at; at = at->up) {
        str parts[] = {at->id, STR(" > "), path};

        path = arena_join(c->arena, parts, 3);
        if (str_eq(at->id, trail->id))
            break;
    }
    return err_set(c->err, E_CYCLE, path);
}

static code follow(const struct checker *c,
    const struct rule_node *node,
    const struct trail *trail);

static code enter(const struct checker *c, str id, const struct trail *up)
{
    struct trail trail = {up, id};
    const struct trail *at;
    size_t i;

    for (at = up; at; at = at->up) {
        if (id.len > 0 && str_eq(at->id, id))
            return say_cycle(c, &trail);
    }
    for (i = 0; i < c->world->n_stacks; i++) {
        if (str_eq(c->world->stacks[i]->id, id))
            return follow(c, c->world->stacks[i]->root, &trail);
    }
    return OK;
}

static code follow(const struct checker *c,
    const struct rule_node *node,
    const struct trail *trail)
{
    const struct rule_node *child;

    if (node->kind == NODE_STACK)
        return enter(c, node->uri, trail);
    for (child = node->first; child; child = child->next)
        TRY(follow(c, child, trail));
    return OK;
}

/* The most that the achievement can give to the sum; -1: not on offer, so
 * nobody can say. */
static int64_t most_of(
    const struct checker *c, const struct rule_node *leaf, str achievement)
{
    int64_t most = -1;
    size_t i;

    for (i = 0; i < c->world->n_offerings; i++) {
        const struct holding *h = &c->world->offerings[i].gives;
        int64_t amount = leaf->is_cpd ? h->cpd_minutes : h->minutes;

        if (!str_eq(h->achievement, achievement))
            continue;
        if (leaf->kind == NODE_CREDITS)
            amount = str_eq(h->credit.system, leaf->system)
                         ? h->credit.hundredths
                         : 0;
        most = amount > most ? amount : most;
    }
    return most;
}

static code check_sums(const struct checker *c, const struct rule_node *node)
{
    const struct rule_node *child;
    int64_t sum = 0;
    size_t i;

    for (child = node->first; child; child = child->next)
        TRY(check_sums(c, child));
    if (!node_is_sum(node) || node->from.kind != SELECT_ACHIEVEMENTS)
        return OK;
    for (i = 0; i < node->from.items.n; i++) {
        int64_t most = most_of(c, node, node->from.items.items[i]);

        if (most < 0)
            return OK;
        if (!amount_add(sum, most, &sum))
            return err_set(c->err, E_AMOUNT_RANGE, node->name);
    }
    return sum >= node->min ? OK : err_set(c->err, E_UNSAT, node->name);
}

code rule_check(const struct rule *rule,
    const struct world *world,
    struct arena *arena,
    enum rule_class *ret,
    struct err *reterr)
{
    struct checker c = {world, arena, reterr};
    struct trail trail = {NULL, rule->id};

    TRY(follow(&c, rule->root, &trail));
    TRY(check_sums(&c, rule->root));
    if (arena_status(arena) != OK)
        return err_set(reterr, arena_status(arena), S("rule"));
    *ret = eval_classify(rule->root, world);
    return OK;
}
