/* Extracting from SVG, looking for active content; and that what is baked in
 * comes out the same. */
/* seeds: data/samples-1edtech-validator/ob30 */
#include "carrier/svg.h"

#include "carrier/svg_passive.h"
#include "fuzz/fuzz.h"

static void bake_and_extract(str svg, str credential, struct arena *arena)
{
    struct budget budget = budget_default();
    struct carried got;
    str baked;
    str again;

    if (svg_bake(svg, credential, &budget, arena, &baked, NULL) != OK)
        return;
    fuzz_promise(
        svg_extract(baked, CARRIED_BADGE_3, &budget, arena, &got, NULL) == OK);
    fuzz_promise(str_eq(got.text, credential));
    fuzz_promise(
        svg_bake(baked, credential, &budget, arena, &again, NULL) == OK);
    fuzz_promise(str_eq(baked, again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct budget budget = budget_default();
    struct carried got = {0};
    struct err err = {0};
    str svg = fuzz_text(data, size);
    struct arena arena;
    code c;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    c = svg_extract(svg, CARRIED_CURRENT, &budget, &arena, &got, &err);
    fuzz_promise(c == OK ? got.text.len <= size : err.code == c);
    c = svg_check_passive(svg, &budget, &arena, &err);
    fuzz_promise(c == OK || err.code == c);
    bake_and_extract(svg, S("{\"a\":\"]]>\"}"), &arena);
    bake_and_extract(svg, S("eyJh.eyJi.c"), &arena);
    arena_release(&arena);
    return 0;
}
