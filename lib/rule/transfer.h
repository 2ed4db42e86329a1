/*
 * Transfer of credit into a qualification (RULES 2.5, 59 to 65): which of the
 * awards are credited, each of the others with its reason, and the three
 * numbers that every decision reports: transfer, RPL and residency. Whole
 * units only: the subset with most credit, then of higher level, then more
 * recent, then by id.
 */
#ifndef RULE_TRANSFER_H
#define RULE_TRANSFER_H

#include "base/limit.h"
#include "rule/wallet.h"

enum {
    TRANSFER_SOURCES_MAX = 64,
};

struct transfer_source {
    str id;
    str unit;       /* that it stands for; empty: unspecified credit */
    int64_t credit; /* hundredths, in the qualification's system */
    struct level level;
    str used_in; /* another qualification that credited it */
    date awarded;
    bool is_rpl;
    bool used_in_shares; /* that one allows it */
};

/* Content that two sources have in common. */
struct transfer_overlap {
    str a;
    str b;
    int32_t share_bp;
};

struct transfer_rules {
    str qualification;
    int64_t total; /* hundredths */
    int32_t cap_bp;
    int32_t rpl_cap_bp;
    int64_t residency_min;
    int32_t age_months;     /* 0: any age, at the day of application */
    struct level level_min; /* none: any; below it nothing counts */
    struct level floor;     /* none; so much of the whole is at it or above */
    int64_t floor_credit;
    bool shares;         /* allows what another one credited */
    struct strs filled;  /* units credited already */
    int64_t transferred; /* credited already, RPL included */
    int64_t rpl;         /* of that */
    int64_t below_floor; /* of that */
    const struct transfer_overlap *overlaps;
    size_t n_overlaps;
};

struct transfer_answer {
    enum reason reason; /* REASON_NONE: credited */
    str refused_by;     /* REASON_USED_ELSEWHERE: the one whose rule it is */
};

struct transfer_decision {
    struct transfer_answer answers[TRANSFER_SOURCES_MAX]; /* as the sources */
    int64_t credited;
    int64_t cap_left;
    int64_t rpl_left;
    int64_t residency; /* what is left to earn there */
    bool residency_kept;
};

/* E_LIMIT_EXCEEDED for more sources than fit, E_AMOUNT_RANGE, or
 * E_COMPLEXITY_LIMIT when the subsets are too many for the budget. */
MUST_USE code transfer_decide(const struct transfer_rules *rules,
    const struct transfer_source *sources,
    size_t n,
    date applied,
    struct budget *budget,
    struct transfer_decision *ret);

#endif
