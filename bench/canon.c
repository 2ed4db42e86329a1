/*
 * RDFC-1.0 beside its floor, the SHA-256 of the canonical text: the medium
 * and the large document, and generated datasets of 100 to 100,000 quads.
 * Rows "canon.*" leave out that last hash; parsing is not measured.
 */
#include "rdf/canon.h"

#include "bench/bench.h"
#include "host/native.h"
#include "rdf/nquads.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    PATH_BYTES = 1024,
    CURVE_STEPS = 4, /* 10^2 .. 10^5 quads */
    ROWS_MAX = 32,
};

static const size_t ARENA_BYTES = (size_t)1 << 30;

struct job {
    const struct provider *provider;
    struct arena input; /* the dataset */
    struct arena arena;
    struct dataset ds;
    str canonical;
    char name[64];
    char floor[64];
};

static void check(code c)
{
    if (c != OK) {
        fprintf(stderr, "bench/canon: code %d\n", (int)c);
        exit(1);
    }
}

static void run_canon(void *arg, size_t n)
{
    struct job *job = arg;
    size_t i;

    for (i = 0; i < n; i++) {
        struct budget budget = budget_wide();
        struct canon_options options = {HASH_SHA256, job->provider, &budget};
        struct canon canon = {0};

        arena_reset(&job->arena);
        check(canon_dataset(&job->ds, &options, &job->arena, &canon, NULL));
        bench_use(canon.nquads.ptr);
    }
}

static void run_floor(void *arg, size_t n)
{
    const struct job *job = arg;
    uint8_t digest[HASH_BYTES_MAX];
    size_t i;

    for (i = 0; i < n; i++) {
        check(provider_hash(
            job->provider, HASH_SHA256, str_bytes(job->canonical), digest));
        bench_use(digest);
    }
}

static void start(struct job *job,
    const struct provider *provider,
    str text,
    const char *name)
{
    struct budget budget = budget_wide();
    struct canon_options options = {HASH_SHA256, provider, &budget};
    struct canon canon = {0};

    job->provider = provider;
    arena_init(&job->input, ARENA_BYTES);
    arena_init(&job->arena, ARENA_BYTES);
    dataset_init(&job->ds, &job->input, budget.quads_max);
    check(nquads_parse(text, &budget, &job->ds, NULL));
    check(canon_dataset(&job->ds, &options, &job->input, &canon, NULL));
    job->canonical = canon.nquads;
    snprintf(job->name, sizeof(job->name), "canon.%s", name);
    snprintf(job->floor, sizeof(job->floor), "canon.%s.sha256", name);
}

struct form {
    const char *subject; /* a number follows */
    const char *subject_end;
    const char *predicate;
    const char *object; /* and here, if there is an end */
    const char *object_end;
};

/* Badges of ten quads, two of their nodes blank. */
static const struct form FORMS[] = {
    {"<urn:b:", ">", "type", "<urn:t:Badge>", NULL},
    {"<urn:b:", ">", "name", "\"Badge ", "\""},
    {"<urn:b:", ">", "issuer", "<urn:i:1>", NULL},
    {"<urn:b:", ">", "result", "_:r", ""},
    {"_:r", "", "value", "\"", "\""},
    {"_:r", "", "type", "<urn:t:Result>", NULL},
    {"<urn:b:", ">", "alignment", "_:a", ""},
    {"_:a", "", "target", "<urn:x:", ">"},
    {"_:a", "", "name", "\"Outcome ", "\""},
    {"_:a", "", "type", "<urn:t:Alignment>", NULL},
};

static str make_text(struct arena *a, size_t n_quads)
{
    const size_t n_forms = sizeof(FORMS) / sizeof(FORMS[0]);
    const size_t line_bytes = 128;
    char *text = arena_alloc(a, n_quads * line_bytes);
    char *at = text;
    size_t i;

    for (i = 0; i < n_quads; i++) {
        const struct form *form = &FORMS[i % n_forms];
        /* Spread, so that neither order nor address helps. */
        size_t badge = i / n_forms * 7919 % (n_quads / n_forms);

        at += snprintf(at, line_bytes,
            "%s%zu%s <http://example.org/vocab#%s> %s", form->subject, badge,
            form->subject_end, form->predicate, form->object);
        if (form->object_end)
            at += snprintf(at, line_bytes, "%zu%s", badge, form->object_end);
        at += snprintf(at, line_bytes, " .\n");
    }
    return (str){text, (size_t)(at - text)};
}

static size_t add_rows(
    struct bench_row *rows, size_t n, struct job *job, double n_quads)
{
    rows[n++] = (struct bench_row){
        .name = job->name,
        .run = run_canon,
        .arg = job,
        .floor = job->floor,
        .cost_divisor = n_quads,
    };
    rows[n++] = (struct bench_row){
        .name = job->floor,
        .run = run_floor,
        .arg = job,
        .cost_divisor = n_quads,
    };
    return n;
}

int main(int argc, char **argv)
{
    static const char *const documents[] = {"small", "medium", "large"};
    static struct job jobs[3 + CURVE_STEPS];
    static struct bench_row rows[ROWS_MAX];
    const char *shared = getenv("SHARED");
    struct native *native = NULL;
    struct arena texts;
    struct job *job = jobs;
    size_t n = 0;
    size_t n_quads = 100;
    size_t i;

    arena_init(&texts, ARENA_BYTES);
    check(native_new(&native, NULL));
    for (i = 0; i < 3; i++, job++) {
        char path[PATH_BYTES];
        str text = {0};

        snprintf(path, sizeof(path), "%s/bench/docs/%s.canon.nq",
            shared ? shared : "../shared", documents[i]);
        text.ptr = bench_read(path, &text.len);
        if (!text.ptr)
            return 1;
        start(job, native_provider(native), text, documents[i]);
        n = add_rows(rows, n, job, 0);
    }
    for (i = 0; i < CURVE_STEPS; i++, job++, n_quads *= 10) {
        char name[32];

        snprintf(name, sizeof(name), "quads-%zu.per-quad", n_quads);
        start(job, native_provider(native), make_text(&texts, n_quads), name);
        n = add_rows(rows, n, job, (double)n_quads);
    }
    return bench_main(argc, argv, rows, n);
}
