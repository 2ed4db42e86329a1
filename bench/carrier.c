/*
 * Baking and extracting, and drawing a badge. The floor for PNG is
 * one copy of the same image, which is the least that baking can do; a check
 * sum of all of it is what extracting must do.
 */
#include "carrier/carrier.h"

#include "bench/bench.h"
#include "draw/badge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PATH_BYTES = 1024,
    ARENA_BYTES = 64 * 1024 * 1024,
};

struct image {
    bytes baked;
    uint8_t *copy; /* room for as much */
    struct budget budget;
    struct arena arena;
};

static void check(code c)
{
    if (c != OK)
        abort();
}

static void run_copy(void *arg, size_t n)
{
    struct image *i = arg;

    for (; n > 0; n--) {
        memcpy(i->copy, i->baked.ptr, i->baked.len);
        bench_use(i->copy);
    }
}

static void run_bake(void *arg, size_t n)
{
    struct image *i = arg;
    bytes baked;

    for (; n > 0; n--) {
        arena_reset(&i->arena);
        check(carrier_bake(i->baked, S("{\"type\":[\"OpenBadgeCredential\"]}"),
            &i->budget, &i->arena, &baked, NULL));
        bench_use(baked.ptr);
    }
}

static void run_extract(void *arg, size_t n)
{
    struct image *i = arg;
    const struct carrier_tools tools = {&i->budget, NULL, &i->arena};
    struct carrier_content content;

    for (; n > 0; n--) {
        arena_reset(&i->arena);
        check(
            carrier_extract(i->baked, CARRIED_BADGE_3, &tools, &content, NULL));
        bench_use(content.carried.text.ptr);
    }
}

static void run_draw(void *arg, size_t n)
{
    struct image *i = arg;
    struct badge_design design =
        badge_design_default(S("Reading Data at Work"), S("A College"));
    str svg;

    for (; n > 0; n--) {
        arena_reset(&i->arena);
        check(badge_draw(&design, &i->arena, &svg, NULL));
        bench_use(svg.ptr);
    }
}

static void load(struct image *i, const char *shared, const char *file)
{
    char path[PATH_BYTES];

    snprintf(path, sizeof(path), "%s/data/samples-1edtech-validator/ob30/%s",
        shared ? shared : "../shared", file);
    i->baked.ptr = (uint8_t *)bench_read(path, &i->baked.len);
    if (!i->baked.ptr)
        exit(1);
    i->copy = malloc(i->baked.len);
    if (!i->copy)
        abort();
    i->budget = budget_default();
    arena_init(&i->arena, ARENA_BYTES);
}

int main(int argc, char **argv)
{
    static struct image png;
    static struct image svg;
    const char *shared = getenv("SHARED");

    load(&png, shared, "simple-json.png");
    load(&svg, shared, "simple-json.svg");
    {
        const struct bench_row rows[] = {
            {.name = "carrier.png.copy",
                .run = run_copy,
                .arg = &png,
                .bytes = png.baked.len},
            {.name = "carrier.png.extract",
                .run = run_extract,
                .arg = &png,
                .bytes = png.baked.len,
                .floor = "carrier.png.copy"},
            {.name = "carrier.png.bake",
                .run = run_bake,
                .arg = &png,
                .bytes = png.baked.len,
                .floor = "carrier.png.copy"},
            {.name = "carrier.svg.extract",
                .run = run_extract,
                .arg = &svg,
                .bytes = svg.baked.len},
            {.name = "carrier.svg.bake",
                .run = run_bake,
                .arg = &svg,
                .bytes = svg.baked.len},
            {.name = "draw.badge", .run = run_draw, .arg = &svg},
        };

        return bench_main(argc, argv, rows, sizeof(rows) / sizeof(*rows));
    }
}
