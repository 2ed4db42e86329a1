/*
 * The awards of an organisation, for its staff: found, and one with all that
 * tells why it was given.
 */
#ifndef APP_AWARD_LIST_H
#define APP_AWARD_LIST_H

#include "app/act.h"
#include "domain/achievement.h"
#include "domain/award.h"
#include "domain/event.h"
#include "store/sql.h"

enum award_waiting {
    AWARD_ANY,
    AWARD_UNCLAIMED, /* could be claimed, and is not */
    AWARD_HELD,      /* may not be seen yet */
};

enum {
    AWARD_COUNT_MAX = 100000, /* no more are counted */
};

struct award_query {
    int64_t state;   /* enum award_state as it is today; 0: any */
    int64_t waiting; /* enum award_waiting */
    str achievement;
    str batch;
    str text; /* of a name, an address or a title */
    int64_t limit;
    int64_t offset;
};

/* By the day they were made, newest first; *ret_n_all counts all that the
 * query finds, up to AWARD_COUNT_MAX. */
MUST_USE code award_search(struct act *act,
    const struct award_query *query,
    struct award_list_row **ret,
    size_t *ret_n,
    int64_t *ret_n_all,
    struct err *reterr);

/* The same without the count and the question of the right: for another use
 * case. */
MUST_USE code award_search_in(struct act *act,
    const struct award_query *query,
    struct award_list_row **ret,
    size_t *ret_n,
    struct err *reterr);

/* One of the list by its id; E_NOT_FOUND. */
MUST_USE code award_search_one(
    struct act *act, str id, struct award_list_row *ret, struct err *reterr);

/* The state of a row on a day, as award_state_today. */
int64_t award_row_state(const struct award_list_row *row, str day);

/* What the organisation can say of one of its awards. */
struct award_why {
    struct award award;
    struct achievement_version version;
    struct definition definition;
    struct award_change *changes;
    str *actors; /* of the changes: names; empty where nobody is known */
    size_t n_changes;
    struct event *events; /* newest first */
    size_t n_events;
    struct person giver;        /* who gave it; no id: nobody is known */
    struct assessment assessed; /* no id: none */
    struct person assessor;
    struct evidence *evidence;
    size_t n_evidence;
    struct batch batch; /* no id: none */
    str today;          /* of the organisation */
};

MUST_USE code award_why(
    struct act *act, str id, struct award_why *ret, struct err *reterr);

#endif
