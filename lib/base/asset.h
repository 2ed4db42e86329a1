/*
 * Assets: data files that are built in byte for byte (contexts, schemas).
 * A folder of them has an index.txt with one line `SHA-256 FILE NAME` for
 * each name (a URL; a file may have several). The build refuses a file with
 * another digest, and tools/embed makes from lib/ROOM/.../data the table
 * ROOM_..._data, which the room declares:
 *
 *     extern const struct assets jsonld_context_data;
 */
#ifndef BASE_ASSET_H
#define BASE_ASSET_H

#include "base/str.h"

enum {
    ASSET_SHA256_BYTES = 32,
};

struct asset {
    str name;
    str text;
    uint8_t sha256[ASSET_SHA256_BYTES];
};

struct assets {
    const struct asset *items; /* sorted by name, in byte order */
    size_t n;
};

/* The asset of that name, or NULL. */
const struct asset *asset_find(const struct assets *assets, str name);

#endif
