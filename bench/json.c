/*
 * Reading JSON into a tree, beside jansson and simdjson in the same run: an
 * array of five minified medium documents, as a batch of badges has.
 */
#include "text/json.h"

#include "bench/bench.h"
#include "bench/peers.h"
#include "text/jcs.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    N_DOCUMENTS = 5,
    ARENA_BYTES = 64 * 1024 * 1024,
};

struct input {
    str text; /* followed by padding, for simdjson */
    struct arena arena;
    struct json *root;
};

static void run_own(void *arg, size_t n)
{
    struct input *in = arg;

    for (; n > 0; n--) {
        struct budget budget = budget_default();
        struct json *root = NULL;

        arena_reset(&in->arena);
        if (json_parse(in->text, &budget, &in->arena, &root, NULL) != OK)
            abort();
        bench_use(root);
    }
}

static void run_jansson(void *arg, size_t n)
{
    const struct input *in = arg;

    if (!peers_jansson(in->text.ptr, in->text.len, n))
        abort();
}

static void run_simdjson(void *arg, size_t n)
{
    const struct input *in = arg;

    if (!peers_simdjson(in->text.ptr, in->text.len, n))
        abort();
}

static void run_write(void *arg, size_t n)
{
    struct input *in = arg;

    for (; n > 0; n--) {
        struct buf out;

        arena_reset(&in->arena);
        buf_init(&out, &in->arena, ARENA_BYTES);
        json_write(&out, in->root, JSON_COMPACT);
        bench_use(out.ptr);
    }
}

static void run_jcs(void *arg, size_t n)
{
    struct input *in = arg;

    for (; n > 0; n--) {
        struct buf out;

        arena_reset(&in->arena);
        buf_init(&out, &in->arena, ARENA_BYTES);
        if (jcs_write(&out, in->root, &in->arena, NULL) != OK)
            abort();
        bench_use(out.ptr);
    }
}

static struct json *read_document(const char *name, struct arena *arena)
{
    const char *shared = getenv("SHARED");
    struct budget budget = budget_wide();
    struct json *root = NULL;
    char path[1024];
    str text = {NULL, 0};

    snprintf(path, sizeof(path), "%s/bench/docs/%s",
        shared ? shared : "../shared", name);
    text.ptr = bench_read(path, &text.len);
    if (!text.ptr || json_parse(text, &budget, arena, &root, NULL) != OK) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    return root;
}

/* The array of n copies, minified, with its tree; never freed. */
static struct input *new_input(const char *name, int n, struct arena *arena)
{
    struct json *root = json_new(arena, JSON_ARRAY);
    struct input *in = calloc(1, sizeof(*in));
    struct buf out;

    if (!in)
        abort();
    for (; n > 0; n--)
        json_push(root, read_document(name, arena));
    arena_init(&in->arena, ARENA_BYTES);
    in->root = root;
    buf_init(&out, arena, ARENA_BYTES);
    json_write(&out, root, JSON_COMPACT);
    if (buf_finish_str(&out, &in->text) != OK ||
        !buf_room(&out, PEERS_PADDING_BYTES))
        abort();
    in->text.ptr = (const char *)out.ptr;
    return in;
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct input *five;
    struct input *large;
    struct bench_row rows[10] = {0};
    size_t n = 0;
    int status;

    arena_init(&arena, ARENA_BYTES);
    five = new_input("medium.signed.json", N_DOCUMENTS, &arena);
    large = new_input("large.signed.json", 1, &arena);
    rows[n++] = (struct bench_row){"json.read.medium-array.simdjson",
        run_simdjson, five, NULL, five->text.len, 0, 0, NULL, 0};
    rows[n++] = (struct bench_row){"json.read.medium-array.jansson",
        run_jansson, five, NULL, five->text.len, 0, 0, NULL, 0};
    rows[n++] = (struct bench_row){"json.read.medium-array", run_own, five,
        "json.read.medium-array.simdjson", five->text.len, 0, 0, NULL, 0};
    rows[n++] = (struct bench_row){"json.read.medium-array.to-jansson", run_own,
        five, "json.read.medium-array.jansson", five->text.len, 0, 0, NULL, 0};
    rows[n++] = (struct bench_row){"json.read.large.simdjson", run_simdjson,
        large, NULL, large->text.len, 0, 0, NULL, 0};
    rows[n++] = (struct bench_row){"json.read.large", run_own, large,
        "json.read.large.simdjson", large->text.len, 0, 0, NULL, 0};
    rows[n++] = (struct bench_row){"json.write.medium-array", run_write, five,
        NULL, five->text.len, 0, 0, NULL, 0};
    rows[n++] = (struct bench_row){"jcs.write.medium-array", run_jcs, five,
        NULL, five->text.len, 0, 0, NULL, 0};
    status = bench_main(argc, argv, rows, n);
    arena_release(&arena);
    return status;
}
