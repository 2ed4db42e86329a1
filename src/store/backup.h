/*
 * Copies of the data, and whether they are sound. For SQLite; PostgreSQL has
 * its own tools (E_ARGUMENT).
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/db.h"

/* Writes the data as they are now into a new file, whole or not at all, while
 * others read and write. E_CONFLICT when the file is there already. */
MUST_USE code backup_write(struct db *db, const char *path, struct err *reterr);

/* Makes the file `target` of a backup. The backup is checked first:
 * E_DATA_DAMAGED, E_DATA_VERSION (of another or a newer program) and nothing
 * is made. E_CONFLICT when the target is there already: what is being
 * replaced is moved away by a person. options->url is the target. */
MUST_USE code backup_restore(const char *path,
    const struct db_options *options,
    struct arena *arena,
    struct err *reterr);

/* Reads every page, index and reference; E_DATA_DAMAGED, about the first that
 * is wrong. */
MUST_USE code backup_check(struct db *db, struct err *reterr);

#endif
