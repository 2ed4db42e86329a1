/*
 * One evaluation of a rule on a wallet (RULES 3.3, 3.4): the columns (classes
 * of awards that count as one, and what is on offer), which leaf accepts
 * which, the search for the assignment that the six criteria put first, and
 * its answer. Work is counted by the budget: running out is `indeterminate`,
 * never a false "no" (invariant 58).
 */
#ifndef RULE_EVAL_H
#define RULE_EVAL_H

#include "base/limit.h"
#include "rule/wallet.h"

#define EVAL_NONE UINT32_MAX /* more than an enum may hold */

enum {
    EVAL_WORK = 4 * 1000 * 1000, /* relaxations: about 50 ms */
};

/* Awards that count as one; or, behind those held, one that is on offer. */
struct column {
    const struct holding **members; /* by id */
    size_t n_members;
    const struct offering *offering; /* NULL: held */
};

struct eval {
    const struct rule *rule;
    const struct wallet *wallet;
    const struct world *world;
    date as_of;
    struct budget *budget;
    struct arena *arena;
    const struct rule_node *root; /* stacks inlined for distinctLeaves */
    const struct rule_node **leaves;
    uint32_t n_leaves;
    struct column *columns;
    uint32_t n_columns;
    uint32_t n_held;
    uint8_t *accept; /* enum truth, [leaf * n_columns + column] */
    uint8_t *fixed;  /* enum truth of a leaf without any column */
};

enum rule_class {
    CLASS_L,
    CLASS_F,
    CLASS_S,
};

enum rule_verdict {
    RULE_FALSE,
    RULE_UNKNOWN,
    RULE_TRUE,
    RULE_INDETERMINATE,
};

/* A requirement with so many slots, as it was chosen among alternatives. */
struct slot {
    const struct rule_node *node; /* leaf, nOf or anyOf of leaves, sum */
    int32_t need;                 /* slots; of a sum 1 */
    int32_t filled;
    int64_t weight; /* of a slot */
    int64_t have;   /* of a sum */
};

struct assignment {
    struct slot *slots;
    uint32_t n_slots;
    uint32_t *feed;   /* of each leaf: its column, or EVAL_NONE */
    uint32_t *sum_of; /* of each column: the leaf that sums it */
    int32_t n_filled; /* held columns only */
    int32_t n_needed;
    bool exact; /* the search came to its end */
};

/* Builds the columns. E_LIMIT_EXCEEDED for a wallet over RULE_WALLET_MAX. */
MUST_USE code eval_init(struct eval *e, struct err *reterr);

/* The class of the rule, from its form alone. */
enum rule_class eval_classify(
    const struct rule_node *root, const struct world *world);

/* The verdict, and the assignment that comes first by the criteria. */
MUST_USE code eval_rule(const struct eval *e,
    enum rule_verdict *ret_verdict,
    struct assignment *ret,
    struct err *reterr);

/* The columns on offer that meet the rule together with those held, for the
 * least cost, or in the fewest hours: flags by column in *ret_taken, which
 * has room for all. RULE_FALSE when flows alone find none: a sum or a skill
 * must be filled by what is on offer, or nothing meets the rule. */
enum goal {
    GOAL_HELD, /* the assignment: RULES 3.3 */
    GOAL_CHEAPEST,
    GOAL_SHORTEST,
};
MUST_USE code eval_finish(const struct eval *e,
    enum goal goal,
    bool *ret_taken,
    enum rule_verdict *ret,
    struct err *reterr);

/* Would the rule be satisfied with the columns that are `taken` besides
 * those held? RULE_TRUE, RULE_FALSE or RULE_INDETERMINATE. */
MUST_USE code eval_with(const struct eval *e,
    const bool *taken,
    enum rule_verdict *ret,
    struct err *reterr);

/* The award of the column that is shown for the leaf: of those that it
 * accepts the highest level, then the latest, then by id. NULL: none. */
const struct holding *eval_shown(
    const struct eval *e, uint32_t leaf, uint32_t column);

/* Is it a block of a flow: so many slots, each for one leaf or for one of an
 * anyOf of leaves? */
bool node_flows(const struct rule_node *node);

/* Does the leaf use up what it counts? */
bool eval_consumes(const struct eval *e, const struct rule_node *leaf);

static inline enum truth eval_accepts(
    const struct eval *e, uint32_t leaf, uint32_t column)
{
    return (enum truth)e->accept[(size_t)leaf * e->n_columns + column];
}

#endif
