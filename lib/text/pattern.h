/*
 * Regular expressions: the part of ECMA-262 (with the flag "u") that is
 * regular. Alternation, groups, classes with ranges and \d \w \s, ".", the
 * anchors, and the quantifiers * + ? {n,m}. Matching steps through all
 * alternatives at once, so its cost is at most text x pattern, whatever both
 * are. Lookaround, back references, \b and \p are not supported: such a
 * pattern cannot be decided.
 */
#ifndef TEXT_PATTERN_H
#define TEXT_PATTERN_H

#include "base/arena.h"
#include "base/limit.h"

enum {
    PATTERN_STATES_MAX = 4096, /* after counted repetitions are written out */
    PATTERN_DEPTH_MAX = 64,    /* of groups */
};

struct pattern;

/* Compiles into the arena. E_SCHEMA_UNSUPPORTED for what is not supported or
 * too large, E_SYNTAX for what is no pattern; the offset is in the error. */
MUST_USE code pattern_compile(
    str source, struct arena *arena, struct pattern **ret, struct err *reterr);

/* Whether the pattern matches anywhere in the text, which is UTF-8. Memory
 * is taken from `scratch` and given back. E_COMPLEXITY_LIMIT when the budget
 * is used up, or the failure of the arena. */
MUST_USE code pattern_match(const struct pattern *pattern,
    str text,
    struct budget *budget,
    struct arena *scratch,
    bool *ret,
    struct err *reterr);

#endif
