/*
 * The bench harness. A program in bench/ fills a list of rows and calls
 * bench_main, which measures their processor time in interleaved rounds (so
 * that a change of the machine's speed hits a row and its floor alike), takes
 * medians, prints a table and writes a JSON array of
 *     {"name", "value", "unit", "floor", "ratio", "runs"}
 * to the file named by its only argument. ratio = times the floor's cost:
 * lower is better, also for rows in MB/s.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    BENCH_ROUNDS = 7,
};

struct bench_row {
    const char *name; /* "verify.eddsa-rdfc-2022.medium" */
    /* Does the work n times. The result must be used; a failure aborts. */
    void (*run)(void *arg, size_t n);
    void *arg;
    const char *floor;   /* name of the row that is its floor, or NULL */
    size_t bytes;        /* input bytes of one run: the unit becomes MB/s */
    double cost_divisor; /* work units in one run (quads, files); 0 = 1 */
    /* Instead of run: a figure that is not a time, with its unit. */
    double value;
    const char *unit;
    double value_floor; /* what it stands beside (a limit); 0: none */
};

/* Measures; 0, or 1 when the file cannot be written. Rows without `unit` are
 * "us" (microseconds for one run, or one unit of work) or "MB/s". */
int bench_main(int argc, char **argv, const struct bench_row *rows, size_t n);

/* Keeps the compiler from dropping a result. */
void bench_use(const void *result);

/* Monotonic time in nanoseconds. */
uint64_t bench_now_ns(void);

/* The bytes of a file, NUL-terminated, or NULL with a message; never freed. */
char *bench_read(const char *path, size_t *ret_bytes);

#endif
