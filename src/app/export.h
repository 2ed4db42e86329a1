/*
 * Everything that is known of a person, to take along: an archive with the
 * data as JSON, each badge as it was signed and as a picture, and the
 * evidence (PR-03). What was sent in confidence by others, the addresses of
 * witnesses, is left out.
 */
#ifndef APP_EXPORT_H
#define APP_EXPORT_H

#include "app/act.h"
#include "app/say.h"

enum {
    EXPORT_FILES_BYTES_MAX = 12 << 20, /* of evidence; the rest is named */
};

/* The actor's own, a ZIP. `lang` is that of the note beside it.
 * E_NOT_SIGNED_IN. */
MUST_USE code export_make(
    struct act *act, enum lang lang, bytes *ret, struct err *reterr);

#endif
