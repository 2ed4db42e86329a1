/* A schema and a document, one after the other with a line between them. */
#include "text/schema.h"

#include "fuzz/fuzz.h"

static void check(const struct schema *schema,
    const struct json *document,
    struct arena *arena)
{
    struct schema_report first;
    struct schema_report second;
    struct err err = {0};
    uint32_t i;
    code c;

    for (i = 0; i < 2; i++) {
        struct budget budget = budget_default();

        budget.work_left = 100000;
        c = schema_check(
            schema, document, &budget, arena, i == 0 ? &first : &second, &err);
        if (c != OK) {
            fuzz_promise(err.code == c);
            return;
        }
    }
    /* The same answer again, and a reason for all but yes. */
    fuzz_promise(first.verdict == second.verdict &&
                 first.n_failures == second.n_failures);
    fuzz_promise((first.verdict == SCHEMA_VALID) == (first.n_failures == 0));
    for (i = 0; i < first.n_failures; i++)
        schema_failure_err(&first.failures[i], document, first.verdict, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = fuzz_text(data, size);
    size_t line = str_find(text, '\n', 0);
    struct budget budget = budget_default();
    struct schema *schema = NULL;
    struct json *document = NULL;
    struct json *root = NULL;
    struct arena arena;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (json_parse(str_sub(text, 0, line), &budget, &arena, &root, NULL) ==
            OK &&
        json_parse(str_sub(text, line, size), &budget, &arena, &document,
            NULL) == OK &&
        schema_compile(root, NULL, &budget, &arena, &schema, NULL) == OK)
        check(schema, document, &arena);
    arena_release(&arena);
    return 0;
}
