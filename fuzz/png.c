/* A credential baked into what passes for a PNG is found in it again. */
/* seeds: data/samples-1edtech-validator/ob30 */
#include "carrier/png.h"

#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const str CREDENTIAL = STR("{\"a\":\"\xc3\xa9\"}");
    struct budget budget = budget_default();
    struct carried carried;
    struct arena arena;
    bytes image = {data, size};
    bytes baked;
    bytes again;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (png_extract(image, CARRIED_CURRENT, &budget, &carried, NULL) == OK)
        fuzz_promise(carried.text.len <= size);
    if (png_bake(image, CREDENTIAL, &budget, &arena, &baked, NULL) == OK) {
        fuzz_promise(
            png_extract(baked, CARRIED_BADGE_3, &budget, &carried, NULL) == OK);
        fuzz_promise(str_eq(carried.text, CREDENTIAL));
        fuzz_promise(
            png_bake(baked, CREDENTIAL, &budget, &arena, &again, NULL) == OK);
        fuzz_promise(bytes_eq(baked, again));
    }
    arena_release(&arena);
    return 0;
}
