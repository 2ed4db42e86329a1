/*
 * An award: one achievement given to one learner on one day. RULES 2.4 and
 * invariants 24 to 32. Days are texts YYYY-MM-DD.
 */
#ifndef DOMAIN_AWARD_H
#define DOMAIN_AWARD_H

#include "domain/definition.h"
#include "domain/move.h"

enum award_state {
    AWARD_PREPARED, /* written down, not yet signed: seen by nobody */
    AWARD_ACTIVE,
    AWARD_SUSPENDED,
    AWARD_EXPIRED,
    AWARD_REVOKED,
    AWARD_RENEWED,  /* superseded by a renewal */
    AWARD_RECALLED, /* taken back before it was claimed */
};

enum award_action {
    AWARD_SIGN = 1,
    AWARD_SUSPEND,
    AWARD_REINSTATE,
    AWARD_REVOKE,
    AWARD_APPEAL, /* a recorded appeal: a revoked one is good again */
    AWARD_EXPIRE,
    AWARD_RENEW,
    AWARD_RECALL,
};

enum award_source {
    AWARD_BY_STUDY = 1,
    AWARD_BY_RPL,
    AWARD_BY_TRANSFER,
    AWARD_BY_STACK,
};

enum award_reason {
    AWARD_REASON_NONE,
    AWARD_REASON_ERROR,
    AWARD_REASON_MISCONDUCT,
    AWARD_REASON_WITHDRAWN, /* at the learner's wish */
    AWARD_REASON_CORRECTED, /* replaced by a corrected one */
    AWARD_REASON_REVIEW,
    AWARD_REASON_APPEAL,
    AWARD_REASON_EXPIRED,
    AWARD_REASON_RENEWED,
    AWARD_REASON_OTHER,
};

/* In held_until: until a person releases it. Sorts after every day. */
#define HELD_FOR_RELEASE "9999-12-31"

struct award {
    str tenant;
    str id; /* in its public address */
    str achievement;
    int64_t version;
    str person;         /* empty until claimed, or after erasure */
    str email;          /* where it was sent; empty after erasure */
    str recipient_name; /* as in the credential */
    str awarded_on;
    str valid_from;  /* the first day */
    str valid_until; /* the last day; empty: without end */
    int64_t source;  /* enum award_source */
    str grade;
    int64_t credit;
    str credit_system;
    int64_t state;         /* enum award_state */
    str state_on;          /* the day from which that holds */
    int64_t outside_scope; /* 1: beyond the issuer's accreditation */
    int64_t reason_code;   /* enum award_reason of the last change */
    str reason;            /* in words, for the office only */
    str replaces;          /* the award it renews or corrects */
    str replaced_by;       /* old links lead there */
    str enrolment;         /* why: what it was earned in */
    str batch;             /* or why: the list */
    int64_t line;          /* and its line */
    str run;               /* the import of past awards */
    str held_until;      /* empty not held; HELD_FOR_RELEASE: until released */
    str credential;      /* the exact signed bytes; empty until signed */
    str key_id;          /* that signed it */
    str evidence_choice; /* JSON: what the learner lets be seen */
    str created_by;
    int64_t created_at;
    int64_t signed_at;
    int64_t told_at; /* the learner, by mail */
    int64_t claimed_at;
    int64_t updated_at;
};

struct award_change {
    str tenant;
    str award;
    int64_t position; /* from 1 */
    int64_t state;    /* the new one */
    str effective_on; /* from this day */
    int64_t recorded_at;
    int64_t reason_code;
    str reason;
    str actor;
    int64_t leaf; /* of the award log; -1: not logged */
};

struct award_intent {
    str tenant;
    str award;
    str idempotency_key;
    bytes request_hash;  /* of what was asked */
    bytes prepared;      /* the exact unsigned bytes */
    bytes prepared_hash; /* what gets signed */
    str proof_options;   /* JSON */
    int64_t created_at;
    int64_t done_at; /* 0: still to be signed */
};

/* First and last day of an award. */
struct award_days {
    str valid_from;
    str valid_until; /* empty: without end */
};

extern const struct names award_state_names;
extern const struct names award_action_names;
extern const struct names award_source_names;
extern const struct names award_reason_names;

/* E_STATE_ORDER. */
MUST_USE code award_next(
    int64_t state, int64_t action, int64_t *ret, struct err *reterr);

/* The state on a day, from the changes in the order of their recording: of
 * those effective by that day the one recorded last. AWARD_PREPARED when
 * there is none. */
int64_t award_state_on(
    const struct award_change *changes, size_t n_changes, str day);

/* Invariants 29 and 30, but for the signature and the subject, which the
 * decision function looks at: is the award good on that day? */
bool award_is_usable(const struct award *award,
    const struct award_change *changes,
    size_t n_changes,
    str day);

/* What a page says today of the row alone: as `state`, but AWARD_EXPIRED
 * after the last day of an active one, and AWARD_ACTIVE before the day from
 * which a renewal holds. */
int64_t award_state_today(const struct award *award, str day);

/* Invariant 24: E_DATE_ORDER when awarded before the last assessment or the
 * listing. An empty date is not compared. */
MUST_USE code award_check_dates(
    str awarded_on, str assessed_on, str listed_on, struct err *reterr);

/* The last day of an award of that first day; empty for validity_months 0.
 * RULES 2.1. E_DATE_ORDER when `from` is no day. */
MUST_USE code award_last_day(str from,
    int64_t validity_months,
    struct arena *arena,
    str *ret,
    struct err *reterr);

/* The day after; an award that ends with its last day is over on that.
 * E_DATE_ORDER when `day` is no day. */
MUST_USE code award_day_after(
    str day, struct arena *arena, str *ret, struct err *reterr);

/* Invariants 31 and 32: the days of the renewal of `old` made on `day`.
 * E_RENEWAL_EARLY, E_RENEWAL_LATE; E_RENEWAL when the definition has none,
 * or the award has no end. */
MUST_USE code award_renewal(const struct award *old,
    const struct definition *definition,
    str day,
    struct arena *arena,
    struct award_days *ret,
    struct err *reterr);

#endif
