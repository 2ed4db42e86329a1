/*
 * Profiles: what a register, a framework or a label asks of a
 * micro-credential (invariants 9 to 11). A profile is data: elements that
 * must be there and bounds that must hold; every one is answered. A profile
 * whose text is not confirmed says so and must not be claimed.
 */
#ifndef RULE_PROFILE_H
#define RULE_PROFILE_H

#include "rule/statement.h"

enum element {
    /* Annex I of 2022/C 243/02, in its order */
    ELEMENT_LEARNER,
    ELEMENT_TITLE,
    ELEMENT_COUNTRY,
    ELEMENT_AWARDING_BODY,
    ELEMENT_DATE,
    ELEMENT_OUTCOMES,
    ELEMENT_WORKLOAD,
    ELEMENT_LEVEL,
    ELEMENT_ASSESSMENT,
    ELEMENT_PARTICIPATION,
    ELEMENT_QUALITY,
    /* asked for by others */
    ELEMENT_CREDIT,
    ELEMENT_SUPERVISION,
    ELEMENT_LANGUAGE,
    ELEMENT_QA_STATEMENT,
    ELEMENT_IDENTITY, /* verified at the assessment */
    /* bounds */
    ELEMENT_VOLUME,
    ELEMENT_CREDIT_BOUND,
    ELEMENT_LEVEL_BOUND,
    ELEMENT_REVIEW_BOUND,
    ELEMENT_TITLE_WORD,
    ELEMENT_N,
};

/* In the words of the Annex: "type of quality assurance". */
str element_name(enum element e);

struct profile {
    str id; /* "EU", "CMF", "NZ", "NMF" */
    str name;
    bool confirmed;
    code code; /* of whatever fails */
    const enum element *required;
    size_t n_required;
    /* Bounds; zero: none. */
    int32_t minutes_min;
    int32_t minutes_max;
    struct credit credit_max;
    struct level level_min;
    struct level level_max;
    struct level level_min_with; /* when credit of level_credit is given */
    str level_credit;            /* system */
    int32_t review_months_max;   /* from listing */
    const str *title_words;      /* forbidden, lower case */
    size_t n_title_words;
};

/* The built-in one, or NULL; by number, NULL past the last. */
const struct profile *profile_find(str id);
const struct profile *profile_at(size_t i);

/* Of the award, when it is one that is held against the profile. */
struct profile_award {
    bool learner_identified;
    date awarded;
};

struct element_answer {
    enum element element;
    bool pass;
    code code;
    str stated;
    str needed; /* of a bound */
};

struct profile_report {
    const struct element_answer *answers;
    size_t n_answers;
    size_t n_required; /* elements that must be there */
    size_t n_present;  /* of these */
    bool pass;         /* these and the bounds */
};

/* award NULL: a definition, of which learner and date come with the award.
 * The report lives in the arena and points into the statement. */
MUST_USE code profile_check(const struct profile *profile,
    const struct statement *s,
    const struct profile_award *award,
    struct arena *arena,
    struct profile_report *ret,
    struct err *reterr);

#endif
