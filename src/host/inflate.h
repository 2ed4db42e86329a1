/* Inflating gzip and zlib data, and making gzip. One state for each thread. */
#ifndef HOST_INFLATE_H
#define HOST_INFLATE_H

#include "base/arena.h"

#include <libdeflate.h>

/* See struct provider. The state is libdeflate's own. */
MUST_USE code inflate(struct libdeflate_decompressor *state,
    bytes packed,
    size_t bytes_max,
    struct arena *arena,
    bytes *ret);

MUST_USE code deflate(struct libdeflate_compressor *state,
    bytes data,
    struct arena *arena,
    bytes *ret);

#endif
