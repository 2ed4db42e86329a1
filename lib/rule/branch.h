/*
 * A branch of the search: the requirements that were chosen, as slots, and
 * how its flow and its sums are filled (RULES 3.4). Internal to eval.
 */
#ifndef RULE_BRANCH_H
#define RULE_BRANCH_H

#include "rule/eval.h"
#include "rule/flow.h"

/* Places in a struct flow_cost: the criteria of RULES 3.3 in their order. */
enum {
    BY_WEIGHT, /* of what awards do not fill */
    BY_FILL,   /* what offers do not fill either */
    BY_PRICE,
    BY_MINUTES,
    BY_CHANGE, /* of what is recorded */
    BY_STACK,  /* the stack awarded latest changes first */
    BY_COUNT,
};

struct branch {
    const struct eval *e;
    enum truth threshold;
    const bool *taken; /* offered columns that count as held, or NULL */
    bool complete;     /* what is on offer may fill what is open */
    enum goal goal;
    struct slot *slots;
    uint32_t n_slots;
    uint32_t *sum_of; /* of each column: leaf, or EVAL_NONE */
};

/* Nodes: source, sink, columns, leaves, slots, and one for each anyOf in a
 * block. */
struct network {
    struct flow flow;
    uint32_t *edges; /* [leaf * n_columns + column]: 0 none, else edge + 1 */
    uint32_t *block; /* edge into the sink, of each slot */
};

enum {
    BRANCH_FIRST_COLUMN = 2, /* node of the first column; leaves follow */
};

bool branch_holds(const struct branch *b, uint32_t column);

/* The truth of a leaf that uses nothing up. */
bool branch_is_free_true(const struct branch *b, const struct rule_node *leaf);

/* The flow of the branch, not yet solved; lives in the arena. */
MUST_USE code branch_network(const struct branch *b, struct network *net);

/* Fills the sum from the columns of sum_of; awards that it does not need are
 * given back. */
MUST_USE code branch_fill_sum(struct branch *b, struct slot *slot);

#endif
