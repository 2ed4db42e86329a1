/* The canonical text is read back as the same tree and is its own canonical
 * text; a tree without lossy numbers keeps its numbers.
 * seeds: data/jcs */
#include "text/jcs.h"

#include "fuzz/fuzz.h"

static bool canonical(const struct json *tree, struct arena *arena, str *ret)
{
    struct buf out;
    struct err err = {0};

    buf_init(&out, arena, FUZZ_ARENA_BYTES);
    return jcs_write(&out, tree, arena, &err) == OK &&
           buf_finish_str(&out, ret) == OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct budget budget = budget_default();
    struct budget wide = budget_wide();
    struct json *tree = NULL;
    struct json *again = NULL;
    struct arena arena;
    str first;
    str second;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (json_parse(fuzz_text(data, size), &budget, &arena, &tree, NULL) == OK &&
        canonical(tree, &arena, &first)) {
        fuzz_promise(json_parse(first, &wide, &arena, &again, NULL) == OK);
        fuzz_promise(json_equal(tree, again));
        fuzz_promise(jcs_check_lossless(again, NULL) == OK);
        fuzz_promise(canonical(again, &arena, &second));
        fuzz_promise(str_eq(first, second));
    }
    arena_release(&arena);
    return 0;
}
