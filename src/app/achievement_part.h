/* What the use cases of achievements share: achievement.h. */
#ifndef APP_ACHIEVEMENT_PART_H
#define APP_ACHIEVEMENT_PART_H

#include "app/achievement.h"

/* What a use case works on between begin and commit. */
struct achievement_job {
    const struct achievement_edit *edit;
    const struct offer *offer;
    struct findings *findings;
    str id;
    int64_t revision;
    str reason;
    str replaced_by;
    str offer_id;
    str signed_by;
    str adopted_from;
    struct achievement_version *ret;
};

typedef code achievement_step(
    struct act *act, struct achievement_job *job, struct err *reterr);

/* One transaction around it, for who has the right. */
MUST_USE code achievement_work(struct act *act,
    enum right right,
    achievement_step *step,
    struct achievement_job *job,
    struct err *reterr);

/* --- within an open transaction --- */

/* Adds an achievement with a draft, as achievement_create. */
MUST_USE code achievement_put_draft(struct act *act,
    str json,
    struct findings *findings,
    struct achievement_version *ret,
    struct err *reterr);

/* The newest version of one of the organisation that is being worked in. */
MUST_USE code achievement_read_own(
    struct act *act, str id, struct achievement_full *ret, struct err *reterr);

/* Writes a new achievement with the draft of its first version. */
MUST_USE code achievement_write_new(
    struct act *act, struct achievement_job *job, struct err *reterr);

/* The unsigned offers of a draft, and whether credit is to be claimed. */
MUST_USE code achievement_write_claim(struct act *act,
    const struct achievement_version *version,
    const struct achievement_edit *edit,
    struct err *reterr);

/* Offers of another version as drafts of this one. */
MUST_USE code achievement_copy_offers(struct act *act,
    const struct achievement_full *from,
    const struct achievement_version *to,
    struct err *reterr);

/* Every failing point: of the definition, then of the claim to credit. */
void achievement_faults(
    const struct achievement_full *full, struct findings *findings);

/* The day where the organisation is. */
str achievement_today(const struct act *act, const struct organisation *o);

#endif
