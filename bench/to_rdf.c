/*
 * From a parsed document to its quads, without and with expansion, and
 * flattening and compaction with the contexts of the document. The floor of
 * the first is the text of the quads copied once; of the others, expansion.
 */
#include "bench/bench.h"
#include "host/native.h"
#include "jsonld/context/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ARENA_BYTES = 128 * 1024 * 1024,
};

struct input {
    struct json *root;
    struct json *expanded;
    str canonical;
    char *copy; /* room for the canonical text */
    struct jsonld_store *store;
    struct arena kept;  /* root and expanded */
    struct arena arena; /* of one run */
};

static void check(code c, const struct err *err)
{
    if (c == OK)
        return;
    fprintf(stderr, "code %d, %s, %s\n", (int)c, err->arg, err->pointer);
    abort();
}

static struct jsonld_options options_of(
    const struct input *in, struct budget *budget)
{
    *budget = budget_wide();
    return (struct jsonld_options){
        .store = in->store, .budget = budget, .safe = true};
}

static void run_copy(void *arg, size_t n)
{
    const struct input *in = arg;

    for (; n > 0; n--) {
        memcpy(in->copy, in->canonical.ptr, in->canonical.len);
        bench_use(in->copy);
    }
}

static void run_expand(void *arg, size_t n)
{
    struct input *in = arg;

    for (; n > 0; n--) {
        struct budget budget;
        struct jsonld_options options = options_of(in, &budget);
        struct json *expanded;
        struct err err = {0};

        arena_reset(&in->arena);
        check(jsonld_expand(in->root, &options, &in->arena, &expanded, &err),
            &err);
        bench_use(expanded);
    }
}

static void run_quads(void *arg, size_t n)
{
    struct input *in = arg;

    for (; n > 0; n--) {
        struct budget budget;
        struct jsonld_options options = options_of(in, &budget);
        struct dataset ds;
        struct err err = {0};

        arena_reset(&in->arena);
        dataset_init(&ds, &in->arena, budget.quads_max);
        check(jsonld_expanded_to_rdf(
                  in->expanded, &options, &in->arena, &ds, &err),
            &err);
        bench_use(ds.quads);
    }
}

static void run_to_rdf(void *arg, size_t n)
{
    struct input *in = arg;

    for (; n > 0; n--) {
        struct budget budget;
        struct jsonld_options options = options_of(in, &budget);
        struct dataset ds;
        struct err err = {0};

        arena_reset(&in->arena);
        dataset_init(&ds, &in->arena, budget.quads_max);
        check(jsonld_to_rdf(in->root, &options, &in->arena, &ds, &err), &err);
        bench_use(ds.quads);
    }
}

static void run_flatten(void *arg, size_t n)
{
    struct input *in = arg;

    for (; n > 0; n--) {
        struct budget budget;
        struct jsonld_options options = options_of(in, &budget);
        struct json *flat;
        struct err err = {0};

        arena_reset(&in->arena);
        check(jsonld_flatten(in->root, NULL, &options, &in->arena, &flat, &err),
            &err);
        bench_use(flat);
    }
}

static void run_compact(void *arg, size_t n)
{
    struct input *in = arg;

    for (; n > 0; n--) {
        struct budget budget;
        struct jsonld_options options = options_of(in, &budget);
        struct json *compacted;
        struct err err = {0};

        arena_reset(&in->arena);
        check(jsonld_compact(in->root, json_get(in->root, S("@context")),
                  &options, &in->arena, &compacted, &err),
            &err);
        bench_use(compacted);
    }
}

static str read_text(const char *name)
{
    const char *shared = getenv("SHARED");
    char path[1024];
    str text = {NULL, 0};

    snprintf(path, sizeof(path), "%s/bench/docs/%s",
        shared ? shared : "../shared", name);
    text.ptr = bench_read(path, &text.len);
    if (!text.ptr)
        exit(1);
    return text;
}

/* Never freed. */
static struct input *new_input(
    const char *json, const char *canonical, struct jsonld_store *store)
{
    struct input *in = calloc(1, sizeof(*in));
    struct jsonld_options options;
    struct err err = {0};
    struct budget budget;

    if (!in)
        abort();
    arena_init(&in->kept, ARENA_BYTES);
    arena_init(&in->arena, ARENA_BYTES);
    in->store = store;
    in->canonical = read_text(canonical);
    in->copy = malloc(in->canonical.len);
    if (!in->copy)
        abort();
    options = options_of(in, &budget);
    check(
        json_parse(read_text(json), &budget, &in->kept, &in->root, &err), &err);
    check(jsonld_expand(in->root, &options, &in->kept, &in->expanded, &err),
        &err);
    return in;
}

int main(int argc, char **argv)
{
    struct native *native = NULL;
    struct jsonld_store *store = NULL;
    struct arena arena;
    struct input *medium;
    struct input *large;

    arena_init(&arena, STORE_BYTES);
    if (native_new(&native, NULL) != OK ||
        store_new(&arena, &jsonld_context_data, native_provider(native), &store,
            NULL) != OK)
        return 1;
    medium = new_input("medium.unsigned.json", "medium.canon.nq", store);
    large = new_input("large.unsigned.json", "large.canon.nq", store);
    const struct bench_row rows[] = {
        {"copy-quads.medium", run_copy, medium, NULL, 0, 0, 0, NULL, 0},
        {"quads.medium", run_quads, medium, "copy-quads.medium", 0, 0, 0, NULL,
            0},
        {"to-rdf.expand.medium", run_expand, medium, NULL, 0, 0, 0, NULL, 0},
        {"to-rdf.medium", run_to_rdf, medium, "to-rdf.expand.medium", 0, 0, 0,
            NULL, 0},
        {"flatten.medium", run_flatten, medium, "to-rdf.expand.medium", 0, 0, 0,
            NULL, 0},
        {"compact.medium", run_compact, medium, "to-rdf.expand.medium", 0, 0, 0,
            NULL, 0},
        {"copy-quads.large", run_copy, large, NULL, 0, 0, 0, NULL, 0},
        {"quads.large", run_quads, large, "copy-quads.large", 0, 0, 0, NULL, 0},
        {"to-rdf.expand.large", run_expand, large, NULL, 0, 0, 0, NULL, 0},
        {"to-rdf.large", run_to_rdf, large, "to-rdf.expand.large", 0, 0, 0,
            NULL, 0},
        {"compact.large", run_compact, large, "to-rdf.expand.large", 0, 0, 0,
            NULL, 0},
    };
    return bench_main(argc, argv, rows, sizeof(rows) / sizeof(rows[0]));
}
