/* RDFC-1.0 with a small budget: a canonical form is its own.
 * seeds: test/vector/rdf-canon suites/rdf-canon/rdfc10 */
#include "rdf/canon.h"

#include "crypto/plain.h"
#include "fuzz/fuzz.h"
#include "rdf/nquads.h"

static code canonicalize(str text, struct arena *arena, struct canon *ret)
{
    struct budget budget = budget_default();
    struct canon_options options = {HASH_SHA256, plain_provider(), &budget};
    struct dataset ds;

    budget.hndq_per_blank = 1;
    budget.hndq_base = 32;
    dataset_init(&ds, arena, budget.quads_max);
    TRY(nquads_parse(text, &budget, &ds, NULL));
    return canon_dataset(&ds, &options, arena, ret, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct canon first = {0};
    struct canon second = {0};
    struct arena arena;
    code c;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (canonicalize(fuzz_text(data, size), &arena, &first) == OK) {
        c = canonicalize(first.nquads, &arena, &second);
        /* The same quads in another order may take more work. */
        fuzz_promise(c == OK || c == E_COMPLEXITY_LIMIT);
        fuzz_promise(c != OK || str_eq(first.nquads, second.nquads));
    }
    arena_release(&arena);
    return 0;
}
