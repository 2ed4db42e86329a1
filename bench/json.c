/*
 * Reading JSON into a tree, beside jansson and simdjson in the same run: an
 * array of five minified medium documents, as a batch of badges has. Then
 * the cost against size, which must be flat in MB/s, and against names that
 * are made to be alike (RELIABILITY JS-09).
 */
#include "text/json.h"

#include "bench/bench.h"
#include "bench/peers.h"
#include "text/jcs.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    N_NAMES = 10000,
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
        struct budget budget = budget_wide();
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

/* A tree, minified; never freed. */
static struct input *new_input(struct json *root)
{
    struct input *in = calloc(1, sizeof(*in));
    struct arena arena;
    struct buf out;

    if (!in)
        abort();
    arena_init(&arena, ARENA_BYTES);
    arena_init(&in->arena, ARENA_BYTES);
    in->root = root;
    buf_init(&out, &arena, ARENA_BYTES);
    json_write(&out, root, JSON_COMPACT);
    if (buf_finish_str(&out, &in->text) != OK ||
        !buf_room(&out, PEERS_PADDING_BYTES))
        abort();
    in->text.ptr = (const char *)out.ptr;
    return in;
}

static struct input *new_badges(int n, struct arena *arena)
{
    struct json *root = json_new(arena, JSON_ARRAY);

    for (; n > 0; n--)
        json_push(root, read_document("medium.signed.json", arena));
    return new_input(root);
}

/* An object of N_NAMES names of one length: their digits in front, or in the
 * middle of what is alike in all. */
static struct input *new_names(bool alike, struct arena *arena)
{
    struct json *root = json_new(arena, JSON_OBJECT);
    int i;

    for (i = 0; i < N_NAMES; i++) {
        char name[32];
        int length =
            snprintf(name, sizeof(name), "%s%05d%s", alike ? "aaaaaaaa" : "",
                i * 7919 % N_NAMES, alike ? "aaaaaaaa" : "aaaaaaaaaaaaaaaa");

        json_add(root, arena_str(arena, (str){name, (size_t)length}),
            json_new(arena, JSON_NULL));
    }
    return new_input(root);
}

static struct bench_row row(const char *name,
    void (*run)(void *arg, size_t n),
    struct input *in,
    const char *floor)
{
    return (struct bench_row){.name = name,
        .run = run,
        .arg = in,
        .floor = floor,
        .bytes = in->text.len};
}

int main(int argc, char **argv)
{
    static struct arena arena;
    struct input *five;
    struct input *large;

    arena_init(&arena, ARENA_BYTES);
    five = new_badges(5, &arena);
    large = new_input(read_document("large.signed.json", &arena));
    {
        const struct bench_row rows[] = {
            row("json.read.medium-array.simdjson", run_simdjson, five, NULL),
            row("json.read.medium-array.jansson", run_jansson, five, NULL),
            row("json.read.medium-array", run_own, five,
                "json.read.medium-array.simdjson"),
            row("json.read.medium-array.to-jansson", run_own, five,
                "json.read.medium-array.jansson"),
            row("json.read.large.simdjson", run_simdjson, large, NULL),
            row("json.read.large", run_own, large, "json.read.large.simdjson"),
            row("json.read.badges-1", run_own, new_badges(1, &arena), NULL),
            row("json.read.badges-10", run_own, new_badges(10, &arena), NULL),
            row("json.read.badges-100", run_own, new_badges(100, &arena), NULL),
            row("json.read.badges-1000", run_own, new_badges(1000, &arena),
                NULL),
            row("json.read.names", run_own, new_names(false, &arena), NULL),
            row("json.read.names-alike", run_own, new_names(true, &arena),
                "json.read.names"),
            row("json.write.medium-array", run_write, five, NULL),
            row("jcs.write.medium-array", run_jcs, five, NULL),
        };

        return bench_main(argc, argv, rows, sizeof(rows) / sizeof(rows[0]));
    }
}
