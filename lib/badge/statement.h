/*
 * The clarifying statement of a micro-credential (rule/statement.h) inside a
 * badge: `clarifyingStatement` of the Achievement, with Testamur's own terms,
 * which a context of their own defines. The form is published as a JSON
 * Schema (schema/data/testamur/clarifyingstatement.json).
 */
#ifndef BADGE_STATEMENT_H
#define BADGE_STATEMENT_H

#include "rule/statement.h"
#include "text/json.h"

/* The one place that names it, but for the index of the built-in contexts.
 * Whoever issues serves the built-in copy there. */
#define BADGE_CONTEXT_STATEMENT "https://testamur.example/ns/v1"
#define BADGE_STATEMENT_TERM "clarifyingStatement"
#define BADGE_ASSESSED_TERM "assessed"

/* The statement as JSON. Offers that learners may not see are left out (RULES
 * invariant 18), and so is what is not stated. `report` (may be NULL) says
 * which of C1 to C4 passed, and whether it is credit-bearing: nobody can
 * claim that alone. Texts are borrowed. */
MUST_USE code badge_statement_write(const struct statement *statement,
    const struct statement_report *report,
    struct arena *arena,
    struct json **ret,
    struct err *reterr);

/* What a statement in a badge says, to show and to compare: texts and arrays
 * in the arena or in the tree. What has the wrong form counts as not stated.
 * Of the achievement it knows nothing: title, description and issuer stay
 * empty. The offers in it were shown, so they count as signed. */
MUST_USE code badge_statement_read(const struct json *object,
    struct arena *arena,
    struct statement *ret,
    struct err *reterr);

/* Did C1 to C4 pass, as the statement says? Bit 0 is C1; *ret_stated the
 * same for those that it speaks of. */
unsigned badge_statement_checks(
    const struct json *object, unsigned *ret_stated);

/* How this one learner was assessed: `assessed` of the AchievementSubject
 * (schema/data/testamur/assessed.json). */
struct badge_assessed {
    date on; /* DATE_NONE: not stated */
    int32_t attempts;
    enum participation participation;
    enum supervision supervision;
    str identity; /* "none", "one_factor", "two_factors"; empty: not stated */
};

/* NULL only when the arena is out. */
struct json *badge_assessed_json(
    const struct badge_assessed *assessed, struct arena *arena);
struct badge_assessed badge_assessed_read(const struct json *object);

#endif
