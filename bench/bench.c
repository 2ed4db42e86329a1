#include "bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    ROWS_MAX = 256,
};

static const uint64_t SLICE_NS = UINT64_C(20000000); /* of a row in a round */
static const double NS_PER_S = 1e9;

struct figure {
    size_t n;                /* runs in one slice */
    double ns[BENCH_ROUNDS]; /* of one run */
    double median_ns;
};

uint64_t bench_now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * (uint64_t)NS_PER_S + (uint64_t)t.tv_nsec;
}

void bench_use(const void *result)
{
    __asm__ volatile("" : : "r"(result) : "memory");
}

char *bench_read(const char *path, size_t *ret_bytes)
{
    FILE *in = fopen(path, "rb");
    char *text = NULL;
    size_t n = 0;
    size_t got;

    if (!in) {
        perror(path);
        return NULL;
    }
    do {
        char *more = realloc(text, n + BUFSIZ + 1);

        if (!more)
            abort();
        text = more;
        got = fread(text + n, 1, BUFSIZ, in);
        n += got;
    } while (got > 0);
    fclose(in);
    text[n] = '\0';
    *ret_bytes = n;
    return text;
}

/* Processor time: what others do on the machine counts as little as it can. */
static uint64_t cpu_now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (uint64_t)t.tv_sec * (uint64_t)NS_PER_S + (uint64_t)t.tv_nsec;
}

static double time_row(const struct bench_row *row, size_t n)
{
    uint64_t start = cpu_now_ns();

    row->run(row->arg, n);
    return (double)(cpu_now_ns() - start);
}

/* Warms up, and finds how often to run within a slice. */
static size_t runs_a_slice(const struct bench_row *row)
{
    size_t n = 1;
    double ns = time_row(row, n);

    while (ns < (double)SLICE_NS / 4) {
        n *= 2;
        ns = time_row(row, n);
    }
    n = (size_t)((double)n * (double)SLICE_NS / ns);
    return n > 0 ? n : 1;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static void measure(
    const struct bench_row *rows, struct figure *figures, size_t n)
{
    size_t round;
    size_t i;

    for (i = 0; i < n; i++) {
        if (rows[i].run)
            figures[i].n = runs_a_slice(&rows[i]);
    }
    for (round = 0; round < BENCH_ROUNDS; round++) {
        for (i = 0; i < n; i++) {
            if (rows[i].run)
                figures[i].ns[round] =
                    time_row(&rows[i], figures[i].n) / (double)figures[i].n;
        }
    }
    for (i = 0; i < n; i++) {
        qsort(figures[i].ns, BENCH_ROUNDS, sizeof(double), by_value);
        figures[i].median_ns = figures[i].ns[BENCH_ROUNDS / 2];
    }
}

/* A time in the unit of the row. */
static double in_unit(const struct bench_row *row, double ns)
{
    if (row->bytes > 0)
        return (double)row->bytes * 1e3 / ns;
    return ns / 1e3 / (row->cost_divisor > 0 ? row->cost_divisor : 1);
}

struct line {
    double value;
    double floor; /* 0: none */
    double ratio;
    const char *unit;
    size_t runs;
};

static struct line line_of(const struct bench_row *rows,
    const struct figure *figures,
    size_t n,
    size_t i)
{
    const struct bench_row *row = &rows[i];
    struct line line = {row->value, row->value_floor, 0, row->unit, 1};
    size_t f;

    if (row->run) {
        line.value = in_unit(row, figures[i].median_ns);
        line.unit = row->bytes > 0 ? "MB/s" : "us";
        line.runs = figures[i].n * BENCH_ROUNDS;
        for (f = 0; row->floor && f < n; f++) {
            if (strcmp(rows[f].name, row->floor) == 0)
                line.floor = in_unit(row, figures[f].median_ns);
        }
    }
    if (line.floor > 0 && line.value > 0)
        line.ratio = row->run && row->bytes > 0 ? line.floor / line.value
                                                : line.value / line.floor;
    return line;
}

static void write_json(
    FILE *out, const char *name, const struct line *line, bool first)
{
    fprintf(out, "%s\n{\"name\": \"%s\", \"value\": %.6g, \"unit\": \"%s\", ",
        first ? "" : ",", name, line->value, line->unit);
    if (line->floor > 0)
        fprintf(out, "\"floor\": %.6g, \"ratio\": %.4g, ", line->floor,
            line->ratio);
    else
        fprintf(out, "\"floor\": null, \"ratio\": null, ");
    fprintf(out, "\"runs\": %zu}", line->runs);
}

static void print_line(const char *name, const struct line *line)
{
    printf("%-48s %12.4g %-6s", name, line->value, line->unit);
    if (line->floor > 0)
        printf(" %12.4g %8.2f", line->floor, line->ratio);
    printf("\n");
}

int bench_main(int argc, char **argv, const struct bench_row *rows, size_t n)
{
    static struct figure figures[ROWS_MAX];
    FILE *out = argc == 2 ? fopen(argv[1], "w") : NULL;
    size_t i;

    if (!out || n > ROWS_MAX) {
        fprintf(stderr, "usage: %s FILE.json\n", argv[0]);
        return 1;
    }
    measure(rows, figures, n);
    fputs("[", out);
    for (i = 0; i < n; i++) {
        struct line line = line_of(rows, figures, n, i);

        write_json(out, rows[i].name, &line, i == 0);
        print_line(rows[i].name, &line);
    }
    fputs("\n]\n", out);
    return fclose(out) != 0;
}
