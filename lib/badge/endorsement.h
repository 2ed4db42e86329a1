/*
 * Endorsements that travel inside a badge (OB 3.0 9.1, last step): in the
 * credential, its achievement, and every profile. Each is a credential of
 * its own, must verify, and must be about the thing that it stands in.
 */
#ifndef BADGE_ENDORSEMENT_H
#define BADGE_ENDORSEMENT_H

#include "vc/verify.h"

enum endorsement_mode {
    ENDORSEMENT_REPORTED, /* a bad one is a warning, and is never shown */
    ENDORSEMENT_STRICT,   /* a bad one fails the badge */
};

/* Adds a part and a check of CHECK_ENDORSEMENT for each. */
MUST_USE code endorsements_check(const struct json *credential,
    enum endorsement_mode mode,
    const struct vc_task *task,
    struct report *report,
    struct err *reterr);

#endif
