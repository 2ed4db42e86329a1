/*
 * Expansion of a parsed document in safe mode, built-in contexts compiled.
 * Its floor is the SHA-256 of the document's canonical N-Quads: what remains
 * of a verification, beside the signature, when everything else costs nothing.
 */
#include "bench/bench.h"
#include "host/native.h"
#include "jsonld/context/store.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    ARENA_BYTES = 64 * 1024 * 1024,
};

struct input {
    struct json *root;
    str canonical;
    struct jsonld_store *store;
    const struct provider *provider;
    struct arena arena;
    size_t bytes;
};

static void run_expand(void *arg, size_t n)
{
    struct input *in = arg;

    for (; n > 0; n--) {
        struct budget budget = budget_default();
        struct jsonld_options options = {
            .store = in->store, .budget = &budget, .safe = true};
        struct json *expanded = NULL;
        struct err err = {0};

        arena_reset(&in->arena);
        if (jsonld_expand(in->root, &options, &in->arena, &expanded, &err) !=
            OK) {
            fprintf(stderr, "expand: code %d, %s, %s\n", (int)err.code, err.arg,
                err.pointer);
            abort();
        }
        bench_use(expanded);
    }
}

static void run_sha256(void *arg, size_t n)
{
    const struct input *in = arg;
    uint8_t digest[HASH_BYTES_MAX];

    for (; n > 0; n--) {
        if (provider_hash(in->provider, HASH_SHA256, str_bytes(in->canonical),
                digest) != OK)
            abort();
        bench_use(digest);
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
static struct input *new_input(const char *json,
    const char *canonical,
    struct jsonld_store *store,
    const struct provider *provider)
{
    struct budget budget = budget_wide();
    struct input *in = calloc(1, sizeof(*in));
    struct arena *arena = calloc(1, sizeof(*arena));
    str text = read_text(json);

    if (!in || !arena)
        abort();
    arena_init(arena, ARENA_BYTES);
    arena_init(&in->arena, ARENA_BYTES);
    in->store = store;
    in->provider = provider;
    in->bytes = text.len;
    in->canonical = read_text(canonical);
    if (json_parse(text, &budget, arena, &in->root, NULL) != OK)
        abort();
    return in;
}

int main(int argc, char **argv)
{
    struct native *native = NULL;
    struct jsonld_store *store = NULL;
    struct arena arena;
    struct input *medium;
    struct input *large;
    struct bench_row rows[4] = {0};
    int status;

    arena_init(&arena, STORE_BYTES);
    if (native_new(&native, NULL) != OK ||
        store_new(&arena, &jsonld_context_data, native_provider(native), &store,
            NULL) != OK)
        abort();
    medium = new_input("medium.signed.json", "medium.canon.nq", store,
        native_provider(native));
    large = new_input(
        "large.signed.json", "large.canon.nq", store, native_provider(native));
    rows[0] = (struct bench_row){
        .name = "sha256.medium", .run = run_sha256, .arg = medium};
    rows[1] = (struct bench_row){.name = "expand.medium",
        .run = run_expand,
        .arg = medium,
        .floor = "sha256.medium"};
    rows[2] = (struct bench_row){
        .name = "sha256.large", .run = run_sha256, .arg = large};
    rows[3] = (struct bench_row){.name = "expand.large",
        .run = run_expand,
        .arg = large,
        .floor = "sha256.large"};
    status = bench_main(argc, argv, rows, sizeof(rows) / sizeof(rows[0]));
    native_free(native);
    arena_release(&arena);
    return status;
}
