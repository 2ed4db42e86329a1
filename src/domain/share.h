/*
 * What a learner shows: links, a profile, and how often a badge is seen.
 */
#ifndef DOMAIN_SHARE_H
#define DOMAIN_SHARE_H

#include "domain/names.h"

enum share_part { /* bits of `hidden` */
    SHARE_HIDE_EVIDENCE = 1,
    SHARE_HIDE_GRADE = 2,
    SHARE_HIDE_NAME = 4,
};

enum counter_kind {
    COUNTER_CLAIMED = 1,
    COUNTER_VIEWED,
    COUNTER_DOWNLOADED,
    COUNTER_SHARED,
    COUNTER_VERIFIED,
};

struct share {
    str id; /* in its public address */
    str person;
    str title;
    str ends_on; /* the last day; empty: until withdrawn */
    int64_t withdrawn_at;
    int64_t hidden; /* enum share_part, added up */
    int64_t created_at;
};

struct share_award {
    str share;
    int64_t position;
    str tenant;
    str award;
};

struct profile {
    str person;
    str slug;      /* in its public address */
    int64_t shown; /* 0, as at first: for nobody else */
    str headline;
    str about;
    int64_t updated_at;
};

struct profile_tile {
    str person;
    str tenant;
    str award;
    int64_t shown; /* an award without a row is not shown */
    int64_t position;
};

struct counter {
    str tenant;
    str award;
    int64_t kind; /* enum counter_kind */
    str day_on;
    int64_t n;
};

extern const struct names counter_kind_names;

/* Neither withdrawn nor over on that day. */
bool share_is_open(const struct share *share, str day);

#endif
