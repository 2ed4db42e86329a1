/*
 * What happens to an award after it was given: suspended, reinstated,
 * revoked, recalled; claimed by its learner. State, recorded change, status
 * bits and audit are one transaction (RULES 2.4, invariants 29 and 30).
 */
#ifndef APP_AWARD_CHANGE_H
#define APP_AWARD_CHANGE_H

#include "app/showing.h"
#include "domain/achievement.h"
#include "domain/award.h"
#include "domain/organisation.h"
#include "store/log.h"

struct award_move {
    enum award_action action;
    int64_t reason_code; /* enum award_reason */
    str reason;          /* in words, for the office only */
    str effective_on;    /* empty: today */
    str replaced_by;     /* empty: as it was */
};

/* Logs what happened to the award (store/log.h), in the open transaction:
 * `content` is what the leaf stands for. *ret_leaf is its index. */
MUST_USE code award_log(struct act *act,
    const struct award *award,
    enum log_kind kind,
    str content,
    int64_t *ret_leaf,
    struct err *reterr);

/* One move, in the open transaction; *award is then as it is stored.
 * E_STATE_ORDER; E_ALREADY_HELD when it would be good again beside another
 * (26). */
MUST_USE code award_move(struct act *act,
    struct award *award,
    const struct award_move *move,
    struct err *reterr);

/* The office's move of one award of the actor's organisation: suspend,
 * reinstate, revoke, appeal, or recall while nobody has claimed it.
 * E_REFUSAL_REASON when one that takes something away has no reason. */
MUST_USE code award_change(struct act *act,
    str id,
    const struct award_move *move,
    struct award *ret,
    struct err *reterr);

/* Lets a held award be seen from now on. */
MUST_USE code award_release(
    struct act *act, str id, struct award *ret, struct err *reterr);

/* The two in an open transaction, for whoever has asked for the right. */
MUST_USE code award_change_in(struct act *act,
    str id,
    const struct award_move *move,
    struct award *ret,
    struct err *reterr);
MUST_USE code award_release_in(
    struct act *act, str id, struct award *ret, struct err *reterr);

/* The actor takes an award that is theirs, or went to an address which they
 * have confirmed. Again: the same. E_NOT_SIGNED_IN, E_NOT_FOUND,
 * E_FORBIDDEN for another's. */
MUST_USE code award_claim(
    struct act *act, str id, struct award *ret, struct err *reterr);

/* The same in the open transaction of somebody whose address it is, which
 * has been shown in another way; *award is then as it is stored. */
MUST_USE code award_take(
    struct act *act, struct award *award, struct err *reterr);

/* All that wait for a confirmed address of the actor; *ret_n is how many. */
MUST_USE code award_claim_all(
    struct act *act, str email, size_t *ret_n, struct err *reterr);

/* What the public page of an award shows. */
struct award_page {
    struct award award;
    struct organisation organisation;
    struct achievement_version version;
    struct definition definition;
    struct award_change *changes;
    size_t n_changes;
    int64_t state_today; /* enum award_state */
    bool is_usable;      /* invariant 29, but for the signature */
    enum showing showing;
};

/* The same of an award that was read, for whoever asks, in the open
 * transaction. E_NOT_FOUND while it is held. */
MUST_USE code award_page_read(
    struct act *act, struct award_page *page, struct err *reterr);

/* E_NOT_FOUND also while it is held or was not signed, and for whoever may
 * not see it (app/showing.h). */
MUST_USE code award_public(
    struct act *act, str id, struct award_page *ret, struct err *reterr);

#endif
