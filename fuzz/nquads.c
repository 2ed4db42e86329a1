/* Reading, and that the canonical form is read back and written the same.
 * seeds: suites/rdf-canon/rdfc10 */
#include "rdf/nquads.h"

#include "fuzz/fuzz.h"

static bool rewrite(str text, struct arena *arena, str *ret, struct err *reterr)
{
    struct budget budget = budget_default();
    struct dataset ds;

    budget.text_bytes_max = FUZZ_ARENA_BYTES;
    dataset_init(&ds, arena, budget.quads_max);
    return nquads_parse(text, &budget, &ds, reterr) == OK &&
           nquads_write(&ds, arena, ret, reterr) == OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err err = {0};
    struct arena arena;
    str first;
    str second;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (rewrite(fuzz_text(data, size), &arena, &first, &err)) {
        fuzz_promise(rewrite(first, &arena, &second, &err));
        fuzz_promise(str_eq(first, second));
    } else {
        fuzz_promise(err.code != OK && err.offset <= size);
    }
    arena_release(&arena);
    return 0;
}
