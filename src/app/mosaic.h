/*
 * The learner's own badges: all of them, and one with what others see of it.
 */
#ifndef APP_MOSAIC_H
#define APP_MOSAIC_H

#include "app/award_change.h"
#include "app/counter.h"
#include "store/sql.h"

/* `state` of each row is that of today (award_state_today). */
struct mosaic {
    const struct award_list_person_row *awards; /* claimed; newest first */
    size_t n_awards;
    const struct award_list_waiting_row *waiting; /* to be claimed */
    size_t n_waiting;
    const struct award_skills_person_row *skills; /* by skill, then award */
    size_t n_skills;
    struct profile profile; /* its slug is empty: there is none */
};

/* E_NOT_SIGNED_IN. */
MUST_USE code mosaic_show(
    struct act *act, struct mosaic *ret, struct err *reterr);

struct mosaic_award {
    struct award_page page;
    struct choice choice;
    bool on_profile; /* ticked, whether the profile is public or not */
    const struct evidence *evidence; /* what was handed in for it */
    size_t n_evidence;
    struct counts counts;
};

/* E_NOT_FOUND for what is not the actor's. */
MUST_USE code mosaic_award(
    struct act *act, str id, struct mosaic_award *ret, struct err *reterr);

/* What others see from now on. Evidence that is not the award's is left out.
 * E_STATE_ORDER before it was claimed. */
MUST_USE code mosaic_choose(struct act *act,
    str id,
    const struct choice *choice,
    bool on_profile,
    struct err *reterr);

/* Opens the page of an award to whoever has its link; the rest stays. */
MUST_USE code mosaic_open(struct act *act, str id, struct err *reterr);

/* Counts that the actor's own award was shared by other means. */
MUST_USE code mosaic_note_share(
    struct act *act, const struct award *award, struct err *reterr);

/* The evidence of an award that its holder shows to everybody. */
MUST_USE code mosaic_shown_evidence(struct act *act,
    const struct award *award,
    struct evidence **ret,
    size_t *ret_n,
    struct err *reterr);

/* A file among them. E_NOT_FOUND for what is not shown, or is no file. */
MUST_USE code mosaic_shown_file(struct act *act,
    const struct award *award,
    str evidence,
    struct file *ret,
    bytes *ret_content,
    struct err *reterr);

#endif
