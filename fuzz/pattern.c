/* A pattern, a line end, a text: matching ends within the budget. */
#include "text/pattern.h"

#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = fuzz_text(data, size);
    size_t line = str_find(text, '\n', 0);
    struct budget budget = budget_default();
    struct pattern *pattern;
    struct arena arena;
    struct err err = {0};
    bool matched = false;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (pattern_compile(str_sub(text, 0, line), &arena, &pattern, &err) == OK) {
        code c = pattern_match(pattern,
            str_sub(text, line < size ? line + 1 : size, size), &budget, &arena,
            &matched, &err);

        fuzz_promise(c == OK || c == E_COMPLEXITY_LIMIT);
    } else {
        fuzz_promise(err.code != OK && err.offset <= size);
    }
    arena_release(&arena);
    return 0;
}
