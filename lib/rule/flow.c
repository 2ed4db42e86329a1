#include "rule/flow.h"

#include <string.h>

#define NO_EDGE UINT32_MAX /* more than an enum may hold */

enum {
    SOURCE = 0,
    SINK = 1,
};

int flow_cost_cmp(const struct flow_cost *a, const struct flow_cost *b)
{
    size_t i;

    for (i = 0; i < FLOW_COSTS; i++) {
        if (a->v[i] != b->v[i])
            return a->v[i] < b->v[i] ? -1 : 1;
    }
    return 0;
}

static void flow_cost_add(struct flow_cost *a, const struct flow_cost *b)
{
    size_t i;

    for (i = 0; i < FLOW_COSTS; i++)
        a->v[i] += b->v[i];
}

void flow_init(struct flow *f,
    uint32_t n_nodes,
    struct arena *arena,
    struct budget *budget)
{
    *f = (struct flow){
        .arena = arena, .budget = budget, .n_nodes = n_nodes, .failed = OK};
    f->first = arena_array(arena, n_nodes, uint32_t);
    if (f->first)
        memset(f->first, 0xff, n_nodes * sizeof(uint32_t));
    else
        f->failed = arena_status(arena);
}

static void put_edge(struct flow *f,
    uint32_t from,
    uint32_t to,
    int32_t room,
    const struct flow_cost *cost)
{
    f->edges[f->n_edges] = (struct flow_edge){
        .to = to, .next = f->first[from], .room = room, .cost = *cost};
    f->first[from] = f->n_edges++;
}

uint32_t flow_edge(struct flow *f,
    uint32_t from,
    uint32_t to,
    int32_t room,
    const struct flow_cost *cost)
{
    struct flow_cost back = {{0}};
    struct flow_edge *edges;
    size_t i;

    if (f->failed != OK)
        return 0;
    edges = arena_grow(f->arena, f->edges, sizeof(*edges),
        (size_t)f->n_edges + 2, &f->edges_held);
    if (!edges) {
        f->failed = arena_status(f->arena);
        return 0;
    }
    f->edges = edges;
    for (i = 0; i < FLOW_COSTS; i++)
        back.v[i] = -cost->v[i];
    put_edge(f, from, to, room, cost);
    put_edge(f, to, from, 0, &back);
    return f->n_edges - 2;
}

/* --- shortest paths --- */

struct paths {
    struct flow_cost *cost; /* of each node */
    uint32_t *by;           /* edge that leads there */
    bool *known;
    bool *queued;
    uint32_t *queue; /* a ring of n_nodes */
    uint32_t head;
    uint32_t n_queued;
};

static code paths_init(struct flow *f, struct paths *p)
{
    p->cost = arena_array(f->arena, f->n_nodes, struct flow_cost);
    p->by = arena_array(f->arena, f->n_nodes, uint32_t);
    p->known = arena_array(f->arena, f->n_nodes, bool);
    p->queued = arena_array(f->arena, f->n_nodes, bool);
    p->queue = arena_array(f->arena, f->n_nodes, uint32_t);
    return arena_status(f->arena);
}

static void paths_push(const struct flow *f, struct paths *p, uint32_t node)
{
    if (p->queued[node])
        return;
    p->queued[node] = true;
    p->queue[(p->head + p->n_queued++) % f->n_nodes] = node;
}

static void relax(struct flow *f, struct paths *p, uint32_t from)
{
    uint32_t e;

    for (e = f->first[from]; e != NO_EDGE; e = f->edges[e].next) {
        const struct flow_edge *edge = &f->edges[e];
        struct flow_cost cost = p->cost[from];

        if (edge->room == 0)
            continue;
        flow_cost_add(&cost, &edge->cost);
        if (p->known[edge->to] && flow_cost_cmp(&cost, &p->cost[edge->to]) >= 0)
            continue;
        p->known[edge->to] = true;
        p->cost[edge->to] = cost;
        p->by[edge->to] = e;
        paths_push(f, p, edge->to);
    }
}

static uint64_t degree(const struct flow *f, uint32_t node)
{
    uint64_t n = 1;
    uint32_t e;

    for (e = f->first[node]; e != NO_EDGE; e = f->edges[e].next)
        n++;
    return n;
}

/* From what is known at first to every node. */
static code paths_find(struct flow *f, struct paths *p)
{
    while (p->n_queued > 0) {
        uint32_t node = p->queue[p->head];

        p->head = (p->head + 1) % f->n_nodes;
        p->n_queued--;
        p->queued[node] = false;
        TRY(budget_spend(f->budget, degree(f, node), NULL));
        relax(f, p, node);
    }
    return OK;
}

static int32_t widest(const struct flow *f, const struct paths *p)
{
    int32_t room = INT32_MAX;
    uint32_t at = SINK;

    while (at != SOURCE) {
        const struct flow_edge *edge = &f->edges[p->by[at]];

        room = edge->room < room ? edge->room : room;
        at = f->edges[p->by[at] ^ 1].to;
    }
    return room;
}

static void send(struct flow *f, uint32_t edge, int32_t n)
{
    f->edges[edge].room -= n;
    f->edges[edge ^ 1].room += n;
}

code flow_solve(struct flow *f, struct flow_cost *ret_cost)
{
    const struct flow_cost zero = {{0}};
    struct flow_cost total = zero;
    struct paths p = {0};
    int32_t room;
    uint32_t at;

    TRY(f->failed);
    TRY(paths_init(f, &p));
    for (;;) {
        memset(p.known, 0, f->n_nodes * sizeof(bool));
        p.known[SOURCE] = true;
        p.cost[SOURCE] = zero;
        paths_push(f, &p, SOURCE);
        TRY(paths_find(f, &p));
        if (!p.known[SINK] || flow_cost_cmp(&p.cost[SINK], &zero) >= 0)
            break;
        for (room = widest(f, &p); room > 0; room--)
            flow_cost_add(&total, &p.cost[SINK]);
        room = widest(f, &p);
        for (at = SINK; at != SOURCE; at = f->edges[p.by[at] ^ 1].to)
            send(f, p.by[at], room);
    }
    *ret_cost = total;
    return OK;
}

/* --- of equal solutions, one --- */

/* Nodes that `from` reaches over edges that are free to change without a
 * cost: edges of no reduced cost by the potentials. */
static code reach(struct flow *f, struct paths *p, uint32_t from)
{
    uint32_t e;

    memset(p->known, 0, f->n_nodes * sizeof(bool));
    p->known[from] = true;
    p->head = p->n_queued = 0;
    paths_push(f, p, from);
    while (p->n_queued > 0) {
        uint32_t node = p->queue[p->head];

        p->head = (p->head + 1) % f->n_nodes;
        p->n_queued--;
        p->queued[node] = false;
        TRY(budget_spend(f->budget, degree(f, node), NULL));
        for (e = f->first[node]; e != NO_EDGE; e = f->edges[e].next) {
            const struct flow_edge *edge = &f->edges[e];
            struct flow_cost cost = f->potential[node];

            flow_cost_add(&cost, &edge->cost);
            if (edge->room == 0 || edge->frozen || p->known[edge->to] ||
                flow_cost_cmp(&cost, &f->potential[edge->to]) != 0)
                continue;
            p->known[edge->to] = true;
            p->by[edge->to] = e;
            paths_push(f, p, edge->to);
        }
    }
    return OK;
}

/* Costs of least ways from anywhere: no edge with room is negative by them,
 * and none becomes so by what flow_prefer sends. */
static code potentials(struct flow *f)
{
    struct paths p = {0};
    uint32_t i;

    TRY(paths_init(f, &p));
    for (i = 0; i < f->n_nodes; i++) {
        p.known[i] = true;
        paths_push(f, &p, i);
    }
    TRY(paths_find(f, &p));
    f->potential = p.cost;
    return OK;
}

static bool is_tight(const struct flow *f, uint32_t edge)
{
    struct flow_cost cost = f->potential[f->edges[edge ^ 1].to];

    flow_cost_add(&cost, &f->edges[edge].cost);
    return f->edges[edge].room > 0 && !f->edges[edge].frozen &&
           flow_cost_cmp(&cost, &f->potential[f->edges[edge].to]) == 0;
}

static void freeze(struct flow *f, const uint32_t *edges, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++)
        f->edges[edges[i]].frozen = f->edges[edges[i] ^ 1].frozen = true;
}

static code prefer(
    struct flow *f, uint32_t node, const uint32_t *edges, size_t n)
{
    struct paths p = {0};
    uint32_t at;
    size_t i;

    TRY(paths_init(f, &p));
    TRY(reach(f, &p, node));
    for (i = 0; i < n; i++) {
        uint32_t from = f->edges[edges[i] ^ 1].to;

        if (flow_through(f, edges[i]) > 0)
            break; /* it is fed by this one already */
        if (!is_tight(f, edges[i]) || !p.known[from])
            continue;
        for (at = from; at != node; at = f->edges[p.by[at] ^ 1].to)
            send(f, p.by[at], 1);
        send(f, edges[i], 1);
        break;
    }
    freeze(f, edges, n);
    return OK;
}

code flow_prefer(struct flow *f, uint32_t node, const uint32_t *edges, size_t n)
{
    struct arena_mark mark;
    code status;

    if (!f->potential)
        TRY(potentials(f));
    mark = arena_mark(f->arena);
    status = prefer(f, node, edges, n);
    arena_rewind(f->arena, mark);
    return status;
}
