/*
 * Cost against size: 1 to 1000 badges in one array, parsed, expanded and
 * canonicalised at once. Each figure is the cost of one badge: where the curve
 * is linear (n log n for sorting) they are alike, and grow slowly.
 */
#include "bench/bench.h"
#include "host/native.h"
#include "jsonld/context/store.h"
#include "rdf/canon.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    N_ARRAYS = 4,
    NAME_BYTES = 64,
    PATH_BYTES = 1024,
};

static const size_t KEPT_BYTES = (size_t)256 * 1024 * 1024;
static const size_t STEP_BYTES = (size_t)2048 * 1024 * 1024;

struct array {
    str text;
    struct jsonld_store *store;
    const struct provider *provider;
    struct arena kept;
    struct arena step;
    char name[NAME_BYTES];
};

static void check(code c, const struct err *err)
{
    if (c == OK)
        return;
    fprintf(stderr, "code %d, %s, %s\n", (int)c, err->arg, err->pointer);
    abort();
}

/* As many badges as there are, so the default budget does not fit. */
static struct budget budget_of(void)
{
    struct budget budget = budget_wide();

    budget.nodes_left = UINT32_MAX;
    budget.work_left = UINT64_MAX;
    budget.quads_max = UINT32_MAX;
    return budget;
}

static void run_canon(void *arg, size_t n)
{
    struct array *a = arg;

    for (; n > 0; n--) {
        struct budget budget = budget_of();
        const struct jsonld_options options = {
            .store = a->store, .budget = &budget, .safe = true};
        const struct canon_options how = {HASH_SHA256, a->provider, &budget};
        struct json *root = NULL;
        struct dataset ds;
        struct canon canon;
        struct err err = {0};

        arena_reset(&a->step);
        check(json_parse(a->text, &budget, &a->step, &root, &err), &err);
        dataset_init(&ds, &a->step, budget.quads_max);
        check(jsonld_to_rdf(root, &options, &a->step, &ds, &err), &err);
        check(canon_dataset(&ds, &how, &a->step, &canon, &err), &err);
        bench_use(canon.nquads.ptr);
    }
}

/* Makes every id one of the badge's own: else all badges would be one. */
static void make_own(struct json *value, size_t number, struct arena *arena)
{
    struct json *item = value->type == JSON_OBJECT || value->type == JSON_ARRAY
                            ? value->child.first
                            : NULL;

    for (; item; item = item->next) {
        struct buf id;

        make_own(item, number, arena);
        if (item->type != JSON_STRING || !str_eq(item->name, S("id")))
            continue;
        buf_init(&id, arena, PATH_BYTES);
        buf_str(&id, item->text);
        buf_str(&id, S("/"));
        buf_u64(&id, number);
        item->text = bytes_str(buf_bytes(&id));
    }
}

static void prepare(struct array *a, str badge, size_t n_badges)
{
    struct buf out;
    size_t i;

    snprintf(a->name, NAME_BYTES, "parse-expand-canon.array.%zu", n_badges);
    arena_init(&a->kept, KEPT_BYTES);
    arena_init(&a->step, STEP_BYTES);
    buf_init(&out, &a->kept, KEPT_BYTES);
    for (i = 0; i < n_badges; i++) {
        struct budget budget = budget_of();
        struct json *root = NULL;
        struct err err = {0};

        check(json_parse(badge, &budget, &a->kept, &root, &err), &err);
        make_own(root, i, &a->kept);
        buf_byte(&out, i == 0 ? '[' : ',');
        json_write(&out, root, JSON_COMPACT);
    }
    buf_byte(&out, ']');
    check(buf_finish_str(&out, &a->text), &(struct err){0});
}

int main(int argc, char **argv)
{
    static struct array arrays[N_ARRAYS];
    static const size_t sizes[N_ARRAYS] = {1, 10, 100, 1000};
    const char *shared = getenv("SHARED");
    struct bench_row rows[N_ARRAYS] = {{0}};
    struct native *native = NULL;
    struct jsonld_store *store = NULL;
    char path[PATH_BYTES];
    str badge = {NULL, 0};
    struct arena lasting;
    size_t i;

    snprintf(path, sizeof(path), "%s/bench/docs/medium.unsigned.json",
        shared ? shared : "../shared");
    badge.ptr = bench_read(path, &badge.len);
    arena_init(&lasting, STORE_BYTES);
    if (!badge.ptr || native_new(&native, NULL) != OK ||
        store_new(&lasting, &jsonld_context_data, native_provider(native),
            &store, NULL) != OK)
        return 1;
    for (i = 0; i < N_ARRAYS; i++) {
        arrays[i].store = store;
        arrays[i].provider = native_provider(native);
        prepare(&arrays[i], badge, sizes[i]);
        rows[i] = (struct bench_row){.name = arrays[i].name,
            .run = run_canon,
            .arg = &arrays[i],
            .cost_divisor = (double)sizes[i]};
    }
    return bench_main(argc, argv, rows, N_ARRAYS);
}
