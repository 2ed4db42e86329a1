/*
 * Files put into one: a ZIP archive (PKWARE APPNOTE 6.3.10), stored without
 * compression, names in UTF-8. It is written as it grows, and reads with any
 * unpacker. Not for more than 65 535 files or 4 GiB.
 */
#ifndef CARRIER_ZIP_H
#define CARRIER_ZIP_H

#include "base/buf.h"

struct zip {
    struct buf *out;
    struct buf directory; /* what comes at the end */
    uint32_t time;        /* of every file, as MS-DOS has it */
    uint32_t n;
};

/* An archive into `out`, all of whose files bear that time (UTC; MS-DOS
 * counts from 1980 and by two seconds). Memory for the directory comes from
 * the arena. */
void zip_init(
    struct zip *z, struct buf *out, int64_t unix_s, struct arena *arena);

/* One more file. `name` has no ".." and no "/" at its beginning: whoever
 * gives it sees to that. */
void zip_add(struct zip *z, str name, bytes content);

/* Ends the archive: OK, E_LIMIT_EXCEEDED for more than a ZIP holds, or the
 * first failure of a buffer. */
MUST_USE code zip_finish(struct zip *z);

#endif
