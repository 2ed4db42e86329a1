#include "rdf/canon.h"

#include "base/buf.h"
#include "crypto/plain.h"
#include "rdf/nquads.h"
#include "test/support/fail.h"
#include "test/support/suite.h"
#include "test/support/test.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    ARENA_BYTES = 64 * 1024 * 1024,
    TEXT_BYTES = 16384,
};

/* Canonical form of a text, with a fresh default budget. */
static code canonicalize(
    struct arena *a, str text, enum hash_alg hash, struct canon *ret)
{
    struct budget budget = budget_default();
    struct canon_options options = {hash, plain_provider(), &budget};
    struct dataset ds;

    dataset_init(&ds, a, budget.quads_max);
    TRY(nquads_parse(text, &budget, &ds, NULL));
    return canon_dataset(&ds, &options, a, ret, NULL);
}

struct pair {
    const char *text;
    const char *canonical;
};

#define X "<http://example.com/#"

static const struct pair PAIRS[] = {
    {"", ""},
    /* No blank nodes: sorted, each line once. */
    {"<a:b> <a:p> <a:o> .\n<a:a> <a:p> <a:o> .\n<a:b> <a:p> <a:o> .",
        "<a:a> <a:p> <a:o> .\n<a:b> <a:p> <a:o> .\n"},
    /* '#' and '/' sort before '>', '?' after; "a" before "a"@en and "a!". */
    {"<a:x> <a:p> <a:o> .\n<a:x#y> <a:p> <a:o> .\n<a:x?> <a:p> <a:o> .\n"
     "<a:x/> <a:p> <a:o> .",
        "<a:x#y> <a:p> <a:o> .\n<a:x/> <a:p> <a:o> .\n"
        "<a:x> <a:p> <a:o> .\n<a:x?> <a:p> <a:o> .\n"},
    {"<a:s> <a:p> \"a\"@en-x .\n<a:s> <a:p> \"a\"@en .\n"
     "<a:s> <a:p> \"a\"^^<a:t> .\n<a:s> <a:p> \"a!\" .\n"
     "<a:s> <a:p> \"a\" .\n<a:s> <a:p> <a:o> .",
        "<a:s> <a:p> \"a!\" .\n<a:s> <a:p> \"a\" .\n"
        "<a:s> <a:p> \"a\"@en .\n<a:s> <a:p> \"a\"@en-x .\n"
        "<a:s> <a:p> \"a\"^^<a:t> .\n<a:s> <a:p> <a:o> .\n"},
    /* The default graph before all others. */
    {"<a:s> <a:p> <a:o> _:g .\n<a:s> <a:p> <a:o> <a:g> .\n"
     "<a:s> <a:p> <a:o> .",
        "<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:o> <a:g> .\n"
        "<a:s> <a:p> <a:o> _:c14n0 .\n"},
    /* RDFC-1.0 example 4 (unique hashes) and example 5 (shared hashes). */
    {X "p> " X "q> _:e0 .\n" X "p> " X "r> _:e1 .\n"
       "_:e0 " X "s> " X "u> .\n_:e1 " X "t> " X "u> .\n",
        X "p> " X "q> _:c14n0 .\n" X "p> " X "r> _:c14n1 .\n"
          "_:c14n0 " X "s> " X "u> .\n_:c14n1 " X "t> " X "u> .\n"},
    {X "p> " X "q> _:e0 .\n" X "p> " X "q> _:e1 .\n"
       "_:e0 " X "p> _:e2 .\n_:e1 " X "p> _:e3 .\n_:e2 " X "r> _:e3 .\n",
        X "p> " X "q> _:c14n2 .\n" X "p> " X "q> _:c14n3 .\n"
          "_:c14n0 " X "r> _:c14n1 .\n_:c14n2 " X "p> _:c14n1 .\n"
          "_:c14n3 " X "p> _:c14n0 .\n"},
    /* A quad with a blank node counts once however often it is given. */
    {"_:a <a:p> <a:o> .\n_:b <a:p> <a:o> .\n_:a <a:p> <a:o> .\n"
     "_:b <a:q> _:a .",
        "_:c14n0 <a:p> <a:o> .\n_:c14n0 <a:q> _:c14n1 .\n"
        "_:c14n1 <a:p> <a:o> .\n"},
};

static void test_canon_forms(void **state)
{
    struct arena a;
    size_t i;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    for (i = 0; i < sizeof(PAIRS) / sizeof(PAIRS[0]); i++) {
        struct canon canon = {0};

        assert_int_equal(
            canonicalize(&a, str_of(PAIRS[i].text), HASH_SHA256, &canon), OK);
        if (!str_eq(canon.nquads, str_of(PAIRS[i].canonical)))
            fail_msg("%s: got\n%.*s", PAIRS[i].text, (int)canon.nquads.len,
                canon.nquads.ptr);
        arena_reset(&a);
    }
    arena_release(&a);
}

static void test_canon_labels_by_number(void **state)
{
    struct budget budget = budget_default();
    struct canon_options options = {HASH_SHA384, plain_provider(), &budget};
    struct canon canon = {0};
    struct dataset ds;
    struct arena a;
    term_id unused;
    term_id iri;
    term_id blank;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    dataset_init(&ds, &a, budget.quads_max);
    unused = dataset_blank(&ds, S("unused"));
    iri = dataset_iri(&ds, S("a:b"));
    blank = dataset_blank(&ds, S("x"));
    dataset_add(&ds, blank, iri, iri, 0);
    assert_int_equal(canon_dataset(&ds, &options, &a, &canon, NULL), OK);
    assert_int_equal(canon.n_blanks, 1);
    assert_int_equal(canon.blanks[0], blank);
    assert_int_not_equal(canon.blanks[0], unused);
    assert_true(str_eq(canon.nquads, S("_:c14n0 <a:b> <a:b> .\n")));
    /* Generalized RDF has no canonical form. */
    dataset_add(&ds, iri, blank, iri, 0);
    assert_int_equal(
        canon_dataset(&ds, &options, &a, &canon, NULL), E_ARGUMENT);
    arena_release(&a);
}

static void test_canon_gives_memory_back(void **state)
{
    const struct provider without = {0};
    struct budget budget = budget_default();
    struct canon_options options = {HASH_SHA256, plain_provider(), &budget};
    struct canon canon = {0};
    struct dataset ds;
    struct arena a;
    size_t used;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    dataset_init(&ds, &a, budget.quads_max);
    assert_int_equal(
        nquads_parse(S("_:b <a:p> \"o\" ."), &budget, &ds, NULL), OK);
    used = arena_used_bytes(&a);
    assert_int_equal(canon_dataset(&ds, &options, &a, &canon, NULL), OK);
    assert_true(arena_used_bytes(&a) <= used + 200);
    options.provider = &without;
    assert_int_equal(
        canon_dataset(&ds, &options, &a, &canon, NULL), E_ARGUMENT);
    arena_release(&a);
}

/* Each of n blank nodes points at every one, itself as well. */
static void add_clique(struct dataset *ds, struct arena *a, int n)
{
    term_id nodes[10];
    term_id p = dataset_iri(ds, S("http://example.org/p"));
    int i;
    int k;

    assert_true(n <= 10);
    for (i = 0; i < n; i++) {
        char label = (char)('a' + i);

        nodes[i] = dataset_blank(ds, arena_str(a, (str){&label, 1}));
    }
    for (i = 0; i < n; i++) {
        for (k = 0; k < n; k++)
            dataset_add(ds, nodes[i], p, nodes[k], 0);
    }
}

static void test_canon_rc_01_ten_clique_is_refused(void **state)
{
    struct budget budget = budget_default();
    struct canon_options options = {HASH_SHA256, plain_provider(), &budget};
    clock_t start = clock();
    struct canon canon = {0};
    struct err err = {0};
    struct dataset ds;
    struct arena a;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    dataset_init(&ds, &a, budget.quads_max);
    add_clique(&ds, &a, 10);
    assert_int_equal(
        canon_dataset(&ds, &options, &a, &canon, &err), E_COMPLEXITY_LIMIT);
    assert_int_equal(err.code, E_COMPLEXITY_LIMIT);
    assert_null(canon.nquads.ptr);
    assert_true(a.bytes_held <= ARENA_BYTES);
    assert_true(clock() - start < CLOCKS_PER_SEC);
    arena_release(&a);
}

/* Two hubs that cannot be told apart, with thousands of leaves each: any
 * order of the leaves has to be tried. */
static void test_canon_rc_01_large_stars_are_refused(void **state)
{
    const uint32_t n_leaves = 10000;
    struct budget budget = budget_default();
    struct canon_options options = {HASH_SHA256, plain_provider(), &budget};
    clock_t start = clock();
    struct canon canon = {0};
    struct dataset ds;
    struct arena a;
    term_id hubs[2];
    term_id p;
    uint32_t i;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    dataset_init(&ds, &a, budget.quads_max);
    p = dataset_iri(&ds, S("http://example.org/p"));
    hubs[0] = dataset_blank(&ds, S("x"));
    hubs[1] = dataset_blank(&ds, S("y"));
    for (i = 0; i < n_leaves; i++) {
        struct buf b;

        buf_init(&b, &a, 16);
        buf_u64(&b, i);
        dataset_add(&ds, hubs[i % 2], p,
            dataset_blank(&ds, bytes_str(buf_bytes(&b))), 0);
    }
    assert_int_equal(dataset_status(&ds), OK);
    assert_int_equal(
        canon_dataset(&ds, &options, &a, &canon, NULL), E_COMPLEXITY_LIMIT);
    assert_true(clock() - start < CLOCKS_PER_SEC);
    arena_release(&a);
}

static void test_canon_rc_02_evil_graphs_pass(void **state)
{
    static const char *const names[] = {"044", "045", "046"};
    struct suite files = {.shared = "test/vector"};
    struct arena a;
    size_t i;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char path[80];
        struct canon canon = {0};
        str input;

        snprintf(path, sizeof(path), "rdf-canon/test%s-in.nq", names[i]);
        input = suite_read(&files, &a, path);
        assert_int_equal(canonicalize(&a, input, HASH_SHA256, &canon), OK);
        snprintf(path, sizeof(path), "rdf-canon/test%s-rdfc10.nq", names[i]);
        assert_true(str_eq(canon.nquads, suite_read(&files, &a, path)));
        arena_reset(&a);
    }
    arena_release(&a);
}

/* A ring of three alike takes a known number of calls: so many are enough,
 * and one less is not. */
static void test_canon_limit_of_calls(void **state)
{
    const str ring = S("_:a <a:p> _:b .\n_:b <a:p> _:c .\n_:c <a:p> _:a .");
    struct arena a;
    uint32_t calls = 0;
    code c = E_COMPLEXITY_LIMIT;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    while (c != OK) {
        struct budget budget = budget_default();
        struct canon_options options = {HASH_SHA256, plain_provider(), &budget};
        struct canon canon = {0};
        struct dataset ds;

        assert_int_equal(c, E_COMPLEXITY_LIMIT);
        budget.hndq_per_blank = 0;
        budget.hndq_base = ++calls;
        dataset_init(&ds, &a, budget.quads_max);
        assert_int_equal(nquads_parse(ring, &budget, &ds, NULL), OK);
        c = canon_dataset(&ds, &options, &a, &canon, NULL);
    }
    assert_in_range(calls, 3, 9); /* 3 starts; each walks round at most */
    arena_release(&a);
}

/* A list of equal values is no poison, though its nodes look the same from
 * far: each is told apart by a walk to the end. */
static void test_canon_rc_02_list_of_equal_values_passes(void **state)
{
    const int n_items = 200;
    struct arena a;
    struct canon canon = {0};
    struct canon again = {0};
    struct buf text;
    str all = {0};
    int i;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    buf_init(&text, &a, ARENA_BYTES);
    for (i = 0; i < n_items; i++) {
        char lines[80];

        snprintf(lines, sizeof(lines),
            "_:n%d <a:first> \"0\" .\n_:n%d <a:rest> _:n%d .\n", i, i, i + 1);
        buf_str(&text, str_of(lines));
    }
    assert_int_equal(buf_finish_str(&text, &all), OK);
    assert_int_equal(canonicalize(&a, all, HASH_SHA256, &canon), OK);
    assert_int_equal(canon.n_blanks, n_items + 1);
    assert_int_equal(canonicalize(&a, canon.nquads, HASH_SHA256, &again), OK);
    assert_true(str_eq(canon.nquads, again.nquads));
    arena_release(&a);
}

/* With any smaller cap on memory the answer is that limit, and a place that
 * does not ask for its memory's failure would be seen by the sanitizers. */
static void test_canon_any_cap_on_memory(void **state)
{
    const str text = S("_:a <a:p> _:b .\n_:b <a:p> _:c .\n_:c <a:p> _:a .\n"
                       "_:d <a:p> _:e .\n_:e <a:p> _:f .\n_:f <a:p> _:d .\n"
                       "_:h <a:p> _:i .\n_:h <a:p> _:j .\n_:k <a:p> \"\\n\" .");
    const size_t step_bytes = 24;
    size_t cap;
    code c = E_LIMIT_EXCEEDED;

    (void)state;
    for (cap = 0; c != OK; cap += step_bytes) {
        struct canon canon = {0};
        struct arena a;

        arena_init(&a, cap);
        c = canonicalize(&a, text, HASH_SHA384, &canon);
        assert_true(c == OK || c == E_LIMIT_EXCEEDED);
        assert_true(c == OK || !canon.nquads.ptr);
        arena_release(&a);
    }
}

static void test_canon_any_allocation_fails(void **state)
{
    size_t n;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
        struct canon canon = {0};
        struct arena a;
        code c;

        arena_init(&a, ARENA_BYTES);
        c = canonicalize(&a, S("_:a <a:p> _:b ."), HASH_SHA256, &canon);
        assert_true(c == OK || c == E_NO_MEMORY);
        arena_release(&a);
    }
    assert_true(n > 1);
}

/* No hash is asked for: the provider has none. */
static void test_canon_rc_04_too_large_before_hashing(void **state)
{
    static char large[1024 * 1024 + 1];
    const struct provider without = {0};
    struct budget budget = budget_default();
    struct canon_options options = {HASH_SHA256, &without, &budget};
    struct canon canon = {0};
    struct dataset ds;
    struct arena a;
    term_id iri;
    term_id blank;
    term_id literal;
    int i;

    (void)state;
    memset(large, 'x', sizeof(large));
    arena_init(&a, ARENA_BYTES);
    dataset_init(&ds, &a, budget.quads_max);
    iri = dataset_iri(&ds, S("a:b"));
    blank = dataset_blank(&ds, S("x"));
    literal = dataset_literal(&ds, (str){large, sizeof(large)}, S(""), S(""));
    dataset_add(&ds, blank, iri, literal, 0);
    assert_int_equal(
        canon_dataset(&ds, &options, &a, &canon, NULL), E_TOO_LARGE);

    /* One text often: the result would be the larger for it. */
    dataset_init(&ds, &a, budget.quads_max);
    iri = dataset_iri(&ds, (str){large, sizeof(large) - 1});
    blank = dataset_blank(&ds, S("x"));
    for (i = 0; i < 100; i++)
        dataset_add(&ds, blank, iri, iri, 0);
    assert_int_equal(
        canon_dataset(&ds, &options, &a, &canon, NULL), E_COMPLEXITY_LIMIT);

    budget.quads_max = 99;
    assert_int_equal(
        canon_dataset(&ds, &options, &a, &canon, NULL), E_COMPLEXITY_LIMIT);
    arena_release(&a);
}

/* --- shuffled quads and renamed blank nodes give the same bytes --- */

enum {
    NODES_MAX = 6,
    QUADS_MAX = 12,
};

struct graph {
    uint8_t n_nodes;
    uint8_t n_quads;
    uint8_t quads[QUADS_MAX][4]; /* s, p, o, g: see node_text */
};

static uint32_t roll(uint32_t *seed, uint32_t n)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 16) % n;
}

static void make_graph(struct graph *g, uint32_t *seed)
{
    size_t i;

    g->n_nodes = (uint8_t)(2 + roll(seed, NODES_MAX - 1));
    g->n_quads = (uint8_t)(1 + roll(seed, QUADS_MAX));
    for (i = 0; i < g->n_quads; i++) {
        g->quads[i][0] = (uint8_t)roll(seed, g->n_nodes);
        g->quads[i][1] = (uint8_t)roll(seed, 2);
        /* Sometimes an IRI, which is one past the blank nodes. */
        g->quads[i][2] = (uint8_t)roll(seed, g->n_nodes + 1U);
        g->quads[i][3] = (uint8_t)roll(seed, 3);
    }
}

/* The quads in some order, with blank node n called names[n]. */
static str write_graph(const struct graph *g,
    const uint8_t order[QUADS_MAX],
    const uint8_t names[NODES_MAX],
    struct arena *a)
{
    char *text = arena_alloc(a, TEXT_BYTES);
    size_t n = 0;
    size_t i;

    assert_non_null(text);
    for (i = 0; i < g->n_quads; i++) {
        const uint8_t *quad = g->quads[order[i]];

        n += (size_t)snprintf(text + n, TEXT_BYTES - n, "_:n%d <a:p%d> ",
            names[quad[0]], quad[1]);
        if (quad[2] == g->n_nodes)
            n += (size_t)snprintf(text + n, TEXT_BYTES - n, "<a:o> ");
        else
            n += (size_t)snprintf(
                text + n, TEXT_BYTES - n, "_:n%d ", names[quad[2]]);
        if (quad[3] == 1)
            n += (size_t)snprintf(text + n, TEXT_BYTES - n, "_:n%d ", names[0]);
        n += (size_t)snprintf(text + n, TEXT_BYTES - n, ".\n");
    }
    return (str){text, n};
}

static void shuffle(uint8_t *items, size_t n, uint32_t *seed)
{
    size_t i;

    for (i = 0; i < n; i++)
        items[i] = (uint8_t)i;
    for (i = n; i > 1; i--) {
        size_t k = roll(seed, (uint32_t)i);
        uint8_t item = items[i - 1];

        items[i - 1] = items[k];
        items[k] = item;
    }
}

static void test_canon_same_whatever_the_order(void **state)
{
    const int n_graphs = 100;
    const int n_shuffles = 10;
    uint32_t seed = 20240521;
    struct arena a;
    int i;
    int k;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    for (i = 0; i < n_graphs; i++) {
        struct graph graph;
        str first = {0};

        make_graph(&graph, &seed);
        for (k = 0; k < n_shuffles; k++) {
            uint8_t order[QUADS_MAX];
            uint8_t names[NODES_MAX];
            struct canon canon = {0};
            uint32_t start = seed;
            str text;

            shuffle(order, graph.n_quads, &seed);
            shuffle(names, graph.n_nodes, &seed);
            text = write_graph(&graph, order, names, &a);
            assert_int_equal(canonicalize(&a, text, HASH_SHA256, &canon), OK);
            if (k == 0)
                first = canon.nquads;
            if (!str_eq(canon.nquads, first))
                fail_msg("seed %u:\n%.*s", start, (int)text.len, text.ptr);
        }
        arena_reset(&a);
    }
    arena_release(&a);
}

TEST_MAIN(test_canon_forms,
    test_canon_labels_by_number,
    test_canon_gives_memory_back,
    test_canon_rc_01_ten_clique_is_refused,
    test_canon_rc_01_large_stars_are_refused,
    test_canon_rc_02_evil_graphs_pass,
    test_canon_rc_02_list_of_equal_values_passes,
    test_canon_limit_of_calls,
    test_canon_any_cap_on_memory,
    test_canon_any_allocation_fails,
    test_canon_rc_04_too_large_before_hashing,
    test_canon_same_whatever_the_order)
