/* The system allocator fails at the n-th call, in every operation: it says so
 * or succeeds, and what the caller had stays as it was. */
#include "rdf/nquads.h"
#include "test/support/fail.h"
#include "test/support/ld.h"
#include "test/support/test.h"

static const char DOCUMENT[] =
    "{'@context':{'@vocab':'urn:','m':{'@container':'@index'},"
    "'l':{'@container':'@list'},'T':{'@id':'urn:T','@context':{'x':'urn:y'}}},"
    "'@id':'urn:a','@type':'T','x':'1','m':{'a':1,'b':[2,3]},'l':[1,[2],{}],"
    "'@included':[{'@id':'urn:b','g':{'@graph':[{'q':1.5},{'q':'z'}]}}],"
    "'j':{'@type':'@json','@value':{'b':1,'a':[]}}}";

enum operation {
    EXPAND,
    COMPACT,
    FLATTEN,
    TO_RDF,
    FROM_RDF,
    OPERATIONS,
};

static code run(const struct json *input,
    const struct dataset *quads,
    enum operation operation,
    struct arena *arena)
{
    struct budget budget = budget_default();
    struct jsonld_options options = {.budget = &budget};
    const struct json *context = json_get(input, S("@context"));
    struct json *result = NULL;
    struct dataset ds;
    struct err err = {0};
    code c = OK;

    switch (operation) {
    case EXPAND:
        c = jsonld_expand(input, &options, arena, &result, &err);
        break;
    case COMPACT:
        c = jsonld_compact(input, context, &options, arena, &result, &err);
        break;
    case FLATTEN:
        c = jsonld_flatten(input, context, &options, arena, &result, &err);
        break;
    case TO_RDF:
        dataset_init(&ds, arena, 1000);
        c = jsonld_to_rdf(input, &options, arena, &ds, &err);
        assert_true(c != OK || ds.n_quads == quads->n_quads);
        return c;
    case FROM_RDF:
        c = jsonld_from_rdf(quads, &options, arena, &result, &err);
        break;
    case OPERATIONS:
        break;
    }
    assert_int_equal(c == OK, result != NULL);
    return c;
}

/* The arena takes small chunks, so that there are many allocations. */
static void test_jsonld_nth_allocation_fails(void **state)
{
    int operation;
    struct dataset quads;
    struct json *input;
    struct ld ld;

    (void)state;
    ld_init(&ld);
    input = ld_json(&ld, DOCUMENT);
    dataset_init(&quads, &ld.arena, 1000);
    assert_int_equal(
        jsonld_to_rdf(input, &ld.options, &ld.arena, &quads, &ld.err), OK);
    for (operation = 0; operation < OPERATIONS; operation++) {
        size_t n_failures = 0;
        size_t n;

        for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
            struct arena arena;
            code c;

            arena_init(&arena, 1 << 24);
            c = run(input, &quads, (enum operation)operation, &arena);
            assert_true(c == OK || c == E_NO_MEMORY);
            n_failures += c != OK;
            arena_release(&arena);
        }
        fail_disarm();
        assert_true(n_failures > 0);
    }
    ld_release(&ld);
}

/* The cap of the arena instead: a failure at every size, never a crash. */
static void test_jsonld_arena_is_full(void **state)
{
    int operation;
    size_t size;
    struct dataset quads;
    struct json *input;
    struct ld ld;

    (void)state;
    ld_init(&ld);
    input = ld_json(&ld, DOCUMENT);
    dataset_init(&quads, &ld.arena, 1000);
    assert_int_equal(
        jsonld_to_rdf(input, &ld.options, &ld.arena, &quads, &ld.err), OK);
    for (operation = 0; operation < OPERATIONS; operation++) {
        code c = E_LIMIT_EXCEEDED;

        for (size = 0; c != OK; size += 64) {
            struct arena arena;

            arena_init(&arena, size);
            c = run(input, &quads, (enum operation)operation, &arena);
            assert_true(c == OK || c == E_LIMIT_EXCEEDED);
            arena_release(&arena);
        }
    }
    ld_release(&ld);
}

TEST_MAIN(test_jsonld_nth_allocation_fails, test_jsonld_arena_is_full)
