/*
 * The clarifying statement of a micro-credential (RULES 4.1): what was
 * learnt, how it was judged, what it is worth, to whom it was promised. A
 * plain record; whoever makes it keeps its texts and arrays. Empty texts,
 * zero numbers and *_NOT_STATED mean: not stated.
 *
 * statement_check asks what any definition must keep (invariants 1, 2, 4 to
 * 8) and, when the mark is claimed, what RULES 4.2 asks before it may be
 * called credit-bearing (C1 to C4, invariants 14 to 18). Every point is
 * answered with its facts, the failing ones with their code: nobody can
 * force the mark, and nobody has to guess what is missing.
 */
#ifndef RULE_STATEMENT_H
#define RULE_STATEMENT_H

#include "rule/calendar.h"
#include "rule/level.h"
#include "rule/unit.h"

/* OL19, in its order. */
enum supervision {
    SUPERVISION_NOT_STATED,
    SUPERVISION_NONE,
    SUPERVISION_UNVERIFIED, /* supervised, identity not verified */
    SUPERVISION_ONLINE_ONE, /* online, one factor */
    SUPERVISION_ONLINE_TWO,
    SUPERVISION_ONSITE_ONE,
    SUPERVISION_ONSITE_TWO,
    SUPERVISION_N,
};

/* OL19, in its order. */
enum complexity {
    COMPLEXITY_NOT_STATED,
    COMPLEXITY_NO_ASSESSMENT,
    COMPLEXITY_RECALL,         /* of facts */
    COMPLEXITY_SKILL_ROUTINE,  /* one skill, routine problem */
    COMPLEXITY_SKILL_COMPLEX,  /* one skill, complex problem */
    COMPLEXITY_SKILLS_ROUTINE, /* several skills */
    COMPLEXITY_SKILLS_COMPLEX,
    COMPLEXITY_PORTFOLIO, /* and reflective evidence of proficiency */
    COMPLEXITY_N,
};

enum participation {
    PARTICIPATION_NOT_STATED,
    PARTICIPATION_ONLINE,
    PARTICIPATION_ONSITE,
    PARTICIPATION_BLENDED,
    PARTICIPATION_WORK_BASED,
    PARTICIPATION_NONE,
    PARTICIPATION_N,
};

/* The word in JSON ("online_two_factors"); empty for NOT_STATED. The find
 * functions give NOT_STATED for a word that is none. */
str supervision_word(enum supervision s);
enum supervision supervision_find(str word);
str complexity_word(enum complexity c);
enum complexity complexity_find(str word);
str participation_word(enum participation p);
enum participation participation_find(str word);

/* 0 none, 1 supervised, 2 one factor, 3 two factors; and its word. */
int supervision_rank(enum supervision s);
str supervision_rank_word(int rank);

struct skill_level {
    str skill; /* URI */
    str name;
    str scale;
    int32_t level; /* on that scale; 0: not stated */
};

struct outcome {
    str id;
    str text;
    const struct skill_level *skills;
    size_t n_skills;
};

struct task {
    str type; /* "work sample", "examination", ... */
    bool summative;
    int32_t weight_bp;
    const str *outcomes; /* ids of those that it assesses */
    size_t n_outcomes;
    struct level level; /* none: that of the statement */
    enum participation mode;
    enum supervision supervision;
    enum complexity complexity;
};

/* What an offer is tied to. */
enum offer_condition_kind {
    OFFER_IF_FACT, /* something that is so on the award date: allowed */
    OFFER_IF_ENROLLED,
    OFFER_IF_ACCEPTED,
    OFFER_IF_PAID,
    OFFER_IF_TAKEN_UP, /* "convert within 12 months" */
    OFFER_IF_UNUSED_ELSEWHERE,
    OFFER_CONDITION_N,
};

str offer_condition_word(enum offer_condition_kind kind);

struct offer_condition {
    enum offer_condition_kind kind;
    str text;
};

/* The qualification that an offer is toward, as its owner declares it. */
struct offer_target {
    str id;
    str title;
    str owner;
    struct level level;
    const struct level *unit_levels; /* lower levels that its units have */
    size_t n_unit_levels;
    int32_t minutes_per_point;
    int supervision_min;   /* 0 to 3 */
    str moderation;        /* policy that it asks for; empty: any */
    int32_t review_months; /* its cycle of review; 0: none */
};

enum offer_kind {
    OFFER_CREDIT,
    OFFER_ADMISSION,
};

struct offer {
    str id;
    enum offer_kind kind;
    struct offer_target target;
    struct credit amount;         /* OFFER_CREDIT */
    struct level component_level; /* none: the target's */
    struct level counts_as; /* the signed offer takes the assessment for this
                               level of the target's framework */
    bool pass_mapped;       /* the pass standard is mapped to the target's */
    bool is_signed;         /* by the target's owner */
    bool exclusive;         /* no other offer may be used */
    int32_t claim_months;   /* published window; 0: none */
    const struct offer_condition *conditions;
    size_t n_conditions;
};

struct quality {
    str type; /* "internal review", "external accreditation", ... */
    str body;
    str reference;
    date review_due;
    str moderation;          /* policy */
    str moderation_inherits; /* policy that it is made from */
};

struct statement {
    /* identity */
    str achievement; /* URI */
    str version;
    str type; /* OB 3.0 AchievementType */
    str title;
    str description; /* 30 words */
    str issuer;      /* URI */
    str issuer_name;
    str country;
    str language;
    date made;        /* this statement */
    date listed;      /* this version of the achievement */
    bool regulated;   /* the issuer is */
    str qa_statement; /* of an issuer that is not */
    /* learning */
    const struct outcome *outcomes;
    size_t n_outcomes;
    enum participation participation;
    int32_t minutes; /* typical learner, assessment included */
    struct level level;
    bool level_does_not_apply; /* said so; level is none */
    struct credit credit;
    str prerequisites;
    /* assessment */
    const struct task *tasks;
    size_t n_tasks;
    enum complexity complexity;
    enum supervision supervision;
    str grade_scale;
    /* quality */
    struct quality quality;
    const str *industry; /* recognitions */
    size_t n_industry;
    /* value */
    bool credit_bearing; /* claimed */
    bool exclusive;      /* use is restricted to one qualification */
    const struct offer *offers;
    size_t n_offers;
    str stackability;        /* "stand_alone", "stackable" */
    int32_t validity_months; /* 0: no end */
    struct money cost;
    bool cost_stated; /* also when it is free */
};

/* What is asked. */
enum statement_point {
    POINT_ASSESSED,    /* a summative task */
    POINT_OUTCOME,     /* each outcome is assessed */
    POINT_TASK,        /* each task assesses an outcome */
    POINT_WEIGHT,      /* the weights make a whole */
    POINT_VOLUME,      /* an hour or more */
    POINT_LEVEL,       /* within its framework */
    POINT_QA,          /* unregulated: a quality statement */
    POINT_ALIGNED,     /* C1: assessed at the target's level */
    POINT_OFFER,       /* C2: a signed offer */
    POINT_OPEN,        /* C2: not exclusive */
    POINT_FUTURE,      /* C3: no tie to what comes later */
    POINT_CLAIM,       /* C3: the window is long enough */
    POINT_EFFORT,      /* C4 */
    POINT_SUPERVISION, /* C4 */
    POINT_MODERATION,  /* C4 */
    POINT_PASS,        /* C4 */
    POINT_REVIEW,      /* C4 */
    POINT_SIGNED,      /* the offer may be shown */
    POINT_N,
};

enum condition {
    CONDITION_DEFINITION,
    CONDITION_C1, /* its first half, assessed at all, is always asked */
    CONDITION_C2,
    CONDITION_C3,
    CONDITION_C4,
    CONDITION_SHOWN, /* which offers learners see; decides nothing else */
    CONDITION_N,
};

struct point_answer {
    enum statement_point point;
    enum condition condition;
    bool pass;
    code code;  /* when it fails */
    str offer;  /* id of the offer, or empty */
    str about;  /* outcome, task, condition: what it is about */
    str stated; /* "AQF 7", "80 h"; empty: not stated */
    str needed; /* "AQF 8", "90 h" */
    str source; /* document of the level row that decided */
};

struct statement_report {
    const struct point_answer *points;
    size_t n_points;
    bool pass[CONDITION_N]; /* asked, and every point of it passes */
    bool credit_bearing;    /* claimed, and the definition and C1 to C4 pass */
    bool publishable;       /* as what it claims to be */
};

/* "effort", "C4". */
str point_word(enum statement_point p);
str condition_word(enum condition c);

/* What may be set otherwise by an institution. */
struct statement_rules {
    struct level_map levels;
    int32_t effort_bp;        /* share of the target's minutes: 9000 */
    int32_t claim_months_min; /* 24 */
};

struct statement_rules statement_rules_default(void);

/* The report lives in the arena and points into the statement. Fails only
 * for lack of memory, or with E_AMOUNT_RANGE when an amount overflows. */
MUST_USE code statement_check(const struct statement *s,
    const struct statement_rules *rules,
    struct arena *arena,
    struct statement_report *ret,
    struct err *reterr);

/* May learners see this offer (invariant 18)? */
bool offer_is_shown(const struct offer *offer);

#endif
