/*
 * The badge of an award, as the exact bytes that will be signed.
 */
#ifndef APP_AWARD_BADGE_H
#define APP_AWARD_BADGE_H

#include "app/signer.h"
#include "domain/achievement.h"
#include "domain/assessment.h"
#include "domain/award.h"
#include "domain/status_list.h"

enum {
    AWARD_STATUSES = 2, /* revocation and suspension */
    BADGE_BYTES_MAX = 1 << 20,
};

/* What the badge is made from. */
struct award_parts {
    const struct signer *signer;
    struct achievement_version version;
    struct definition definition;
    struct award award;
    struct award_status statuses[AWARD_STATUSES];
    str statement;              /* the clarifying statement as JSON, or empty */
    struct assessment assessed; /* what was done; may be the day alone */
};

/* Makes and checks the badge; fills `prepared`, `prepared_hash` and
 * `proof_options` of the intent. E_BADGE_FORM. */
MUST_USE code award_badge_prepare(struct act *act,
    const struct award_parts *parts,
    struct award_intent *ret,
    struct err *reterr);

/* Signs what the intent holds: the same bytes each time for Ed25519.
 * E_DATA_DAMAGED when they are not those that were prepared. */
MUST_USE code award_badge_sign(struct act *act,
    const struct signer *signer,
    const struct award_intent *intent,
    str *ret_credential,
    struct err *reterr);

#endif
