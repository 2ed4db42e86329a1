/*
 * Status lists of an organisation: which award has which place in which
 * list, and the signed lists as they are published. The published list is
 * made from rows, never edited. RELIABILITY part 4, items 12 and 17.
 */
#ifndef APP_STATUS_H
#define APP_STATUS_H

#include "app/signer.h"
#include "domain/status_list.h"

enum {
    STATUS_TTL_S = 3600, /* how long a copy of a list may be used */
};

/* Which status of which award. */
struct status_place {
    str tenant;
    str award;
    enum status_purpose purpose;
};

/* Picks a random free place for the award in the organisation's open list of
 * that purpose; opens the next list when it is full (ST-16). Then, when the
 * award stands, takes it. Both in one open transaction. */
MUST_USE code status_pick(struct act *act,
    const struct status_place *place,
    struct award_status *ret,
    struct err *reterr);
MUST_USE code status_take(
    struct act *act, const struct award_status *entry, struct err *reterr);

/* The credentialStatus entry for that place, in the arena. */
struct json *status_json(const struct act *act,
    const struct award_status *entry,
    struct arena *arena);

/* Sets or clears the award's status, in the open transaction; the next
 * status_publish shows it. */
MUST_USE code status_set(struct act *act,
    const struct status_place *place,
    bool value,
    struct err *reterr);

/* Lists whose published form is old or shows not what is so, of every
 * organisation: ids for status_publish, up to a thousand. */
MUST_USE code status_stale(
    struct act *act, str **ret_ids, size_t *ret_n, struct err *reterr);

/* The list as a signed credential: made anew when entries have changed since,
 * or half its time is over. Lists outlive the right to issue (TN-08).
 * E_NOT_FOUND. */
MUST_USE code status_publish(
    struct act *act, str list, str *ret_credential, struct err *reterr);

#endif
