/*
 * Many awards at once, tried first: revoked, suspended, reinstated, recalled,
 * released; renewed, extended, made anew. What is refused stops no other; a
 * try is the same work, taken back.
 */
#ifndef APP_AWARD_BULK_H
#define APP_AWARD_BULK_H

#include "app/award_list.h"

enum award_deed {
    AWARD_DEED_REVOKE = 1,
    AWARD_DEED_SUSPEND,
    AWARD_DEED_REINSTATE,
    AWARD_DEED_RECALL,
    AWARD_DEED_APPEAL,
    AWARD_DEED_RELEASE,
    AWARD_DEED_RENEW,
    AWARD_DEED_EXTEND,
    AWARD_DEED_CORRECT,
};

enum {
    AWARD_BULK_MAX = 10000, /* of one go */
};

struct award_bulk {
    enum award_deed deed;
    const str *ids; /* none: all that the query finds */
    size_t n_ids;
    struct award_query query;
    int64_t reason_code; /* enum award_reason */
    str reason;          /* in words, for the office only */
    str effective_on;    /* of what takes away or gives back; empty: today */
    str until;           /* of an extension */
    bool is_try;         /* nothing is kept; reason and `until` may follow */
};

struct award_bulk_item {
    struct award_list_row row; /* as it was before */
    code code;                 /* OK: done, or would be */
    str successor;             /* the id, or empty */
};

struct award_bulk_done {
    const struct award_bulk_item *items;
    size_t n;
    size_t n_good;
    bool is_cut; /* there are more than AWARD_BULK_MAX */
};

extern const struct names award_deed_names;

/* Does the deed take something away, so that it wants a reason? */
bool award_deed_takes(enum award_deed deed);

/* E_REFUSAL_REASON for a deed that takes away without a reason, E_NOT_FOUND
 * for an id that is not of this organisation, E_FORM_FIELD about
 * "effective_on" that is to come or no day, or "until". Done in parts: after a
 * failure the first parts may be done; again, it does the rest. */
MUST_USE code award_bulk(struct act *act,
    const struct award_bulk *bulk,
    struct award_bulk_done *ret,
    struct err *reterr);

#endif
