/*
 * Libraries that are measured beside ours, for comparison only: behind plain
 * functions because they are C++ or use the same names.
 */
#ifndef BENCH_PEERS_H
#define BENCH_PEERS_H

#ifdef __cplusplus
extern "C" {
#else
#    include <stdbool.h>
#    include <stddef.h>
#endif

enum {
    PEERS_PADDING_BYTES = 64, /* that must follow the text */
};

/* Read the text into a tree n times; false when it is refused. */
bool peers_jansson(const char *text, size_t bytes, size_t n);
bool peers_simdjson(const char *text, size_t bytes, size_t n);

#ifdef __cplusplus
}
#endif
#endif
