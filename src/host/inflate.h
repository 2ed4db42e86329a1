/* Inflating gzip and zlib data with libdeflate. One for each thread. */
#ifndef HOST_INFLATE_H
#define HOST_INFLATE_H

#include "base/arena.h"

struct inflater;

/* NULL when memory runs out. */
struct inflater *inflater_new(void);
void inflater_free(struct inflater *i);

/* See struct provider. */
MUST_USE code inflater_run(struct inflater *i,
    bytes packed,
    size_t bytes_max,
    struct arena *arena,
    bytes *ret);

#endif
