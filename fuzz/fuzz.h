/*
 * What every fuzz target includes. A target fuzz/NAME.c defines
 * LLVMFuzzerTestOneInput and calls abort() when a promise is broken; its
 * seeds are fuzz/seed/NAME/ and the folders, of the tree or of the shared
 * data, that a line "seeds: ..." of its comment names.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "base/arena.h"
#include "base/limit.h"

#include <stdlib.h>

enum {
    FUZZ_ARENA_BYTES = 64 * 1024 * 1024,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input as text. */
static inline str fuzz_text(const uint8_t *data, size_t size)
{
    return (str){(const char *)data, size};
}

/* A promise that the target checks. */
static inline void fuzz_promise(bool kept)
{
    if (!kept)
        abort();
}

#endif
