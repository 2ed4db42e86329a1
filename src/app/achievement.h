/*
 * Achievements: drafted, checked, approved by a second person, listed,
 * retired. A listed version never changes (invariant 12).
 * RULES 2.2, 2.4, 4.
 *
 * Whoever writes acts for the organisation that is being worked in.
 */
#ifndef APP_ACHIEVEMENT_H
#define APP_ACHIEVEMENT_H

#include "app/act.h"
#include "domain/achievement.h"
#include "domain/definition.h"
#include "store/sql.h"

/* A version with all that belongs to it. */
struct achievement_full {
    struct organisation organisation;
    struct achievement achievement;
    struct achievement_version version;
    struct definition definition;
    struct statement statement; /* with its offers, signed or not, */
    const struct credit_offer
        *offers; /* in the same order as they are stored */
    size_t n_offers;
    bool plain; /* not to be called credit-bearing, whatever is offered */
    struct statement_report report;
    const struct achievement_version *versions; /* oldest first */
    size_t n_versions;
};

/* --- drafts --- */

struct achievement_edit {
    str id;
    int64_t revision;
    str json;
    const struct offer *offers; /* the unsigned ones from now on; NULL: as */
    size_t n_offers;            /* they are */
    bool plain;    /* with offers: do not claim that it bears credit */
    str picture;   /* of achievement_keep_picture; empty: as it is, */
    bool is_drawn; /* or none: the badge is drawn */
};

/* A new achievement with a draft of its first version from the JSON form of a
 * definition, and offers of credit. What is wrong with it is in `findings`, and
 * does not hinder: a draft may fail. E_JSON_SYNTAX and its like for what is no
 * JSON, E_CONFLICT when its code is taken. */
MUST_USE code achievement_create(struct act *act,
    const struct achievement_edit *edit,
    struct findings *findings,
    struct achievement_version *ret,
    struct err *reterr);

/* A draft of the next version, like the newest, which is listed or retired;
 * E_STATE_ORDER when there is a draft already. */
MUST_USE code achievement_revise(struct act *act,
    str id,
    struct achievement_version *ret,
    struct err *reterr);

/* Writes the draft, which is then no longer in review. `revision` is the one
 * that was read: E_CONFLICT about "revision" when somebody saved it meanwhile
 * and about "code" when another has that code, E_IMMUTABLE when it is no draft
 * (any more). */
MUST_USE code achievement_save(struct act *act,
    const struct achievement_edit *edit,
    struct findings *findings,
    struct achievement_version *ret,
    struct err *reterr);

/* A picture of the badge, made safe and kept for a draft; errors as
 * upload_rebuild. A definition names no other file than this and its own
 * before: what learners hand in stays theirs. */
MUST_USE code achievement_keep_picture(
    struct act *act, bytes image, str name, str *ret_id, struct err *reterr);

/* An offer of credit to the newest version, while it is a draft. */
MUST_USE code achievement_add_offer(
    struct act *act, str id, const struct offer *offer, struct err *reterr);

/* Notes that the owner of the qualification has signed it: who did, by a
 * person who did not write the draft (E_SEPARATION). Only then does it count
 * and is it shown (invariant 18). */
MUST_USE code achievement_sign_offer(
    struct act *act, str id, str offer, str signed_by, struct err *reterr);

/* Takes an offer away from the draft, signed or not. */
MUST_USE code achievement_remove_offer(
    struct act *act, str id, str offer, struct err *reterr);

/* What the newest version would be with this definition (and of a new one, for
 * an empty id), with every point that would keep it from being approved;
 * nothing is written. */
MUST_USE code achievement_try(struct act *act,
    const struct achievement_edit *edit,
    struct findings *findings,
    struct achievement_full *ret,
    struct err *reterr);

/* --- from draft to catalogue --- */

/* A draft that is complete waits for a second person; the first failing point
 * otherwise. */
MUST_USE code achievement_send(
    struct act *act, str id, int64_t revision, struct err *reterr);

/* Back from review, by who writes. */
MUST_USE code achievement_withdraw(struct act *act, str id, struct err *reterr);

/* Back to who wrote it, with a reason; E_REFUSAL_REASON without one. */
MUST_USE code achievement_return(
    struct act *act, str id, str reason, struct err *reterr);

/* The newest version, and every point that keeps it from being approved. */
MUST_USE code achievement_check(struct act *act,
    str id,
    struct findings *findings,
    struct achievement_full *ret,
    struct err *reterr);

/* By a second person: E_SEPARATION for who made the draft or saved it last. The
 * first failing point otherwise. Its clarifying statement is written and
 * checked. `revision` is what was looked at (0: whatever stands there);
 * E_CONFLICT for another. */
MUST_USE code achievement_approve(
    struct act *act, str id, int64_t revision, struct err *reterr);
MUST_USE code achievement_reopen(struct act *act, str id, struct err *reterr);

/* Into the catalogue, in place of the version before; its statement is
 * published. */
MUST_USE code achievement_publish(struct act *act, str id, struct err *reterr);

/* Out of the catalogue, until it is put back; its page stays. `replaced_by` may
 * be empty, else another of the same organisation that does not lead back:
 * E_CHAIN. */
MUST_USE code achievement_retire(
    struct act *act, str id, str replaced_by, struct err *reterr);

/* The version that was taken out, back into the catalogue as it was. */
MUST_USE code achievement_restore(struct act *act, str id, struct err *reterr);

/* Others may adopt the definition from now on, or no more. E_NOT_LISTED for
 * one that never was. */
MUST_USE code achievement_share(struct act *act, str id, struct err *reterr);

/* --- lists --- */

struct achievement_query {
    str text;
    int64_t state; /* enum achievement_state of the newest version; 0: any, */
    int64_t limit; /* ACHIEVEMENT_IN_REVIEW: drafts that wait for approval */
    int64_t offset;
};

enum {
    ACHIEVEMENT_IN_REVIEW = 6,
};

struct achievement_hits {
    const struct achievement_office_row *rows; /* by title */
    size_t n_rows;
    int64_t n; /* in all */
};

/* Those of the organisation that is being worked in. */
MUST_USE code achievement_search(struct act *act,
    const struct achievement_query *query,
    struct achievement_hits *ret,
    struct err *reterr);

struct achievement_library {
    const struct achievement_library_row *rows; /* by title */
    size_t n_rows;
    int64_t n; /* in all */
};

/* What other organisations share; `state` of the query is not read. */
MUST_USE code achievement_look(struct act *act,
    const struct achievement_query *query,
    struct achievement_library *ret,
    struct err *reterr);

/* A draft of one's own of a definition that is shared: what is learnt, how it
 * is judged, how much it is, how it looks. What is the other's own stays there:
 * code, price, places, quality, recognitions, prerequisites. E_NOT_FOUND for
 * what is not shared. */
MUST_USE code achievement_adopt(struct act *act,
    str id,
    struct achievement_version *ret,
    struct err *reterr);

/* --- within an open transaction --- */

/* Reads a version with all that belongs to it; 0: the newest. */
MUST_USE code achievement_read(struct act *act,
    const struct achievement *achievement,
    int64_t version,
    struct achievement_full *ret,
    struct err *reterr);

#endif
