/* A table has as many cells as rows and columns, each inside its memory. */
#include "text/csv.h"

#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct budget budget = budget_default();
    struct arena arena;
    struct csv csv = {0};
    struct err err = {0};
    size_t bytes_seen = 0;
    size_t i;
    code c;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    c = csv_parse(fuzz_text(data, size), &budget, &arena, &csv, &err);
    if (c == OK) {
        for (i = 0; i < csv.n_rows * csv.n_columns; i++)
            bytes_seen += str_find(csv.cells[i], '\0', 0) != SIZE_MAX
                              ? 0
                              : csv.cells[i].len;
        fuzz_promise(bytes_seen <= size);
    } else {
        fuzz_promise(err.code == c && err.offset <= size);
    }
    arena_release(&arena);
    return 0;
}
