/*
 * What a verification costs beside time: the start of the whole process, the
 * memory of the arena, what is asked of the system once warm, and whether the
 * resident memory stays where it is.
 */
/* The system's own name for what RTLD_NEXT asks for.
 * NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
#define _GNU_SOURCE
#include "bench/bench.h"
#include "test/support/workshop.h"

#include <dlfcn.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    PATH_BYTES = 1024,
    NOW_UNIX_S = 1780272000, /* 2026-06-01T00:00:00Z */
    N_STARTS = 31,
    N_WARM = 1000,
    N_FLAT = 100000,
    KIB = 1024,
};

/* --- every allocation of the process is counted ---
 * The system's own parameters have names that are reserved.
 * NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */

static size_t n_allocations;

static void *next_of(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);

    if (!found)
        abort();
    return found;
}

void *malloc(size_t n_bytes)
{
    static void *(*next)(size_t);

    if (!next)
        *(void **)&next = next_of("malloc");
    n_allocations++;
    return next(n_bytes);
}

void *calloc(size_t n, size_t n_bytes)
{
    static void *(*next)(size_t, size_t);

    if (!next)
        *(void **)&next = next_of("calloc");
    n_allocations++;
    return next(n, n_bytes);
}

void *realloc(void *block, size_t n_bytes)
{
    static void *(*next)(void *, size_t);

    if (!next)
        *(void **)&next = next_of("realloc");
    n_allocations++;
    return next(block, n_bytes);
}

/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

/* --- the figures --- */

static void path_of(char path[PATH_BYTES], const char *size)
{
    const char *shared = getenv("SHARED");

    snprintf(path, PATH_BYTES, "%s/bench/docs/%s.signed.json",
        shared ? shared : "../shared", size);
}

static str read_doc(const char *size)
{
    char path[PATH_BYTES];
    str text = {NULL, 0};

    path_of(path, size);
    text.ptr = bench_read(path, &text.len);
    if (!text.ptr)
        exit(1);
    return text;
}

static void verify(struct workshop *w, str text)
{
    const struct badge_policy policy = {.vc.now_unix_s = NOW_UNIX_S};
    const struct vc_facts facts = {0};
    struct badge_answer answer;

    workshop_begin(w);
    if (badge_verify(
            str_bytes(text), &policy, &facts, &w->env, &answer, NULL) != OK ||
        answer.report->verdict != VERDICT_VERIFIED)
        abort();
}

static void issue(struct workshop *w, str text)
{
    struct json *unsigned_badge;

    workshop_begin(w);
    unsigned_badge = workshop_json(w, text);
    json_remove(unsigned_badge, S("proof"));
    if (!workshop_sign(w, unsigned_badge, "eddsa-rdfc-2022", NULL))
        abort();
}

static int cmp_double(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Milliseconds for a whole `testamur verify -q FILE`, the median. */
static double cold_start_ms(void)
{
    const char *build = getenv("BUILD");
    char program[PATH_BYTES];
    char path[PATH_BYTES];
    char verb[] = "verify";
    char quiet[] = "-q";
    char *args[] = {program, verb, quiet, path, NULL};
    double times[N_STARTS];
    size_t i;

    snprintf(program, sizeof(program), "%s/testamur", build ? build : "build");
    path_of(path, "medium");
    for (i = 0; i < N_STARTS; i++) {
        uint64_t from = bench_now_ns();
        pid_t pid;
        int status;

        if (posix_spawn(&pid, program, NULL, NULL, args, environ) != 0 ||
            waitpid(pid, &status, 0) != pid || status != 0) {
            fprintf(stderr, "%s: cannot be run\n", program);
            exit(1);
        }
        times[i] = (double)(bench_now_ns() - from) / 1e6;
    }
    qsort(times, N_STARTS, sizeof(times[0]), cmp_double);
    return times[N_STARTS / 2];
}

/* What a cold arena takes from the system for one verification. It gives
 * nothing back before the end: this is the peak, and somewhat more. */
static double arena_kib(struct workshop *w, const char *size)
{
    str text = read_doc(size);

    arena_release(&w->step);
    verify(w, text);
    return (double)w->step.bytes_held / KIB;
}

/* Calls of malloc, calloc and realloc in one round of a thousand, by us or by
 * any library, once warm. */
static double calls_of(
    void (*work)(struct workshop *w, str text), struct workshop *w, str text)
{
    size_t before;
    int i;

    for (i = 0; i < N_WARM; i++)
        work(w, text);
    before = n_allocations;
    for (i = 0; i < N_WARM; i++)
        work(w, text);
    return (double)(n_allocations - before) / N_WARM;
}

static double resident_kib(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    char line[PATH_BYTES];
    char *second;
    long resident;

    if (!file || !fgets(line, sizeof(line), file))
        exit(1);
    fclose(file);
    second = strchr(line, ' ');
    resident = second ? strtol(second, NULL, 10) : 0;
    return (double)resident * (double)sysconf(_SC_PAGESIZE) / KIB;
}

static double resident_growth_kib(struct workshop *w, str text)
{
    double before;
    int i;

    verify(w, text);
    before = resident_kib();
    for (i = 0; i < N_FLAT; i++)
        verify(w, text);
    return resident_kib() - before;
}

int main(int argc, char **argv)
{
    static struct workshop w;
    struct bench_row rows[7] = {{0}};
    str medium = read_doc("medium");
    size_t n = 0;

    workshop_init(&w, KEY_ED25519);
    rows[n++] = (struct bench_row){.name = "cold-start.verify",
        .value = cold_start_ms(),
        .unit = "ms",
        .value_floor = 8};
    rows[n++] = (struct bench_row){.name = "arena.verify.medium",
        .value = arena_kib(&w, "medium"),
        .unit = "KiB",
        .value_floor = KIB};
    rows[n++] = (struct bench_row){.name = "arena.verify.large",
        .value = arena_kib(&w, "large"),
        .unit = "KiB",
        .value_floor = 8 * KIB};
    rows[n++] = (struct bench_row){.name = "warm.allocations.verify.medium",
        .value = calls_of(verify, &w, medium),
        .unit = "calls"};
    rows[n++] = (struct bench_row){.name = "warm.allocations.issue.medium",
        .value = calls_of(issue, &w, medium),
        .unit = "calls"};
    rows[n++] = (struct bench_row){.name = "resident.after-10k.verify.medium",
        .value = resident_kib(),
        .unit = "KiB",
        .value_floor = 16 * KIB};
    rows[n++] = (struct bench_row){.name = "resident.growth.100k-verifications",
        .value = resident_growth_kib(&w, medium),
        .unit = "KiB",
        .value_floor = KIB};
    return bench_main(argc, argv, rows, n);
}
