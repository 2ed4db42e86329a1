/*
 * Flow of least cost, where a cost is a row of integers compared from the
 * left: the criteria of RULES 3.3 in their order. Successive shortest paths
 * by Bellman and Ford; every relaxation is counted against the budget.
 */
#ifndef RULE_FLOW_H
#define RULE_FLOW_H

#include "base/arena.h"
#include "base/limit.h"

enum {
    FLOW_COSTS = 7,
};

struct flow_cost {
    int64_t v[FLOW_COSTS];
};

struct flow_edge {
    uint32_t to;
    uint32_t next; /* of the same node; UINT32_MAX ends */
    int32_t room;
    bool frozen;
    struct flow_cost cost;
};

/* Edges 2i and 2i + 1 are one edge and its way back. */
struct flow {
    struct arena *arena;
    struct budget *budget;
    uint32_t *first; /* edge of each node */
    uint32_t n_nodes;
    struct flow_edge *edges;
    uint32_t n_edges;
    size_t edges_held;
    struct flow_cost *potential; /* of each node, once flow_prefer asks */
    code failed;
};

/* Room for that many nodes; node 0 is the source, node 1 the sink. */
void flow_init(struct flow *f,
    uint32_t n_nodes,
    struct arena *arena,
    struct budget *budget);

/* The number of the edge. */
uint32_t flow_edge(struct flow *f,
    uint32_t from,
    uint32_t to,
    int32_t room,
    const struct flow_cost *cost);

/* How much goes through it. */
static inline int32_t flow_through(const struct flow *f, uint32_t edge)
{
    return f->edges[edge + 1].room;
}

/* Sends what lowers the cost, the cheapest first; *ret_cost is the sum. */
MUST_USE code flow_solve(struct flow *f, struct flow_cost *ret_cost);

/* After flow_solve: of the solutions of the same cost, the one in which
 * `node` is fed by the first of these edges that can feed it; then freezes
 * how it is fed. Edges lead into the node, best first. */
MUST_USE code flow_prefer(
    struct flow *f, uint32_t node, const uint32_t *edges, size_t n);

int flow_cost_cmp(const struct flow_cost *a, const struct flow_cost *b);

#endif
