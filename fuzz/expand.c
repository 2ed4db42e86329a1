/*
 * Expansion in both modes, with the built-in contexts. Promises: a document
 * that safe mode accepts means the same without it; what is expanded stays as
 * it is when expanded again; keywords are tagged.
 * seeds: suites/json-ld-api/expand suites/vc-data-model-2.0 */
#include "crypto/plain.h"
#include "fuzz/fuzz.h"
#include "jsonld/context/store.h"

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

static code expand(
    const struct json *input, bool safe, struct arena *arena, struct json **ret)
{
    struct budget budget = budget_default();
    struct jsonld_options options = {
        .store = the_store(), .budget = &budget, .safe = safe};
    struct err err = {0};
    code c = jsonld_expand(input, &options, arena, ret, &err);

    fuzz_promise((c == OK) == (err.code == OK));
    return c;
}

/* Recursion is bounded: the result is as deep as the input, and a little. */
static void check_tags(const struct json *value)
{
    const struct json *child;

    if (value->type != JSON_ARRAY && value->type != JSON_OBJECT)
        return;
    for (child = value->child.first; child; child = child->next) {
        fuzz_promise(child->tag == (uint8_t)keyword_of(child->name));
        if (child->tag != KEYWORD_VALUE)
            check_tags(child);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct budget budget = budget_default();
    struct json *input = NULL;
    struct json *first = NULL;
    struct json *safe = NULL;
    struct json *again = NULL;
    struct arena arena;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (json_parse(fuzz_text(data, size), &budget, &arena, &input, NULL) ==
        OK) {
        code c = expand(input, false, &arena, &first);

        if (c == OK)
            check_tags(first);
        if (expand(input, true, &arena, &safe) == OK) {
            fuzz_promise(c == OK && json_equal(first, safe));
            fuzz_promise(expand(safe, true, &arena, &again) == OK);
            fuzz_promise(json_equal(safe, again));
        }
    }
    arena_release(&arena);
    return 0;
}
