/*
 * Open Badges 3.0, appendix B: the classes, held against a credential. The
 * rules are those of the published JSON Schema (JSON-LD adaptation: one
 * value or an array; a text may be a value object), which the suites use as
 * the oracle.
 */
#ifndef BADGE_MODEL_H
#define BADGE_MODEL_H

#include "vc/report.h"

enum badge_class {
    BADGE_NONE,
    BADGE_ACHIEVEMENT_CREDENTIAL, /* also named OpenBadgeCredential */
    BADGE_ENDORSEMENT_CREDENTIAL,
};

/* By the names in `type`. */
enum badge_class badge_class(const struct json *credential);

/* Adds a BAD check of CHECK_FORM for each fault. */
void badge_check_model(const struct json *credential,
    enum badge_class class,
    uint32_t depth_max,
    struct report *report);

#endif
