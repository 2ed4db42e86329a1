/*
 * Compaction with the document's own context, and flattening, with the
 * built-in contexts. Promise: what comes out means the same quads.
 * seeds: fuzz/seed/expand suites/json-ld-api/compact suites/vc-data-model-2.0
 */
#include "crypto/plain.h"
#include "fuzz/fuzz.h"
#include "jsonld/context/store.h"
#include "rdf/canon.h"

static struct jsonld_store *the_store(void)
{
    static struct arena arena;
    static struct jsonld_store *store;

    if (!store) {
        arena_init(&arena, STORE_BYTES);
        fuzz_promise(store_new(&arena, &jsonld_context_data, plain_provider(),
                         &store, NULL) == OK);
    }
    return store;
}

static struct jsonld_options options_of(struct budget *budget)
{
    *budget = budget_default();
    budget->hndq_per_blank = 1;
    budget->hndq_base = 32;
    return (struct jsonld_options){
        .store = the_store(),
        .budget = budget,
        .rdf_direction = JSONLD_I18N_DATATYPE,
        .safe = true,
    };
}

/* The canonical form of a document that safe mode accepts. */
static code canonical(
    const struct json *document, struct arena *arena, str *ret)
{
    struct budget budget;
    struct jsonld_options options = options_of(&budget);
    struct canon_options how = {HASH_SHA256, plain_provider(), &budget};
    struct canon canon;
    struct dataset ds;

    dataset_init(&ds, arena, budget.quads_max);
    TRY(jsonld_to_rdf(document, &options, arena, &ds, NULL));
    TRY(canon_dataset(&ds, &how, arena, &canon, NULL));
    *ret = canon.nquads;
    return OK;
}

static void check(const struct json *output, str expected, struct arena *arena)
{
    str got = {NULL, 0};
    code c = canonical(output, arena, &got);

    if (c == E_COMPLEXITY_LIMIT || c == E_LIMIT_EXCEEDED ||
        c == E_JSON_TOO_DEEP)
        return;
    /* Of nothing, {} is left, which safe mode takes for a loss. */
    if (expected.len > 0)
        fuzz_promise(c == OK && str_eq(expected, got));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct budget budget = budget_default();
    struct json *empty;
    const struct json *context;
    struct json *input = NULL;
    struct json *output = NULL;
    struct jsonld_options options;
    struct arena arena;
    str expected;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    empty = json_new(&arena, JSON_OBJECT);
    if (json_parse(fuzz_text(data, size), &budget, &arena, &input, NULL) ==
            OK &&
        canonical(input, &arena, &expected) == OK) {
        context = json_get(input, S("@context"));
        options = options_of(&budget);
        if (jsonld_compact(input, context ? context : empty, &options, &arena,
                &output, NULL) == OK)
            check(output, expected, &arena);
        options = options_of(&budget);
        if (jsonld_flatten(input, NULL, &options, &arena, &output, NULL) == OK)
            check(output, expected, &arena);
    }
    arena_release(&arena);
    return 0;
}
