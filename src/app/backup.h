/*
 * Copies of an installation: the data file, taken while it is served, and
 * the secret that its keys are sealed with. The secret is not in the copy of
 * the data, so that a lost copy opens nothing (RELIABILITY LG-11): it is kept
 * elsewhere, and without it nothing more can be signed.
 */
#ifndef APP_BACKUP_H
#define APP_BACKUP_H

#include "app/platform.h"

/* Where the copy goes; NUL-terminated. */
struct backup_place {
    const char *data;   /* a file that is not there yet */
    const char *secret; /* the same; NULL: the secret is not copied */
};

/* Into new files, whole or not at all; others read and write meanwhile;
 * also of data that an older program made. E_NOT_FOUND about "data" when
 * there are none, E_CONFLICT when a copy is there already. */
MUST_USE code backup_take(const struct config *config,
    const struct backup_place *place,
    struct arena *arena,
    struct err *reterr);

/* Makes a data folder of a copy: *config says which (its texts are
 * NUL-terminated), and it must be empty or not there (E_CONFLICT). The copy
 * is looked at first: E_DATA_DAMAGED, E_DATA_VERSION; an older one is brought
 * to this program's schema. E_SEAL_BROKEN when the secret does not open the
 * keys in it, E_CONFIG about "secret" when there are keys and no secret is
 * given. After a failure the folder is as it was. */
MUST_USE code backup_bring_back(const struct config *config,
    const struct backup_place *from,
    struct arena *arena,
    struct err *reterr);

#endif
