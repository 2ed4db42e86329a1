/*
 * What a rule is evaluated on: the awards that a person holds, and the world
 * around them: levels, scales, equivalences, what is on offer, other rules.
 * Plain data, borrowed; the order of any list means nothing.
 */
#ifndef RULE_WALLET_H
#define RULE_WALLET_H

#include "rule/rule.h"

enum holding_state {
    HOLDING_ACTIVE,
    HOLDING_SUSPENDED,
    HOLDING_REVOKED,
};

/* An award as a rule sees it. */
struct holding {
    str id;
    str achievement; /* URI */
    str version;
    str issuer;
    date awarded;
    date valid_until; /* last day; DATE_NONE: no end */
    enum holding_state state;
    date state_since; /* from when the state holds; DATE_NONE: always */
    enum award_source source;
    enum truth verified; /* unknown: could not be checked */
    bool other_subject;  /* it is about somebody else */
    bool outside_scope;  /* of the issuer's accreditation (invariant 28) */
    bool assessed;
    bool used_elsewhere; /* by a stack whose policy forbids reuse */
    enum trust trust;    /* in its issuer */
    struct level level;
    struct credit credit;
    int32_t minutes;
    int32_t cpd_minutes;
    str grade_scale;
    str grade;
    int supervision; /* rank, 0 to 3 */
    enum participation mode;
    bool residency; /* earned at the awarding body */
    struct strs fields;
    struct strs tags;
    const struct skill_level *skills;
    size_t n_skills;
};

/* A skill that is not proven by an award. */
struct claimed_skill {
    struct skill_level skill;
    enum evidence evidence; /* EVIDENCE_ENDORSED or EVIDENCE_DECLARED */
};

struct experience {
    str role;
    str verified_by;
    int32_t minutes;
};

/* A leaf that a credential was counted for when the stack was awarded. */
struct recorded {
    str leaf; /* its name */
    str credential;
    str stack;    /* of which; empty: the rule itself */
    date awarded; /* that stack */
};

struct wallet {
    const struct holding *holdings;
    size_t n_holdings;
    const struct claimed_skill *claims;
    size_t n_claims;
    const struct experience *experience;
    size_t n_experience;
    const struct recorded *recorded;
    size_t n_recorded;
};

/* What can still be earned: the award that it would give, and its price. */
struct offering {
    str id;
    struct holding gives; /* id and dates do not matter */
    struct money cost;
    date starts;               /* DATE_NONE: any day */
    struct strs prerequisites; /* achievements */
    bool via_rpl;              /* recognition of prior learning */
};

/* Best first. */
struct grade_scale {
    str id;
    struct strs codes;
};

/* A level of one scale of skills stands beside one of another. */
struct scale_row {
    str from_scale;
    int32_t from;
    str to_scale;
    int32_t to;
};

struct same_as {
    str a;
    str b;
};

struct world {
    const struct level_map *levels;
    const struct grade_scale *grades;
    size_t n_grades;
    const struct scale_row *scales;
    size_t n_scales;
    const struct same_as *same; /* achievements that count as one */
    size_t n_same;
    const struct offering *offerings;
    size_t n_offerings;
    const struct rule *const *stacks; /* that `stack` leaves name */
    size_t n_stacks;
};

/* Why an award does not count (RULES 3.5). */
enum reason {
    REASON_NONE,
    REASON_EXPIRED,
    REASON_SUSPENDED,
    REASON_REVOKED,
    REASON_NOT_YET_VALID,
    REASON_UNVERIFIED,
    REASON_NOT_SUBJECT,
    REASON_DUPLICATE,
    REASON_USED_ELSEWHERE,
    REASON_LEVEL_FLOOR,
    REASON_LEVEL_UNKNOWN,
    REASON_TOO_OLD,
    REASON_GRADE,
    REASON_ISSUER_NOT_TRUSTED,
    REASON_OUTSIDE_SCOPE,
    REASON_SOURCE_EXCLUDED,
    REASON_SUPERVISION,
    REASON_NOT_ASSESSED,
    REASON_CREDIT_SYSTEM,
    REASON_CAP_REACHED,
    REASON_RESIDENCY,
    REASON_EXCLUDED,
    REASON_TARGET_FILLED,
    REASON_AGREEMENT_CLOSED,
    REASON_VERSION,
    REASON_NO_LEAF,
    REASON_MODE,
    REASON_DATE,
    REASON_N,
};

/* "N_EXPIRED" ... */
str reason_word(enum reason reason);

/* REASON_NONE when the award is usable on that day at all (invariant 29). */
enum reason holding_unusable(const struct holding *h, date as_of);

/* Does the leaf accept it? A usable award, or one that is expired where the
 * leaf allows that. Unknown when a level has no published counterpart or a
 * signature could not be checked. *ret_reason tells why not; REASON_NO_LEAF
 * when the leaf asks for something else. */
enum truth leaf_accepts(const struct rule_node *leaf,
    const struct holding *h,
    const struct world *world,
    date as_of,
    enum reason *ret_reason);

/* Do both achievements count as one (invariant 42)? By name, or by a chain of
 * declared equivalences. */
bool achievements_same(const struct world *world, str a, str b);

#endif
