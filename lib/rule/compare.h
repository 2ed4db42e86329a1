/*
 * Two micro-credentials side by side (RULES 4.3): row by row, with a reason
 * where they cannot be compared, and never a total. What is not stated
 * counts against nobody.
 */
#ifndef RULE_COMPARE_H
#define RULE_COMPARE_H

#include "rule/statement.h"

/* How an issuer is trusted (RULES 3.1): the middle two stand side by side. */
enum trust {
    TRUST_SELF,
    TRUST_REGISTERED,
    TRUST_AGREEMENT,
    TRUST_ACCREDITED,
    TRUST_N,
};

/* "self", ...; TRUST_N for a word that is none. */
str trust_word(enum trust t);
enum trust trust_find(str word);

struct compare_side {
    const struct statement *statement;
    enum trust trust;
    const str *stacks; /* that use it; likewise the others */
    size_t n_stacks;
    const str *recognitions; /* received */
    size_t n_recognitions;
    const str *registers; /* entries */
    size_t n_registers;
};

enum compare_field {
    COMPARE_TYPE,
    COMPARE_TRUST,
    COMPARE_LEVEL,
    COMPARE_HOURS,
    COMPARE_CREDIT,
    COMPARE_HOURS_PER_CREDIT,
    COMPARE_OUTCOMES, /* share of skills and outcomes that both have */
    COMPARE_SKILL,    /* a row for each skill that both have */
    COMPARE_COMPLEXITY,
    COMPARE_SUPERVISION,
    COMPARE_MODERATION,
    COMPARE_GRADES,
    COMPARE_PARTICIPATION,
    COMPARE_COST,
    COMPARE_COST_PER_HOUR,
    COMPARE_COST_PER_CREDIT,
    COMPARE_VALIDITY,
    COMPARE_OFFERS,
    COMPARE_STACKS,
    COMPARE_RECOGNITIONS,
    COMPARE_REGISTERS,
    COMPARE_LANGUAGE,
    COMPARE_MADE, /* day of the statement */
    COMPARE_FIELD_N,
};

enum compare_result {
    COMPARE_SAME,
    COMPARE_A_HIGHER,
    COMPARE_B_HIGHER,
    COMPARE_DIFFERS,
    COMPARE_ONLY_A,
    COMPARE_ONLY_B,
    COMPARE_NOT_COMPARABLE,
    COMPARE_NOT_STATED, /* by either */
    COMPARE_RESULT_N,
};

struct compare_row {
    enum compare_field field;
    enum compare_result result;
    str about; /* COMPARE_SKILL: the skill */
    str a;     /* as stated; empty: not stated */
    str b;
    str reason;       /* why not comparable, or what the figure is */
    int32_t n_shared; /* COMPARE_OUTCOMES, when both state some */
    int32_t n_all;
};

/* The only sentences that may be said of the two. */
enum compare_verdict_kind {
    VERDICT_BOTH_BEAR_CREDIT, /* toward `about` */
    VERDICT_ONLY_A_BEARS_CREDIT,
    VERDICT_ONLY_B_BEARS_CREDIT,
    VERDICT_SAME_LEVEL_A_LARGER,
    VERDICT_SAME_LEVEL_B_LARGER,
    VERDICT_LEVEL_NOT_COMPARABLE,
    VERDICT_A_NOT_ASSESSED, /* is not a micro-credential */
    VERDICT_B_NOT_ASSESSED,
    VERDICT_N,
};

struct compare_verdict {
    enum compare_verdict_kind kind;
    enum compare_field because; /* the row that it comes from */
    str about;                  /* the qualification */
};

struct comparison {
    const struct compare_row *rows;
    size_t n_rows;
    const struct compare_verdict *verdicts;
    size_t n_verdicts;
};

/* "hours", "A higher", "both credit-bearing to". */
str compare_field_word(enum compare_field f);
str compare_result_word(enum compare_result r);
str compare_verdict_words(enum compare_verdict_kind v);

/* The comparison lives in the arena and points into the sides. Fails only
 * for lack of memory. */
MUST_USE code compare_statements(const struct compare_side *a,
    const struct compare_side *b,
    const struct level_map *levels,
    struct arena *arena,
    struct comparison *ret,
    struct err *reterr);

#endif
