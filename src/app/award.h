/*
 * Awards, from the decision to the signed badge (DESIGN.md, "Award"):
 *
 *   prepare   rules, identifiers, status entries, the exact bytes; written
 *             down as an intent in one transaction
 *   sign      the prepared bytes, with the organisation's key
 *   keep      award, change, audit: one transaction
 *
 * Everything random and every time is fixed by prepare, so that what was
 * interrupted is finished with the same bytes (RELIABILITY part 4, item 9).
 * Whoever calls these has asked for the right: an award follows from a
 * decision, a list, an import. The organisation is the actor's tenant.
 */
#ifndef APP_AWARD_H
#define APP_AWARD_H

#include "app/signer.h"
#include "domain/achievement.h"
#include "domain/award.h"

/* What is asked for. Empty texts are left to the rules. */
struct award_order {
    str achievement;
    int64_t version; /* 0: the one that is listed */
    str person;      /* or empty: found by the address */
    str email;
    str recipient_name;
    str awarded_on;  /* empty: today */
    str valid_from;  /* empty: the same day */
    str valid_until; /* empty: as the definition has it */
    str grade;       /* a code of the rubric */
    int64_t source;  /* enum award_source; 0: study */
    str enrolment;   /* what it was earned in, or empty */
    str assessed_on; /* the last assessment, or empty */
    str batch;
    int64_t line;
    str run;
    str replaces;        /* the award that this one renews or corrects */
    int64_t reason_code; /* enum award_reason: why it replaces that */
    str held_until;      /* a day; HELD_FOR_RELEASE; or empty */
    str idempotency_key;
};

/* What became of one order of many. */
struct award_outcome {
    code code; /* OK: `award` is signed */
    struct award award;
    struct err err; /* otherwise: what it is about */
};

/* Prepares, signs, keeps. The same key and order give the same award again
 * (DB-01). E_ALREADY_HELD (26), E_DATE_ORDER (24), E_GRADE (27), E_EMAIL,
 * E_NOT_FOUND, E_NOT_LISTED, E_ORGANISATION_STATE (TN-08),
 * E_IDEMPOTENCY_KEY_REUSED (DB-02), E_BADGE_FORM when what would be signed
 * breaks a rule of the standards. */
MUST_USE code award_issue(struct act *act,
    const struct award_order *order,
    struct award *ret,
    struct err *reterr);

/* The same for many: two transactions for all of them. An order that is
 * refused is an outcome and stops no other. One that is asked for again (by
 * its key) is not made again (DB-17). A few hundred at a time: all lives in
 * the act's arena. */
MUST_USE code award_issue_many(struct act *act,
    const struct award_order *orders,
    size_t n,
    struct award_outcome *ret_outcomes,
    struct err *reterr);

/* What would become of each, with nothing kept: OK, or why not. */
MUST_USE code award_try_many(struct act *act,
    const struct award_order *orders,
    size_t n,
    struct award_outcome *ret_outcomes,
    struct err *reterr);

/* The two halves, for a use case whose own rows belong to the first: in its
 * open transaction, then after it. */
MUST_USE code award_prepare(struct act *act,
    const struct signer *signer,
    const struct award_order *order,
    struct award *ret,
    struct err *reterr);
MUST_USE code award_finish(struct act *act,
    const struct signer *signer,
    struct award *award,
    struct err *reterr);

/* Finishes what was prepared and not yet kept, oldest first, of every
 * organisation; *ret_n is how many. What cannot be finished now (its
 * organisation is suspended, its key retired) stays as it is. Run at the
 * start of the server. */
MUST_USE code award_finish_prepared(
    struct act *act, size_t *ret_n, struct err *reterr);

#endif
