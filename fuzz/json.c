/* Reading, and that what is written is read back the same.
 * seeds: suites/vc-data-model-2.0 bench/docs */
#include "text/json.h"

#include "fuzz/fuzz.h"

static void write_and_read(
    const struct json *tree, enum json_layout layout, struct arena *arena)
{
    struct budget budget = budget_wide();
    struct json *again = NULL;
    struct buf out;
    str text;

    buf_init(&out, arena, FUZZ_ARENA_BYTES);
    json_write(&out, tree, layout);
    if (buf_finish_str(&out, &text) != OK)
        return;
    fuzz_promise(json_parse(text, &budget, arena, &again, NULL) == OK);
    fuzz_promise(json_equal(tree, again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct budget budget = budget_default();
    struct err err = {0};
    struct json *tree = NULL;
    struct arena arena;
    code c;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    c = json_parse(fuzz_text(data, size), &budget, &arena, &tree, &err);
    if (c == OK) {
        write_and_read(tree, JSON_COMPACT, &arena);
        write_and_read(tree, JSON_PRETTY, &arena);
    } else {
        fuzz_promise(err.code == c && !tree && err.offset <= size);
    }
    arena_release(&arena);
    return 0;
}
