/*
 * The state of an award in words, as tiles and the learner's pages show it.
 */
#ifndef WEB_BADGE_STATE_H
#define WEB_BADGE_STATE_H

#include "domain/award.h"
#include "web/web.h"

struct badge_state {
    str tone;  /* of part_state */
    str words; /* "Expired" */
    str more;  /* a sentence; empty while all is well */
};

/* `state` is that of today. `valid_until` is the last day, or empty. */
struct badge_state badge_state(struct web *web, int64_t state, str valid_until);

/* "Career Skills Institute · 15 May 2026" */
str badge_line(struct web *web, str issuer, str awarded_on);

#endif
