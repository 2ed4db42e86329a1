/*
 * To RDF in both modes of direction, and back. Promises: the quads can be
 * written and read; what came from a dataset gives that dataset again.
 * seeds: fuzz/seed/expand suites/json-ld-api/toRdf */
#include "crypto/plain.h"
#include "fuzz/fuzz.h"
#include "jsonld/jsonld.h"
#include "rdf/canon.h"
#include "rdf/nquads.h"

static struct jsonld_options options_of(
    struct budget *budget, enum jsonld_direction direction)
{
    *budget = budget_default();
    budget->hndq_per_blank = 1;
    budget->hndq_base = 32;
    return (struct jsonld_options){
        .budget = budget, .rdf_direction = direction};
}

static code canonical(const struct dataset *ds, struct arena *arena, str *ret)
{
    struct budget budget;
    struct canon_options how = {HASH_SHA256, plain_provider(), &budget};
    struct canon canon;

    options_of(&budget, JSONLD_DIRECTION_NONE);
    TRY(canon_dataset(ds, &how, arena, &canon, NULL));
    *ret = canon.nquads;
    return OK;
}

static void check_written(const struct dataset *ds, struct arena *arena)
{
    struct budget budget = budget_wide();
    struct dataset again;
    str text;

    dataset_init(&again, arena, budget.quads_max);
    if (nquads_write(ds, arena, &text, NULL) == OK)
        fuzz_promise(nquads_parse(text, &budget, &again, NULL) == OK &&
                     again.n_quads == ds->n_quads);
}

/* From RDF and to RDF again. */
static code turn(const struct dataset *ds,
    enum jsonld_direction direction,
    struct arena *arena,
    struct dataset *ret)
{
    struct budget budget;
    struct jsonld_options options = options_of(&budget, direction);
    struct json *document;

    dataset_init(ret, arena, budget.quads_max);
    TRY(jsonld_from_rdf(ds, &options, arena, &document, NULL));
    return jsonld_to_rdf(document, &options, arena, ret, NULL);
}

/* Safe mode leaves checks of IRIs to expansion. */
static void check_safe(const struct json *input, struct arena *arena)
{
    struct budget budget;
    struct jsonld_options options = options_of(&budget, JSONLD_I18N_DATATYPE);
    struct dataset ds;

    options.safe = true;
    dataset_init(&ds, arena, budget.quads_max);
    if (jsonld_to_rdf(input, &options, arena, &ds, NULL) == OK)
        check_written(&ds, arena);
}

static void check(const struct json *input,
    enum jsonld_direction direction,
    struct arena *arena)
{
    struct budget budget;
    struct jsonld_options options = options_of(&budget, direction);
    struct dataset ds;
    struct dataset first;
    struct dataset second;
    str a;
    str b;

    dataset_init(&ds, arena, budget.quads_max);
    if (jsonld_to_rdf(input, &options, arena, &ds, NULL) != OK)
        return;
    check_written(&ds, arena);
    /* The first turn may bring JSON literals into their canonical form. */
    if (turn(&ds, direction, arena, &first) == OK &&
        canonical(&first, arena, &a) == OK &&
        turn(&first, direction, arena, &second) == OK &&
        canonical(&second, arena, &b) == OK)
        fuzz_promise(str_eq(a, b) && first.n_quads <= ds.n_quads);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct budget budget = budget_default();
    struct json *input = NULL;
    struct arena arena;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (json_parse(fuzz_text(data, size), &budget, &arena, &input, NULL) ==
        OK) {
        check(input, JSONLD_DIRECTION_NONE, &arena);
        check(input, JSONLD_I18N_DATATYPE, &arena);
        check(input, JSONLD_COMPOUND_LITERAL, &arena);
        check_safe(input, &arena);
    }
    arena_release(&arena);
    return 0;
}
